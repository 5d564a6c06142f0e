using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using static ClanStats.Domain.Tests.Rules.Roster;

namespace ClanStats.Domain.Tests.Rules;

public sealed class PurgeRulesTests
{
    private static readonly PurgeContext Relay = new() { DiscordConnected = true, AccountsRead = false };
    private static readonly PurgeContext Accounts = new() { DiscordConnected = true, AccountsRead = true };
    private static readonly PurgeContext GameOnly = new() { DiscordConnected = false, AccountsRead = false };

    [Theory]
    [InlineData(0L, 0L, 0L, 60.0, true)]
    [InlineData(1L, 0L, 0L, 60.0, false)]
    [InlineData(0L, 1L, 0L, 60.0, false)]
    [InlineData(0L, 0L, 1L, 60.0, false)]
    [InlineData(0L, 0L, 0L, 59.9, false)]
    public void F27_thresholds_of_zero_are_inclusive(long xp, long boss, long messages, double joinedDaysAgo, bool listed) =>
        Ids(Judge(Relay, Member(1, joinedDaysAgo: joinedDaysAgo).WithPurge(xp, boss, messages))).Any().ShouldBe(listed);

    [Theory]
    [InlineData(null, 0L, 0L)]
    [InlineData(0L, null, 0L)]
    [InlineData(0L, 0L, null)]
    public void F04_what_is_not_known_lists_nobody(long? xp, long? boss, long? messages)
    {
        var report = Judge(Relay, Member(1).WithPurge(xp, boss, messages));

        report.Candidates.ShouldBeEmpty();
        report.QuietDiscordUnknown.ShouldBeEmpty();
        report.Notes.ShouldContain(note => note.StartsWith("1 person not judged: the "));
    }

    [Fact]
    public void F03_a_partial_number_lists_nobody()
    {
        var member = Member(1).WithPurge();

        Ids(Judge(Relay, member with { Purge = member.Purge with { Xp = Partial(0) } })).ShouldBeEmpty();
    }

    [Fact]
    public void Who_has_records_of_a_part_of_the_window_is_not_judged_and_the_day_is_told()
    {
        var members = new[] { Member(1).WithPurge(), Seen(2, 7), Seen(3, 59.9) };

        var report = Judge(Relay, members);

        Ids(report).ShouldBe([1]);
        report.Notes.ShouldContain("2 people not judged: the records begin in the last 60 days; not enough history until 2026-01-20 for the first, 2026-03-14 for the last.");
        Judge(Relay, Seen(2, 7) with { JoinedAt = Now.PlusDays(-59) }).Notes.ShouldNotContain(note => note.Contains("not judged"));
        Judge(Relay, Seen(2, 7)).Notes.ShouldContain("1 person not judged: the records begin in the last 60 days; not enough history until 2026-03-14.");
        Ids(Judge(Relay, members[0], Member(4).WithPurge().AltOf(members[0]) with { Purge = Seen(4, 7).Purge })).ShouldBeEmpty();

        static MemberReport Seen(long id, double daysAgo) =>
            Member(id) with { Purge = new PurgeFigures(new Figure<long>(0, DataMark.SinceFirstSeen, Now.PlusDays(-daysAgo)), new Figure<long>(0, DataMark.SinceFirstSeen, Now.PlusDays(-daysAgo)), Known(0)) };
    }

    [Fact]
    public void Nobody_is_listed_of_whom_it_is_not_sure_who_they_are()
    {
        var report = Judge(Relay, Member(1).WithPurge() with { IdentityPending = true });

        report.Candidates.ShouldBeEmpty();
        report.Notes.ShouldContain("Player 1 is spared: identity pending: the profile is archived.");
    }

    [Fact]
    public void Each_block_keeps_the_day_of_its_own_first_night()
    {
        var context = Accounts with
        {
            FirstListed = new Dictionary<long, DateOnly> { [1] = new(2026, 1, 18) },
            FirstQuiet = new Dictionary<long, DateOnly> { [1] = new(2026, 1, 2), [2] = new(2026, 1, 15) },
        };

        var report = Judge(context, Member(1).WithPurge(), Member(2).WithPurge() with { IsLinked = false }, Member(3).WithPurge() with { IsLinked = false });

        report.Candidates.Select(line => (line.MemberId, line.FirstListed, line.Status)).ShouldBe([(1, new DateOnly(2026, 1, 18), "listed")]);
        report.QuietDiscordUnknown.Select(line => (line.MemberId, line.FirstListed, line.Status))
            .ShouldBe([(2, new DateOnly(2026, 1, 15), "listed"), (3, new DateOnly(2026, 1, 20), "new")]);
    }

    [Fact]
    public void Nobody_is_listed_whose_joining_is_not_known()
    {
        var report = Judge(Relay, Member(1).WithPurge() with { JoinedAt = null });

        report.Candidates.ShouldBeEmpty();
        report.Notes.ShouldContain("1 person not judged: nobody knows when they joined.");
    }

    [Fact]
    public void A_candidate_says_why()
    {
        var candidate = Judge(Relay, Member(1, joinedDaysAgo: 400.5).WithPurge()).Candidates.ShouldHaveSingleItem();

        candidate.ShouldBe(new PurgeCandidate(
            1, "Player 1", "Member", 400, 0, 0, 0, new DateOnly(2026, 1, 20), "new", "0 XP, 0 boss kills and 0 messages in 60 days; in the clan for 400 days."));
    }

    [Fact]
    public void Without_Discord_messages_are_no_criterion_and_the_list_says_so()
    {
        var report = Judge(GameOnly, Member(1).WithPurge(msgs: null));

        report.Candidates.Single().Messages.ShouldBeNull();
        report.Candidates.Single().Reason.ShouldStartWith("0 XP, 0 boss kills, messages not known, in 60 days");
        report.Notes.ShouldContain(note => note.EndsWith("Discord is not connected: messages are no criterion."));
    }

    [Fact]
    public void Who_is_unlinked_stands_in_the_second_block_only()
    {
        var people = new PeopleNotes { Links = new Dictionary<string, IReadOnlyList<Domain.Identity.Snowflake>> { ["Player 3"] = [] } };
        var members = new[]
        {
            Member(1).WithPurge(), Member(2).WithPurge() with { IsLinked = false }, Member(3).WithPurge() with { IsLinked = false },
        };

        var report = PurgeRules.Judge(members, new ReportSettings(), ClanRules.Default, people, Now, Accounts).Content!;

        Ids(report).ShouldBe([1, 3]);
        report.QuietDiscordUnknown.Select(candidate => candidate.MemberId).ShouldBe([2]);
        report.Notes[0].ShouldBe("2 candidates; 1 quiet, Discord unknown.");
        Ids(Judge(Relay, members)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Leave_exemption_and_grace_spare_and_are_told()
    {
        var people = new PeopleNotes
        {
            Leave = new Dictionary<string, DateOnly> { ["Player 1"] = new(2026, 1, 20) },
            Exempt = new Dictionary<string, string> { ["Player 2"] = "founder", ["Player 5"] = "" },
        };
        var settings = new ReportSettings { PurgeThresholdDays = 14 };
        var members = new[] { Member(1).WithPurge(), Member(2).WithPurge(), Member(3, joinedDaysAgo: 29).WithPurge(), Member(4, joinedDaysAgo: 30).WithPurge(), Member(5).WithPurge() };

        var report = PurgeRules.Judge(members, settings, ClanRules.Default, people, Now, Relay).Content!;

        Ids(report).ShouldBe([4]);
        report.Notes.TakeLast(4).ShouldBe(
        [
            "Player 1 is spared: on leave until 2026-01-20.",
            "Player 2 is spared: exempt (founder).",
            "Player 3 is spared: joined less than 30 days ago.",
            "Player 5 is spared: exempt.",
        ]);
    }

    [Fact]
    public void Seats_cap_the_list_to_the_strongest()
    {
        var settings = new ReportSettings { PurgeSeats = 2, PurgeMinXp = 100 };
        var members = new[]
        {
            Member(1).WithPurge(xp: 50), Member(2, xp30: 9).WithPurge(), Member(3, xp30: null).WithPurge(), Member(4, joinedDaysAgo: 900).WithPurge(), Member(5).WithPurge(),
        };

        var report = PurgeRules.Judge(members, settings, ClanRules.Default, PeopleNotes.None, Now, Relay).Content!;
        var all = PurgeRules.Judge(members, settings with { PurgeSeats = null }, ClanRules.Default, PeopleNotes.None, Now, Relay).Content!;

        Ids(report).ShouldBe([4, 5]);
        report.Notes.ShouldContain("2 seats needed: of 5 candidates the 2 strongest on the list.");
        Ids(all).ShouldBe([4, 5, 2, 3, 1]);
    }

    [Theory]
    [InlineData(20, "new")]
    [InlineData(19, "listed")]
    [InlineData(14, "listed")]
    [InlineData(13, "not warned yet")]
    public void The_status_counts_the_days_on_the_list(int firstDay, string status)
    {
        var context = Relay with { FirstListed = new Dictionary<long, DateOnly> { [1] = new(2026, 1, firstDay) } };

        var candidate = Judge(context, Member(1).WithPurge()).Candidates.Single();

        candidate.Status.ShouldBe(status);
        candidate.FirstListed.ShouldBe(new DateOnly(2026, 1, firstDay));
    }

    [Fact]
    public void An_alt_that_plays_keeps_the_person()
    {
        var main = Member(7).WithPurge();

        Ids(Judge(Relay, main, Member(2).WithPurge(xp: 1).AltOf(main))).ShouldBeEmpty();
        Ids(Judge(Relay, main, Member(2, joinedDaysAgo: 5).WithPurge().AltOf(main))).ShouldBe([7]);
        Judge(Relay, Member(2).WithPurge() with { PersonId = 7 }).Candidates.Single().MemberId.ShouldBe(2);
    }

    [Fact]
    public void A_closed_list_names_its_reason()
    {
        var section = PurgeRules.Judge([Member(1).WithPurge()], new ReportSettings(), ClanRules.Default, PeopleNotes.None, Now, Relay with { ClosedBecause = "no" });

        section.Available.ShouldBeFalse();
        section.Reason.ShouldBe("no");
    }

    [Fact]
    public void A_source_closes_the_list_when_it_is_too_old()
    {
        Why(new PurgeSource("Discord", Now.PlusHours(-48), [])).ShouldBeNull();
        Why(new PurgeSource("Discord", Now.PlusHours(-49), []))
            .ShouldBe("Discord was last read completely 2026-01-18 02:00 UTC, more than 48 hours ago; the list returns with its next complete read, on 2026-01-21 at the earliest.");
        Why(new PurgeSource("Discord", null, []))!.ShouldStartWith("Discord was never read completely");
    }

    [Fact]
    public void A_source_closes_the_list_when_it_lacks_more_than_a_tenth_of_the_days()
    {
        var six = Days(1, 6);

        Why(new PurgeSource("Wise Old Man", Now, six)).ShouldBeNull();
        Why(new PurgeSource("Wise Old Man", Now, [.. six, new DateOnly(2026, 1, 9)])).ShouldBe(
            "Wise Old Man lacks a complete read on 7 of the last 60 days (2026-01-01 to 2026-01-06, 2026-01-09); "
            + "the list returns on 2026-03-02 if every night until then is read.");
    }

    [Fact]
    public void The_day_the_list_returns_is_the_first_on_which_it_is_open()
    {
        var missing = Days(1, 7);
        var returns = UtcInstant.StartOfDay(new DateOnly(2026, 3, 2)).PlusHours(3);
        DateOnly[] Left(UtcInstant night) => [.. missing.Where(day => UtcInstant.StartOfDay(day) > night.PlusDays(-60))];

        PurgeSources.WhyClosed([new("WOM", returns, Left(returns))], 60, ClanRules.Default.Purge, returns).ShouldBeNull();
        PurgeSources.WhyClosed([new("WOM", returns, Left(returns.PlusDays(-2)))], 60, ClanRules.Default.Purge, returns.PlusDays(-2)).ShouldNotBeNull();
    }

    private static DateOnly[] Days(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(day => new DateOnly(2026, 1, day))];

    private static string? Why(PurgeSource source) => PurgeSources.WhyClosed([source], 60, ClanRules.Default.Purge, Now);

    private static IEnumerable<long> Ids(PurgeReport report) => report.Candidates.Select(candidate => candidate.MemberId);

    private static PurgeReport Judge(PurgeContext context, params MemberReport[] members) =>
        PurgeRules.Judge(members, new ReportSettings(), ClanRules.Default, PeopleNotes.None, Now, context).Content!;
}
