using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests;

public sealed class VerdictPeopleTests
{
    [Fact]
    public void Somebody_whom_two_rules_name_is_one_person()
    {
        var promotions = new PromotionReport([Of(1, "High Velocity")], [Of(2, "Social Pillar"), Of(1, "Social Pillar")], [Of(3, "Carry Potential"), Of(2, "Carry Potential")], "", []);
        var moderation = new ModerationReport([Of(4, "Leadership slump")], [Of(4, "Churn risk"), Of(5, "Churn risk")], [], [Of(5, "Town Crier")], []);

        promotions.People.Select(one => (one.MemberId, one.Rule)).ShouldBe([(1, "High Velocity"), (2, "Social Pillar"), (3, "Carry Potential")]);
        moderation.People.Select(one => (one.MemberId, one.Rule)).ShouldBe([(4, "Leadership slump"), (5, "Churn risk")]);
    }

    private static Verdict Of(long member, string rule) => new(member, $"m{member}", "Member", rule, "Medium", "", []);
}
