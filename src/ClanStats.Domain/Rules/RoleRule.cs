namespace ClanStats.Domain.Rules;

/// <summary>What a clan says about one role. Tier and office are two things.</summary>
/// <param name="Name">WOM's api name of the role.</param>
/// <param name="Tier">1 leads, 2 is the body of the clan, 3 is outside it.</param>
/// <param name="CanManage">Whether it may change settings and ranks of the clan.</param>
/// <param name="CanKick">Whether it may remove members.</param>
/// <param name="CanPromote">Whether it may promote members.</param>
/// <param name="Officer">Whether it is an office.</param>
public sealed record RoleRule(
    string Name,
    int Tier,
    bool CanManage = false,
    bool CanKick = false,
    bool CanPromote = false,
    bool Officer = false);

/// <summary>All a clan says about its roles; data of config/rules.yaml.</summary>
public sealed record RoleSettings
{
    /// <summary>The highest tier.</summary>
    public const int HighestTier = 1;

    /// <summary>The lowest tier.</summary>
    public const int LowestTier = 3;

    /// <summary>What definitions.md says, for a clan that says nothing itself.</summary>
    public static readonly RoleSettings Default = new();

    /// <summary>The roles with their tier and office.</summary>
    public IReadOnlyList<RoleRule> Roles { get; init; } = RoleAuthority.DefaultRoles;

    /// <summary>Tier of a role the list lacks, 1 to 3.</summary>
    public int UnlistedTier { get; init; } = LowestTier;

    /// <summary>0: a role is an office where the list says so. 1 to 3: besides those, every role up to that tier.</summary>
    public int OfficersUpToTier { get; init; }
}

/// <summary>A role as the rules see it. One that nobody listed is a role too, without any office.</summary>
/// <param name="Name">WOM's api name; empty where WOM names none.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Tier">1 to 3.</param>
/// <param name="IsListed">Whether the clan's rules list it.</param>
/// <param name="IsLeadership">Whether it leads: listed in tier 1.</param>
/// <param name="IsOfficer">Whether it is an office.</param>
/// <param name="CanManage">Whether it may change settings and ranks.</param>
/// <param name="CanKick">Whether it may remove members.</param>
/// <param name="CanPromote">Whether it may promote members.</param>
public sealed record ClanRole(
    string Name,
    string Title,
    int Tier,
    bool IsListed,
    bool IsLeadership,
    bool IsOfficer,
    bool CanManage,
    bool CanKick,
    bool CanPromote);
