using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>
/// Lays the lists of the week out in columns as even as can be, so that a long list leaves no hole beside it. A browser breaks columns only in
/// the order of the lists. Heights are estimates: a script could measure, but the page has to be whole without one.
/// </summary>
internal static class WeekColumns
{
    private const int Most = 3;

    /// <summary>In pixels of the style: a card's edges, title and distance; a line's distance; a row of text.</summary>
    private const int CardHeight = 104, LineGap = 8, RowHeight = 21;

    /// <summary>About as many letters stand in a row.</summary>
    private const int RowLetters = 46;

    /// <summary>The columns from the left, each with its lists in their order; the first list opens the first column.</summary>
    public static IReadOnlyList<IReadOnlyList<WeekList>> Of(IReadOnlyList<WeekList> lists)
    {
        var heights = lists.Select(HeightOf).ToArray();
        var (columns, best, least) = (new int[lists.Count], new int[lists.Count], double.MaxValue);
        Place(0, 0, new double[Most]);
        return [.. best.Distinct().Order().Select(column => lists.Where((_, index) => best[index] == column).ToList())];

        // Eight lists have some thousand ways to stand in three columns: all are tried.
        void Place(int index, int used, double[] sums)
        {
            if (index == lists.Count)
            {
                var unevenness = sums.Sum(sum => sum * sum);
                if (unevenness < least)
                {
                    least = unevenness;
                    columns.CopyTo(best, 0);
                }

                return;
            }

            for (var column = 0; column <= Math.Min(used, Most - 1); column++)
            {
                columns[index] = column;
                sums[column] += heights[index];
                Place(index + 1, Math.Max(used, column + 1), sums);
                sums[column] -= heights[index];
            }
        }
    }

    private static int HeightOf(WeekList list) =>
        CardHeight + list.Lines.Sum(line => LineGap + (RowHeight * Rows(line.Name.Length + line.Text.Length + 1))) + (list.More > 0 ? RowHeight : 0);

    private static int Rows(int letters) => (letters + RowLetters - 1) / RowLetters;
}
