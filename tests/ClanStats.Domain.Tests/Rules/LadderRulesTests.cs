using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests.Rules;

public sealed class LadderRulesTests
{
    private static readonly string[] Order = ["owner", "artillery", "member", "guest"];

    private static readonly MetricCatalog Metrics = new(
    [
        new Metric(0, MetricCatalog.Overall, MetricCategory.Skill), new Metric(1, "attack", MetricCategory.Skill), new Metric(2, "strength", MetricCategory.Skill),
        new Metric(3, "zulrah", MetricCategory.Boss), new Metric(4, "vorkath", MetricCategory.Boss),
    ]);

    [Fact]
    public void Without_an_order_of_roles_and_ranks_there_is_no_ladder_and_the_reason_is_told() =>
        Judge([Roster.Member(1)], order: []).Reason!.ShouldStartWith("there is no ladder: the group has no order of roles");

    [Fact]
    public void An_order_of_offices_alone_is_no_ladder() => Judge([Roster.Member(1)], order: ["owner", "administrator", "member"]).Reason!.ShouldContain("fewer than two ranks");

    [Fact]
    public void The_groups_order_is_the_ladder_lowest_first_without_the_offices()
    {
        var ladder = Judge([Roster.Member(1, role: "guest")]).Content!;

        ladder.Ranks.Select(rank => (rank.Role, rank.TenureDays, rank.ActiveWeeks, rank.Contribution)).ShouldBe(
            [("guest", 0L, 0L, 0L), ("member", 60L, 6L, 40L), ("artillery", 120L, 6L, 80L)]);
        ladder.Ranks.Select(rank => (rank.PointsPercentile, rank.NoOpenFlag)).ShouldBe([(0L, true), (90L, true), (90L, true)]);
        ladder.People.ShouldHaveSingleItem().Next.ShouldBe("member");
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(59.9, false)]
    public void Tenure_is_at_least(double joinedDaysAgo, bool passes)
    {
        var check = Checks(Roster.Member(1, role: "guest", joinedDaysAgo: joinedDaysAgo)).Single(entry => entry.Label == "Days in the clan");

        check.Passed.ShouldBe(passes);
        check.Change.ShouldBe(passes ? "" : "1 more");
    }

    [Theory]
    [InlineData(6, true, "0 to spare")]
    [InlineData(5, false, "1 more")]
    public void Active_weeks_are_at_least(int active, bool passes, string change)
    {
        var check = Checks(Roster.Member(1, role: "guest"), Weeks(active, messages: 10)).Single(entry => entry.Label == "Active weeks of 8");

        (check.Passed, check.Change, check.Value).ShouldBe((passes, change, active));
    }

    [Theory]
    [InlineData(0, 0, 6, 36)]
    [InlineData(0, 13, 0, 39)]
    [InlineData(3_900_000, 0, 0, 39)]
    [InlineData(1_000_000, 4, 3, 40)]
    public void Points_of_four_weeks_are_those_of_the_composite_score(long xp, long boss, long messages, long points)
    {
        var weeks = new[] { new MemberWeek(xp, boss, messages, true) }.Concat(new MemberWeek[3]).Append(new MemberWeek(9_000_000, 99, 99, true)).ToList();

        var check = Checks(Roster.Member(1, role: "guest"), weeks).Single(entry => entry.Label == "Points of 4 weeks");

        check.Value.ShouldBe(points);
        check.Passed.ShouldBe(points >= 40);
    }

    [Fact]
    public void Who_passes_three_weekly_cut_offs_in_a_row_is_suggested()
    {
        var person = Judge([Roster.Member(1, role: "guest")], weeks: Weeks(10, messages: 10)).Content!.People.Single();

        (person.Status, person.CutOffsPassed, person.From).ShouldBe((LadderStatus.Suggested, 3, null));
        person.SmallestChange.ShouldBe("2 to spare (Active weeks of 8)");
    }

    [Theory]
    [InlineData(60, 1, "2026-02-03")]
    [InlineData(67, 2, "2026-01-27")]
    [InlineData(73.9, 2, "2026-01-27")]
    public void Who_passes_not_long_enough_is_told_from_when(double joinedDaysAgo, int passed, string from)
    {
        var person = Judge([Roster.Member(1, role: "guest", joinedDaysAgo: joinedDaysAgo)], weeks: Weeks(10, messages: 10)).Content!.People.Single();

        (person.Status, person.CutOffsPassed).ShouldBe((LadderStatus.Passing, passed));
        person.From.ShouldBe(DateOnly.Parse(from));
    }

    [Fact]
    public void A_value_that_is_only_a_lower_bound_may_pass_and_cannot_fail()
    {
        var member = Roster.Member(1, role: "guest") with { IsMeasured = false };

        Judge([member], weeks: Weeks(2, messages: 1)).Content!.People.Single().Status.ShouldBe(LadderStatus.NotKnown);
        Judge([member], weeks: Weeks(10, messages: 10)).Content!.People.Single().Status.ShouldBe(LadderStatus.Suggested);
        Judge([member with { JoinedAt = null }], weeks: Weeks(10, messages: 10)).Content!.People.Single().SmallestChange.ShouldBe("not known: Days in the clan");
    }

    [Theory]
    [InlineData(21, 400, null, "not known: Active weeks of 8 (not enough history until 2026-02-24), Points of 4 weeks (not enough history until 2026-01-27)")]
    [InlineData(55, 400, null, "not known: Active weeks of 8 (not enough history until 2026-01-21)")]
    [InlineData(56, 400, false, "needs 3 more (Active weeks of 8)")]
    [InlineData(55, 55, false, "needs 5 more (Days in the clan) and 3 more (Active weeks of 8)")]
    public void Weeks_before_the_records_begin_fail_nobody_and_the_day_is_told(int seenDaysAgo, int joinedDaysAgo, bool? passed, string change)
    {
        var points = seenDaysAgo < 28 ? 1 : 10;
        var person = Judge(
            [Roster.Member(1, role: "guest", joinedDaysAgo: joinedDaysAgo)],
            weeks: new() { [1] = Weeks(3, points) },
            firstSeen: new() { [1] = Roster.Now.DayNumber + 1 - seenDaysAgo }).Content!.People.Single();

        person.Checks.Single(check => check.Label == "Active weeks of 8").Passed.ShouldBe(passed);
        (person.Status, person.SmallestChange).ShouldBe((passed is null ? LadderStatus.NotKnown : LadderStatus.NotYet, change));
    }

    [Fact]
    public void Without_Discord_only_the_game_counts()
    {
        var weeks = new Dictionary<long, IReadOnlyList<MemberWeek>> { [1] = [new MemberWeek(100_000, 1, 50, false), new MemberWeek(0, 0, 50, true), .. new MemberWeek[9]] };

        var ladder = Judge([Roster.Member(1, role: "guest")], weeks: weeks, connected: false).Content!;

        ladder.People.Single().Checks.Where(check => check.Label is "Active weeks of 8" or "Points of 4 weeks").Select(check => check.Value).ShouldBe([1, 4]);
        ladder.Notes.ShouldContain("Discord is not connected: only the game counts.");
    }

    [Fact]
    public void A_boss_that_is_not_ranked_is_not_known_and_all_kills_are_none()
    {
        var rules = ClanRules.Default with
        {
            Ladder = new LadderSettings { Ranks = [new LadderRank("guest"), new LadderRank("member") { Kills = 5, Bosses = new Dictionary<string, long> { ["zulrah"] = 5 } }] },
        };

        var person = Judge([Roster.Member(1, role: "guest")], rules, facts: [Fact(1, new MetricVector([100, 0, 0, MetricVector.Unranked, MetricVector.Unranked]))]).Content!.People.Single();

        person.Checks.Select(check => (check.Label, check.Value, check.Passed)).ShouldBe([("Boss kills", 0L, false), ("Zulrah kills", null, null)]);
    }

    [Fact]
    public void Nobody_climbs_of_whom_it_is_not_sure_who_they_are()
    {
        var ladder = Judge([Roster.Member(1, role: "guest") with { IdentityPending = true }], weeks: Weeks(10, messages: 10)).Content!;

        ladder.People.ShouldBeEmpty();
        ladder.Notes.ShouldContain("1 person of pending identity not judged.");
    }

    [Fact]
    public void Levels_and_kills_are_asked_for_at_every_cut_off()
    {
        var rules = ClanRules.Default with
        {
            Ladder = new LadderSettings { Ranks = [new LadderRank("guest"), new LadderRank("member") { TotalLevel = 100, Kills = 12, Bosses = new Dictionary<string, long> { ["zulrah"] = 5 } }] },
        };
        var facts = Fact(1, new MetricVector([100, 13_034_431, 0, 7, 5]));
        var past = new MetricVector([90, 13_034_431, 0, 4, 5]);

        var person = Judge([Roster.Member(1, role: "guest")], rules, facts: [facts], standing: new() { [(1, 1)] = past, [(1, 2)] = past }).Content!.People.Single();

        person.Checks.Select(check => (check.Label, check.Value)).ShouldBe([("Total level", 100L), ("Boss kills", 12L), ("Zulrah kills", 7L)]);
        (person.Status, person.CutOffsPassed).ShouldBe((LadderStatus.Passing, 1));
    }

    [Fact]
    public void An_unranked_skill_makes_the_level_a_lower_bound()
    {
        var rules = ClanRules.Default with { Ladder = new LadderSettings { Ranks = [new LadderRank("guest"), new LadderRank("member") { TotalLevel = 150 }] } };

        var check = Judge([Roster.Member(1, role: "guest")], rules, facts: [Fact(1, new MetricVector([100, 13_034_431, MetricVector.Unranked, 0, 0]))]).Content!.People.Single().Checks.Single();

        (check.Value, check.IsLowerBound, check.Passed).ShouldBe((100L, true, null));
    }

    [Fact]
    public void Peers_are_of_the_same_rank_and_time_in_the_clan_and_never_oneself()
    {
        MemberReport[] members =
        [
            Roster.Member(1, role: "guest"), Roster.Member(2, role: "guest"), Roster.Member(3, role: "guest"), Roster.Member(4, role: "guest", joinedDaysAgo: 20),
            Roster.Member(5),
        ];
        var weeks = members.ToDictionary(member => member.Id, member => (IReadOnlyList<MemberWeek>)Weeks((int)member.Id, messages: 1));

        var check = Judge(members, weeks: weeks).Content!.People.Single(person => person.MemberId == 1).Checks[1];

        check.PeerMedian.ShouldBe(2.5);
    }

    [Fact]
    public void Who_holds_no_rank_of_the_ladder_stands_at_its_top_or_is_not_to_be_promoted_is_counted()
    {
        MemberReport[] members = [Roster.Member(1, role: "guest"), Roster.Member(2, role: "artillery"), Roster.Member(3, role: "wizard"), Roster.Member(4, role: "guest")];
        var people = PeopleNotes.None with { DoNotPromote = new Dictionary<string, string> { ["Player 4"] = "" } };

        var ladder = Judge(members, people: people).Content!;

        ladder.People.Select(person => person.MemberId).ShouldBe([1]);
        ladder.Notes.ShouldBe(["On no rank of the ladder: 1 person.", "1 person not to be promoted not judged.", "At the top of the ladder: 1 person."]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(82, 1)]
    [InlineData(83, 2)]
    [InlineData(101_333, 50)]
    [InlineData(13_034_430, 98)]
    [InlineData(13_034_431, 99)]
    [InlineData(200_000_000, 99)]
    public void Levels_follow_from_experience(long experience, int level) => GameLevels.Of(experience).ShouldBe(level);

    private static IReadOnlyList<LadderCheck> Checks(MemberReport member, IReadOnlyList<MemberWeek>? weeks = null) =>
        Judge([member], weeks: weeks ?? Weeks(10, messages: 10)).Content!.People.Single().Checks;

    private static List<MemberWeek> Weeks(int active, long messages) =>
        [.. Enumerable.Range(0, 11).Select(week => week < active ? new MemberWeek(0, 0, messages, false) : default)];

    private static MemberFacts Fact(long id, MetricVector values) => new()
    {
        Id = id,
        PersonId = id,
        Username = "x",
        DisplayName = "x",
        Newest = new SnapshotPoint(Roster.Now, 1, null, null, 0, 0, 0, 0, new SnapshotMetrics(values, values)),
    };

    private static Section<LadderReport> Judge(MemberReport[] members, IReadOnlyList<MemberWeek> weeks) =>
        Judge(members, weeks: members.ToDictionary(member => member.Id, _ => weeks));

    private static Section<LadderReport> Judge(
        MemberReport[] members,
        ClanRules? rules = null,
        PeopleNotes? people = null,
        string[]? order = null,
        Dictionary<long, IReadOnlyList<MemberWeek>>? weeks = null,
        MemberFacts[]? facts = null,
        Dictionary<(long, int), MetricVector>? standing = null,
        Dictionary<long, IReadOnlyList<string>>? flags = null,
        Dictionary<long, long>? firstSeen = null,
        bool connected = true) => LadderRules.Judge(
            members,
            rules ?? ClanRules.Default,
            people ?? PeopleNotes.None,
            new LadderContext
            {
                Now = Roster.Now,
                Settings = new ReportSettings(),
                RoleOrder = order ?? Order,
                Metrics = Metrics,
                Members = facts ?? [],
                Facts = new LadderFacts { Weeks = weeks ?? [], Standing = standing ?? [], FirstSeen = firstSeen ?? [] },
                DiscordConnected = connected,
                Flags = flags ?? [],
            });
}
