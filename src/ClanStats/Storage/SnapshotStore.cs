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

        var rows = fresh.ConvertAll(snapshot => Insert(unit, memberId, username, snapshot, runId));
        metrics.Save(unit);
        var (ledger, asOf) = LoadLedger(unit, memberId);
        if (asOf is { } last && fresh[0].At.Milliseconds <= last)
        {
            Recount(unit, memberId, fresh[0].At, rows);
        }
        else
        {
            foreach (var row in rows)
            {
                Count(unit, ledger, row, isNew: true);
            }

            SaveLedger(unit, memberId, rows[^1].At, ledger);
        }

        return fresh.Count;
    }

    private static List<IncomingSnapshot> NotYetStored(UnitOfWork unit, long memberId, IReadOnlyList<IncomingSnapshot> snapshots)
    {
        if (snapshots.Count == 0)
        {
            return [];
        }

        var stored = unit.Query<long>(
            "SELECT timestamp FROM wom_snapshots WHERE user_id = @memberId AND timestamp BETWEEN @from AND @to",
            new { memberId, from = snapshots.Min(s => s.At.Milliseconds), to = snapshots.Max(s => s.At.Milliseconds) }).ToHashSet();
        return [.. snapshots.Where(s => stored.Add(s.At.Milliseconds)).OrderBy(s => s.At)];
    }

    private StoredSnapshot Insert(UnitOfWork unit, long memberId, string username, IncomingSnapshot snapshot, long runId)
    {
        var values = new long[snapshot.Metrics.Count];
        Array.Fill(values, MetricVector.Absent);
        var ranks = new Dictionary<int, long>();
        double? ehp = null, ehb = null;
        long? xp = null;
        long kills = 0;
        foreach (var incoming in snapshot.Metrics)
        {
            var metric = metrics.Resolve(incoming.Name, incoming.Category);
            if (metric.Id >= values.Length)
            {
                var length = values.Length;
                Array.Resize(ref values, metric.Id + 1);
                Array.Fill(values, MetricVector.Absent, length, values.Length - length);
            }

            values[metric.Id] = incoming.Packed;
            if (incoming.Value < 0)
            {
                continue;
            }

            switch (incoming)
            {
                case { Category: MetricCategory.Boss }:
                    kills += incoming.Packed;
                    ranks[metric.Id] = incoming.Rank ?? MetricVector.Unranked;
                    break;
                case { Name: MetricCatalog.Overall }:
                    xp = incoming.Packed;
                    break;
                case { Name: MetricCatalog.Ehp }:
                    ehp = incoming.Value;
                    break;
                case { Name: MetricCatalog.Ehb }:
                    ehb = incoming.Value;
                    break;
            }
        }

        var vector = new MetricVector(values);
        var id = (long)unit.Prepare(
            """
            INSERT INTO wom_snapshots (user_id, username, timestamp, total_xp, total_boss_kills, ehp, ehb, metric_values, run_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id
            """).Scalar(memberId, username, snapshot.At.Milliseconds, xp, kills, ehp, ehb, vector.Encode(), runId)!;
        if (snapshot.Answer is { } answer)
        {
            unit.Prepare("INSERT INTO snapshot_answers (snapshot_id, codec, data) VALUES (?1, ?2, ?3)")
                .Execute(id, SnapshotAnswers.Brotli, SnapshotAnswers.Pack(answer));
        }

        return new StoredSnapshot(id, snapshot.At, vector, ranks);
    }

    private void Count(UnitOfWork unit, GainLedger ledger, StoredSnapshot row, bool isNew)
    {
        var changed = metrics.Bosses.Where(boss => row.Values[boss.Id] >= 0 && row.Values[boss.Id] != ledger.LastHeld(boss.Id)).ToList();
        var gains = ledger.Add(row.At, row.Values);
        unit.Prepare(
            """
            UPDATE wom_snapshots SET xp_gained = ?2, boss_gained = ?3, ehp_gained = ?4, ehb_gained = ?5, metric_gains = ?6 WHERE id = ?1
            """).Execute(
            row.Id,
            Gain(gains, MetricCatalog.Overall),
            metrics.Bosses.Sum(boss => Math.Max(0, gains[boss.Id])),
            Gain(gains, MetricCatalog.Ehp) / MetricVector.ComputedScale,
            Gain(gains, MetricCatalog.Ehb) / MetricVector.ComputedScale,
            gains.Encode());
        if (!isNew)
        {
            KeepOnly(unit, row, changed);
        }

        foreach (var boss in changed)
        {
            unit.Prepare("INSERT OR IGNORE INTO boss_snapshots (wom_snapshot_id, boss_name, kills, rank) VALUES (?1, ?2, ?3, ?4)")
                .Execute(row.Id, boss.Name, row.Values[boss.Id], row.Ranks.TryGetValue(boss.Id, out var rank) && rank >= 0 ? rank : null);
        }
    }

    /// <summary>
    /// Counts a player's gains again from an instant on. Boss rows of later snapshots are brought in line: one that no longer marks a change
    /// goes, one that now does gets its rank from the stored answer.
    /// </summary>
    private void Recount(UnitOfWork unit, long memberId, UtcInstant from, List<StoredSnapshot> inserted)
    {
        var added = inserted.ToDictionary(row => row.Id);
        var all = new List<StoredSnapshot>();
        unit.Prepare("SELECT id, timestamp, metric_values FROM wom_snapshots WHERE user_id = ?1 AND metric_values IS NOT NULL ORDER BY timestamp")
            .ForEach(
                reader =>
                {
                    var id = reader.GetInt64(0);
                    all.Add(added.GetValueOrDefault(id) ?? new StoredSnapshot(
                        id, new UtcInstant(reader.GetInt64(1)), MetricVector.Decode((byte[])reader.GetValue(2)), []));
                },
                memberId);
        var ledger = new GainLedger(metrics.IsComputed);
        foreach (var row in all)
        {
            if (row.At < from)
            {
                ledger.Add(row.At, row.Values);
            }
            else
            {
                Count(unit, ledger, row, added.ContainsKey(row.Id));
            }
        }

        SaveLedger(unit, memberId, all[^1].At, ledger);
    }

    private void KeepOnly(UnitOfWork unit, StoredSnapshot row, List<Metric> changed)
    {
        var wanted = changed.ToDictionary(boss => boss.Name, StringComparer.Ordinal);
        var present = unit.Query<string>("SELECT boss_name FROM boss_snapshots WHERE wom_snapshot_id = @Id", new { row.Id }).ToList();
        foreach (var name in present.Where(name => !wanted.ContainsKey(name)))
        {
            unit.Prepare("DELETE FROM boss_snapshots WHERE wom_snapshot_id = ?1 AND boss_name = ?2").Execute(row.Id, name);
        }

        if (wanted.Count > present.Count(wanted.ContainsKey))
        {
            ReadRanks(unit, row);
        }
    }

    private void ReadRanks(UnitOfWork unit, StoredSnapshot row)
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

    private sealed record StoredSnapshot(long Id, UtcInstant At, MetricVector Values, Dictionary<int, long> Ranks);
}
