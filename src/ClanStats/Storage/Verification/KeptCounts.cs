using ClanStats.Domain.Activity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>What the database keeps counted, by member. Each member's part is taken by one thread alone.</summary>
internal sealed class KeptCounts
{
    private readonly Dictionary<long, Dictionary<long, byte[]>> _bases = [];
    private readonly Dictionary<long, Dictionary<long, DayCount>> _days = [];
    private readonly Dictionary<long, Dictionary<int, (long Value, long At)>> _records = [];

    public KeptCounts(SqliteConnection connection)
    {
        Metrics = MetricRegistry.Load(connection);
        _ = Metrics.Bosses.Count + (Metrics.IsComputed(-1) ? 1 : 0);
        foreach (var (member, from, packed) in connection.Query<(long Member, long From, byte[] Base)>(
            "SELECT member_id, valid_from, base FROM gain_bases", buffered: false))
        {
            Of(_bases, member).Add(from, packed);
        }

        foreach (var (member, day, xp, boss, snapshots, steps) in connection.Query<(long Member, long Day, long Xp, long Boss, long Snapshots, long Steps)>(
            "SELECT member_id, day, xp, boss, snapshots, steps FROM member_days", buffered: false))
        {
            Of(_days, member).Add(day, new DayCount(xp, boss, (int)snapshots, (int)steps));
        }

        foreach (var (member, metric, value, at) in connection.Query<(long Member, long Metric, long Value, long At)>(
            "SELECT member_id, metric_id, value, reached_at FROM metric_records", buffered: false))
        {
            Of(_records, member).Add((int)metric, (value, at));
        }
    }

    /// <summary>The metrics known; everything it works out on first use is worked out, so that threads may share it.</summary>
    public MetricRegistry Metrics { get; }

    /// <summary>Takes a base; whether it was kept and is the one expected.</summary>
    public bool TakeBase(long member, UtcInstant from, GainBase expected)
    {
        if (!_bases.TryGetValue(member, out var kept) || !kept.Remove(from.Milliseconds, out var packed))
        {
            return false;
        }

        try
        {
            var stored = GainBase.Decode(packed);
            return Enumerable.Range(0, Metrics.Count).All(id => stored.At(id) == expected.At(id));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Takes a member's days; how many differ.</summary>
    public long TakeDays(long member, SnapshotCounter counter) => _days.TryGetValue(member, out var kept)
        ? counter.Days.Count(day => !kept.Remove(day.Key, out var stored) || stored != day.Value)
        : counter.Days.Count;

    /// <summary>Takes a member's records; how many differ.</summary>
    public long TakeRecords(long member, SnapshotCounter counter) => _records.TryGetValue(member, out var kept)
        ? counter.Records.Count(record => !kept.Remove(record.Key, out var stored) || stored != (record.Value.Value, record.Value.At.Milliseconds))
        : counter.Records.Count;

    /// <summary>What was never taken, because no snapshot accounts for it.</summary>
    public Differences WithoutSnapshots() => new(
        0, 0, _bases.Values.Sum(kept => (long)kept.Count), _days.Values.Sum(kept => (long)kept.Count), _records.Values.Sum(kept => (long)kept.Count));

    private static Dictionary<TKey, TValue> Of<TKey, TValue>(Dictionary<long, Dictionary<TKey, TValue>> parts, long member)
        where TKey : notnull
    {
        if (!parts.TryGetValue(member, out var part))
        {
            parts.Add(member, part = []);
        }

        return part;
    }
}
