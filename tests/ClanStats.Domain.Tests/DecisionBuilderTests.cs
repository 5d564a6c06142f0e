using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests;

public sealed class DecisionBuilderTests
{
    private static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 1, 20, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_new_suggestion_gets_a_number_and_the_numbers_it_used_and_goes_on_under_it()
    {
        var first = Build(DecisionFacts.None with { LastRecommendation = 41 }, Now).Ledger.ShouldHaveSingleItem();

        first.Id.ShouldBe(42);
        first.Rule.ShouldBe("Leadership slump");
        first.RuleVersion.ShouldBe(RuleBook.Version);
        first.Thresholds.ShouldBe("7 days");
        first.Numbers.Select(number => number.Label).ShouldBe(["XP 7d", "Boss 7d", "Messages 7d"]);
        (first.FirstDay, first.LastDay, first.Nights).ShouldBe((Now.Date, Now.Date, 1));

        var again = Build(new DecisionFacts { Open = [first], LastRecommendation = 42 }, Now).Ledger.Single();
        var later = Build(new DecisionFacts { Open = [first], LastRecommendation = 42 }, Now.PlusDays(1)).Ledger.Single();

        (again.Id, again.LastDay, again.Nights).ShouldBe((42L, Now.Date, 1), "the same night again");
        (later.Id, later.FirstDay, later.LastDay, later.Nights).ShouldBe((42L, Now.Date, Now.PlusDays(1).Date, 2));
    }

    [Fact]
    public void What_was_shown_three_nights_without_a_decision_moves_below_newer_ones()
    {
        var old = Build(DecisionFacts.None, Now, leaders: 1).Ledger.Single() with { FirstDay = Now.PlusDays(-2).Date, LastDay = Now.PlusDays(-1).Date, Nights = 2 };

        var rows = Build(new DecisionFacts { Open = [old], LastRecommendation = 1 }, Now, leaders: 2).Rows;

        rows.Select(row => (row.MemberId, row.State)).ShouldBe([(2, "needs a decision"), (1, "since 2026-01-18")]);
        rows.ShouldAllBe(row => row.IsWaiting);
    }

    [Fact]
    public void What_was_decided_stands_below_and_stays_when_nothing_is_suggested_any_more()
    {
        OfficerEntry entry = new() { Id = 1, MemberId = 1, List = DecisionLists.Moderation, SaysVerdict = true, Verdict = OfficerVerdicts.Kept, Note = "is away", By = "Chalk", At = Now };
        var facts = new DecisionFacts { Entries = [entry] };

        var beside = Build(facts, Now, leaders: 2).Rows;
        beside.Select(row => (row.MemberId, row.IsWaiting, row.Verdict)).ShouldBe([(2, true, null), (1, false, "kept")]);
        var alone = Build(facts, Now, leaders: 1, isQuiet: false).Rows.ShouldHaveSingleItem();
        (alone.Suggestion, alone.Verdict, alone.Note, alone.By, alone.State).ShouldBe(("", "kept", "is away", "Chalk", "decided 2026-01-20"));
    }

    [Fact]
    public void Who_is_on_leave_or_exempt_has_a_row_to_change_that_in()
    {
        var people = new PeopleNotes
        {
            Leave = new Dictionary<string, DateOnly> { ["player 1"] = new(2026, 2, 1) },
            Exempt = new Dictionary<string, string> { ["player 2"] = "founder" },
        };

        var rows = Build(DecisionFacts.None, Now, leaders: 2, people: people).Rows;

        rows.Select(row => (row.MemberId, row.List, row.State, row.LeaveUntil, row.Why)).ShouldBe(
        [
            (1, DecisionLists.People, "on leave", new DateOnly(2026, 2, 1), "On leave until 2026-02-01."),
            (2, DecisionLists.People, "exempt", null, "Exempt: founder"),
        ]);
    }

    private static DecisionsReport Build(DecisionFacts decisions, UtcInstant now, int leaders = 1, bool isQuiet = true, PeopleNotes? people = null)
    {
        SnapshotPoint Point(UtcInstant at, long gained) => new(at, 1_000 + gained, null, null, gained, 0, 0, 0, new SnapshotMetrics(new MetricVector([1_000 + gained]), new MetricVector([gained])));
        var windows = RollingWindow.All.Append(RollingWindow.OfDays(new ReportSettings().PurgeThresholdDays)).ToDictionary(
            window => window.Days, window => new WindowPoints(window, Point(window.At(now).Start, 0), Point(now.PlusDays(-1), 0), 2, 2, 0, 0));
        var facts = new ClanFacts
        {
            Clan = new ClanIdentity(1, "Clan", []),
            Metrics = new MetricCatalog([new Metric(0, MetricCatalog.Overall, MetricCategory.Skill)]),
            Members =
            [
                .. Enumerable.Range(1, leaders).Select(id => new MemberFacts
                {
                    Id = id,
                    PersonId = id,
                    Username = $"player {id}",
                    DisplayName = $"Player {id}",
                    Role = "owner",
                    JoinedAt = now.PlusDays(-10),
                    IsLinked = true,
                    Newest = Point(now.PlusHours(-1), isQuiet ? 0 : 500),
                    Windows = windows,
                }),
            ],
            BossBests = [],
            Reads = [new SourceRead("wom", now, now.PlusDays(-400), now), new SourceRead("discord", now, now.PlusDays(-400), now)],
            FirstListed = new Dictionary<long, DateOnly>(),
            Decisions = decisions,
        };
        return ClanReportBuilder.Build(facts, new ReportRequest
        {
            TraceId = "0123456789abcdef",
            Now = now,
            Settings = new ReportSettings(),
            Rules = ClanRules.Default,
            People = people ?? PeopleNotes.None,
            DiscordConnected = true,
            DiscordAccountsRead = true,
        }).Decisions.Content!;
    }
}
