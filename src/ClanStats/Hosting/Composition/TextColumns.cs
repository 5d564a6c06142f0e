namespace ClanStats.Hosting.Composition;

/// <summary>Lays rows of texts out in columns.</summary>
internal static class TextColumns
{
    /// <summary>Lines whose columns begin below each other; the last column is not padded.</summary>
    public static IReadOnlyList<string> Lay(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = new List<int>();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                if (i == widths.Count)
                {
                    widths.Add(0);
                }

                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        return [.. rows.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd())];
    }
}
