namespace ClanStats.Hosting.Settings;

/// <summary>Finds what somebody meant to write.</summary>
internal static class NearestName
{
    /// <summary>The known name with the fewest edits, if these are few enough to be a slip; else null.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length > 100)
        {
            return null;
        }

        var limit = Math.Max(2, name.Length / 3);
        var best = known
            .Select(candidate => (candidate, edits: Edits(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.edits)
            .FirstOrDefault((candidate: "", edits: int.MaxValue));
        return best.edits <= limit ? best.candidate : null;
    }

    /// <summary>How many letters must be put in, left out or replaced to make one text the other.</summary>
    public static int Edits(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replace = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
