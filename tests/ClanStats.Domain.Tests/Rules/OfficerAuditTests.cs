using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using static ClanStats.Domain.Tests.Rules.Roster;

namespace ClanStats.Domain.Tests.Rules;

public sealed class OfficerAuditTests
{
    [Fact]
    public void Mean_and_median_are_of_measured_people()
    {
        var report = Judge(
            Member(1, msgs30: 10, xp30: 100),
            Member(2, msgs30: 20, xp30: 300),
            Member(3, msgs30: 90, xp30: null),
            Member(4, msgs30: 900, xp30: 900) with { IsMeasured = false });

        report.ClanMeanMessages.ShouldBe(40);
        report.ClanMedianMessages.ShouldBe(20);
        report.ClanMeanXp.ShouldBe(200);
        report.Notes.ShouldContain("The clan's mean and median are of 3 people; not measured: 1 person.");
        Judge(Member(1, msgs30: 10), Member(2, msgs30: 15)).ClanMedianMessages.ShouldBe(12.5);
    }

    [Theory]
    [InlineData(0L, 5_000_000L, "AWOL")]
    [InlineData(0L, 0L, "AWOL")]
    [InlineData(0L, null, "AWOL")]
    [InlineData(5L, 999_999L, "Slacking")]
    [InlineData(5L, 1_000_000L, null)]
    [InlineData(5L, null, null)]
    [InlineData(500L, 0L, null)]
    [InlineData(null, 0L, null)]
    public void The_label_follows_messages_and_experience(long? messages, long? xp, string? label)
    {
        var row = Judge(Member(1, "onyx", xp30: xp, msgs30: messages), Member(2, msgs30: 100), Member(3, msgs30: 100)).Officers.ShouldHaveSingleItem();

        row.Label.ShouldBe(label);
        row.Tier.ShouldBe(2);
        row.CanPromote.ShouldBeTrue();
    }

    [Fact]
    public void Who_is_labelled_was_judged_and_whose_identity_is_pending_was_not()
    {
        Judge(Member(1, "onyx", xp30: null, msgs30: 0)).Notes.ShouldNotContain(note => note.StartsWith("Officers:"));
        Judge(Member(1, "onyx", xp30: null, msgs30: 1)).Notes.ShouldContain(note => note.StartsWith("Officers: 1 of 1 person"));

        var pending = Judge(Member(1, "onyx") with { IdentityPending = true });
        pending.Officers.Single().Label.ShouldBeNull();
        pending.Notes.ShouldContain("Player 1: identity pending: the profile is archived, no label.");
    }

    [Fact]
    public void The_fact_stands_before_the_label()
    {
        var officer = Member(1, "owner", xp30: 120_000, msgs30: 0);

        Judge(officer).Officers[0].Fact.ShouldBe("0 messages and 120,000 XP in 30 days");
        Judge(Member(1, "owner", xp30: null, msgs30: null)).Officers[0].Fact.ShouldBe("messages not known and XP not known in 30 days");
        Judge(officer with { Xp = officer.Xp with { D30 = Partial(7) } }).Officers[0].Fact.ShouldBe("0 messages and at least 7 XP in 30 days");
    }

    [Fact]
    public void Officers_stand_by_messages_the_unknown_last_then_by_id()
    {
        var report = Judge(
            Member(1, "owner", msgs30: null), Member(4, "owner", msgs30: 5), Member(3, "administrator", msgs30: 5), Member(2, "onyx", msgs30: 9), Member(5));

        report.Officers.Select(row => row.MemberId).ShouldBe([2, 3, 4, 1]);
        report.Notes.ShouldContain(note => note.StartsWith("Officers: 1 of 4 people could not be judged"));
    }

    [Fact]
    public void An_officer_on_leave_has_no_label()
    {
        var people = new PeopleNotes { Leave = new Dictionary<string, DateOnly> { ["Player 1"] = new(2026, 2, 1) } };

        var report = OfficerAudit.Judge([Member(1, "owner")], ClanRules.Default, people, Now);

        report.Officers[0].Label.ShouldBeNull();
        report.Notes.ShouldBe(["Player 1: on leave until 2026-02-01, no label."]);
    }

    [Fact]
    public void Without_Discord_there_is_no_mean_and_no_label()
    {
        var officer = Member(1, "owner");
        var report = Judge(officer with { Messages = WindowSet<long>.Same(new Figure<long>(null, DataMark.NotConnected)) });

        report.ClanMeanMessages.ShouldBeNull();
        report.ClanMedianMessages.ShouldBeNull();
        report.Officers[0].Label.ShouldBeNull();
    }

    private static OfficerReport Judge(params MemberReport[] members) => OfficerAudit.Judge(members, ClanRules.Default, PeopleNotes.None, Now);
}
