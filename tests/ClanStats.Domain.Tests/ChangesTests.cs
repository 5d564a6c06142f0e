using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Tests.Rules;

namespace ClanStats.Domain.Tests;

public sealed class ChangesTests
{
    private static readonly UtcInstant Now = Roster.Now;

    private static readonly MetricCatalog Metrics = new(
    [
        new Metric(0, MetricCatalog.Overall, MetricCategory.Skill), new Metric(1, "zulrah", MetricCategory.Boss), new Metric(2, MetricCatalog.Ehp, MetricCategory.Computed),
        new Metric(3, "pvp_arena", MetricCategory.Activity), new Metric(4, "vorkath", MetricCategory.Boss),
    ]);

    [Fact]
    public void The_first_report_says_from_when_on_changes_are_told() => Section(Then(), new ChangeFacts()).Reason!.ShouldStartWith("not enough history until 2026-01-20:");

    [Fact]
    public void A_report_hours_after_the_first_names_the_first_ones_twelve_hours() =>
        Section(Then(), new ChangeFacts { FirstPublished = Now.PlusHours(-6) }).Reason!.ShouldStartWith("not enough history until 2026-01-20:");

    [Fact]
    public void Nothing_changed_is_said()
    {
        var changes = Compare(Then(), Then());

        changes.Lines.ShouldBeEmpty();
        changes.Summary.ShouldBe("Nothing changed since 2026-01-19 03:00 UTC.");
    }

    [Fact]
    public void Joined_left_and_back_again_are_three_things()
    {
        var changes = Compare(Then(), Roll([1, 3, 4]), leftBefore: [4]);

        changes.Lines.Select(line => (line.Kind, line.MemberId)).ShouldBe(
            [(ChangeKind.Left, 2L), (ChangeKind.Rejoined, 4L), (ChangeKind.Joined, 3L)]);
        changes.Summary.ShouldBe("Since 2026-01-19 03:00 UTC: 1 left, 1 came back to the clan, 1 joined.");
    }

    [Fact]
    public void Names_and_roles_are_told_with_what_they_were()
    {
        var before = Then() with { Members = [Member(1) with { Name = "Old =1+1", Role = "guest" }, Member(2) with { Name = "player-2" }] };

        Compare(before, Then()).Lines.ShouldBe(
        [
            new ChangeLine(ChangeKind.Role, 1, "Player 1", "Guest → Member"), new ChangeLine(ChangeKind.Renamed, 1, "Player 1", "was Old =1+1"),
        ]);
    }

    [Theory]
    [InlineData(MemberState.Both, MemberState.Neither, ChangeKind.WentQuiet, "game and chat → neither, over 30 days")]
    [InlineData(MemberState.Neither, MemberState.GameOnly, ChangeKind.Returned, "neither → game only, over 30 days")]
    [InlineData(MemberState.Both, MemberState.ChatOnly, ChangeKind.Quarter, "game and chat → chat only, over 30 days")]
    public void A_change_of_quarter_is_told(MemberState then, MemberState now, ChangeKind kind, string text)
    {
        var before = Then() with { Members = [Member(1) with { Quarter = then }, Member(2)] };

        Compare(before, Then(), quarterOf1: now).Lines.ShouldBe([new ChangeLine(kind, 1, "Player 1", text)]);
    }

    [Fact]
    public void Who_can_no_longer_be_measured_is_an_incident_and_no_change_of_theirs()
    {
        Compare(Then(), Then(), quarterOf1: MemberState.NotMeasured).Lines.ShouldHaveSingleItem().Kind.ShouldBe(ChangeKind.DataIncident);
        var before = Then() with { Members = [Member(1) with { Quarter = MemberState.NotMeasured }, Member(2) with { Quarter = null }] };
        Compare(before, Then()).Lines.ShouldBeEmpty();
    }

    [Fact]
    public void A_verdict_is_new_only_where_there_was_a_list_before()
    {
        var before = Then() with { Members = [Member(1) with { IsPromotable = false, IsPurgeable = false }, Member(2) with { IsPromotable = null, IsPurgeable = null }] };

        var lines = Compare(before, Then(), verdicts: true).Lines;

        lines.Select(line => (line.Kind, line.MemberId)).ShouldBe([(ChangeKind.PurgeCandidate, 1L), (ChangeKind.PromotionCandidate, 1L)]);
        lines[0].Text.ShouldBe("became a purge candidate: nothing done.");
        lines[1].Text.ShouldBe("became eligible for promotion (Social Pillar): talks.");
    }

    [Fact]
    public void A_record_is_told_when_somebody_else_holds_it()
    {
        var before = Then() with { Records = [new PublishedRecord("zulrah", 2, 40), new PublishedRecord("vorkath", 1, 3)] };

        Compare(before, Then()).Lines.ShouldBe(
            [new ChangeLine(ChangeKind.Record, 1, "Player 1", "holds the record of Zulrah with 50 boss kills, before Player 2 with 40", "zulrah")]);
    }

    [Fact]
    public void A_channel_closed_since_then_is_told_and_one_closed_before_is_not()
    {
        var facts = new ChangeFacts
        {
            Before = Then(),
            ClosedChannels = [new ClosedChannel("staff", "unreadable", Now.PlusHours(-2)), new ClosedChannel("old", "unreadable", Now.PlusDays(-9))],
        };

        Section(Then(), facts).Content!.Lines.ShouldBe([new ChangeLine(ChangeKind.DataIncident, null, "#staff", "can no longer be read")]);
    }

    [Fact]
    public void Twelve_lines_are_told_the_weightiest_and_all_are_counted()
    {
        var changes = Compare(Then(), Roll([.. Enumerable.Range(3, 20).Select(id => (long)id)]));

        changes.Lines.Count.ShouldBe(12);
        changes.Lines.Take(3).Select(line => (line.Kind, line.MemberId)).ShouldBe([(ChangeKind.Left, 1L), (ChangeKind.Left, 2L), (ChangeKind.Joined, 3L)]);
        changes.Counts.ShouldBe([(ChangeKind.Left, 2), (ChangeKind.Joined, 20)]);
        changes.Summary.ShouldEndWith("2 left, 20 joined. The 12 weightiest are listed.");
    }

    [Fact]
    public void A_fall_is_an_incident_told_in_one_line_and_what_is_first_seen_is_told_apart()
    {
        const long Unranked = MetricVector.Unranked;
        var before = new[] { Unranked, 50, 9, 2_500, Unranked };

        Moves((before, [Unranked, 50, 9, 2_500, Unranked])).ShouldBeEmpty();
        Moves((before, [5_000, 50, 3, 2_000, 0])).ShouldBe(
            [(ChangeKind.FirstSeen, 1L, "Player 1", "is on the hiscores for the first time, which is no gain: Overall 5,000")]);
        Moves((before, [Unranked, 40, 9, 2_500, Unranked])).ShouldBe(
            [(ChangeKind.DataIncident, 1L, "Player 1", "has less on the hiscores than before, which counts nothing: Zulrah 50 → 40")]);
        Moves((before, [Unranked, Unranked, 9, 2_500, Unranked])).ShouldBeEmpty("not ranked is not known, and no fall");
        Moves(([MetricVector.Absent, 50, 9, 1, 7], [5_000, 50, 9, 1, 7])).ShouldBeEmpty("a metric that came later is no news of a player");
        Moves((before, [Unranked, 40, 9, 2_500, Unranked]), ([9, 9, 9, 9, 9], [8, 8, 9, 9, 9])).ShouldBe(
        [
            (ChangeKind.DataIncident, null, "2 people",
                "have less on the hiscores than before, which counts nothing: Player 1 (Zulrah 50 → 40), Player 2 (Overall 9 → 8, Zulrah 9 → 8)"),
        ]);
    }

    private static List<(ChangeKind Kind, long? MemberId, string Name, string Text)> Moves(params (long[] Before, long[] Now)[] values)
    {
        var report = SomeReport.Of([.. values.Select((_, place) => Roster.Member(place + 1))]) with { Now = Now };
        var everybody = values.Select((value, place) => new MemberFacts
        {
            Id = place + 1,
            PersonId = place + 1,
            Username = $"player {place + 1}",
            DisplayName = $"Player {place + 1}",
            Newest = new SnapshotPoint(Now, 1, null, null, 0, 0, 0, 0, new SnapshotMetrics(new MetricVector(value.Now), new MetricVector(value.Now))),
        }).ToList();
        var facts = new ChangeFacts
        {
            Before = PublishedState.Of(report) with { Now = Now.PlusDays(-1) },
            Values = values.Select((value, place) => (Id: place + 1L, Values: new MetricVector(value.Before))).ToDictionary(value => value.Id, value => value.Values),
        };
        return [.. ChangesBuilder.Build(report, facts, everybody, Metrics).Content!.Lines.Select(line => (line.Kind, line.MemberId, line.Name, line.Text))];
    }

    private static PublishedMember Member(long id) => new(id, $"Player {id}", "member", MemberState.Both, false, false);

    private static PublishedState Then() => new(Now.PlusDays(-1), [Member(1), Member(2)], [new PublishedRecord("zulrah", 1, 50), new PublishedRecord("vorkath", 1, 3)]);

    private static PublishedState Roll(long[] ids) => Then() with { Members = [.. ids.Select(Member)] };

    private static ChangesReport Compare(
        PublishedState before, PublishedState now, long[]? leftBefore = null, MemberState? quarterOf1 = null, bool verdicts = false) =>
        Section(now, new ChangeFacts { Before = before, LeftBefore = (leftBefore ?? []).ToHashSet() }, quarterOf1, verdicts).Content!;

    private static Section<ChangesReport> Section(PublishedState now, ChangeFacts facts, MemberState? quarterOf1 = null, bool verdicts = false)
    {
        var members = now.Members.Select(member => Quarter(Roster.Member(member.Id), member.Id == 1 ? quarterOf1 : null)).ToList();
        var report = SomeReport.Of(members) with
        {
            Now = Now,
            Promotions = Section<PromotionReport>.Of(new PromotionReport(
                [], verdicts ? [Judged(1, "talks."), Judged(2, "talks.")] : [], [], Section<LadderReport>.Unavailable("none"), [])),
            Purge = Section<PurgeReport>.Of(new PurgeReport(60, verdicts ? [Candidate(1), Candidate(2)] : [], [], [])),
            Game = SomeReport.Game with { Records = [new BossRecord("zulrah", "Zulrah", 1, "Player 1", 50, false), new BossRecord("vorkath", "Vorkath", 1, "Player 1", 3, false)] },
        };
        var everybody = report.Members.Select(member => new MemberFacts
        {
            Id = member.Id,
            PersonId = member.Id,
            Username = member.Username,
            DisplayName = member.DisplayName,
        }).Append(new MemberFacts { Id = 2, PersonId = 2, Username = "player 2", DisplayName = "Player 2" }).DistinctBy(member => member.Id).ToList();
        return ChangesBuilder.Build(report with { Presence = PresenceRules.Judge(members, ClanRules.Default) }, facts, everybody, Metrics);
    }

    private static MemberReport Quarter(MemberReport member, MemberState? state)
    {
        var quarter = state ?? MemberState.Both;
        var talked = quarter is MemberState.Both or MemberState.ChatOnly;
        var game = quarter switch
        {
            MemberState.Both or MemberState.GameOnly => GamePresence.Active,
            MemberState.NotMeasured => GamePresence.NotMeasured,
            _ => GamePresence.Quiet,
        };
        return member with
        {
            Game = RollingWindow.All.ToDictionary(window => window.Days, _ => game),
            Messages = WindowSet<long>.Same(new Figure<long>(talked ? 5 : 0)),
        };
    }

    private static Verdict Judged(long id, string reason) => new(id, $"Player {id}", "Member", "Social Pillar", "Medium", reason, []);

    private static PurgeCandidate Candidate(long id) => new(id, $"Player {id}", "Member", 90, 0, 0, 0, Now.Date, "new", "nothing done.");
}
