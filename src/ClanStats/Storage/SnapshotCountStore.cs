using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>Where the counting of each player stands, and what it gave by day and as records.</summary>
internal static class SnapshotCountStore
{
    /// <summary>Loads where counting stands.</summary>
    /// <returns>The counter, and the time of the last snapshot it saw; null if it saw none.</returns>
    public static (SnapshotCounter Counter, long? AsOf) Load(UnitOfWork unit, long memberId, MetricRegistry metrics)
    {
        var ledger = new GainLedger(metrics.IsComputed);
        long? asOf = null;
        unit.Prepare("SELECT as_of, state FROM gain_ledgers WHERE member_id = ?1").ForEach(
            reader =>
            {
                asOf = reader.GetInt64(0);
                ledger = GainLedger.Decode((byte[])reader.GetValue(1), metrics.IsComputed);
            },
            memberId);
        GainBase? current = null;
        unit.Prepare("SELECT base FROM gain_bases WHERE member_id = ?1 ORDER BY valid_from DESC LIMIT 1").ForEach(
            reader => current = GainBase.Decode((byte[])reader.GetValue(0)), memberId);
        return (new SnapshotCounter(metrics, ledger, current), asOf);
    }

    /// <summary>Saves what was counted behind all that was counted before.</summary>
    public static void Append(UnitOfWork unit, long memberId, UtcInstant asOf, SnapshotCounter counter)
    {
        SaveLedger(unit, memberId, asOf, counter);
        SaveDays(unit, memberId, counter.Days);
        SaveRecords(unit, memberId, counter);
    }

    /// <summary>Forgets what was counted from a time on, while the snapshots it was counted from are still there.</summary>
    public static void ForgetFrom(UnitOfWork unit, long memberId, UtcInstant from)
    {
        unit.Prepare("DELETE FROM gain_bases WHERE member_id = ?1 AND valid_from >= ?2").Execute(memberId, from.Milliseconds);

        // The key begins with the day: without naming the days, those of the whole clan would be looked through.
        unit.Prepare(
            $"""
            DELETE FROM member_days WHERE member_id = ?1
              AND day IN (SELECT timestamp / {UtcInstant.Day} * {UtcInstant.Day} FROM wom_snapshots WHERE user_id = ?1 AND timestamp >= ?2)
            """).Execute(memberId, UtcInstant.StartOfDay(from.DayNumber).Milliseconds);
    }

    /// <summary>Forgets everything that was counted, while the snapshots it was counted from are still there.</summary>
    public static void ForgetAll(UnitOfWork unit, long memberId)
    {
        ForgetFrom(unit, memberId, default);
        unit.Prepare("DELETE FROM metric_records WHERE metric_id IN (SELECT id FROM metrics) AND member_id = ?1").Execute(memberId);
        unit.Prepare("DELETE FROM gain_ledgers WHERE member_id = ?1").Execute(memberId);
    }

    /// <summary>Saves what was counted from the first snapshot on, where everything from a time on was forgotten.</summary>
    public static void Replace(UnitOfWork unit, long memberId, UtcInstant from, UtcInstant asOf, SnapshotCounter counter)
    {
        var firstDay = UtcInstant.StartOfDay(from.DayNumber).Milliseconds;
        SaveLedger(unit, memberId, asOf, counter);
        SaveDays(unit, memberId, counter.Days.Where(day => day.Key >= firstDay));
        var forget = unit.Prepare("DELETE FROM metric_records WHERE metric_id = ?1 AND member_id = ?2");
        for (var metric = 0; metric < counter.Metrics.Count; metric++)
        {
            if (!counter.Records.ContainsKey(metric))
            {
                forget.Execute(metric, memberId);
            }
        }

        SaveRecords(unit, memberId, counter);
    }

    private static void SaveLedger(UnitOfWork unit, long memberId, UtcInstant asOf, SnapshotCounter counter) =>
        unit.Prepare("INSERT OR REPLACE INTO gain_ledgers (member_id, as_of, state) VALUES (?1, ?2, ?3)")
            .Execute(memberId, asOf.Milliseconds, counter.Ledger.Encode());

    private static void SaveDays(UnitOfWork unit, long memberId, IEnumerable<KeyValuePair<long, DayCount>> days)
    {
        var save = unit.Prepare(
            """
            INSERT INTO member_days (day, member_id, xp, boss, snapshots, steps) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (day, member_id) DO UPDATE SET
              xp = xp + excluded.xp, boss = boss + excluded.boss, snapshots = snapshots + excluded.snapshots, steps = steps + excluded.steps
            """);
        foreach (var (day, count) in days)
        {
            save.Execute(day, memberId, count.Xp, count.Boss, count.Snapshots, count.Steps);
        }
    }

    private static void SaveRecords(UnitOfWork unit, long memberId, SnapshotCounter counter)
    {
        var save = unit.Prepare("INSERT OR REPLACE INTO metric_records (metric_id, member_id, value, reached_at) VALUES (?1, ?2, ?3, ?4)");
        foreach (var (metric, record) in counter.Records)
        {
            save.Execute(metric, memberId, record.Value, record.At.Milliseconds);
        }
    }
}
