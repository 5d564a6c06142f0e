namespace ClanStats.Domain.Report;

/// <summary>The middle of some numbers.</summary>
internal static class Medians
{
    /// <summary>The median; the mean of the two middle ones where they are even in number, null where there are none.</summary>
    public static double? Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
