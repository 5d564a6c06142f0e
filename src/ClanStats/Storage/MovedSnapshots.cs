using ClanStats.Domain.Activity;
using ClanStats.Storage.Reading;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>Snapshots that went from one player to another together.</summary>
/// <param name="Id">Row of repointings.</param>
/// <param name="At">When.</param>
/// <param name="Before">Whose they were.</param>
/// <param name="After">Whose they are.</param>
/// <param name="Snapshots">How many.</param>
internal sealed record SnapshotMove(long Id, UtcInstant At, string Before, string After, long Snapshots);

/// <summary>
/// Moves snapshots that two players have to the one whose they are, and keeps what the other one had, byte for byte, so that a move can be
/// taken back. In the caller's transaction.
/// </summary>
internal sealed class MovedSnapshots(UnitOfWork unit, MetricRegistry metrics)
{
    /// <summary>The moves that can be taken back, newest first.</summary>
    public static IReadOnlyList<SnapshotMove> List(Database database) => database.Read("moved snapshots: list", connection => connection
        .Query<(long Id, long At, string Before, string After, long Snapshots)>(
            """
            SELECT r.id, r.at, b.display_name, a.display_name, count(*) FROM repointings r
            JOIN moved_snapshots s ON s.repointing_id = r.id JOIN clan_members b ON b.id = r.member_before JOIN clan_members a ON a.id = r.member_after
            WHERE r.undone_at IS NULL GROUP BY r.id ORDER BY r.id DESC
            """)
        .Select(row => new SnapshotMove(row.Id, new UtcInstant(row.At), row.Before, row.After, row.Snapshots)).ToList());

    /// <summary>Takes snapshots from a player who is not, or no longer, the one they are of.</summary>
    /// <param name="name">The standardised name they went by.</param>
    /// <param name="before">Whose they were, as row of clan_members.</param>
    /// <param name="after">Who has them too, and keeps them.</param>
    /// <param name="snapshots">Rows of wom_snapshots.</param>
    /// <param name="now">Business time.</param>
    /// <param name="runId">The run; null outside of one.</param>
    public void Move(string name, long before, long after, IReadOnlyList<long> snapshots, UtcInstant now, long? runId)
    {
        var move = unit.Prepare(
            "INSERT INTO repointings (at, cause, name, member_before, member_after, moved, run_id) VALUES (?1, 'snapshot', ?2, ?3, ?4, ?5, ?6)").Insert(
            now.Milliseconds, name, before, after, snapshots.Count, runId);
        var keep = unit.Prepare(
            """
            INSERT INTO moved_snapshots (repointing_id, timestamp, username, source, total_boss_kills, metric_values, answer)
              SELECT ?1, timestamp, username, source, total_boss_kills, metric_values, ?3 FROM wom_snapshots WHERE id = ?2 AND metric_values IS NOT NULL
            """);
        foreach (var snapshot in snapshots)
        {
            keep.Execute(move, snapshot, AnswerStore.Find(unit, snapshot) is { } answer ? SnapshotAnswers.Pack(answer.Span) : default(SqlValue));
        }

        new SnapshotStore(metrics).Remove(unit, before, snapshots);
    }

    /// <summary>Gives snapshots back to whom they were taken from, and takes them from who has them now.</summary>
    /// <param name="move">Row of repointings.</param>
    /// <param name="now">Business time.</param>
    /// <returns>How many went back; null if there is no such move, or it was taken back.</returns>
    public int? Undo(long move, UtcInstant now)
    {
        if (unit.QueryFirstOrDefault<Sides>(
            "SELECT member_before AS Before, member_after AS After FROM repointings WHERE id = @move AND cause = 'snapshot' AND undone_at IS NULL",
            new { move }) is not { } sides)
        {
            return null;
        }

        var kept = Kept(move);
        var theirs = unit.Query<long>(
            """
            SELECT s.id FROM wom_snapshots s JOIN moved_snapshots k ON k.timestamp = s.timestamp WHERE k.repointing_id = @move AND s.user_id = @After
            """,
            new { move, sides.After }).ToList();
        var store = new SnapshotStore(metrics);
        store.Remove(unit, sides.After, theirs);
        foreach (var name in kept.GroupBy(row => row.Username, row => row.Snapshot, StringComparer.Ordinal))
        {
            store.Add(unit, sides.Before, name.Key, [.. name], null);
        }

        unit.Prepare("UPDATE repointings SET undone_at = ?2 WHERE id = ?1").Execute(move, now.Milliseconds);
        unit.Prepare("DELETE FROM moved_snapshots WHERE repointing_id = ?1").Execute(move);
        return kept.Count;
    }

    private List<(string Username, IncomingSnapshot Snapshot)> Kept(long move)
    {
        var kept = new List<(string, IncomingSnapshot)>();
        unit.Prepare("SELECT username, timestamp, source, total_boss_kills, metric_values, answer FROM moved_snapshots WHERE repointing_id = ?1 ORDER BY timestamp")
            .ForEach(row => kept.Add((row.GetString(0), Read(row))), move);
        return kept;
    }

    private IncomingSnapshot Read(SqliteDataReader row)
    {
        const int At = 1, Source = 2, Kills = 3, Values = 4, Answer = 5;
        var (at, source) = (new UtcInstant(row.GetInt64(At)), row.GetString(Source));
        var stated = row.IsDBNull(Kills) ? (long?)null : row.GetInt64(Kills);
        if (!row.IsDBNull(Answer))
        {
            var answer = SnapshotAnswers.Unpack(SnapshotAnswers.Brotli, (byte[])row.GetValue(Answer))[0];
            if (new SnapshotJson().Read(answer.Span, out _) is { Metrics: { } told })
            {
                return new IncomingSnapshot(at, told, answer, source);
            }
        }

        var vector = MetricVector.Decode((byte[])row.GetValue(Values));
        var held = MetricRegistry.Read(unit.Connection)
            .Where(metric => vector[metric.Id] != MetricVector.Absent)
            .Select(metric => new IncomingMetric(metric.Name, metric.Category, ValueOf(metric, vector[metric.Id]), null));
        return new IncomingSnapshot(at, [.. held], default, source) { HoldsEveryBoss = false, StatedKills = stated };
    }

    private static double ValueOf(Metric metric, long packed) =>
        metric.Category == MetricCategory.Computed && packed > 0 ? packed / (double)MetricVector.ComputedScale : packed;

    private sealed record Sides
    {
        public long Before { get; init; }

        public long After { get; init; }
    }
}
