using ClanStats.Storage;
using ClanStats.Storage.Reading;

namespace ClanStats.Import;

/// <summary>
/// The metrics of a database for several readers: they look side by side and wait only while one of them brings a metric nobody had seen.
/// </summary>
internal sealed class SharedMetrics(MetricRegistry registry) : IDisposable
{
    private readonly ReaderWriterLockSlim _gate = new();

    /// <summary>Works with the metrics, after those of these snapshots have their numbers.</summary>
    public T Use<T>(IReadOnlyList<IncomingSnapshot> snapshots, Func<MetricRegistry, T> work)
    {
        Learn(snapshots);
        _gate.EnterReadLock();
        try
        {
            return work(registry);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Works with the metrics alone, as writing new ones needs it.</summary>
    public void Alone(Action<MetricRegistry> work)
    {
        _gate.EnterWriteLock();
        try
        {
            work(registry);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private void Learn(IReadOnlyList<IncomingSnapshot> snapshots)
    {
        IReadOnlyList<IncomingMetric> known = [];
        var missing = new List<IncomingMetric>();
        _gate.EnterReadLock();
        try
        {
            foreach (var snapshot in snapshots)
            {
                if (!AreAlike(known, snapshot.Metrics))
                {
                    missing.AddRange(snapshot.Metrics.Where(metric => registry.Find(metric.Name) is null));
                    known = snapshot.Metrics;
                }
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }

        if (missing.Count > 0)
        {
            Alone(metrics => missing.ForEach(metric => metrics.Resolve(metric.Name, metric.Category)));
        }
    }

    /// <summary>Whether two answers hold the same metrics in the same order, which is nearly always so: one reader gives one name one string.</summary>
    private static bool AreAlike(IReadOnlyList<IncomingMetric> left, IReadOnlyList<IncomingMetric> right)
    {
        if (left is MetricReadings known && right is MetricReadings next && ReferenceEquals(known.Form, next.Form))
        {
            return true;
        }

        for (var i = 0; i < right.Count; i++)
        {
            if (i >= left.Count || !ReferenceEquals(left[i].Name, right[i].Name))
            {
                return false;
            }
        }

        return true;
    }
}
