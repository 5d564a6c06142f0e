using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage;
using Dapper;

namespace ClanStats.Identity;

/// <summary>Likely renames: finds, keeps and settles them.</summary>
internal sealed class RenameStore(Database database)
{
    private const int DaysBack = 60;
    private const string Suggested = "SELECT count(*) FROM rename_suggestions WHERE state = 'suggested'";

    /// <summary>Finds likely renames and settles those of which more is known now.</summary>
    /// <returns>How many wait for Wise Old Man.</returns>
    public int Follow(UtcInstant now, CancellationToken cancellationToken)
    {
        var (swaps, metrics) = database.ReadOneState("renames: swaps", connection => (Swaps(connection, now), MetricRegistry.Read(connection).ToList()));
        var found = LikelyRenames.Find(swaps, metrics);
        return database.Write(
            "renames: follow",
            unit =>
            {
                Settle(unit, found.Select(rename => (rename.OldId, rename.NewId)).ToHashSet(), now);
                var save = unit.Prepare(
                    """
                    INSERT INTO rename_suggestions (old_member_id, new_member_id, weight, evidence, state, first_seen_at) VALUES (?1, ?2, ?3, ?4, 'suggested', ?5)
                    ON CONFLICT (old_member_id, new_member_id) DO UPDATE SET
                      weight = excluded.weight, evidence = excluded.evidence, state = 'suggested', settled_at = NULL
                    WHERE weight <> excluded.weight OR evidence <> excluded.evidence OR state = 'refuted'
                    """);
                foreach (var rename in found)
                {
                    save.Execute(rename.OldId, rename.NewId, rename.Weight, rename.Evidence, now.Milliseconds);
                }

                return unit.QueryFirstOrDefault<int>(Suggested);
            },
            cancellationToken);
    }

    /// <summary>How many wait for Wise Old Man.</summary>
    public int Waiting() => database.Read("renames: waiting", connection => connection.ExecuteScalar<int>(Suggested));

    private static List<RosterSwap> Swaps(Microsoft.Data.Sqlite.SqliteConnection connection, UtcInstant now) =>
    [
        .. connection.Query<SwapRow>(
            """
            SELECT o.id AS OldId, o.display_name AS OldName, n.id AS NewId, n.display_name AS NewName, o.left_at AS At,
              l.timestamp AS LastAt, l.metric_values AS LastValues, f.timestamp AS FirstAt, f.metric_values AS FirstValues
            FROM clan_members o
            JOIN pipeline_runs r ON r.business_time = o.left_at
            JOIN membership_spans s ON s.run_id = r.id
            JOIN clan_members n ON n.id = s.member_id AND n.id <> o.id AND n.left_at IS NULL
            JOIN wom_snapshots l ON l.id = (
              SELECT x.id FROM wom_snapshots x WHERE x.user_id = o.id AND x.metric_values IS NOT NULL ORDER BY x.timestamp DESC LIMIT 1)
            JOIN wom_snapshots f ON f.id = (
              SELECT x.id FROM wom_snapshots x WHERE x.user_id = n.id AND x.metric_values IS NOT NULL ORDER BY x.timestamp LIMIT 1)
            WHERE o.left_at >= @since AND NOT EXISTS (SELECT 1 FROM membership_spans e WHERE e.member_id = n.id AND e.id < s.id)
            ORDER BY o.id, n.id
            """,
            new { since = now.PlusDays(-DaysBack).Milliseconds }).Select(row => new RosterSwap(row.OldId, row.OldName, row.NewId, row.NewName, new UtcInstant(row.At))
            {
                Last = (new UtcInstant(row.LastAt), MetricVector.Decode(row.LastValues)),
                First = (new UtcInstant(row.FirstAt), MetricVector.Decode(row.FirstValues)),
            }),
    ];

    /// <summary>A suggestion that Wise Old Man approved has healed; one that can no longer be is refuted.</summary>
    private static void Settle(UnitOfWork unit, HashSet<(long, long)> found, UtcInstant now)
    {
        var approved = unit.Query<(long Member, string Name)>(
            "SELECT m.id, c.new_name FROM name_changes c JOIN clan_members m ON m.wom_player_id = c.wom_player_id WHERE c.status = 'approved'")
            .Select(row => (row.Member, PlayerName.Standardise(row.Name))).ToHashSet();
        var names = unit.Query<(long Member, string Name)>("SELECT member_id, normalized_name FROM player_names").ToLookup(row => row.Member, row => row.Name);
        var settle = unit.Prepare("UPDATE rename_suggestions SET state = ?3, settled_at = ?4 WHERE old_member_id = ?1 AND new_member_id = ?2");
        foreach (var (old, young) in unit.Query<(long, long)>("SELECT old_member_id, new_member_id FROM rename_suggestions WHERE state = 'suggested'").ToList())
        {
            if (names[young].Any(name => approved.Contains((old, name))))
            {
                settle.Execute(old, young, "approved", now.Milliseconds);
                found.Remove((old, young));
            }
            else if (!found.Contains((old, young)))
            {
                settle.Execute(old, young, "refuted", now.Milliseconds);
            }
        }
    }

    private sealed record SwapRow
    {
        public long OldId { get; init; }

        public string OldName { get; init; } = "";

        public long NewId { get; init; }

        public string NewName { get; init; } = "";

        public long At { get; init; }

        public long LastAt { get; init; }

        public byte[] LastValues { get; init; } = [];

        public long FirstAt { get; init; }

        public byte[] FirstValues { get; init; } = [];
    }
}
