using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests;

public sealed class VerdictPeopleTests
{
    [Fact]
    public void Who_the_ladder_suggests_may_be_promoted_and_who_passes_too_short_may_not()
    {
        LadderPerson Climber(long id, LadderStatus status) => new(
            id, $"Player {id}", "Guest", "member", "Member", status, 3, null, "", [new LadderCheck("Days in the clan", 30, 45, false, null, true, "")]);
        var ladder = new LadderReport("Ranks", [], [Climber(1, LadderStatus.Suggested), Climber(2, LadderStatus.Passing)], []);

        var person = new PromotionReport([], [], [], Section<LadderReport>.Of(ladder), []).People.ShouldHaveSingleItem();

        (person.MemberId, person.Rule, person.Evidence[0].Text).ShouldBe((1L, "Ladder", "45 of 30"));
        person.Reason.ShouldBe("Meets every requirement of Member at 3 weekly cut-offs in a row.");
    }

    [Fact]
    public void Somebody_whom_two_rules_name_is_one_person()
    {
        var promotions = new PromotionReport([Of(1, "High Velocity")], [Of(2, "Social Pillar"), Of(1, "Social Pillar")], [Of(3, "Carry Potential"), Of(2, "Carry Potential")], Section<LadderReport>.Unavailable("none"), []);
        var moderation = new ModerationReport([Of(4, "Leadership slump")], [Of(4, "Churn risk"), Of(5, "Churn risk")], [], [Of(5, "Town Crier")], []);

        promotions.People.Select(one => (one.MemberId, one.Rule)).ShouldBe([(1, "High Velocity"), (2, "Social Pillar"), (3, "Carry Potential")]);
        moderation.People.Select(one => (one.MemberId, one.Rule)).ShouldBe([(4, "Leadership slump"), (5, "Churn risk")]);
    }

    private static Verdict Of(long member, string rule) => new(member, $"m{member}", "Member", rule, "Medium", "", []);
}
