namespace ClanStats.Domain.Rules;

/// <content>The roles a clan has until its rules.yaml says otherwise.</content>
public sealed partial class RoleAuthority
{
    /// <summary>
    /// The default roles: tier 1 leads; offices are tier 1, onyx and administrator. WOM attaches no permission to a role, so who manages,
    /// kicks and promotes is the clan's word: the owners all three, other leaders remove and promote, the administrator manages and removes,
    /// onyx promotes.
    /// </summary>
    public static readonly IReadOnlyList<RoleRule> DefaultRoles =
    [
        new("owner", 1, CanManage: true, CanKick: true, CanPromote: true, Officer: true),
        new("deputy_owner", 1, CanManage: true, CanKick: true, CanPromote: true, Officer: true),
        new("zenyte", 1, CanKick: true, CanPromote: true, Officer: true),
        new("dragonstone", 1, CanKick: true, CanPromote: true, Officer: true),
        new("saviour", 1, CanKick: true, CanPromote: true, Officer: true),
        new("onyx", 2, CanPromote: true, Officer: true),
        new("administrator", 2, CanManage: true, CanKick: true, Officer: true),
        new("member", 2),
        new("prospector", 2),
        new("guest", 3),
    ];

    /// <summary>The roles of recruits: silent recruits and High Velocity are among them.</summary>
    public static readonly IReadOnlyList<string> DefaultRecruitRoles = ["prospector"];

    /// <summary>The roles whose mean experience a recruit of High Velocity exceeds.</summary>
    public static readonly IReadOnlyList<string> DefaultVelocityPeers = ["zamorakian", "zenyte", "dragonstone", "administrator"];
}
