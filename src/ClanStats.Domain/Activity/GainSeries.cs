using ClanStats.Domain.Report;

namespace ClanStats.Domain.Activity;

/// <summary>
/// The cumulative counted gains of one player at every snapshot. Any span of time and any series of days is a difference of two of them, so
/// that adjacent spans add up whatever the metric.
/// </summary>
public sealed class GainSeries
{
    private readonly List<DayPoint> _points;
    private readonly Dictionary<int, List<(UtcInstant At, long Gained)>> _known = [];

    /// <summary>Takes the snapshots of one player, oldest first; those before the first span asked for must hold the last one before it.</summary>
    public GainSeries(IEnumerable<DayPoint> points) => _points = [.. points];

    /// <summary>
    /// The gain of a metric over the steps that end in a half-open span: its first instant belongs to it, its end does not. EHP and EHB times
    /// 100,000. Null where nothing was known yet at its end.
    /// </summary>
    /// <param name="metricId">The metric.</param>
    /// <param name="from">First instant of the span.</param>
    /// <param name="before">First instant after it.</param>
    public long? Between(int metricId, UtcInstant from, UtcInstant before) =>
        GainedUpTo(metricId, before) is { } end ? end - (GainedUpTo(metricId, from) ?? 0) : null;

    /// <summary>The gains of a metric by UTC day; null before anything was known.</summary>
    /// <param name="metricId">The metric.</param>
    /// <param name="firstDay">Day number of the first day.</param>
    /// <param name="days">How many days.</param>
    public IReadOnlyList<long?> ByDay(int metricId, long firstDay, int days) =>
    [
        .. Enumerable.Range(0, days).Select(day => Between(metricId, UtcInstant.StartOfDay(firstDay + day), UtcInstant.StartOfDay(firstDay + day + 1))),
    ];

    /// <summary>The gains of several players by UTC day; null on days on which nothing was known of any.</summary>
    public static IReadOnlyList<long?> Together(IEnumerable<GainSeries> players, int metricId, long firstDay, int days)
    {
        var sums = new long?[days];
        foreach (var player in players)
        {
            var own = player.ByDay(metricId, firstDay, days);
            for (var day = 0; day < days; day++)
            {
                sums[day] = own[day] is { } gained ? (sums[day] ?? 0) + gained : sums[day];
            }
        }

        return sums;
    }

    private long? GainedUpTo(int metricId, UtcInstant before)
    {
        if (!_known.TryGetValue(metricId, out var known))
        {
            known = [.. _points.Select(point => (point.At, Gained: point.GainOf(metricId))).Where(point => point.Gained is not null).Select(point => (point.At, Math.Max(0, point.Gained!.Value)))];
            _known.Add(metricId, known);
        }

        var (low, high) = (0, known.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = known[middle].At < before ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : known[low - 1].Gained;
    }
}
