using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;
using Dapper;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>Keeps what WOM tells of the group's past, each row by WOM's own key, so that reading it again adds nothing.</summary>
internal sealed class GroupHistoryStore(Database database)
{
    /// <summary>
    /// Stores joins, departures and role changes. Events WOM showed before and shows no more were taken back: they are marked, never deleted,
    /// and one that is shown again counts again.
    /// </summary>
    /// <param name="events">What was read.</param>
    /// <param name="wholeAfter">What was read is everything that happened after this instant; null if nobody can tell.</param>
    /// <param name="depth">How deep the list was to be read.</param>
    /// <param name="run">The run that read it.</param>
    /// <param name="cancellationToken">Stops before the transaction begins.</param>
    /// <returns>How many were new, and how many were taken back.</returns>
    public (int New, int Retracted) SaveActivity(
        IReadOnlyList<GroupEvent> events, UtcInstant? wholeAfter, ListDepth depth, RunContext run, CancellationToken cancellationToken) =>
        database.Write(
            "group: activity",
            unit =>
            {
                var saved = events.Sum(row => unit.Prepare(
                    """
                    INSERT INTO group_activity (wom_player_id, type, role, previous_role, created_at, run_id)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                    ON CONFLICT (wom_player_id, created_at, type) DO UPDATE SET retracted_at = NULL, run_id = excluded.run_id
                    WHERE retracted_at IS NOT NULL
                    """).Execute(row.PlayerId, row.Type, row.Role, row.PreviousRole, row.At.Milliseconds, run.RunId));
                var retracted = wholeAfter is { } after ? Retract(unit, after, events.Select(row => row.Key).ToHashSet(), run.Now) : 0;
                DeepReads.Done(unit, depth, run);
                return (saved, retracted);
            },
            cancellationToken);

    /// <summary>Stores achievements; one whose date became known, or moved, is brought up to date.</summary>
    /// <returns>How many were new or changed.</returns>
    public int SaveAchievements(IReadOnlyList<GroupAchievement> achievements, long runId, CancellationToken cancellationToken) =>
        database.Write(
            "group: achievements",
            unit => achievements.Sum(row => unit.Prepare(
                """
                INSERT INTO achievements (wom_player_id, name, metric, threshold, measure, created_at, run_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT (wom_player_id, name) DO UPDATE SET created_at = excluded.created_at, run_id = excluded.run_id
                WHERE created_at IS NOT excluded.created_at
                """).Execute(row.PlayerId, row.Name, row.Metric, row.Threshold, row.Measure, row.At?.Milliseconds, runId)),
            cancellationToken);

    /// <summary>Stores name changes by WOM's id and works each player's spans of names out of them.</summary>
    /// <returns>How many changes were new or changed.</returns>
    public int SaveNameChanges(IReadOnlyList<GroupRename> changes, ListDepth depth, RunContext run, CancellationToken cancellationToken) =>
        database.Write(
            "group: name changes",
            unit =>
            {
                var saved = new List<GroupRename>();
                foreach (var row in changes)
                {
                    var isNew = unit.Prepare(
                        """
                        INSERT INTO name_changes (id, wom_player_id, old_name, new_name, status, created_at, resolved_at, run_id)
                        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                        ON CONFLICT (id) DO UPDATE SET wom_player_id = excluded.wom_player_id, status = excluded.status,
                          created_at = excluded.created_at, resolved_at = excluded.resolved_at, run_id = excluded.run_id
                        WHERE wom_player_id <> excluded.wom_player_id OR status <> excluded.status OR resolved_at IS NOT excluded.resolved_at
                        """).Execute(
                        row.Id, row.PlayerId, row.OldName, row.NewName, row.Status, row.At.Milliseconds, row.ResolvedAt?.Milliseconds, run.RunId) > 0;
                    saved.AddRange(isNew ? [row] : []);
                }

                foreach (var player in changes.Select(row => row.PlayerId).Distinct())
                {
                    SpellOutSpans(unit, player, run.Now);
                }

                HistoryStore.ReadAgain(unit, WithMovedHistory(unit, saved), run.Now, run.RunId);
                DeepReads.Done(unit, depth, run);
                return saved.Count;
            },
            cancellationToken);

    /// <summary>The ids of the name changes known so far.</summary>
    public HashSet<long> KnownNameChanges() => database.Read("group: known name changes", connection => connection
        .Query<long>("SELECT id FROM name_changes").ToHashSet());

    /// <summary>The events known so far, by WOM's natural key.</summary>
    public HashSet<(long Player, long At, string Type)> KnownActivity() => database.Read("group: known activity", connection => connection
        .Query<(long, long, string)>("SELECT wom_player_id, created_at, type FROM group_activity WHERE retracted_at IS NULL").ToHashSet());

    /// <summary>The achievements known so far.</summary>
    public HashSet<(long Player, string Name)> KnownAchievements() => database.Read("group: known achievements", connection => connection
        .Query<(long, string)>("SELECT wom_player_id, name FROM achievements").ToHashSet());

    private static int Retract(UnitOfWork unit, UtcInstant after, HashSet<(long Player, long At, string Type)> shown, UtcInstant now)
    {
        var count = 0;
        foreach (var row in unit.Query<(long Id, long Player, long At, string Type)>(
            "SELECT id, wom_player_id, created_at, type FROM group_activity WHERE created_at > @after AND retracted_at IS NULL",
            new { after = after.Milliseconds }).ToList())
        {
            if (!shown.Contains((row.Player, row.At, row.Type)))
            {
                count += unit.Execute("UPDATE group_activity SET retracted_at = @now WHERE id = @Id", new { now = now.Milliseconds, row.Id });
            }
        }

        return count;
    }

    /// <summary>Players to whom an approval may have moved another profile's snapshots: somebody else was known by the new name.</summary>
    private static List<long> WithMovedHistory(UnitOfWork unit, IEnumerable<GroupRename> approved) =>
    [
        .. approved.Where(row => unit.QueryFirstOrDefault<long>(
            """
            SELECT count(*) FROM player_names n JOIN clan_members m ON m.id = n.member_id
            WHERE n.normalized_name = @name AND m.wom_player_id <> @PlayerId AND (m.left_at IS NOT NULL OR m.status = 'archived')
            """,
            new { name = PlayerName.Standardise(row.NewName), row.PlayerId }) > 0).Select(row => row.PlayerId).Distinct(),
    ];

    private static void SpellOutSpans(UnitOfWork unit, long playerId, UtcInstant now)
    {
        if (unit.QueryFirstOrDefault<long?>("SELECT id FROM clan_members WHERE wom_player_id = @playerId", new { playerId }) is not { } member)
        {
            return;
        }

        long? from = null;
        foreach (var change in unit.Query<(string OldName, long At)>(
            "SELECT old_name, created_at FROM name_changes WHERE wom_player_id = @playerId AND status = 'approved' ORDER BY created_at, id",
            new { playerId }).ToList())
        {
            NameHistory.Bore(unit, member, change.OldName, from, change.At, "wom", now);
            from = change.At;
        }

        unit.Execute(
            "UPDATE player_names SET valid_from = @from WHERE member_id = @member AND valid_to IS NULL AND (valid_from IS NULL OR valid_from > @from)",
            new { member, from });
    }
}
