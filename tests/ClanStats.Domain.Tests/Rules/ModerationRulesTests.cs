using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using static ClanStats.Domain.Tests.Rules.Roster;

namespace ClanStats.Domain.Tests.Rules;

public sealed class ModerationRulesTests
{
    [Theory]
    [InlineData("owner", 0L, 0L, 0L, true)]
    [InlineData("zenyte", 0L, 0L, 0L, true)]
    [InlineData("onyx", 0L, 0L, 0L, false)]
    [InlineData("owner", 1L, 0L, 0L, false)]
    [InlineData("owner", 0L, 1L, 0L, false)]
    [InlineData("owner", 0L, 0L, 1L, false)]
    [InlineData("owner", null, 0L, 0L, false)]
    [InlineData("owner", 0L, null, 0L, false)]
    [InlineData("owner", 0L, 0L, null, false)]
    public void A_leader_with_nothing_at_all_in_a_week_slumps(string role, long? xp, long? boss, long? messages, bool slumps) =>
        Judge(Member(1, role, xp7: xp, boss7: boss, msgs7: messages)).LeadershipSlump.Any().ShouldBe(slumps);

    [Theory]
    [InlineData(101L, 9L, "Medium")]
    [InlineData(101L, 0L, "High")]
    [InlineData(100L, 9L, null)]
    [InlineData(101L, 10L, null)]
    [InlineData(null, 0L, null)]
    [InlineData(101L, null, null)]
    public void A_talker_who_fell_silent_may_churn(long? month, long? week, string? severity) =>
        (Judge(Member(1, msgs7: week, msgs30: month)).ChurnRisk.SingleOrDefault()?.Severity).ShouldBe(severity);

    [Theory]
    [InlineData("prospector", 1L, 0L, 0L, true)]
    [InlineData("prospector", 0L, 1L, 0L, true)]
    [InlineData("prospector", 0L, 0L, 0L, false)]
    [InlineData("prospector", 5L, 5L, 1L, false)]
    [InlineData("prospector", 5L, 5L, null, false)]
    [InlineData("prospector", null, 5L, 0L, false)]
    [InlineData("member", 5L, 5L, 0L, false)]
    public void A_recruit_who_plays_and_says_nothing_is_silent(string role, long? xp, long? boss, long? messages, bool silent) =>
        Judge(Member(1, role, xp7: xp, boss7: boss, msgs7: messages)).SilentRecruits.Any().ShouldBe(silent);

    [Theory]
    [InlineData(499_999L, 5_000_001L, 0L, 100L, "Fading Star")]
    [InlineData(500_001L, 5_000_001L, 0L, 100L, null)]
    [InlineData(0L, 5_000_000L, 0L, 100L, null)]
    [InlineData(3_000_001L, 4_000_000L, 0L, 4L, "Silent Grinder")]
    [InlineData(3_000_001L, null, 0L, 4L, "Silent Grinder")]
    [InlineData(3_000_000L, 4_000_000L, 0L, 4L, null)]
    [InlineData(3_000_001L, 4_000_000L, 0L, 5L, null)]
    [InlineData(3_000_001L, 4_000_000L, 0L, null, null)]
    [InlineData(99_999L, 99_999L, 0L, 301L, "Town Crier")]
    [InlineData(100_000L, 100_000L, 0L, 301L, null)]
    [InlineData(99_999L, 99_999L, 0L, 300L, null)]
    [InlineData(499_999L, 499_999L, 151L, null, "Boss Hunter")]
    [InlineData(500_000L, 500_000L, 151L, null, null)]
    [InlineData(499_999L, 499_999L, 150L, null, null)]
    [InlineData(0L, 6_000_000L, 151L, 301L, "Fading Star")]
    [InlineData(0L, 0L, 151L, 301L, "Town Crier")]
    public void The_first_outlier_that_fits_is_told(long? xp7, long? xp30, long? boss7, long? msgs7, string? rule) =>
        (Judge(Member(1, xp7: xp7, xp30: xp30, boss7: boss7, msgs7: msgs7)).Outliers.SingleOrDefault()?.Rule).ShouldBe(rule);

    [Fact]
    public void An_outlier_is_really_found()
    {
        var report = Judge(
            Member(1, xp7: 0, boss7: 200),
            Member(2, xp7: 4_000_000, xp30: 4_000_000),
            Member(3, xp7: 0, xp30: 6_000_000),
            Member(4, xp7: 0, xp30: 9_000_000),
            Member(5, msgs7: 400, msgs30: 400));

        report.Outliers.Select(verdict => (verdict.MemberId, verdict.Rule, verdict.Severity)).ShouldBe(
        [
            (4, "Fading Star", "High"), (3, "Fading Star", "High"), (1, "Boss Hunter", "Medium"), (2, "Silent Grinder", "Medium"), (5, "Town Crier", "Low"),
        ]);
        report.Outliers[0].Reason.ShouldBe("9,000,000 XP in 30 days, but only 0 in the last 7.");
        report.Outliers[0].Evidence.ShouldBe([new Evidence("XP 30d", 9_000_000, "9,000,000"), new Evidence("XP 7d", 0, "0")]);
    }

    [Fact]
    public void A_partial_number_is_not_measured()
    {
        var leader = Member(1, "owner");
        var report = Judge(leader with { Xp = leader.Xp with { D7 = Partial(0) } });

        report.LeadershipSlump.ShouldBeEmpty();
        report.Notes.ShouldContain("Leadership slump: 1 of 1 person could not be judged, because a number the rule needs is not known.");
    }

    [Fact]
    public void Each_outlier_rule_says_whom_it_could_not_judge()
    {
        var report = Judge(Member(1, xp7: 0, xp30: 6_000_000, msgs7: null, msgs30: null), Member(2, boss7: null));

        report.Outliers.Ids().ShouldBe([1]);
        report.Notes.Where(note => !note.StartsWith("Churn", StringComparison.Ordinal)).ShouldBe(
        [
            "Silent Grinder and Town Crier: 1 of 2 people could not be judged, because a number the rule needs is not known.",
            "Boss Hunter: 1 of 2 people could not be judged, because a number the rule needs is not known.",
        ]);
    }

    [Fact]
    public void Nobody_is_named_of_whom_it_is_not_sure_who_they_are()
    {
        var report = Judge(Member(1, "owner") with { IdentityPending = true });

        report.LeadershipSlump.ShouldBeEmpty();
        report.Notes.ShouldBe(["1 person not judged: on leave, exempt, of pending identity, or an officer said to ignore them."]);
    }

    [Fact]
    public void An_approximate_number_is_used_and_says_since_when()
    {
        var recruit = Member(1, "prospector");
        var report = Judge(recruit with { Xp = recruit.Xp with { D7 = new Figure<long>(5, DataMark.Approximate, Now.PlusDays(-8.6)) } });

        report.SilentRecruits.Single().Evidence[0].Text.ShouldBe("5 (since 2026-01-11 12:36 UTC)");
        report.SilentRecruits.Single().Reason.ShouldBe("Plays and does not talk: 5 XP, 0 boss kills and 0 messages in 7 days.");
    }

    [Fact]
    public void Leave_and_exemption_spare_and_are_counted()
    {
        var people = new PeopleNotes
        {
            Leave = new Dictionary<string, DateOnly> { ["Player 1"] = new(2026, 1, 20), ["Player 2"] = new(2026, 1, 19) },
            Exempt = new Dictionary<string, string> { ["1003"] = "founder" },
        };

        var report = ModerationRules.Judge([Member(1, "owner"), Member(2, "owner"), Member(3, "owner")], ClanRules.Default, people, Now);

        report.LeadershipSlump.Ids().ShouldBe([2]);
        report.Notes.ShouldBe(["2 people not judged: on leave, exempt, of pending identity, or an officer said to ignore them."]);
    }

    [Fact]
    public void A_person_is_judged_by_all_their_players_and_listed_under_the_main()
    {
        var main = Member(5, "owner");
        var report = Judge(main, Member(6, "guest", xp7: 10).AltOf(main));
        var quiet = Judge(main, Member(6, "guest").AltOf(main));
        var unknown = Judge(main, Member(6, "guest", xp7: null).AltOf(main));

        report.LeadershipSlump.ShouldBeEmpty();
        quiet.LeadershipSlump.Ids().ShouldBe([5]);
        unknown.LeadershipSlump.ShouldBeEmpty();
    }

    [Fact]
    public void The_sum_of_a_person_is_partial_where_a_part_is()
    {
        var main = Member(5, "prospector", xp7: 10);
        var alt = Member(6, "guest").AltOf(main);

        Judge(main, alt with { Xp = alt.Xp with { D7 = Partial(5) } }).SilentRecruits.ShouldBeEmpty();
        Judge(main, alt with { Xp = alt.Xp with { D7 = new Figure<long>(5, DataMark.Approximate, Now) } })
            .SilentRecruits.Single().Evidence[0].Value.ShouldBe(15);
    }

    [Fact]
    public void Rankings_end_with_the_id()
    {
        var report = Judge(Member(9, msgs30: 200), Member(3, msgs30: 200), Member(7, msgs7: 1, msgs30: 900), Member(2, msgs30: 300));

        report.ChurnRisk.Ids().ShouldBe([2, 3, 9, 7]);
    }

    [Fact]
    public void Other_thresholds_give_other_verdicts()
    {
        var rules = ClanRules.Default with { Moderation = new ModerationThresholds { ChurnMessages30Above = 10, ChurnMessages7Below = 3 } };

        ModerationRules.Judge([Member(1, msgs7: 2, msgs30: 11)], rules, PeopleNotes.None, Now).ChurnRisk.Count.ShouldBe(1);
    }

    [Fact]
    public void An_empty_roster_has_no_verdicts()
    {
        var report = Judge();

        report.Outliers.ShouldBeEmpty();
        report.Notes.ShouldBeEmpty();
    }

    private static ModerationReport Judge(params MemberReport[] members) =>
        ModerationRules.Judge(members, ClanRules.Default, PeopleNotes.None, Now);
}
