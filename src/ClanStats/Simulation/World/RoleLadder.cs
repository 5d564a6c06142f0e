namespace ClanStats.Simulation.World;

/// <summary>The invented clan's ranks as WOM names them: test data, not a rule; what a role may do is decided elsewhere.</summary>
internal static class RoleLadder
{
    /// <summary>The lowest rank, which a joiner gets.</summary>
    public const string Entry = "member";

    /// <summary>The highest rank, held by one.</summary>
    public const string Top = "owner";

    /// <summary>All ranks from the top of the page down, as the group's role order has them.</summary>
    public static readonly IReadOnlyList<string> TopDown =
    [
        Top, "deputy_owner", "administrator", "zamorakian", "zenyte", "dragonstone", "saviour", "onyx", "prospector", Entry, "guest",
    ];

    /// <summary>How many of a hundred hold each rank of <see cref="TopDown"/>; the top one is never drawn.</summary>
    private static readonly int[] Shares = [0, 2, 3, 4, 6, 8, 12, 14, 21, 23, 7];

    /// <summary>The rank of the n-th member: the first ones cover every rank once, the others are drawn.</summary>
    public static string RoleOf(int index, ref Dice dice)
    {
        if (index < TopDown.Count)
        {
            return TopDown[index];
        }

        var draw = dice.Below(Shares.Sum());
        for (var i = 0; i < Shares.Length; i++)
        {
            draw -= Shares[i];
            if (draw < 0)
            {
                return TopDown[i];
            }
        }

        return Entry;
    }

    /// <summary>The rank below another one; the entry rank for those that have none.</summary>
    public static string Below(string role)
    {
        var index = TopDown.ToList().IndexOf(role);
        return index > 0 && index < TopDown.Count - 2 ? TopDown[index + 1] : Entry;
    }
}
