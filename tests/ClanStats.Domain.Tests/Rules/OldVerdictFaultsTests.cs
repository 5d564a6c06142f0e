using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests.Rules;

/// <summary>Faults of the old program that lay in its verdicts, each on its own example with the right result.</summary>
public sealed class OldVerdictFaultsTests
{
    private static readonly UtcInstant Now = Roster.Now;

    [Fact]
    public void F21_officer_audit_and_purge_list_run_and_name_their_people()
    {
        var report = Build(new ReportSettings());

        report.Officers.Content!.Officers.ShouldHaveSingleItem().Name.ShouldBe("Wren");
        report.Purge.Content!.Candidates.ShouldHaveSingleItem().Name.ShouldBe("Iron Sedge");
    }

    [Theory]
    [InlineData(3, 6, 33)]
    [InlineData(0, 6, 6)]
    [InlineData(10, 1, 96)]
    public void F26_the_composite_score_uses_its_configured_weights(double boss, double messages, long score)
    {
        var settings = new ReportSettings { WeightBoss = boss, WeightMessages = messages };

        Build(settings).Members.Single(member => member.DisplayName == "Wren").Score.ShouldBe(score);
        settings.Points(600_000, 9, 1).ShouldBe(score + (long)messages);
    }

    [Fact]
    public void F28_outliers_are_judged_and_are_no_purge_candidates()
    {
        var grinder = Roster.Member(1, xp7: 3_000_001, xp30: 4_000_000, msgs7: 4, msgs30: 20);
        var quiet = Roster.Member(2).WithPurge();

        var outliers = ModerationRules.Judge([grinder, quiet], ClanRules.Default, PeopleNotes.None, Now).Outliers;

        outliers.ShouldHaveSingleItem().Rule.ShouldBe("Silent Grinder");
        outliers.Ids().ShouldBe([1]);
    }

    [Fact]
    public void F22b_the_top_tenth_of_ten_is_one_and_of_nine_still_one()
    {
        TopOf(10).ShouldBe([1]);
        TopOf(9).ShouldBe([1]);
        TopOf(20).ShouldBe([1, 2]);
    }

    private static IEnumerable<long> TopOf(int members) => PromotionRules.Judge(
        [.. Enumerable.Range(1, members).Select(id => Roster.Member(id, msgs30: members + 1 - id))],
        ClanRules.Default, PeopleNotes.None, Section<LadderReport>.Unavailable("none")).SocialPillars.Ids();

    /// <summary>An officer who gained 600,000 XP and 9 kills this week, and a member of a year who did nothing in 60 days.</summary>
    private static ClanReport Build(ReportSettings settings) => ClanReportBuilder.Build(
        new ClanFacts
        {
            Clan = new ClanIdentity(1, "Clan", []),
            Metrics = new MetricCatalog([new Metric(0, MetricCatalog.Overall, MetricCategory.Skill), new Metric(1, "zulrah", MetricCategory.Boss)]),
            Members = [Member(1, "Wren", "owner", 600_000, 9), Member(2, "Iron Sedge", "member", 0, 0)],
            BossBests = [],
            Reads = [new SourceRead("wom", Now, Now.PlusDays(-400), Now)],
            FirstListed = new Dictionary<long, DateOnly>(),
        },
        new ReportRequest
        {
            TraceId = "0123456789abcdef",
            Now = Now,
            Settings = settings,
            Rules = ClanRules.Default,
            People = PeopleNotes.None,
            DiscordConnected = false,
            DiscordAccountsRead = false,
        });

    private static MemberFacts Member(long id, string name, string role, long xp, long kills)
    {
        SnapshotPoint Point(double day, long gained, long killed) => new(
            Now.PlusDays(day), 1_000 + gained, null, null, gained, killed, 0, 0, new SnapshotMetrics(new MetricVector([1_000 + gained, killed]), new MetricVector([gained, killed])));
        var (newest, first) = (Point(0, xp, kills), Point(-1, 0, 0));
        return new MemberFacts
        {
            Id = id,
            PersonId = id,
            Username = name,
            DisplayName = name,
            Role = role,
            JoinedAt = Now.PlusDays(-365),
            Newest = newest,
            Windows = RollingWindow.All.Append(RollingWindow.OfDays(60)).ToDictionary(
                window => window.Days, window => new WindowPoints(window, Point(-window.Days, 0, 0), first, 2, 2, 0, 0)),
        };
    }
}
