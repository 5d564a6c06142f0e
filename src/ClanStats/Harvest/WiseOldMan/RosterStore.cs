using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>What a roster changed.</summary>
internal sealed record RosterChange(int Members, int Joined, int Left, int Returned, int Renamed, int RoleChanges)
{
    /// <summary>What is unusual about it, in one line; null if nothing is.</summary>
    public string? Note { get; init; }
}

/// <summary>Keeps the roster: one row a WOM player, by WOM's player id. Nobody is deleted; leaving and returning are spans.</summary>
internal sealed class RosterStore(Database database)
{
    /// <summary>Applies a roster in one transaction.</summary>
    /// <param name="group">The group as read.</param>
    /// <param name="markDepartures">Whether those it lacks are marked as left.</param>
    /// <param name="now">Business time.</param>
    /// <param name="runId">The run that read it.</param>
    /// <param name="cancellationToken">Stops before the transaction begins.</param>
    public RosterChange Apply(WomGroup group, bool markDepartures, UtcInstant now, long runId, CancellationToken cancellationToken) =>
        database.Write(
            "roster: apply",
            unit =>
            {
                SaveGroup(unit, group, now);
                DepartureStore.SaveRefusal(unit, markDepartures, now, runId);
                AdoptedMemberStore.Recognise(unit, group.Memberships!, markDepartures, now);
                AdoptedMemberStore.Spell(unit, group.Memberships!);
                var known = Load(unit);
                var memberships = group.Memberships;
                var present = memberships.Select(membership => membership.PlayerId).ToHashSet();
                var left = markDepartures ? MarkDepartures(unit, known.Values.Where(row => row.LeftAt is null && !present.Contains(row.WomPlayerId)), now) : 0;
                FreeNames(unit, known, memberships);
                var change = new RosterChange(memberships.Count, 0, left, 0, 0, 0);
                foreach (var membership in memberships)
                {
                    change = known.TryGetValue(membership.PlayerId, out var row)
                        ? Update(unit, row, membership, change, now, runId)
                        : Insert(unit, membership, change, now, runId);
                }

                return change;
            },
            cancellationToken);

    /// <summary>
    /// Works out when each member joined: the in-game date, else the earliest of the old program's date, the event that opened the present
    /// membership, the day WOM learned of it and the days it learned of earlier spans that no event ended, as when a late change of name took
    /// the departure back; never before the founding day.
    /// </summary>
    public void ResolveJoinDates(UtcInstant? foundingDay, CancellationToken cancellationToken) => database.Write(
        "roster: joined",
        unit => unit.Execute(
            """
            UPDATE clan_members SET joined_at = max(coalesce(@founding, 0), coalesce(client_sync_joined_at, (
              SELECT min(t) FROM (
                SELECT legacy_joined_at AS t UNION ALL SELECT membership_created_at UNION ALL
                SELECT min(s.joined_at) FROM membership_spans s
                WHERE s.member_id = clan_members.id AND NOT EXISTS (
                  SELECT 1 FROM group_activity e WHERE e.wom_player_id = clan_members.wom_player_id AND e.type = 'left' AND e.retracted_at IS NULL
                    AND e.created_at >= s.joined_at) UNION ALL
                SELECT min(a.created_at) FROM group_activity a
                WHERE a.wom_player_id = clan_members.wom_player_id AND a.type = 'joined' AND a.retracted_at IS NULL
                  AND a.created_at > coalesce((
                    SELECT max(l.created_at) FROM group_activity l
                    WHERE l.wom_player_id = clan_members.wom_player_id AND l.type = 'left' AND l.retracted_at IS NULL
                      AND (clan_members.left_at IS NULL OR l.created_at < clan_members.left_at)), 0)))))
            WHERE left_at IS NULL AND (client_sync_joined_at IS NOT NULL OR legacy_joined_at IS NOT NULL OR membership_created_at IS NOT NULL)
            """,
            new { founding = foundingDay?.Milliseconds }),
        cancellationToken);

    private static void SaveGroup(UnitOfWork unit, WomGroup group, UtcInstant now)
    {
        var order = JsonSerializer.Serialize(group.RoleOrders.OrderBy(role => role.Index).Select(role => role.Role));
        unit.Execute(
            """
            INSERT INTO clan_group (group_id, name, role_order, read_at) VALUES (@Id, @Name, @order, @now)
            ON CONFLICT (group_id) DO UPDATE SET name = excluded.name, role_order = excluded.role_order, read_at = excluded.read_at
            """,
            new { group.Id, group.Name, order, now = now.Milliseconds });
    }

    private static Dictionary<long, MemberRow> Load(UnitOfWork unit) => unit
        .Query<MemberRow>("SELECT id, wom_player_id AS WomPlayerId, username, display_name AS DisplayName, role, left_at AS LeftAt FROM clan_members WHERE wom_player_id IS NOT NULL")
        .ToDictionary(row => row.WomPlayerId);

    private static int MarkDepartures(UnitOfWork unit, IEnumerable<MemberRow> departing, UtcInstant now)
    {
        var count = 0;
        foreach (var row in departing)
        {
            unit.Execute(
                """
                UPDATE clan_members SET left_at = @now, last_updated = @now WHERE id = @Id;
                UPDATE membership_spans SET left_at = @now WHERE member_id = @Id AND left_at IS NULL;
                """,
                new { row.Id, now = now.Milliseconds });
            row.LeftAt = now.Milliseconds;
            count++;
        }

        return count;
    }

    /// <summary>Names swap and move within one roster, while a name is unique among current members: those that change step aside first.</summary>
    private static void FreeNames(UnitOfWork unit, Dictionary<long, MemberRow> known, IReadOnlyList<WomMembership> memberships)
    {
        foreach (var membership in memberships)
        {
            if (known.TryGetValue(membership.PlayerId, out var row) && row.Username != PlayerName.Standardise(membership.Player.Username))
            {
                unit.Execute("UPDATE clan_members SET username = '*moving*' || id WHERE id = @Id", new { row.Id });
            }
        }
    }

    private static RosterChange Insert(UnitOfWork unit, WomMembership membership, RosterChange change, UtcInstant now, long runId)
    {
        var id = unit.QueryFirstOrDefault<long>(
            "INSERT INTO clan_members (username, display_name, wom_player_id) VALUES (@name, @display, @PlayerId) RETURNING id",
            new { name = PlayerName.Standardise(membership.Player.Username), display = membership.Player.DisplayName, membership.PlayerId });
        unit.Execute("UPDATE clan_members SET person_id = id WHERE id = @id", new { id });
        SaveAttributes(unit, id, membership, now);
        OpenSpan(unit, id, Time(membership.CreatedAt, now), runId);
        NameHistory.Bear(unit, id, membership.Player.DisplayName, null, "wom", now);
        return change with { Joined = change.Joined + 1 };
    }

    private static RosterChange Update(UnitOfWork unit, MemberRow row, WomMembership membership, RosterChange change, UtcInstant now, long runId)
    {
        if (row.LeftAt is not null)
        {
            unit.Execute("UPDATE clan_members SET left_at = NULL WHERE id = @Id", new { row.Id });
            OpenSpan(unit, row.Id, now.Milliseconds, runId);
            change = change with { Returned = change.Returned + 1 };
        }

        if (row.Role != membership.Role)
        {
            unit.Execute(
                "INSERT INTO role_changes (member_id, previous_role, role, seen_at, run_id) VALUES (@Id, @previous, @Role, @now, @runId)",
                new { row.Id, previous = row.Role, membership.Role, now = now.Milliseconds, runId });
            change = change with { RoleChanges = change.RoleChanges + 1 };
        }

        if (row.DisplayName != membership.Player.DisplayName || row.Username != PlayerName.Standardise(membership.Player.Username))
        {
            NameHistory.Bear(unit, row.Id, membership.Player.DisplayName, now.Milliseconds, "wom", now);
            change = change with { Renamed = change.Renamed + 1 };
        }

        SaveAttributes(unit, row.Id, membership, now);
        return change;
    }

    private static void OpenSpan(UnitOfWork unit, long memberId, long? joinedAt, long runId) => unit.Execute(
        "INSERT INTO membership_spans (member_id, joined_at, source, run_id) VALUES (@memberId, @joinedAt, 'wom', @runId)",
        new { memberId, joinedAt, runId });

    private static void SaveAttributes(UnitOfWork unit, long id, WomMembership membership, UtcInstant now)
    {
        var player = membership.Player;
        unit.Execute(
            """
            UPDATE clan_members SET username = @name, display_name = @DisplayName, role = @Role, status = @Status, player_type = @Type, build = @Build,
              client_sync_joined_at = coalesce(@sync, client_sync_joined_at), membership_created_at = @created,
              wom_updated_at = @updated, wom_changed_at = @changed, last_updated = @now
            WHERE id = @id
            """,
            new
            {
                id,
                name = PlayerName.Standardise(player.Username),
                player.DisplayName,
                membership.Role,
                player.Status,
                player.Type,
                player.Build,
                sync = Time(membership.ClientSyncJoinedAt, now),
                created = Time(membership.CreatedAt, now),
                updated = Time(player.UpdatedAt, now),
                changed = Time(player.LastChangedAt, now),
                now = now.Milliseconds,
            });
    }

    private static long? Time(string? text, UtcInstant now) => ForeignTime.Parse(text, now).Value?.Milliseconds;

    private sealed class MemberRow
    {
        public long Id { get; init; }

        public long WomPlayerId { get; init; }

        public string Username { get; init; } = "";

        public string DisplayName { get; init; } = "";

        public string? Role { get; init; }

        public long? LeftAt { get; set; }
    }
}
