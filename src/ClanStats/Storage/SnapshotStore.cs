using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>
/// Stores snapshots with their packed metrics and what is counted from them, in the caller's transaction. What arrives out of order, or in
/// the place of a lesser source, makes the player be counted again from its time on, so that the same snapshots in any order and batches
/// give the same database. Give a player's snapshots in as few calls as possible: each call with older ones than stored is a recount.
/// </summary>
internal sealed class SnapshotStore(MetricRegistry metrics)
{
    /// <summary>Adds snapshots of one player; those already stored are passed over.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="memberId">Row of clan_members.</param>
    /// <param name="username">The standardised name at the time of reading.</param>
    /// <param name="snapshots">In any order.</param>
    /// <param name="runId">The run that brought them.</param>
    /// <returns>How many were new.</returns>
    public int Add(UnitOfWork unit, long memberId, string username, IReadOnlyList<IncomingSnapshot> snapshots, long? runId)
    {
        var fresh = NotYetStored(unit, memberId, snapshots);
        if (fresh.Count == 0)
        {
            return 0;
        }

        metrics.Save(unit);
        var writer = new SnapshotWriter(unit, metrics, new SnapshotOwner(memberId, username, runId));
        var count = SnapshotCountStore.Load(unit, memberId, metrics);
        if (count.AsOf is { } last && fresh[0].At.Milliseconds <= last)
        {
            Recount(unit, memberId, fresh, writer);
        }
        else
        {
            foreach (var row in fresh)
            {
                writer.Insert(row, count.Counter.Add(row.At, row.Values));
            }

            SnapshotCountStore.Append(unit, memberId, fresh[^1].At, count.Counter);
        }

        writer.StoreAnswers(fresh);
        return fresh.Count;
    }

    /// <summary>Counts everything a player has anew, as it is needed where counting was lost or a snapshot went to somebody else.</summary>
    /// <returns>How many snapshots were counted.</returns>
    public int CountAgain(UnitOfWork unit, long memberId) =>
        Recount(unit, memberId, [], new SnapshotWriter(unit, metrics, new SnapshotOwner(memberId, "", null)));

    /// <summary>Takes snapshots away from a player because they turned out to be somebody else's, and counts the rest anew.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="memberId">Row of clan_members.</param>
    /// <param name="snapshots">Rows of wom_snapshots.</param>
    public void Remove(UnitOfWork unit, long memberId, IReadOnlyList<long> snapshots)
    {
        SnapshotCountStore.ForgetAll(unit, memberId);
        foreach (var snapshot in snapshots)
        {
            AnswerStore.Remove(unit, snapshot);
            unit.Prepare("DELETE FROM boss_snapshots WHERE wom_snapshot_id = ?1").Execute(snapshot);
            unit.Prepare("DELETE FROM wom_snapshots WHERE id = ?1").Execute(snapshot);
        }

        CountAgain(unit, memberId);
    }

    /// <summary>Players with snapshots and without a ledger.</summary>
    public static IReadOnlyList<long> Uncounted(UnitOfWork unit) =>
    [
        .. unit.Query<long>(
            """
            SELECT m.id FROM clan_members m WHERE NOT EXISTS (SELECT 1 FROM gain_ledgers l WHERE l.member_id = m.id)
              AND EXISTS (SELECT 1 FROM wom_snapshots s WHERE s.user_id = m.id AND s.metric_values IS NOT NULL) ORDER BY m.id
            """),
    ];

    private int Recount(UnitOfWork unit, long memberId, List<SnapshotRow> fresh, SnapshotWriter writer)
    {
        var rows = Merge(unit, memberId, fresh);
        if (rows.Count == 0)
        {
            return 0;
        }

        var from = fresh.Count > 0 ? fresh[0].At : rows[0].At;
        var counter = new SnapshotCounter(metrics, new GainLedger(metrics.IsComputed), current: null);
        SnapshotCountStore.ForgetFrom(unit, memberId, from);
        foreach (var row in rows)
        {
            var counted = counter.Add(row.At, row.Values);
            if (row.At < from)
            {
                continue;
            }

            if (row.Id == 0)
            {
                writer.Insert(row, counted);
            }
            else
            {
                writer.Update(row, counted);
            }
        }

        SnapshotCountStore.Replace(unit, memberId, from, rows[^1].At, counter);
        return rows.Count;
    }

    private List<SnapshotRow> NotYetStored(UnitOfWork unit, long memberId, IReadOnlyList<IncomingSnapshot> snapshots)
    {
        if (snapshots.Count == 0)
        {
            return [];
        }

        var stored = new Dictionary<long, (long Id, string Source)>();
        unit.Prepare("SELECT timestamp, id, source FROM wom_snapshots WHERE user_id = ?1 AND timestamp BETWEEN ?2 AND ?3").ForEach(
            reader => stored.Add(reader.GetInt64(0), (reader.GetInt64(1), reader.GetString(2))),
            memberId,
            snapshots.Min(s => s.At.Milliseconds),
            snapshots.Max(s => s.At.Milliseconds));
        var fresh = new List<SnapshotRow>(snapshots.Count);
        foreach (var snapshot in snapshots)
        {
            var known = stored.TryGetValue(snapshot.At.Milliseconds, out var present);
            if (known && !(present.Source == SnapshotSources.BulkGained && snapshot.Source != SnapshotSources.BulkGained))
            {
                continue;
            }

            fresh.Add(SnapshotRow.From(snapshot, metrics, present.Id));
            stored[snapshot.At.Milliseconds] = (present.Id, snapshot.Source);
        }

        fresh.Sort((left, right) => left.At.CompareTo(right.At));
        return fresh;
    }

    /// <summary>The player's stored snapshots and the new ones, in order of time.</summary>
    private static List<SnapshotRow> Merge(UnitOfWork unit, long memberId, List<SnapshotRow> fresh)
    {
        var replaced = fresh.Where(row => row.Replaces).Select(row => row.Id).ToHashSet();
        var all = new List<SnapshotRow>(fresh);
        unit.Prepare("SELECT id, timestamp, metric_values FROM wom_snapshots WHERE user_id = ?1 AND metric_values IS NOT NULL ORDER BY timestamp").ForEach(
            reader =>
            {
                if (!replaced.Contains(reader.GetInt64(0)))
                {
                    all.Add(new SnapshotRow
                    {
                        Id = reader.GetInt64(0),
                        At = new UtcInstant(reader.GetInt64(1)),
                        Values = MetricVector.Decode((byte[])reader.GetValue(2)),
                    });
                }
            },
            memberId);
        all.Sort((left, right) => left.At.CompareTo(right.At));
        return all;
    }
}
