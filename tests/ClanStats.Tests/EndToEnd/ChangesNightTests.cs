using System.Text.Json;
using ClanStats.Pipeline;

namespace ClanStats.Tests.EndToEnd;

public sealed class ChangesNightTests
{
    [Fact]
    public async Task The_second_night_tells_what_changed_since_the_first_and_says_it_again_in_the_same_bytes()
    {
        await using var night = await ClanNight.StartAsync();
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        Changes(night).GetProperty("reason").GetString()!.ShouldStartWith("not enough history until 2026-11-21:");

        night.Clan.MoveTo(night.Clan.Now.PlusDays(1));
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        var told = Changes(night);
        told.GetProperty("available").GetBoolean().ShouldBeTrue();
        told.GetProperty("since").GetString().ShouldBe("2026-11-21T00:00:00.000Z");
        told.GetProperty("lines").GetArrayLength().ShouldBeLessThanOrEqualTo(12);

        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        Changes(night).GetRawText().ShouldBe(told.GetRawText());
        Published(night).ShouldBe([ClanNight.Now.Milliseconds, ClanNight.Now.PlusDays(1).Milliseconds]);
        night.Query<long>("SELECT count(DISTINCT member_id) FROM published_members").Single().ShouldBeGreaterThanOrEqualTo(night.Clan.Members.Count);
    }

    [Fact]
    public async Task Who_leaves_between_two_nights_is_told()
    {
        await using var night = await ClanNight.StartAsync();
        await night.NightAsync();
        var gone = night.Query<(long Id, string Name)>("SELECT id, display_name FROM clan_members WHERE left_at IS NULL ORDER BY id LIMIT 1").Single();
        night.Clan.MoveTo(night.Clan.Now.PlusDays(1));
        night.Execute($"UPDATE clan_members SET left_at = {night.Clan.Now.Milliseconds} WHERE id = {gone.Id}");

        (await night.RunAsync("report", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);

        var left = Changes(night).GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("kind").GetString() == "left");
        left.GetProperty("id").GetInt64().ShouldBe(gone.Id);
        left.GetProperty("name").GetString().ShouldBe(gone.Name);
    }

    [Fact]
    public async Task A_night_that_publishes_nothing_is_nothing_to_compare_with()
    {
        await using var night = await ClanNight.StartAsync();

        (await night.NightAsync("--skip", "publish")).ShouldBe(ExitCode.Done, night.Diagnostics);

        Published(night).ShouldBeEmpty();
    }

    private static List<long> Published(ClanNight night) => night.Query<long>("SELECT business_time FROM published_reports ORDER BY 1");

    private static JsonElement Changes(ClanNight night)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(night.Output, "clan_data.json")));
        return document.RootElement.GetProperty("changes").Clone();
    }
}
