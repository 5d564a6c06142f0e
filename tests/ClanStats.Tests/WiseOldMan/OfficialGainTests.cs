using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Storage;
using ClanStats.Tests.Analytics;

namespace ClanStats.Tests.WiseOldMan;

/// <summary>The official gains are those of WOM's own <c>bulk-gained</c> wherever both hold the same snapshots.</summary>
public sealed class OfficialGainTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(30)]
    public async Task Official_gains_are_Wise_Old_Mans_for_every_member_and_metric(int days)
    {
        await using var wom = await WomHarness.StartAsync();
        wom.Options.BackfillPlayers = true;
        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();
        var window = RollingWindow.OfDays(days).At(wom.Clan.Now);
        var theirs = await AskAsync(wom, window);
        var metrics = wom.Database.Database.Read("test", MetricRegistry.Read).ToDictionary(metric => metric.Name, StringComparer.Ordinal);
        var report = await ReportedClan.ReportOnAsync(wom.Database.Options, wom.Clan.Now);

        var (compared, gaining) = (0, 0);
        foreach (var member in report.Members)
        {
            var held = Held(wom, member.Id, window);
            var official = days == RollingWindow.Week.Days ? member.OfficialXp7 : member.OfficialXp30;
            if (!theirs.TryGetValue(member.WomPlayerId!.Value, out var gains))
            {
                (held.Count, official).ShouldBe((0, default(long?)), $"WOM has nothing of {member.DisplayName}");
                continue;
            }

            official.ShouldBe((long)gains[MetricCatalog.Overall], member.DisplayName);
            foreach (var (name, gained) in gains.Where(gain => gain.Key is not (MetricCatalog.Ehp or MetricCatalog.Ehb)))
            {
                var id = metrics[name].Id;
                OfficialGain.Of(held[0].Ranked(id), held[^1].Ranked(id), held.Count, name == MetricCatalog.Overall).ShouldBe((long)gained, $"{member.DisplayName} {name}");
                compared++;
                gaining += gained > 0 ? 1 : 0;
            }
        }

        compared.ShouldBeGreaterThan(wom.Clan.Members.Count * 50);
        gaining.ShouldBeGreaterThan(wom.Clan.Members.Count);
    }

    private static List<MetricVector> Held(WomHarness wom, long member, TimeWindow window) =>
    [
        .. wom.Query<byte[]>(
            $"SELECT metric_values FROM wom_snapshots WHERE user_id = {member} AND timestamp BETWEEN {window.Start.Milliseconds} AND {window.End.Milliseconds} ORDER BY timestamp")
            .Select(packed => MetricVector.Decode(packed)),
    ];

    private static async Task<Dictionary<long, Dictionary<string, double>>> AskAsync(WomHarness wom, TimeWindow window)
    {
        using var http = new HttpClient();
        var answer = await http.GetStringAsync($"{wom.Server.BaseUrl}{wom.Group}/bulk-gained?startDate={window.Start.ToIso()}&endDate={window.End.ToIso()}");
        return JsonDocument.Parse(answer).RootElement.EnumerateArray().ToDictionary(
            entry => entry.GetProperty("player").GetProperty("id").GetInt64(),
            entry => entry.GetProperty("data").EnumerateArray().ToDictionary(gain => gain.GetProperty("metric").GetString()!, gain => gain.GetProperty("gained").GetDouble()));
    }
}
