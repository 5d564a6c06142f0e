using ClanStats.Domain.Activity;
using ClanStats.Storage;
using Dapper;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>Keeps what WOM tells of the group's past, each row by WOM's own key, so that reading it again adds nothing.</summary>
internal sealed class GroupHistoryStore(Database database)
{
    /// <summary>Stores joins, departures and role changes.</summary>
    /// <returns>How many were new.</returns>
    public int SaveActivity(IReadOnlyList<(WomActivity Event, UtcInstant At)> events, long runId, CancellationToken cancellationToken) =>
        database.Write(
            "group: activity",
            unit => events.Sum(row => unit.Prepare(
                """
                INSERT INTO group_activity (wom_player_id, type, role, previous_role, created_at, run_id)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING
                """).Execute(row.Event.PlayerId, row.Event.Type, row.Event.Role, row.Event.PreviousRole, row.At.Milliseconds, runId)),
            cancellationToken);

    /// <summary>Stores achievements; one whose date became known, or moved, is brought up to date.</summary>
    /// <returns>How many were new or changed.</returns>
    public int SaveAchievements(IReadOnlyList<(WomAchievement Row, UtcInstant? At)> achievements, long runId, CancellationToken cancellationToken) =>
        database.Write(
            "group: achievements",
            unit => achievements.Sum(item => unit.Prepare(
                """
                INSERT INTO achievements (wom_player_id, name, metric, threshold, measure, created_at, run_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT (wom_player_id, name) DO UPDATE SET created_at = excluded.created_at, run_id = excluded.run_id
                WHERE created_at IS NOT excluded.created_at
                """).Execute(
                item.Row.PlayerId, item.Row.Name, item.Row.Metric, item.Row.Threshold, item.Row.Measure, item.At?.Milliseconds, runId)),
            cancellationToken);

    /// <summary>Stores name changes by WOM's id and works each player's spans of names out of them.</summary>
    /// <returns>How many changes were new or changed.</returns>
    public int SaveNameChanges(
        IReadOnlyList<(WomNameChange Change, UtcInstant At, UtcInstant? ResolvedAt)> changes,
        UtcInstant now,
        long runId,
        CancellationToken cancellationToken) =>
        database.Write(
            "group: name changes",
            unit =>
            {
                var saved = changes.Sum(row => unit.Prepare(
                    """
                    INSERT INTO name_changes (id, wom_player_id, old_name, new_name, status, created_at, resolved_at, run_id)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                    ON CONFLICT (id) DO UPDATE SET wom_player_id = excluded.wom_player_id, status = excluded.status,
                      created_at = excluded.created_at, resolved_at = excluded.resolved_at, run_id = excluded.run_id
                    WHERE wom_player_id <> excluded.wom_player_id OR status <> excluded.status OR resolved_at IS NOT excluded.resolved_at
                    """).Execute(
                    row.Change.Id,
                    row.Change.PlayerId,
                    row.Change.OldName,
                    row.Change.NewName,
                    row.Change.Status,
                    row.At.Milliseconds,
                    row.ResolvedAt?.Milliseconds,
                    runId));
                foreach (var player in changes.Select(row => row.Change.PlayerId).Distinct())
                {
                    SpellOutSpans(unit, player, now);
                }

                return saved;
            },
            cancellationToken);

    /// <summary>The events known so far, by WOM's natural key.</summary>
    public HashSet<(long Player, long At, string Type)> KnownActivity() => database.Read("group: known activity", connection => connection
        .Query<(long, long, string)>("SELECT wom_player_id, created_at, type FROM group_activity").ToHashSet());

    /// <summary>The achievements known so far.</summary>
    public HashSet<(long Player, string Name)> KnownAchievements() => database.Read("group: known achievements", connection => connection
        .Query<(long, string)>("SELECT wom_player_id, name FROM achievements").ToHashSet());

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
