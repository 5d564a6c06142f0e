namespace ClanStats.Domain.Activity;

/// <summary>The middle of some numbers: the mean of the two middle ones where they are even in number, null where there are none.</summary>
internal static class Medians
{
    /// <summary>The median of numbers in any order.</summary>
    public static double? Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The median of numbers in ascending order.</summary>
    public static double? OfSorted(IReadOnlyList<long> numbers)
    {
        var (low, high) = ((numbers.Count - 1) / 2, numbers.Count / 2);
        return numbers.Count == 0 ? null : low == high ? numbers[low] : (numbers[low] + numbers[high]) / 2.0;
    }
}
