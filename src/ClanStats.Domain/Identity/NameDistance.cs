namespace ClanStats.Domain.Identity;

/// <summary>How far two names lie apart: the least number of letters put in, left out or exchanged, separators and case aside.</summary>
public static class NameDistance
{
    /// <summary>The distance; <see cref="int.MaxValue"/> if either is no name.</summary>
    public static int Between(string? left, string? right)
    {
        var (from, to) = (PlayerName.Normalize(left), PlayerName.Normalize(right));
        if (from.Length == 0 || to.Length == 0)
        {
            return int.MaxValue;
        }

        var above = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var exchanged = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(exchanged, Math.Min(above[j], row[j - 1]) + 1);
            }

            above = row;
        }

        return above[^1];
    }
}
