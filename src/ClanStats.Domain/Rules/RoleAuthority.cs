using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Rules;

/// <summary>
/// The only place that knows role names: what a role may do, how it is called and where it stands (docs/definitions.md, "Roles").
/// Answers for every text, WOM's 269 roles and unknown ones alike; an unknown role has no office and is never an error.
/// </summary>
public sealed partial class RoleAuthority
{
    private static readonly Dictionary<string, string> OddTitles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tzkal"] = "TzKal",
        ["tztok"] = "TzTok",
    };

    private readonly RoleSettings _settings;
    private readonly Dictionary<string, RoleRule> _rules;

    /// <summary>Takes what the clan says; of a role named twice the last line counts.</summary>
    public RoleAuthority(RoleSettings settings)
    {
        _settings = settings;
        _rules = new Dictionary<string, RoleRule>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in settings.Roles)
        {
            _rules[rule.Name] = rule;
        }

        LeadershipRoles = Names(role => role.IsLeadership);
        OfficerRoles = Names(role => role.IsOfficer);
    }

    /// <summary>The roles that lead, in the order the clan lists them.</summary>
    public IReadOnlyList<string> LeadershipRoles { get; }

    /// <summary>The offices, in the order the clan lists them.</summary>
    public IReadOnlyList<string> OfficerRoles { get; }

    /// <summary>The role of an api name; null or blank gives a role without a name.</summary>
    public ClanRole FromApiName(string? name)
    {
        var key = name?.Trim() ?? "";
        if (!_rules.TryGetValue(key, out var rule))
        {
            var tier = _settings.UnlistedTier;
            return new ClanRole(
                key, TitleOf(key), tier, IsListed: false, IsLeadership: tier == RoleSettings.HighestTier, IsOfficerTier(tier), CanManage: false, CanKick: false, CanPromote: false);
        }

        return new ClanRole(
            rule.Name,
            TitleOf(rule.Name),
            rule.Tier,
            IsListed: true,
            IsLeadership: rule.Tier == RoleSettings.HighestTier,
            IsOfficer: rule.Officer || IsOfficerTier(rule.Tier),
            rule.CanManage,
            rule.CanKick,
            rule.CanPromote);
    }

    /// <summary>Whether a role leads.</summary>
    public bool IsLeadership(string? name) => FromApiName(name).IsLeadership;

    /// <summary>Whether a role is an office.</summary>
    public bool IsOfficer(string? name) => FromApiName(name).IsOfficer;

    /// <summary>Whether a role may change settings and ranks.</summary>
    public bool CanManage(string? name) => FromApiName(name).CanManage;

    /// <summary>Whether a role may remove members.</summary>
    public bool CanKick(string? name) => FromApiName(name).CanKick;

    /// <summary>Whether a role may promote members.</summary>
    public bool CanPromote(string? name) => FromApiName(name).CanPromote;

    /// <summary>A role's tier, 1 to 3.</summary>
    public int TierOf(string? name) => FromApiName(name).Tier;

    /// <summary>The listed roles of a tier, in the order the clan lists them.</summary>
    public IReadOnlyList<string> RolesOfTier(int tier) => Names(role => role.Tier == tier);

    /// <summary>
    /// The order of roles, highest first: the group's own, then the roles it lacks by tier, then by WOM's list.
    /// </summary>
    /// <param name="groupOrder">The group's own order, highest first; may be empty.</param>
    public RoleOrder Order(IReadOnlyList<string> groupOrder)
    {
        var rest = WiseOldManRoles
            .Concat(_settings.Roles.Select(rule => rule.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(TierOf);
        return new RoleOrder([.. groupOrder.Concat(rest).Distinct(StringComparer.OrdinalIgnoreCase)], groupOrder.Count > 0);
    }

    /// <summary>A role as people read it: <c>deputy_owner</c> → <c>Deputy Owner</c>; "No role" where WOM names none.</summary>
    public static string TitleOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "No role";
        }

        return OddTitles.TryGetValue(name.Trim(), out var odd) ? odd : MetricCatalog.ToTitle(name.Trim());
    }

    private bool IsOfficerTier(int tier) => tier <= _settings.OfficersUpToTier;

    private List<string> Names(Func<ClanRole, bool> wanted) =>
        [.. _rules.Keys.Select(FromApiName).Where(wanted).Select(role => role.Name)];
}
