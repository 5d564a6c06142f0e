using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests;

public sealed class TodayTests
{
    private static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Active_are_people_on_the_roster_with_a_day_of_game_or_chat_each_once()
    {
        var today = (int)Now.DayNumber;
        var facts = Facts(
            [Member(1), Member(2) with { PersonId = 1 }, Member(3), Member(4) with { LeftAt = Now.PlusDays(-10) }],
            days: new()
            {
                [1] = Days(seen: [today - 8, today], game: [today], chat: []),
                [2] = Days(seen: [today], game: [today], chat: []),
                [3] = Days(seen: [today - 7, today], game: [], chat: [today - 7]),
                [4] = Days(seen: [today - 12], game: [today - 12, today - 1], chat: []),
            });

        var trend = Number(facts, "active_7d").Trend;

        trend.Count.ShouldBe(HeadlineNumber.TrendPoints);
        trend[^1].ShouldBe(1, "a person with two players, and nobody who had left");
        trend[^2].ShouldBe(2, "who talked, and who left in that week");
        trend[^3].ShouldBeNull("nobody was looked at");
    }

    [Fact]
    public void Members_of_earlier_weeks_follow_from_todays_and_the_log()
    {
        var facts = Facts(
            [Member(1), Member(2), Member(3) with { LeftAt = Now.PlusDays(-3) }],
            events: [Joined(1, 100), Joined(3, 60), Joined(2, 10), Left(3, 3)]);

        var trend = Number(facts, "members").Trend;

        trend.ShouldBe([1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 2]);
    }

    [Fact]
    public void Before_the_log_begins_nobody_knows_how_many_there_were()
    {
        var trend = Number(Facts([Member(1)], events: [Joined(1, 20)]), "members").Trend;

        trend.ShouldBe([.. Enumerable.Repeat((long?)null, 9), 1, 1, 1]);
    }

    [Fact]
    public void A_departure_that_was_repaired_is_none_and_the_roster_is_right_against_the_log()
    {
        var facts = Facts([Member(1), Member(2)], events: [Joined(1, 90), Left(1, 40.5), Joined(1, 40), Joined(2, 90), Left(2, 5)]);

        Number(facts, "members").Trend.ShouldAllBe(count => count == 2);
        Build(facts, new ReportSettings()).Today.Months.Sum(month => month.Left).ShouldBe(0);
    }

    [Fact]
    public void Months_hold_their_own_days_and_the_first_and_last_are_told_in_part()
    {
        var facts = Facts(
            [Member(1), Member(2), Member(3) with { LeftAt = At(2026, 11, 1) }],
            events: [At(2026, 9, 10, 1, joined: true), At(2026, 10, 31, 2, joined: true), At(2026, 10, 1, 3, joined: true), At(2026, 11, 1, 3, joined: false)]);

        var months = Build(facts, new ReportSettings()).Today.Months;

        months.Select(month => (month.First.Month, month.Members, month.Joined, month.Left, month.Partial))
            .ShouldBe([(9, 1, 1, 0, true), (10, 3, 2, 0, false), (11, 2, 0, 1, true)]);
    }

    [Fact]
    public void Newcomers_are_judged_once_they_had_their_thirty_days()
    {
        var facts = Facts(
            [Member(1), Member(2) with { LeftAt = Now.PlusDays(-31) }, Member(3), Member(4)],
            events: [Joined(9, 400), Joined(1, 40), Joined(2, 45), Left(2, 31), Joined(3, 59), Joined(4, 3)]);

        var kept = Number(facts, "newcomers");

        (kept.Value, kept.Unit, kept.Note).ShouldBe((67L, "%", "2 of 3 stayed 30 days"));
        kept.Trend[^2].ShouldBeNull("nobody joined");
        kept.Change.ShouldBeNull();
    }

    [Fact]
    public void Those_who_need_an_officer_are_five_of_every_kind_and_nobody_twice()
    {
        var today = (int)Now.DayNumber;
        var joined = Enumerable.Range(1, 8).Select(id => Member(id) with { JoinedAt = Now.PlusDays(-2 - id) }).ToArray();
        var facts = Facts(joined, days: joined.ToDictionary(member => member.Id, _ => Days([today - 1, today], [], [])));

        var report = Build(facts, new ReportSettings(), new PeopleNotes { Banned = new Dictionary<string, string> { ["Player 3"] = "scammed" } });

        report.Today.Actions.Count.ShouldBe(TodayAction.Most);
        report.Today.Actions[0].ShouldBe(new TodayAction("act", 3, "Player 3", "is on the roster and banned", "scammed", null));
        report.Today.Actions.Select(action => action.MemberId).ShouldBeUnique();
        report.Today.Actions.Count(action => action.What == "is new and could use a greeting").ShouldBe(4);
        report.Today.Actions.SkipWhile(action => action.Since is null).ShouldAllBe(action => action.Since != null, "what is old comes after what is new");
        report.Today.MoreActions.ShouldBe(3);
    }

    [Fact]
    public void Seats_are_told_of_a_clan_that_is_nearly_full_and_else_who_was_not_measured()
    {
        var members = Enumerable.Range(1, 9).Select(id => Member(id)).ToArray();

        Numbers(members, cap: 10)[^1].ShouldBe(new HeadlineNumber("seats", "Seats free", 1, null, "of 10"), new SameNumber());
        Numbers(members, cap: 11)[^1].ShouldBe(new HeadlineNumber("not_measured", "Not measured", 9, null, "of 9 members"), new SameNumber());
    }

    [Fact]
    public void Who_was_not_measured_is_told_of_each_weeks_end_by_its_own_roster_and_snapshots()
    {
        var today = (int)Now.DayNumber;
        var facts = Facts(
            [Member(1) with { IsLinked = true }, Member(2) with { IsLinked = true }, Member(3) with { IsLinked = true, LeftAt = Now.PlusDays(-10) }],
            days: new()
            {
                [1] = Days(seen: [today - 21, today - 14, today - 7, today], game: [], chat: []),
                [2] = Days(seen: [today - 20, today - 7, today], game: [], chat: []),
                [3] = Days(seen: [today - 30, today - 14], game: [], chat: []),
            },
            events: [Joined(1, 60), Joined(2, 60), Joined(3, 60), Left(3, 10), Joined(8, 40), Left(8, 10)]);

        var number = Number(facts, "not_measured");

        // Four weeks ago only the third had been looked at, of four; the fourth, who left before anybody looked, is known from the log alone.
        number.Trend.ShouldBe([null, null, null, null, null, null, null, 3, 3, 1, 0, 2]);
        number.Value.ShouldBe(2, "tonight's own rule: these facts hold no newest snapshot");
        (number.Change, number.Before, number.Note).ShouldBe((2L, "the week before", "of 2 members"));
    }

    [Fact]
    public void In_earlier_weeks_too_messages_that_nobody_can_know_are_not_measured()
    {
        var today = (int)Now.DayNumber;
        MemberFacts[] members = [Member(1), Member(2) with { IsLinked = true }, Member(3) with { PersonId = 1 }, Member(4) with { HasNoAccount = true }, Member(5) with { IsForgotten = true, IsLinked = true }];
        var facts = Facts(
            members,
            days: members.ToDictionary(member => member.Id, _ => Days(seen: [today - 14, today - 7], game: [], chat: [])),
            events: [.. members.Select(member => Joined(member.Id, 60))]);
        var relay = new SourceRead("relay", Now.PlusDays(-7), Now.PlusDays(-37), Now.PlusDays(-7));

        // The first is known by no account, though by their alt's game; the last asked to be forgotten.
        Number(facts, "not_measured").Trend[^2].ShouldBe(2);
        Number(facts with { Reads = [relay] }, "not_measured").Trend.TakeLast(3).SkipLast(1).ShouldBe([2, 1], "the game chat tells of the first in the window it was read for");
        Number(facts with { Members = [.. members.Where(member => member.Id != 5)] }, "not_measured").Trend[^2].ShouldBe(1);
    }

    [Fact]
    public void A_week_whose_chat_was_not_read_is_compared_with_no_other()
    {
        var today = (int)Now.DayNumber;
        var facts = Facts(
            [Member(1)],
            days: new() { [1] = Days(seen: [.. Enumerable.Range(today - 40, 41)], game: [today - 30, today - 20, today - 9, today - 1], chat: [today - 20]) });

        // Chat was read of this week and of the one two weeks before the last; of the last one two days are missing.
        SourceRead[] reads = [Discord(Now.PlusDays(-40), Now.PlusDays(-11)), Discord(Now.PlusDays(-8), Now)];
        var number = Number(facts with { Reads = reads }, "active_7d");
        number.Trend.TakeLast(5).ShouldBe([1, 0, 1, null, 1]);
        (number.Value, number.Change, number.Before).ShouldBe((1L, null, "the week before"));

        // What is missing of this week leaves its number a lower bound, and no comparison; tonight's own failure is no such day.
        number = Number(facts with { Reads = [Discord(Now.PlusDays(-40), Now.PlusDays(-3))] }, "active_7d");
        (number.Value, number.Change, number.Before, number.Note).ShouldBe((1L, null, null, "at least: chat of some days is not read"));
        number = Number(facts with { Reads = [Discord(Now.PlusDays(-40), Now.PlusDays(-1))] }, "active_7d");
        (number.Value, number.Change, number.Note).ShouldBe((1L, 0L, null));
    }

    [Fact]
    public void Days_whose_messages_are_held_were_read_by_somebody_and_without_Discord_no_chat_is_missing()
    {
        var today = (int)Now.DayNumber;
        var facts = Facts(
            [Member(1)],
            days: new() { [1] = Days(seen: [.. Enumerable.Range(today - 13, 14)], game: [today], chat: [.. Enumerable.Range(today - 13, 14)]) });
        facts = facts with { Reads = [] };

        Number(facts, "active_7d").Change.ShouldBe(0);
        facts = facts with { Retention = new RetentionFacts { Days = new Dictionary<long, ActiveDays> { [1] = Days([today - 13, today - 8, today], [today - 8, today], []) } } };
        Number(facts, "active_7d").Change.ShouldBeNull();
        Build(facts, new ReportSettings(), connected: false).Today.Numbers[0].Change.ShouldBe(0);
    }

    [Fact]
    public void What_is_not_known_is_null_and_never_zero()
    {
        var report = Build(Facts([Member(1)]), new ReportSettings());

        report.Today.Numbers[0].Value.ShouldBeNull();
        report.Today.Numbers[2].Value.ShouldBeNull();
        report.Today.Numbers.ShouldAllBe(number => number.Change == null);
        report.Today.Months.ShouldBeEmpty();
        report.Today.Verdict.ShouldBe("1 person is on the roster; none can be measured yet.");
    }

    [Fact]
    public void Without_Discord_a_message_makes_nobody_active()
    {
        var today = (int)Now.DayNumber;
        var facts = Facts([Member(1), Member(2)], days: new() { [1] = Days([today - 9, today], [today], []), [2] = Days([today - 9, today], [], [today]) });

        Number(facts, "active_7d").Value.ShouldBe(2);
        Build(facts, new ReportSettings(), connected: false).Today.Numbers[0].Value.ShouldBe(1);
    }

    private static HeadlineNumber Number(ClanFacts facts, string key) => Build(facts, new ReportSettings()).Today.Numbers.Single(number => number.Key == key);

    private static IReadOnlyList<HeadlineNumber> Numbers(MemberFacts[] members, int cap) => Build(Facts(members), new ReportSettings { MemberCap = cap }).Today.Numbers;

    private static ClanReport Build(ClanFacts facts, ReportSettings settings, PeopleNotes? people = null, bool connected = true) => ClanReportBuilder.Build(facts, new ReportRequest
    {
        TraceId = "0123456789abcdef",
        Now = Now,
        Settings = settings,
        Rules = ClanRules.Default,
        People = people ?? PeopleNotes.None,
        DiscordConnected = connected,
        DiscordAccountsRead = true,
    });

    private static ClanFacts Facts(IReadOnlyList<MemberFacts> members, Dictionary<long, ActiveDays>? days = null, IReadOnlyList<RosterEvent>? events = null) => new()
    {
        Clan = new ClanIdentity(1, "Clan", []),
        Metrics = new MetricCatalog([]),
        Members = members,
        BossBests = [],
        Reads = [Discord(Now.PlusDays(-100), Now)],
        FirstListed = new Dictionary<long, DateOnly>(),
        Retention = new RetentionFacts { Days = days ?? [], Events = events ?? [] },
    };

    private static MemberFacts Member(long id) => new()
    {
        Id = id,
        WomPlayerId = id,
        PersonId = id,
        Username = $"player {id}",
        DisplayName = $"Player {id}",
        JoinedAt = Now.PlusDays(-200),
    };

    private static SourceRead Discord(UtcInstant from, UtcInstant to) => new("discord", to, from, to);

    private static ActiveDays Days(int[] seen, int[] game, int[] chat) => new(seen, game, chat);

    private static RosterEvent Joined(long player, double daysAgo) => new(player, IsJoin: true, Now.PlusDays(-daysAgo));

    private static RosterEvent Left(long player, double daysAgo) => new(player, IsJoin: false, Now.PlusDays(-daysAgo));

    private static UtcInstant At(int year, int month, int day) => UtcInstant.StartOfDay(new DateOnly(year, month, day));

    private static RosterEvent At(int year, int month, int day, long player, bool joined) => new(player, joined, At(year, month, day));

    private sealed class SameNumber : IEqualityComparer<HeadlineNumber>
    {
        public bool Equals(HeadlineNumber? one, HeadlineNumber? other) =>
            (one?.Key, one?.Label, one?.Value, one?.Note) == (other?.Key, other?.Label, other?.Value, other?.Note);

        public int GetHashCode(HeadlineNumber number) => number.Key.GetHashCode(StringComparison.Ordinal);
    }
}
