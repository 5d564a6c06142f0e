using System.Text.Json;
using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>
/// Stores snapshots with their packed metrics and the gains counted from them, in the caller's transaction. What arrives out of order makes
/// the player's gains be counted again from its time on, so that the same snapshots in any order give the same database.
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
    public int Add(UnitOfWork unit, long memberId, string username, IReadOnlyList<IncomingSnapshot> snapshots, long runId)
    {
        var fresh = NotYetStored(unit, memberId, snapshots);
        if (fresh.Count == 0)
        {
            return 0;
        }

        metrics.Save(unit);
        var owner = new Owner(memberId, username, runId);
        var (ledger, asOf) = LoadLedger(unit, memberId);
        var rows = fresh;
        if (asOf is { } last && fresh[0].At.Milliseconds <= last)
        {
            ledger = new GainLedger(metrics.IsComputed);
            rows = Merge(unit, memberId, fresh);
        }

        foreach (var row in rows)
        {
            if (row.At < fresh[0].At)
            {
                ledger.Add(row.At, row.Values);
            }
            else
            {
                Count(unit, ledger, row, owner);
            }
        }

        SaveLedger(unit, memberId, rows[^1].At, ledger);
        return fresh.Count;
    }

    private List<SnapshotRow> NotYetStored(UnitOfWork unit, long memberId, IReadOnlyList<IncomingSnapshot> snapshots)
    {
        if (snapshots.Count == 0)
        {
            return [];
        }

        var stored = unit.Query<long>(
            "SELECT timestamp FROM wom_snapshots WHERE user_id = @memberId AND timestamp BETWEEN @from AND @to",
            new { memberId, from = snapshots.Min(s => s.At.Milliseconds), to = snapshots.Max(s => s.At.Milliseconds) }).ToHashSet();
        return [.. snapshots.Where(s => stored.Add(s.At.Milliseconds)).OrderBy(s => s.At).Select(s => SnapshotRow.From(s, metrics))];
    }

    /// <summary>The player's stored snapshots and the new ones, in order of time.</summary>
    private static List<SnapshotRow> Merge(UnitOfWork unit, long memberId, List<SnapshotRow> fresh)
    {
        var all = new List<SnapshotRow>(fresh);
        unit.Prepare("SELECT id, timestamp, metric_values FROM wom_snapshots WHERE user_id = ?1 AND metric_values IS NOT NULL").ForEach(
            reader => all.Add(new SnapshotRow
            {
                Id = reader.GetInt64(0),
                At = new UtcInstant(reader.GetInt64(1)),
                Values = MetricVector.Decode((byte[])reader.GetValue(2)),
            }),
            memberId);
        all.Sort((left, right) => left.At.CompareTo(right.At));
        return all;
    }

    private void Count(UnitOfWork unit, GainLedger ledger, SnapshotRow row, Owner owner)
    {
        var changed = metrics.Bosses.Where(boss => row.Values[boss.Id] >= 0 && row.Values[boss.Id] != ledger.LastHeld(boss.Id)).ToList();
        var gains = ledger.Add(row.At, row.Values);
        var counted = new Counted(
            Gain(gains, MetricCatalog.Overall),
            metrics.Bosses.Sum(boss => Math.Max(0, gains[boss.Id])),
            Gain(gains, MetricCatalog.Ehp) / MetricVector.ComputedScale,
            Gain(gains, MetricCatalog.Ehb) / MetricVector.ComputedScale,
            gains.Encode());
        if (row.Id == 0)
        {
            Insert(unit, row, counted, owner);
        }
        else
        {
            unit.Prepare(
                "UPDATE wom_snapshots SET xp_gained = ?2, boss_gained = ?3, ehp_gained = ?4, ehb_gained = ?5, metric_gains = ?6 WHERE id = ?1")
                .Execute(row.Id, counted.Xp, counted.Boss, counted.Ehp, counted.Ehb, counted.Gains);
            KeepOnly(unit, row, changed);
        }

        foreach (var boss in changed)
        {
            unit.Prepare("INSERT OR IGNORE INTO boss_snapshots (wom_snapshot_id, boss_name, kills, rank) VALUES (?1, ?2, ?3, ?4)")
                .Execute(row.Id, boss.Name, row.Values[boss.Id], row.Ranks.TryGetValue(boss.Id, out var rank) && rank >= 0 ? rank : null);
        }
    }

    private static void Insert(UnitOfWork unit, SnapshotRow row, Counted counted, Owner owner)
    {
        row.Id = (long)unit.Prepare(
            """
            INSERT INTO wom_snapshots (user_id, username, timestamp, total_xp, total_boss_kills, ehp, ehb, xp_gained, boss_gained, ehp_gained,
              ehb_gained, metric_values, metric_gains, run_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING id
            """).Scalar(
            owner.MemberId,
            owner.Username,
            row.At.Milliseconds,
            row.Xp,
            row.Kills,
            row.Ehp,
            row.Ehb,
            counted.Xp,
            counted.Boss,
            counted.Ehp,
            counted.Ehb,
            row.Values.Encode(),
            counted.Gains,
            owner.RunId)!;
        if (row.PackedAnswer is { } answer)
        {
            unit.Prepare("INSERT INTO snapshot_answers (snapshot_id, codec, data) VALUES (?1, ?2, ?3)").Execute(row.Id, SnapshotAnswers.Brotli, answer);
        }
    }

    /// <summary>
    /// Brings the boss rows of a snapshot that was stored before in line: one that no longer marks a change goes, one that now does gets its
    /// rank from the stored answer.
    /// </summary>
    private void KeepOnly(UnitOfWork unit, SnapshotRow row, List<Metric> changed)
    {
        var wanted = changed.Select(boss => boss.Name).ToHashSet(StringComparer.Ordinal);
        var present = unit.Query<string>("SELECT boss_name FROM boss_snapshots WHERE wom_snapshot_id = @Id", new { row.Id }).ToList();
        foreach (var name in present.Where(name => !wanted.Contains(name)))
        {
            unit.Prepare("DELETE FROM boss_snapshots WHERE wom_snapshot_id = ?1 AND boss_name = ?2").Execute(row.Id, name);
        }

        if (wanted.Count > present.Count(wanted.Contains))
        {
            ReadRanks(unit, row);
        }
    }

    private void ReadRanks(UnitOfWork unit, SnapshotRow row)
    {
        unit.Prepare("SELECT codec, data FROM snapshot_answers WHERE snapshot_id = ?1").ForEach(
            reader =>
            {
                using var answer = JsonDocument.Parse(SnapshotAnswers.Unpack(reader.GetInt32(0), (byte[])reader.GetValue(1)));
                foreach (var boss in answer.RootElement.GetProperty("data").GetProperty("bosses").EnumerateObject())
                {
                    if (metrics.Find(boss.Name) is { } id && boss.Value.TryGetProperty("rank", out var rank))
                    {
                        row.Ranks[id] = rank.GetInt64();
                    }
                }
            },
            row.Id);
    }

    private (GainLedger Ledger, long? AsOf) LoadLedger(UnitOfWork unit, long memberId)
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
        return (ledger, asOf);
    }

    private static void SaveLedger(UnitOfWork unit, long memberId, UtcInstant asOf, GainLedger ledger) =>
        unit.Prepare("INSERT OR REPLACE INTO gain_ledgers (member_id, as_of, state) VALUES (?1, ?2, ?3)")
            .Execute(memberId, asOf.Milliseconds, ledger.Encode());

    private long Gain(MetricVector gains, string metric) => metrics.Find(metric) is { } id ? Math.Max(0, gains[id]) : 0;

    private sealed record Owner(long MemberId, string Username, long RunId);

    private sealed record Counted(long Xp, long Boss, double Ehp, double Ehb, byte[] Gains);
}
