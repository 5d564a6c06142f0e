using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>What was counted of a player in one UTC day.</summary>
/// <param name="Xp">Counted experience.</param>
/// <param name="Boss">Counted kills.</param>
/// <param name="Snapshots">Snapshots taken.</param>
/// <param name="Steps">Snapshots at which anything was gained.</param>
internal readonly record struct DayCount(long Xp, long Boss, int Snapshots, int Steps);

/// <summary>What one snapshot adds to the counting of its player.</summary>
/// <param name="Xp">Experience counted since the first snapshot.</param>
/// <param name="Boss">Kills counted since the first snapshot.</param>
/// <param name="Ehp">EHP counted since the first snapshot.</param>
/// <param name="Ehb">EHB counted since the first snapshot.</param>
/// <param name="NewBase">The base of gains that holds from this snapshot on; null if the one before still holds.</param>
/// <param name="ChangedBosses">Ranked bosses whose kills are not those of the snapshot before.</param>
internal sealed record CountedSnapshot(long Xp, long Boss, double Ehp, double Ehb, GainBase? NewBase, IReadOnlyList<Metric> ChangedBosses);

/// <summary>
/// Counts the snapshots of one player, oldest first: gains, days, records. The one place where this is done, for what a night brings, for
/// what comes out of order and for what is adopted.
/// </summary>
/// <param name="metrics">The metrics known so far.</param>
/// <param name="ledger">Where counting stands.</param>
/// <param name="current">The base of gains that holds so far; null before the first snapshot.</param>
internal sealed class SnapshotCounter(MetricRegistry metrics, GainLedger ledger, GainBase? current)
{
    private readonly Dictionary<long, DayCount> _days = [];
    private readonly Dictionary<int, (long Value, UtcInstant At)> _records = [];
    private GainBase? _base = current;

    /// <summary>The metrics known so far.</summary>
    public MetricRegistry Metrics => metrics;

    /// <summary>Where counting stands.</summary>
    public GainLedger Ledger => ledger;

    /// <summary>What was counted by UTC day, the day as its first millisecond.</summary>
    public IReadOnlyDictionary<long, DayCount> Days => _days;

    /// <summary>Values higher than all before, by metric id, with the snapshot that first showed them.</summary>
    public IReadOnlyDictionary<int, (long Value, UtcInstant At)> Records => _records;

    /// <summary>Counts the next snapshot.</summary>
    /// <param name="at">Its time.</param>
    /// <param name="values">Its values.</param>
    public CountedSnapshot Add(UtcInstant at, MetricVector values)
    {
        var changed = Changed(values);
        TakeRecords(at, values);
        var (xpBefore, bossBefore) = (Gain(MetricCatalog.Overall), Bosses());
        var gains = ledger.Add(at, values, out var anythingGained);
        var (xp, boss) = (Gain(MetricCatalog.Overall), Bosses());
        TakeDay(at, new DayCount(xp - xpBefore, boss - bossBefore, 1, anythingGained ? 1 : 0));
        var next = _base is { } held && held.Explains(values, gains) ? null : GainBase.Of(values, gains);
        _base = next ?? _base;
        return new CountedSnapshot(
            xp, boss, Gain(MetricCatalog.Ehp) / MetricVector.ComputedScale, Gain(MetricCatalog.Ehb) / MetricVector.ComputedScale, next, changed);
    }

    private List<Metric> Changed(MetricVector values)
    {
        var changed = new List<Metric>();
        foreach (var boss in metrics.Bosses)
        {
            if (values[boss.Id] >= 0 && values[boss.Id] != ledger.LastHeld(boss.Id))
            {
                changed.Add(boss);
            }
        }

        return changed;
    }

    private void TakeRecords(UtcInstant at, MetricVector values)
    {
        for (var id = 0; id < values.Length; id++)
        {
            if (values[id] >= 0 && values[id] > (ledger.HighestRanked(id) ?? MetricVector.Unranked))
            {
                _records[id] = (values[id], at);
            }
        }
    }

    private void TakeDay(UtcInstant at, DayCount step)
    {
        var day = UtcInstant.StartOfDay(at.DayNumber).Milliseconds;
        var sum = _days.GetValueOrDefault(day);
        _days[day] = new DayCount(sum.Xp + step.Xp, sum.Boss + step.Boss, sum.Snapshots + step.Snapshots, sum.Steps + step.Steps);
    }

    private long Bosses()
    {
        var sum = 0L;
        foreach (var boss in metrics.Bosses)
        {
            sum += ledger.Gained(boss.Id);
        }

        return sum;
    }

    private long Gain(string metric) => metrics.Find(metric) is { } id ? ledger.Gained(id) : 0;
}
