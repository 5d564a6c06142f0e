using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests.Rules;

public sealed class LadderPeersTests
{
    private const string Percentile = "Points among peers, percentile";
    private const string Flags = "Open flags";

    private static readonly ClanRules Top = Rules(new LadderRank("member") { PointsPercentile = 90 });

    [Theory]
    [InlineData(10, 100, true)]
    [InlineData(9.5, 95, true)]
    [InlineData(9, 90, true)]
    [InlineData(8.5, 85, false)]
    [InlineData(0, 0, false)]
    public void A_percentile_counts_who_has_less_and_half_of_who_has_as_much(double own, long percentile, bool passes)
    {
        // Ten peers with 6, 12, … 60 points; a half means as many as the next of them.
        var messages = own == Math.Floor(own) ? (long)own : (long)Math.Ceiling(own);
        var points = own == Math.Floor(own) && own > 0 ? (messages * 6) + 1 : messages * 6;
        var check = Check(points, Enumerable.Range(1, 10).Select(peer => peer * 6L));

        (check.Value, check.Passed).ShouldBe((percentile, passes));
        check.PeerMedian.ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(54)]
    [InlineData(55)]
    [InlineData(200)]
    public void The_smallest_change_is_the_points_that_would_just_do(long own)
    {
        var peers = Enumerable.Range(1, 10).Select(peer => peer * 6L).ToList();
        var check = Check(own, peers);
        var change = long.Parse(check.Change.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

        if (check.Passed == true)
        {
            check.Change.ShouldEndWith(" to spare");
            Check(own - change, peers).Passed.ShouldBe(true);
            Check(own - change - 1, peers).Passed.ShouldBe(false);
        }
        else
        {
            check.Change.ShouldEndWith(" more points");
            Check(own + change, peers).Passed.ShouldBe(true);
            Check(own + change - 1, peers).Passed.ShouldBe(false);
        }
    }

    [Fact]
    public void Too_few_peers_of_the_same_time_in_the_clan_are_joined_by_the_whole_rank_and_then_by_the_whole_ladder()
    {
        MemberReport[] rank = [.. Enumerable.Range(10, 4).Select(id => Roster.Member(id, role: "guest")), Roster.Member(20, role: "guest", joinedDaysAgo: 100)];
        MemberReport[] above = [Roster.Member(30), Roster.Member(31)];

        Value([.. rank[..4], above[0]]).ShouldBe(20, "four guests and one member: one of five has less");
        Value(rank).ShouldBe(0, "five guests have more");
        Value(rank[..4]).ShouldBeNull("four people are too few to compare with");

        long? Value(MemberReport[] others) => Person(
            Top, [Roster.Member(1, role: "guest"), .. others], id => id is 1 ? 60 : id is 30 ? 6 : 600).Checks.SingleOrDefault(check => check.Label == Percentile)?.Value;
    }

    [Fact]
    public void Who_is_not_measured_is_no_peer_and_has_at_least_a_percentile()
    {
        MemberReport[] others = [.. Enumerable.Range(10, 5).Select(id => Roster.Member(id, role: "guest"))];
        MemberReport[] unmeasured = [.. Enumerable.Range(20, 5).Select(id => Roster.Member(id, role: "guest") with { IsMeasured = false })];

        Person(Top, [Roster.Member(1, role: "guest"), .. others, .. unmeasured], id => id == 1 ? 60 : id < 20 ? 6 : 600).Checks.Single().Value.ShouldBe(100);
        var self = Person(Top, [Roster.Member(1, role: "guest") with { IsMeasured = false }, .. others], id => id == 1 ? 60 : 600);
        (self.Checks.Single().IsLowerBound, self.Checks.Single().Passed, self.Status).ShouldBe((true, null, LadderStatus.NotKnown));
    }

    [Fact]
    public void Peers_of_whom_too_few_are_measured_leave_the_percentile_unknown_and_do_not_drop_it()
    {
        MemberReport[] unmeasured = [.. Enumerable.Range(20, 5).Select(id => Roster.Member(id, role: "guest") with { IsMeasured = false })];

        var person = Person(Top, [Roster.Member(1, role: "guest"), .. unmeasured], _ => 60);

        (person.Checks.Single().Value, person.Checks.Single().Passed, person.Status).ShouldBe((null, null, LadderStatus.NotKnown));
        person.SmallestChange.ShouldBe("not known: Points among peers, percentile");
    }

    [Fact]
    public void Peers_whose_records_begin_in_the_weeks_compared_are_none()
    {
        MemberReport[] members = [.. Enumerable.Range(1, 7).Select(id => Roster.Member(id, role: "guest"))];
        var weeks = members.ToDictionary(member => member.Id, IReadOnlyList<MemberWeek> (member) => [new MemberWeek(member.Id == 1 ? 900_000 : 0, 0, 0, true), .. new MemberWeek[10]]);

        Known(28).ShouldBe((100L, true));
        Known(27).ShouldBe((null, null));

        (long?, bool?) Known(int days)
        {
            var facts = new LadderFacts { Weeks = weeks, FirstSeen = members.Skip(1).ToDictionary(member => member.Id, _ => Roster.Now.DayNumber + 1 - days) };
            var check = LadderRules.Judge(members, Top, PeopleNotes.None, Context(facts)).Content!.People.Single(person => person.MemberId == 1).Checks.Single();
            return (check.Value, check.Passed);
        }
    }

    [Fact]
    public void Each_cut_off_compares_with_the_points_of_its_own_time()
    {
        // A week ago the others had more: their points of five weeks ago left the four weeks since.
        MemberReport[] members = [.. Enumerable.Range(1, 7).Select(id => Roster.Member(id, role: "guest"))];
        var weeks = members.ToDictionary(
            member => member.Id,
            IReadOnlyList<MemberWeek> (member) => [.. Enumerable.Range(0, 11).Select(week => member.Id == 1 ? new MemberWeek(0, 0, 10, true) : week == 4 ? new MemberWeek(0, 0, 99, true) : default)]);

        var person = Judge(Top, members, weeks, []).People.Single(climber => climber.MemberId == 1);

        (person.Status, person.CutOffsPassed).ShouldBe((LadderStatus.Passing, 1));
    }

    [Fact]
    public void An_open_flag_holds_somebody_back_tonight_and_once_it_is_settled_it_never_was()
    {
        var rules = Rules(new LadderRank("member") { TenureDays = 30, NoOpenFlag = true });
        MemberReport[] members = [Roster.Member(1, role: "guest")];

        var flagged = Judge(rules, members, [], new() { [1] = ["Churn risk", "Purge candidate"] }).People.Single();
        var settled = Judge(rules, members, [], []).People.Single();

        flagged.Checks.Select(check => (check.Label, check.Value, check.Passed, check.IsLimit)).Last().ShouldBe((Flags, 2L, false, true));
        (flagged.Status, flagged.SmallestChange).ShouldBe((LadderStatus.NotYet, "needs no Churn risk, Purge candidate (Open flags)"));
        (settled.Status, settled.CutOffsPassed, settled.SmallestChange).ShouldBe((LadderStatus.Suggested, 3, "nothing can be lost again"));
    }

    [Fact]
    public void Moderation_and_the_purge_list_are_flags_and_outliers_are_none()
    {
        static Verdict Named(long id, string rule) => new(id, "x", "Guest", rule, "Low", "", []);
        var moderation = new ModerationReport([Named(1, "Leadership slump")], [Named(2, "Churn risk")], [Named(3, "Silent recruit")], [Named(4, "Boss Hunter")], []);
        var purge = new PurgeReport(60, [new PurgeCandidate(2, "x", "Guest", 100, 0, 0, 0, Roster.Now.Date, "new", "")], [new PurgeCandidate(5, "x", "Guest", 100, 0, 0, 0, Roster.Now.Date, "new", "")], []);

        LadderContext.FlagsOf(moderation, purge).OrderBy(flag => flag.Key).Select(flag => (flag.Key, string.Join(", ", flag.Value)))
            .ShouldBe([(1L, "Leadership slump"), (2L, "Churn risk, Purge candidate"), (3L, "Silent recruit")]);
    }

    private static LadderCheck Check(long own, IEnumerable<long> peers)
    {
        var points = peers.ToList();
        MemberReport[] members = [Roster.Member(1, role: "guest"), .. points.Select((_, place) => Roster.Member(place + 2, role: "guest"))];
        return Person(Top, members, id => id == 1 ? own : points[(int)id - 2]).Checks.Single();
    }

    /// <summary>Person 1, where everybody has so many points at every cut-off: 100,000 XP are one of them.</summary>
    private static LadderPerson Person(ClanRules rules, MemberReport[] members, Func<long, long> points) => Judge(
        rules,
        members,
        members.ToDictionary(member => member.Id, IReadOnlyList<MemberWeek> (member) =>
            [.. Enumerable.Range(0, 11).Select(week => week % 4 == 0 ? new MemberWeek(points(member.Id) * 100_000, 0, 0, true) : default)]),
        []).People.Single(person => person.MemberId == 1);

    private static ClanRules Rules(LadderRank next) => ClanRules.Default with { Ladder = new LadderSettings { Ranks = [new LadderRank("guest"), next] } };

    private static LadderReport Judge(
        ClanRules rules, MemberReport[] members, Dictionary<long, IReadOnlyList<MemberWeek>> weeks, Dictionary<long, IReadOnlyList<string>> flags) =>
        LadderRules.Judge(members, rules, PeopleNotes.None, Context(new LadderFacts { Weeks = weeks }) with { Flags = flags }).Content!;

    private static LadderContext Context(LadderFacts facts) => new()
    {
        Now = Roster.Now,
        Settings = new ReportSettings(),
        RoleOrder = [],
        Metrics = new MetricCatalog([]),
        Members = [],
        Facts = facts,
    };
}
