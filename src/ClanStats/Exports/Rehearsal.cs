using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports;

/// <summary>
/// Renders the report of a clan of one into nothing. The first report of a process takes several times as long as the second, because code
/// and libraries are set up with it; that needs no data, so it can be over by the time the real one is there.
/// </summary>
internal static class Rehearsal
{
    /// <summary>Begins beside whatever is done meanwhile. What fails here fails again with the real report, which then says so.</summary>
    /// <param name="writers">The writers that will be needed, in the order of their need.</param>
    public static void Begin(IReadOnlyList<IReportWriter> writers) => _ = Task.Run(() =>
    {
        var report = ClanOfOne();
        foreach (var writer in writers)
        {
            foreach (var file in writer.Render(report, CancellationToken.None))
            {
                _ = file.Content.Length;
            }
        }
    });

    private static ClanReport ClanOfOne()
    {
        var now = UtcInstant.StartOfDay(new DateOnly(2026, 1, 1));
        var metrics = new MetricCatalog([new Metric(0, MetricCatalog.Overall, MetricCategory.Skill), new Metric(1, "zulrah", MetricCategory.Boss)]);
        var point = new SnapshotPoint(now, 1, 1, 1, 1, 1, 1, 1, new SnapshotMetrics(new MetricVector([1, 1]), new MetricVector([1, 1])));
        var member = new MemberFacts
        {
            Id = 1,
            PersonId = 1,
            Username = "a",
            DisplayName = "A",
            JoinedAt = now.PlusDays(-1),
            Newest = point,
            Windows = RollingWindow.All.ToDictionary(window => window.Days, window => new WindowPoints(window, null, point, 2, 2, 2, 2)),
        };
        var facts = new ClanFacts
        {
            Clan = ClanIdentity.Unread(0),
            Metrics = metrics,
            Members = [member],
            BossBests = [new BossBest("zulrah", 1, 1)],
            Reads = [new SourceRead("wom", now, now, now)],
            FirstListed = new Dictionary<long, DateOnly>(),
        };
        return ClanReportBuilder.Build(facts, new ReportRequest
        {
            TraceId = "",
            Now = now,
            Settings = new ReportSettings(),
            Rules = ClanRules.Default,
            People = PeopleNotes.None,
            DiscordConnected = true,
            DiscordAccountsRead = true,
        });
    }
}
