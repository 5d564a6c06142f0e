using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests.Rules;

public sealed class OfficerDutyTests
{
    private static readonly UtcInstant Now = Roster.Now;

    private readonly MemberReport[] _members =
    [
        Roster.Member(1, role: "owner"), Roster.Member(2, role: "administrator"), Roster.Member(3, role: "member", joinedDaysAgo: 20), Roster.Member(4, role: "guest"),
    ];

    [Fact]
    public void Who_may_kick_and_who_may_promote_are_two_lists()
    {
        var report = Judge();

        report.MayKick.Select(person => person.Id).ShouldBe([1, 2]);
        report.MayPromote.Select(person => person.Id).ShouldBe([1]);
    }

    [Fact]
    public void A_role_without_an_office_that_may_kick_is_named_too()
    {
        var rules = ClanRules.Default with { Roles = new RoleSettings { Roles = [new RoleRule("guest", 3, CanKick: true)] } };

        Judge(rules: rules).MayKick.Select(person => person.Id).ShouldBe([4]);
    }

    [Fact]
    public void Without_Discord_hours_and_answers_are_not_known_and_that_is_said()
    {
        var report = Judge(connected: false);

        report.Coverage.ShouldBeNull();
        report.Answers.ShouldBeNull();
        report.Officers.ShouldAllBe(officer => officer.ActiveHours == null && officer.Answers == null);
        report.Notes.ShouldContain(note => note.Contains("Discord is not connected"));
    }

    [Fact]
    public void Hours_are_counted_once_each_officers_own_and_the_clans()
    {
        var start = UtcInstant.StartOfDay(Now.DayNumber - 2);
        var report = Judge(quarters:
        [
            new OfficerQuarter(1, start), new OfficerQuarter(1, start.PlusHours(0.25)), new OfficerQuarter(1, start.PlusHours(1)), new OfficerQuarter(2, start),
            new OfficerQuarter(4, start.PlusHours(9)),
        ]);

        report.Officers.Select(officer => (officer.MemberId, officer.ActiveHours)).Order().ShouldBe([(1L, 2), (2L, 1)]);
        (report.Coverage!.HoursCovered, report.Coverage.Hours).ShouldBe((2, 720));
    }

    [Fact]
    public void A_hole_is_a_busy_hour_of_the_week_with_fewer_than_one_officer()
    {
        // Now is a Tuesday; each hour of the week began 4 or 5 times in 30 days.
        var messages = Enumerable.Range(0, 7).Select(_ => new long?[24]).ToArray();
        (messages[0][20], messages[0][21], messages[4][22]) = (40, 60, 5);
        var mondays = new[] { 1, 8, 15, 22, 29 }.Select(back => UtcInstant.StartOfDay(Now.DayNumber - back)).ToList();

        var coverage = Judge(
            quarters: [.. mondays.Select(day => new OfficerQuarter(1, day.PlusHours(20))), new OfficerQuarter(1, mondays[0].PlusHours(21))],
            hourOfWeek: messages).Coverage!;

        coverage.Officers[0][20].ShouldBe(1);
        coverage.Holes.Select(hole => (hole.Weekday, hole.Hour, hole.Messages, hole.Officers)).ShouldBe([(0, 21, 12.0, 0.2), (4, 22, 1.25, 0.0)]);
        coverage.HoleCount.ShouldBe(2);
    }

    [Fact]
    public void The_map_is_drawn_in_the_clans_time_zone()
    {
        var monday = UtcInstant.StartOfDay(Now.DayNumber - 1);

        var coverage = Judge(quarters: [new OfficerQuarter(1, monday.PlusHours(23))], zone: TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(2), "x", "x")).Coverage!;

        coverage.Officers[1][1].ShouldBeGreaterThan(0);
        coverage.Officers[0].Sum().ShouldBe(0);
    }

    [Fact]
    public void Answers_are_told_by_member_and_by_officer()
    {
        var report = Judge(messages: [Message(3, -5, next: 0.5, officer: 3), Message(3, -4, next: 2, officer: null)]);

        report.Answers!.Rows.Select(row => (row.HoursToMember, row.HoursToOfficer, row.Officer?.Id)).ShouldBe([(2.0, null, null), (0.5, 3.0, 1L)]);
        report.Answers.Summary.ShouldBe("Of 2 first messages of 1 newcomer (90 days) officers answered 1.");
        report.Officers.Select(officer => (officer.MemberId, officer.Answers, officer.AnswerShare)).Order().ShouldBe([(1L, 1, 1.0), (2L, 0, 0.0)]);
    }

    [Theory]
    [InlineData(4, 1, true)]
    [InlineData(3, 3, false)]
    [InlineData(4, 0, false)]
    public void Who_gives_more_than_half_of_at_least_five_answers_stands_alone(int byOne, int byOther, bool flagged)
    {
        var newcomers = Enumerable.Range(10, byOne + byOther).Select(id => Roster.Member(id, joinedDaysAgo: 20)).ToArray();
        var messages = newcomers.Select((member, index) => Message(member.Id, -5, next: 1, officer: 1, by: index < byOne ? 1 : 2)).ToArray();

        var flags = Judge(messages: messages, more: newcomers).Answers!.Flags;

        flags.ShouldBe(flagged ? ["Player 1 gave 4 of 5 answers to newcomers: more than 50 %."] : []);
    }

    [Theory]
    [InlineData(12.0, -5, 0)]
    [InlineData(12.1, -5, 1)]
    [InlineData(null, -5, 1)]
    [InlineData(null, -0.4, 0)]
    public void Waiting_longer_than_twelve_hours_is_flagged_and_what_is_young_is_still_open(double? officer, double day, int late)
    {
        var flags = Judge(messages: [Message(3, day, next: null, officer)]).Answers!.Flags;

        flags.Count.ShouldBe(late);
    }

    [Fact]
    public void Officers_old_members_and_a_fourth_message_are_no_newcomers_first()
    {
        var report = Judge(messages:
        [
            Message(2, -5, 1, 1), Message(4, -5, 1, 1), .. Enumerable.Range(0, 4).Select(index => Message(3, -5 + index, 1, 1)),
        ]);

        report.Answers!.Rows.Select(row => row.MemberId).ShouldBe([3, 3, 3]);
        report.Answers.Rows.Max(row => row.At).ShouldBe(Now.PlusDays(-3));
    }

    private static FirstMessage Message(long member, double day, double? next, double? officer, long by = 1)
    {
        var at = Now.PlusDays(day);
        return new FirstMessage(member, at, next is { } n ? at.PlusHours(n) : null, officer is { } o ? at.PlusHours(o) : null, officer is null ? null : by);
    }

    private OfficerReport Judge(
        ClanRules? rules = null,
        bool connected = true,
        OfficerQuarter[]? quarters = null,
        FirstMessage[]? messages = null,
        long?[][]? hourOfWeek = null,
        TimeZoneInfo? zone = null,
        MemberReport[]? more = null)
    {
        MemberReport[] members = [.. _members, .. more ?? []];
        var clan = rules ?? ClanRules.Default;
        return OfficerDuty.Extend(OfficerAudit.Judge(members, clan, PeopleNotes.None, Now), members, clan, new DutyContext
        {
            Now = Now,
            Zone = zone ?? TimeZoneInfo.Utc,
            DiscordConnected = connected,
            HourOfWeek = hourOfWeek ?? [.. Enumerable.Range(0, 7).Select(_ => new long?[24])],
            Facts = new OfficerFacts { Quarters = quarters ?? [], Messages = messages ?? [] },
        });
    }
}
