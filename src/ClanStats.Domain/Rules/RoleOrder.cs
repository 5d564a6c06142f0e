namespace ClanStats.Domain.Rules;

/// <summary>Roles from highest to lowest.</summary>
public sealed class RoleOrder : IComparer<string>
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);

    internal RoleOrder(IReadOnlyList<string> roles, bool isOwn)
    {
        Roles = roles;
        IsOwn = isOwn;
        for (var position = 0; position < roles.Count; position++)
        {
            _positions[roles[position]] = position;
        }
    }

    /// <summary>Every known role, highest first.</summary>
    public IReadOnlyList<string> Roles { get; }

    /// <summary>Whether the group has an order of its own; without one there is no ladder.</summary>
    public bool IsOwn { get; }

    /// <summary>A role's place, 0 is highest; an unknown role stands behind all others.</summary>
    public int PositionOf(string? role) => _positions.GetValueOrDefault(role?.Trim() ?? "", Roles.Count);

    /// <summary>Compares two roles, the higher one first; two unknown roles by their text.</summary>
    public int Compare(string? x, string? y)
    {
        var byPlace = PositionOf(x).CompareTo(PositionOf(y));
        return byPlace != 0 ? byPlace : string.CompareOrdinal(x, y);
    }
}
