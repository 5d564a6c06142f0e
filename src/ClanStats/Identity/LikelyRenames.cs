using System.Globalization;
using ClanStats.Domain.Activity;

namespace ClanStats.Identity;

/// <summary>Somebody who left in the roster synchronisation in which somebody unknown came.</summary>
/// <param name="OldId">Row of who left.</param>
/// <param name="OldName">Their name.</param>
/// <param name="NewId">Row of who came.</param>
/// <param name="NewName">Their name.</param>
/// <param name="At">When.</param>
internal sealed record RosterSwap(long OldId, string OldName, long NewId, string NewName, UtcInstant At)
{
    /// <summary>The last snapshot of who left; null without any.</summary>
    public (UtcInstant At, MetricVector Values)? Last { get; init; }

    /// <summary>The first snapshot of who came; null without any.</summary>
    public (UtcInstant At, MetricVector Values)? First { get; init; }
}

/// <summary>Two players that may be one.</summary>
/// <param name="OldId">Row of who left.</param>
/// <param name="NewId">Row of who came.</param>
/// <param name="Weight">How strongly, 0 to 1.</param>
/// <param name="Evidence">In words.</param>
internal sealed record LikelyRename(long OldId, long NewId, double Weight, string Evidence);

/// <summary>
/// Finds renames that Wise Old Man has not approved yet. Whoever came goes on where whoever left stopped: no value is lower, the first
/// snapshot lies behind the last, and no more was gained than the time between allows. A hint, never applied: Wise Old Man decides.
/// </summary>
internal static class LikelyRenames
{
    private const double OnlyOneFits = 0.8;
    private const double SeveralFit = 0.5;
    private const int FewestShared = 3;
    private const double FastestHours = 1.5;
    private const int LargestGainShare = 10;

    /// <summary>Judges those who left and came together.</summary>
    /// <param name="swaps">Every pair of one synchronisation.</param>
    /// <param name="metrics">The metrics known so far.</param>
    public static IReadOnlyList<LikelyRename> Find(IEnumerable<RosterSwap> swaps, IReadOnlyCollection<Metric> metrics)
    {
        var plausible = swaps.Select(swap => (Swap: swap, Evidence: Evidence(swap, metrics))).Where(pair => pair.Evidence is not null).ToList();
        var (olds, news) = (plausible.CountBy(pair => pair.Swap.OldId).ToDictionary(), plausible.CountBy(pair => pair.Swap.NewId).ToDictionary());
        return
        [
            .. plausible.Select(pair => new LikelyRename(
                pair.Swap.OldId,
                pair.Swap.NewId,
                olds[pair.Swap.OldId] == 1 && news[pair.Swap.NewId] == 1 ? OnlyOneFits : SeveralFit,
                pair.Evidence!)),
        ];
    }

    private static string? Evidence(RosterSwap swap, IReadOnlyCollection<Metric> metrics)
    {
        if (swap is not { Last: { } last, First: { } first } || first.At < last.At)
        {
            return null;
        }

        var shared = metrics.Where(metric => metric.Category != MetricCategory.Computed)
            .Select(metric => (Before: last.Values.Ranked(metric.Id), After: first.Values.Ranked(metric.Id)))
            .Where(value => value is { Before: not null, After: not null })
            .ToList();
        if (shared.Count < FewestShared || shared.Exists(value => value.After < value.Before) || !IsInTime(last, first, metrics))
        {
            return null;
        }

        var gain = Value(first.Values, MetricCatalog.Overall, metrics) - Value(last.Values, MetricCatalog.Overall, metrics);
        var hours = first.At.HoursSince(last.At).ToString("0.0", CultureInfo.InvariantCulture);
        return $"{swap.OldName} left in the roster of {swap.At.ToPeople()}, with which {swap.NewName} came; none of {shared.Count} shared values is lower, "
            + $"{(gain is { } xp ? string.Create(CultureInfo.InvariantCulture, $"{xp:N0} XP more") : "XP not ranked")} in {hours} h";
    }

    /// <summary>Whether what lies between two snapshots can be played in the time between them.</summary>
    private static bool IsInTime(
        (UtcInstant At, MetricVector Values) last, (UtcInstant At, MetricVector Values) first, IReadOnlyCollection<Metric> metrics)
    {
        if (Value(last.Values, MetricCatalog.Ehp, metrics) is { } before && Value(first.Values, MetricCatalog.Ehp, metrics) is { } after)
        {
            return (after - before) / MetricVector.ComputedScale <= (FastestHours * first.At.HoursSince(last.At)) + 1;
        }

        return Value(last.Values, MetricCatalog.Overall, metrics) is { } old && Value(first.Values, MetricCatalog.Overall, metrics) is { } now
            && (now - old) * LargestGainShare <= old;
    }

    private static long? Value(MetricVector values, string name, IReadOnlyCollection<Metric> metrics) =>
        metrics.FirstOrDefault(metric => metric.Name == name) is { } metric ? values.Ranked(metric.Id) : null;
}
