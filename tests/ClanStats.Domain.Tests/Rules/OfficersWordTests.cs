using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using static ClanStats.Domain.Tests.Rules.Roster;

namespace ClanStats.Domain.Tests.Rules;

public sealed class OfficersWordTests
{
    private static readonly Dictionary<long, long> Persons = [];

    [Theory]
    [InlineData(0, "new", null)]
    [InlineData(3, "listed", null)]
    [InlineData(7, "not warned yet", null)]
    [InlineData(7, "warned", 6.9)]
    [InlineData(9, "due", 7.0)]
    public void Warned_is_only_who_an_officer_warned_and_due_who_is_still_listed_a_week_later(int listedDaysAgo, string status, double? warnedDaysAgo)
    {
        OfficerEntry[] entries = warnedDaysAgo is { } days ? [Entry(1, OfficerVerdicts.Warned, days, by: "Chalk")] : [];

        var candidate = Judge(entries, listedDaysAgo).Candidates.ShouldHaveSingleItem();

        candidate.Status.ShouldBe(status);
        candidate.Decision?.By.ShouldBe("Chalk");
        (candidate.Decision is null).ShouldBe(warnedDaysAgo is null);
    }

    [Fact]
    public void A_warning_of_an_earlier_listing_does_not_count()
    {
        var candidate = Judge([Entry(1, OfficerVerdicts.Warned, 30)], listedDaysAgo: 3).Candidates.Single();

        candidate.Status.ShouldBe("listed");
        candidate.Decision.ShouldBeNull();
    }

    [Fact]
    public void A_note_added_later_does_not_make_a_warning_younger_and_a_word_taken_back_does()
    {
        OfficerEntry[] noted = [Entry(1, OfficerVerdicts.Warned, 8), Entry(2, OfficerVerdicts.Warned, 1) with { Note = "again" }];
        OfficerEntry[] again = [Entry(1, OfficerVerdicts.Warned, 8), Entry(2, null, 2), Entry(3, OfficerVerdicts.Warned, 1)];

        Judge(noted, 10).Candidates.Single().Status.ShouldBe("due");
        Judge(again, 10).Candidates.Single().Status.ShouldBe("warned");
    }

    [Fact]
    public void Who_is_ignored_is_spared_on_that_list_alone()
    {
        var report = Judge([Entry(1, OfficerVerdicts.Ignore, 300, by: "Chalk")], 3);

        report.Candidates.ShouldBeEmpty();
        report.Notes.ShouldContain(note => note.StartsWith("Player 1 is spared: ignored by Chalk since "));
        Judge([Entry(1, OfficerVerdicts.Ignore, 300) with { List = DecisionLists.Moderation }], 3).Candidates.Count.ShouldBe(1);
    }

    [Fact]
    public void A_word_about_an_alt_is_a_word_about_the_person()
    {
        var word = OfficersWord.From([Entry(1, OfficerVerdicts.Kept, 1) with { MemberId = 2 }], new Dictionary<long, long> { [1] = 1, [2] = 1 });

        word.Of(1, DecisionLists.Purge)!.Verdict.ShouldBe("kept");
    }

    [Theory]
    [InlineData(null, null, 9)]
    [InlineData(5, 5, 9)]
    [InlineData(5, 6, 6)]
    [InlineData(5, null, null)]
    public void The_newer_word_about_a_leave_counts(int? notedThen, int? notedNow, int? counts)
    {
        static DateOnly? Day(int? day) => day is { } known ? new DateOnly(2026, 2, known) : null;
        var word = OfficersWord.From([Entry(1, null, 1) with { SaysVerdict = false, SaysLeave = true, LeaveUntil = Day(9), NotedLeave = Day(notedThen) }], Persons);

        word.Leave(1, Day(notedNow)).ShouldBe(Day(counts));
    }

    [Fact]
    public void Somebody_said_to_have_no_account_is_a_candidate_like_others()
    {
        var member = Member(1).WithPurge() with { IsLinked = false, HasNoAccount = true };
        var context = new PurgeContext { DiscordConnected = true, AccountsRead = true };

        var report = PurgeRules.Judge([member], new ReportSettings(), ClanRules.Default, PeopleNotes.None, Now, context).Content!;

        report.Candidates.Count.ShouldBe(1);
        report.QuietDiscordUnknown.ShouldBeEmpty();
    }

    [Fact]
    public void Regret_counts_who_came_back_within_the_span_and_says_when_it_will_be_known()
    {
        var limits = ClanRules.Default.Decisions;
        DecisionOutcome Outcome(long id, int daysAgo, int? active, int? rejoined)
        {
            DateOnly? After(int? days) => days is { } known ? Now.PlusDays(known - daysAgo).Date : null;
            return new DecisionOutcome(id, $"Player {id}", OfficerVerdicts.Removed, Now.PlusDays(-daysAgo).Date, After(active), After(rejoined));
        }

        RegretBuilder.Build([], limits, Now).Reason.ShouldBe("not enough history until 2026-03-22");
        RegretBuilder.Build([Outcome(1, 60, null, null)], limits, Now).Reason.ShouldBe("not enough history until 2026-01-21");
        var regret = RegretBuilder.Build(
            [Outcome(1, 100, 60, null), Outcome(2, 100, 61, null), Outcome(3, 90, null, 5), Outcome(4, 80, 3, 4), Outcome(5, 70, null, null), Outcome(6, 10, 1, 1)],
            limits,
            Now).Content!;

        regret.Judged.ShouldBe(5);
        regret.Returned.ShouldBe(2);
        regret.Rejoined.ShouldBe(2);
        regret.Wrong.ShouldBe(3);
        regret.Rate.ShouldBe(0.6);
        regret.Names.ShouldBe(["Player 1", "Player 3", "Player 4"]);
    }

    private static OfficerEntry Entry(long id, string? verdict, double daysAgo, string by = "") => new()
    {
        Id = id,
        MemberId = 1,
        List = DecisionLists.Purge,
        SaysVerdict = true,
        Verdict = verdict,
        By = by,
        At = Now.PlusDays(-daysAgo),
    };

    private static PurgeReport Judge(IEnumerable<OfficerEntry> entries, int listedDaysAgo)
    {
        var context = new PurgeContext
        {
            DiscordConnected = true,
            AccountsRead = false,
            FirstListed = new Dictionary<long, DateOnly> { [1] = Now.PlusDays(-listedDaysAgo).Date },
        };
        var people = new PeopleNotes { Workbook = OfficersWord.From(entries, Persons) };
        return PurgeRules.Judge([Member(1).WithPurge()], new ReportSettings(), ClanRules.Default, people, Now, context).Content!;
    }
}
