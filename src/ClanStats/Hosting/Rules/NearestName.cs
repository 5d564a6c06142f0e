namespace ClanStats.Hosting.Rules;

/// <summary>Finds the name somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name with the fewest edits, at most a third of its length away; null if none is that near.</summary>
    public static string? To(string written, IEnumerable<string> known) => known
        .Select(name => (Name: name, Edits: Edits(written, name)))
        .Where(entry => entry.Edits <= Math.Max(1, entry.Name.Length / 3))
        .OrderBy(entry => entry.Edits)
        .ThenBy(entry => entry.Name, StringComparer.Ordinal)
        .Select(entry => entry.Name)
        .FirstOrDefault();

    private static int Edits(string left, string right)
    {
        var above = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var row = 1; row <= left.Length; row++)
        {
            var diagonal = above[0];
            above[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replace = diagonal + (char.ToUpperInvariant(left[row - 1]) == char.ToUpperInvariant(right[column - 1]) ? 0 : 1);
                diagonal = above[column];
                above[column] = Math.Min(replace, Math.Min(above[column], above[column - 1]) + 1);
            }
        }

        return above[^1];
    }
}
