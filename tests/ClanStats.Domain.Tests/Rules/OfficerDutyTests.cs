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

    [Theory]
    [InlineData(new[] { 18, 11, 4 }, 3)]
    [InlineData(new[] { 17, 10 }, 2)]
    [InlineData(new[] { 18, 4 }, 1)]
    [InlineData(new[] { 11, 4 }, 0)]
    [InlineData(new[] { 19, 16, 12, 20 }, 0)]
    public void Weekends_in_a_row_are_counted_back_from_the_last_complete_one(int[] days, int weekends)
    {
        // 2026-01-20 is a Tuesday; the 17th and 18th were the last weekend.
        Judge(wrote: new() { [1] = days }).Officers.Single(officer => officer.MemberId == 1).WeekendsInARow.ShouldBe(weekends);
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    public void Eight_weekends_in_a_row_are_told_about_alts_included(int weekends, int told)
    {
        MemberReport[] alt = [Roster.Member(9).AltOf(_members[0])];
        var sundays = Enumerable.Range(0, weekends).Select(week => 18 - (7 * week)).ToArray();

        var report = Judge(wrote: new() { [1] = [.. sundays.Where(day => day > 0)], [9] = [.. sundays.Where(day => day <= 0)] }, more: alt);

        report.Weekends.Count.ShouldBe(told);
        report.Officers.Single(officer => officer.MemberId == 1).WeekendsInARow.ShouldBe(weekends);
    }

    [Fact]
    public void Players_of_one_person_are_expected_once_and_the_map_is_drawn_in_the_clans_time_zone()
    {
        MemberReport[] alt = [Roster.Member(9).AltOf(_members[2])];
        var sunday = UtcInstant.StartOfDay(Now.DayNumber - 2).PlusHours(23);

        var hours = Judge(hours: new() { [3] = [sunday], [9] = [sunday], [4] = [sunday] }, more: alt, zone: TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(2), "x", "x")).Hours!;

        // Monday 01:00 came five times in the 30 days.
        hours.People[0][1].ShouldBe(0.4);
        hours.People.Sum(day => day.Sum()).ShouldBe(0.4);
        (hours.Regulars, hours.Slots.Count).ShouldBe((0, 0), "nobody wrote often enough");
    }

    [Theory]
    [InlineData(40, 10, 1)]
    [InlineData(39, 10, 0)]
    [InlineData(40, 9, 0)]
    public void A_regular_wrote_forty_messages_on_ten_days(long messages, long days, int regulars)
    {
        MemberReport[] more = [Regular(20, messages, days)];

        Judge(hours: new() { [20] = [UtcInstant.StartOfDay(Now.DayNumber - 2)] }, more: more).Hours!.Regulars.ShouldBe(regulars);
    }

    [Fact]
    public void The_second_slot_is_the_best_for_those_whom_the_first_misses()
    {
        // Three people on each Friday evening, two of whom on each Sunday evening too, and one on Wednesday mornings alone, in the second hour of the slot.
        MemberReport[] more = [Regular(20), Regular(21), Regular(22), Regular(23)];
        List<UtcInstant> On(int weekdaysBack, int hour) => [.. Enumerable.Range(0, 4).Select(week => UtcInstant.StartOfDay(Now.DayNumber - weekdaysBack - (7 * week)).PlusHours(hour))];
        var (fridays, sundays, wednesdays) = (On(4, 20), On(2, 20), On(6, 9));

        var hours = Judge(hours: new() { [20] = fridays, [21] = [.. fridays, .. sundays], [22] = [.. fridays, .. sundays], [23] = wednesdays }, more: more).Hours!;

        hours.Regulars.ShouldBe(4);
        hours.Slots.Select(slot => (slot.Weekday, slot.Hour, slot.People)).ShouldBe([(4, 19, 3.0), (2, 8, 1.0)]);
    }

    [Fact]
    public void All_players_of_an_officer_are_an_officers_alts_of_the_notes_too_and_former_ones_not()
    {
        static MemberFacts Fact(long id, long person, string role, bool left = false) => new()
        {
            Id = id,
            PersonId = person,
            Username = $"p {id}",
            DisplayName = $"P {id}",
            Role = role,
            LeftAt = left ? Now : null,
        };
        MemberFacts[] members =
        [
            Fact(1, 1, "owner"), Fact(2, 2, "guest"), Fact(3, 1, "guest"), Fact(4, 4, "owner", left: true), Fact(5, 4, "guest"), Fact(6, 6, "owner"), Fact(7, 7, "guest"), Fact(8, 7, "owner"),
        ];
        var roles = new RoleAuthority(ClanRules.Default.Roles);

        OfficerPlayers.Of(members, PeopleNotes.None, roles).ShouldBe([1, 3, 6]);
        OfficerPlayers.Of(members, PeopleNotes.None with { Alts = new Dictionary<string, string> { ["P 2"] = "P 6", ["P 6"] = "nobody" } }, roles).ShouldBe([1, 2, 3, 6]);
    }

    private static MemberReport Regular(long id, long messages = 40, long days = 10) => Roster.Member(id, msgs30: messages) with
    {
        ChatDays = WindowSet<long>.Same(Roster.Known(days)),
    };

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
        MemberReport[]? more = null,
        Dictionary<long, int[]>? wrote = null,
        Dictionary<long, List<UtcInstant>>? hours = null)
    {
        MemberReport[] members = [.. _members, .. more ?? []];
        var clan = rules ?? ClanRules.Default;
        return OfficerDuty.Extend(OfficerAudit.Judge(members, clan, PeopleNotes.None, Now), members, clan, new DutyContext
        {
            Now = Now,
            Zone = zone ?? TimeZoneInfo.Utc,
            DiscordConnected = connected,
            HourOfWeek = hourOfWeek ?? [.. Enumerable.Range(0, 7).Select(_ => new long?[24])],
            Facts = new OfficerFacts
            {
                Quarters = quarters ?? [],
                Messages = messages ?? [],
                Hours = (hours ?? []).ToDictionary(entry => entry.Key, IReadOnlyList<int> (entry) => [.. entry.Value.Select(at => (int)(at.Milliseconds / UtcInstant.Hour))]),
            },
            Days = (wrote ?? []).ToDictionary(
                entry => entry.Key, entry => new ActiveDays([], [], [.. entry.Value.Order().Select(day => (int)UtcInstant.StartOfDay(new DateOnly(2026, 1, 1)).DayNumber + day - 1)])),
        });
    }
}
