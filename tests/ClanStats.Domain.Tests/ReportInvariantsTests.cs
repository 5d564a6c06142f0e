using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests;

public sealed class ReportInvariantsTests
{
    private static readonly UtcInstant Now = UtcInstant.StartOfDay(new DateOnly(2026, 11, 21));

    [Fact]
    public void A_report_made_from_facts_is_sound() => ReportInvariants.Violations(Report()).ShouldBeEmpty();

    [Fact]
    public void A_week_that_exceeds_its_month_is_a_violation()
    {
        var report = Report();
        var odd = report.Members[0] with { Xp = new WindowSet<long>(new Figure<long>(9), new Figure<long>(8), new Figure<long>(null), new Figure<long>(10)) };

        ReportInvariants.Violations(report with { Members = [odd, report.Members[1]] }).ShouldHaveSingleItem().ShouldContain("XP of 7d (9) exceeds that of 30d (8)");
    }

    [Fact]
    public void A_gain_below_zero_is_a_violation()
    {
        var report = Report();
        var odd = report.Members[0] with { Ehp = WindowSet<double>.Same(new Figure<double>(-0.5)) };

        ReportInvariants.Violations(report with { Members = [odd, report.Members[1]] }).ShouldAllBe(violation => violation.Contains("below zero"));
    }

    [Fact]
    public void People_that_do_not_add_up_are_violations()
    {
        var report = Report();
        var people = report.Reconciliation with { EverKnown = 99, Measured = [], Linked = report.Reconciliation.Current };

        var violations = ReportInvariants.Violations(report with { Reconciliation = people });

        violations.Count.ShouldBe(3);
        violations.ShouldContain(violation => violation.StartsWith("ever known 99"));
    }

    [Fact]
    public void A_member_listed_twice_is_a_violation()
    {
        var report = Report();

        ReportInvariants.Violations(report with { Members = [report.Members[0], report.Members[0]] }).ShouldHaveSingleItem().ShouldContain("are listed");
    }

    [Fact]
    public void Days_that_do_not_add_up_to_the_clan_are_violations()
    {
        var report = Report();
        var odd = report.Reconciliation with { Xp = new Split(1, 0, 0, 1), Messages = new Split(0, 0, 5, 5) };

        ReportInvariants.Violations(report with { Reconciliation = odd }).Count.ShouldBe(2);
    }

    [Fact]
    public void The_first_page_says_when_a_source_is_late_or_lacks_something()
    {
        Report(read: Now).Today.FreshnessState.ShouldBe("good");
        Report(read: Now.PlusHours(-40)).Today.FreshnessState.ShouldBe("watch");
        Report(read: Now.PlusHours(-60)).Today.FreshnessState.ShouldBe("act");
        Report(read: null).Today.FreshnessState.ShouldBe("act");
        Report(read: Now, failures: ["a channel is closed"]).Today.FreshnessState.ShouldBe("watch");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(47, true)]
    [InlineData(49, false)]
    public void A_window_is_covered_up_to_a_read_of_two_days_ago(int hoursOld, bool covered)
    {
        var read = Now.PlusHours(-hoursOld);
        var coverage = new SourceCoverage([new SourceRead("relay", read, Now.PlusDays(-400), read), new SourceRead("wom", Now, Now, Now)], "relay");

        coverage.Covers(RollingWindow.Month.At(Now), founding: null).ShouldBe(covered);
    }

    [Fact]
    public void A_day_that_no_read_touches_is_missing_until_a_later_read_fills_it()
    {
        SourceRead Night(int day) => new("wom", Now.PlusDays(day), Now.PlusDays(day), Now.PlusDays(day));
        List<SourceRead> reads = [Night(-3), Night(0)];

        new SourceCoverage(reads, "wom").MissingDays(4, Now).ShouldBe([Now.PlusDays(-2).Date, Now.PlusDays(-1).Date]);

        reads.Add(new SourceRead("wom", Now, Now.PlusDays(-30), Now));
        new SourceCoverage(reads, "wom").MissingDays(4, Now).ShouldBeEmpty();
        new SourceCoverage(reads, "wom").From().ShouldBe(Now.PlusDays(-30));
    }

    private static ClanReport Report(UtcInstant? read, IReadOnlyList<string>? failures = null) => Build(
        read is { } at ? [new SourceRead("wom", at, Now.PlusDays(-400), at)] : [],
        new Dictionary<string, IReadOnlyList<string>> { ["wom"] = failures ?? [] });

    private static ClanReport Report() => Report(Now);

    private static ClanReport Build(IReadOnlyList<SourceRead> reads, IReadOnlyDictionary<string, IReadOnlyList<string>> failures) => ClanReportBuilder.Build(
        new ClanFacts
        {
            Clan = new ClanIdentity(1, "Clan", []),
            Metrics = new MetricCatalog([new Metric(0, MetricCatalog.Overall, MetricCategory.Skill), new Metric(1, "zulrah", MetricCategory.Boss)]),
            Members =
            [
                new MemberFacts { Id = 1, PersonId = 1, Username = "wren", DisplayName = "Wren", Newest = Point(0, 500, 9), Windows = Windows(), JoinedAt = Now.PlusDays(-90) },
                new MemberFacts { Id = 2, PersonId = 2, Username = "sedge", DisplayName = "Sedge", Status = "archived" },
                new MemberFacts { Id = 3, PersonId = 3, Username = "gone", DisplayName = "Gone", LeftAt = Now },
            ],
            Days = [Day(-8, 0, 70), Day(-1, 300, 0), Day(0, 200, 0)],
            FirstSnapshotDay = Now.DayNumber - 9,
            BossDays = new Dictionary<long, long> { [Now.DayNumber - 1] = 4, [Now.DayNumber] = 5 },
            BossBests = [new BossBest("zulrah", 1, 9), new BossBest("zulrah", 3, 40)],
            Reads = reads,
            FirstListed = new Dictionary<long, DateOnly>(),
        },
        new ReportRequest
        {
            TraceId = "0123456789abcdef",
            Now = Now,
            Settings = new ReportSettings(),
            Rules = ClanRules.Default,
            People = PeopleNotes.None,
            DiscordConnected = false,
            DiscordAccountsRead = false,
            SourceFailures = failures,
        });

    private static Dictionary<int, WindowPoints> Windows() => RollingWindow.All.ToDictionary(
        window => window.Days, window => new WindowPoints(window, null, Point(-3, 0, 0), 2, 2, 0, 0));

    private static SnapshotPoint Point(int day, long gained, long kills) => new(
        Now.PlusDays(day), 1_000 + gained, null, null, gained, kills, 0, 0, new SnapshotMetrics(new MetricVector([1_000 + gained, kills]), new MetricVector([gained, kills])));

    private static DayFacts Day(int day, long members, long former) => new(Now.DayNumber + day, new DaySplit(members, former, 0), default);

    [Fact]
    public void Clan_days_carry_current_and_former_people_and_records_name_the_former()
    {
        var report = Report();

        report.Reconciliation.Xp.ShouldBe(new Split(500, 70, 0, 570));
        report.Activity.History.Sum(day => day.Xp ?? 0).ShouldBe(570);
        report.Activity.History[^1].ShouldBe(new ClanDay(Now.Date, 200, null, true));
        report.Game.BossOfTheMonth!.Gain.ShouldBe(9);
        report.Game.BossOfTheMonth.Days.TakeLast(3).Select(day => day.Kills).ShouldBe([0, 4, 5]);
        report.Game.Records.ShouldHaveSingleItem().ShouldBe(new BossRecord("zulrah", "Zulrah", 3, "Gone", 40, true));
    }
}
