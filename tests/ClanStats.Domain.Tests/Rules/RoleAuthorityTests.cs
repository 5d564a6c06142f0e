using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests.Rules;

public sealed class RoleAuthorityTests
{
    private static readonly RoleAuthority Roles = new(RoleSettings.Default);

    [Fact]
    public void Tiers_and_offices_are_those_of_the_definitions()
    {
        Roles.LeadershipRoles.ShouldBe(["owner", "deputy_owner", "zenyte", "dragonstone", "saviour"]);
        Roles.OfficerRoles.ShouldBe(["owner", "deputy_owner", "zenyte", "dragonstone", "saviour", "onyx", "administrator"]);
        Roles.RolesOfTier(2).ShouldBe(["onyx", "administrator", "member", "prospector"]);
        Roles.RolesOfTier(3).ShouldBe(["guest"]);
    }

    [Theory]
    [InlineData("owner", 1, true, true, true)]
    [InlineData("saviour", 1, false, true, true)]
    [InlineData("administrator", 2, true, true, false)]
    [InlineData("onyx", 2, false, false, true)]
    [InlineData("guest", 3, false, false, false)]
    public void A_role_answers_what_it_may_do(string name, int tier, bool manage, bool kick, bool promote)
    {
        Roles.TierOf(name).ShouldBe(tier);
        Roles.CanManage(name).ShouldBe(manage);
        Roles.CanKick(name).ShouldBe(kick);
        Roles.CanPromote(name).ShouldBe(promote);
    }

    [Theory]
    [InlineData("zamorakian")]
    [InlineData("made_up_next_year")]
    [InlineData("")]
    [InlineData(null)]
    public void A_role_nobody_listed_is_a_role_without_office(string? name)
    {
        var role = Roles.FromApiName(name);

        role.ShouldBe(new ClanRole(name ?? "", RoleAuthority.TitleOf(name), 3, false, false, false, false, false, false));
        Roles.IsLeadership(name).ShouldBeFalse();
        Roles.IsOfficer(name).ShouldBeFalse();
    }

    [Fact]
    public void Officers_can_be_read_as_tiers_one_and_two_by_one_setting()
    {
        var roles = new RoleAuthority(RoleSettings.Default with { OfficersUpToTier = 2 });

        roles.IsOfficer("prospector").ShouldBeTrue();
        roles.IsOfficer("guest").ShouldBeFalse();
        roles.IsOfficer("zamorakian").ShouldBeFalse();
        roles.OfficerRoles.Count.ShouldBe(9);
    }

    [Fact]
    public void A_clan_names_its_own_roles()
    {
        var roles = new RoleAuthority(new RoleSettings { Roles = [new("wizard", 1), new("Wizard", 2, Officer: true)], UnlistedTier = 2 });

        roles.IsLeadership("owner").ShouldBeFalse();
        roles.FromApiName(" WIZARD ").IsOfficer.ShouldBeTrue();
        roles.LeadershipRoles.ShouldBeEmpty();
        roles.TierOf("owner").ShouldBe(2);
    }

    [Theory]
    [InlineData("deputy_owner", "Deputy Owner")]
    [InlineData("short_green_guy", "Short Green Guy")]
    [InlineData("tzkal", "TzKal")]
    [InlineData("tztok", "TzTok")]
    [InlineData(null, "No role")]
    public void A_role_is_called_as_people_call_it(string? name, string title) => RoleAuthority.TitleOf(name).ShouldBe(title);

    [Fact]
    public void All_269_roles_of_Wise_Old_Man_have_a_title_and_a_place()
    {
        RoleAuthority.WiseOldManRoles.Count.ShouldBe(269);
        RoleAuthority.WiseOldManRoles.Distinct().Count().ShouldBe(269);
        var order = Roles.Order([]);
        RoleAuthority.WiseOldManRoles.ShouldAllBe(role => order.PositionOf(role) < order.Roles.Count && RoleAuthority.TitleOf(role).Length > 0);
        RoleAuthority.DefaultRoles.Select(rule => rule.Name).Except(RoleAuthority.WiseOldManRoles).ShouldBe(["guest"]);
        order.PositionOf("guest").ShouldBe(order.Roles.Count - 1);
        RoleAuthority.DefaultVelocityPeers.ShouldBeSubsetOf(RoleAuthority.WiseOldManRoles);
    }

    [Fact]
    public void The_order_is_the_groups_own_then_by_tier_then_by_the_list_of_Wise_Old_Man()
    {
        var order = Roles.Order(["guest", "owner"]);

        order.IsOwn.ShouldBeTrue();
        order.Roles.Take(6).ShouldBe(["guest", "owner", "deputy_owner", "dragonstone", "saviour", "zenyte"]);
        order.Compare("guest", "owner").ShouldBeLessThan(0);
        order.Compare("achiever", "adept").ShouldBeLessThan(0);
        order.Compare("member", "achiever").ShouldBeLessThan(0);
        order.Compare("no_such_a", "no_such_b").ShouldBeLessThan(0);
        order.PositionOf(null).ShouldBe(order.Roles.Count);
    }

    [Fact]
    public void Roles_nobody_lists_lead_where_the_clan_puts_them_in_the_first_tier() =>
        new RoleAuthority(ClanRules.Default.Roles with { UnlistedTier = 1 }).IsLeadership("zamorakian").ShouldBeTrue();

    [Fact]
    public void Without_an_order_of_its_own_a_group_has_no_ladder() => Roles.Order([]).IsOwn.ShouldBeFalse();
}
