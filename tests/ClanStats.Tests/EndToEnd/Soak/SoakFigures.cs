namespace ClanStats.Tests.EndToEnd.Soak;

/// <summary>A line through values that follow each other, by least squares.</summary>
/// <param name="Slope">Growth from one value to the next.</param>
/// <param name="Worst">The farthest a value lies from the line.</param>
/// <param name="Early">The slope of the first half alone.</param>
/// <param name="Late">The slope of the second half alone.</param>
internal sealed record StraightLine(double Slope, double Worst, double Early, double Late)
{
    /// <summary>
    /// Whether the values grow no faster late than early. They may grow slower for a while: full blocks of answers are packed, which frees
    /// room that the next nights fill before the file grows again.
    /// </summary>
    public bool IsAtMostLinear => Late <= (Early * 1.1) + 1;

    /// <summary>Fits a line.</summary>
    /// <param name="values">At least four.</param>
    public static StraightLine Through(IReadOnlyList<double> values)
    {
        var (slope, start) = Fit(values);
        var half = values.Count / 2;
        return new StraightLine(
            slope, values.Select((value, i) => Math.Abs(value - start - (slope * i))).Max(), Fit([.. values.Take(half)]).Slope, Fit([.. values.Skip(half)]).Slope);
    }

    private static (double Slope, double Start) Fit(IReadOnlyList<double> values)
    {
        var (middle, mean) = ((values.Count - 1) / 2.0, values.Average());
        var slope = values.Select((value, i) => (i - middle) * (value - mean)).Sum() / values.Select((_, i) => (i - middle) * (i - middle)).Sum();
        return (slope, mean - (slope * middle));
    }
}

/// <summary>Memory of later nights beside that of earlier ones.</summary>
/// <param name="Early">Median of the earlier nights, in bytes.</param>
/// <param name="Late">Median of the last nights, in bytes.</param>
internal sealed record MemoryTrend(double Early, double Late)
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Whether the later nights need at most a tenth and 4 MB more.</summary>
    public bool IsFlat => Late <= (Early * 1.1) + (4 * Megabyte);

    /// <summary>Compares the last sixth of the nights with the second sixth: the first nights read the history.</summary>
    public static MemoryTrend Of(IReadOnlyList<long> bytes)
    {
        var part = Math.Max(1, bytes.Count / 6);
        return new MemoryTrend(Median(bytes.Skip(part).Take(part)), Median(bytes.TakeLast(part)));
    }

    private static double Median(IEnumerable<long> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2.0;
    }
}
