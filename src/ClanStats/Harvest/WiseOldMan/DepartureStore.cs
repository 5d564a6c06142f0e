using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>What a roster would change before anything is written.</summary>
/// <param name="Known">Members on the roster so far.</param>
/// <param name="Departing">Those of them the new roster lacks.</param>
internal sealed record RosterDifference(int Known, IReadOnlyList<DepartingMember> Departing);

/// <summary>Somebody the new roster lacks.</summary>
internal sealed record DepartingMember(long Id, long WomPlayerId, string DisplayName);

/// <summary>Knows who would leave, who did, and what the activity log says to it.</summary>
internal sealed class DepartureStore(Database database)
{
    private const string Source = "wom";
    private const string RefusedKey = "roster-refused-since";

    /// <summary>Who would leave.</summary>
    public RosterDifference Compare(IEnumerable<long> playerIds)
    {
        var present = playerIds.ToHashSet();
        return database.Read("roster: compare", connection =>
        {
            var current = Dapper.SqlMapper.Query<(long Id, long Player, string Name)>(
                connection, "SELECT id, wom_player_id, display_name FROM clan_members WHERE left_at IS NULL AND wom_player_id IS NOT NULL").ToList();
            return new RosterDifference(
                current.Count,
                [.. current.Where(row => !present.Contains(row.Player)).Select(row => new DepartingMember(row.Id, row.Player, row.Name))]);
        });
    }

    /// <summary>When those of some players left whose newest word in the activity log is that they did.</summary>
    public IReadOnlyList<UtcInstant> LoggedDepartures(IEnumerable<long> playerIds)
    {
        var wanted = playerIds.ToHashSet();
        return database.Read("roster: logged departures", connection => Dapper.SqlMapper.Query<(long Player, long At)>(
                connection,
                """
                SELECT wom_player_id, max(created_at) FROM group_activity l WHERE type = 'left' AND retracted_at IS NULL
                  AND NOT EXISTS (
                    SELECT 1 FROM group_activity j WHERE j.wom_player_id = l.wom_player_id AND j.type = 'joined' AND j.retracted_at IS NULL
                      AND j.created_at > l.created_at)
                GROUP BY wom_player_id
                """)
            .Where(row => wanted.Contains(row.Player)).Select(row => new UtcInstant(row.At)).ToList());
    }

    /// <summary>Since when rosters have been refused for lacking too many members; null if the last one was believed.</summary>
    public UtcInstant? RefusedSince() => new HarvestCursorStore(database).Find(Source, RefusedKey) is { Length: > 0 } since
        ? new UtcInstant(long.Parse(since))
        : null;

    /// <summary>Who was marked as departed at an instant.</summary>
    public List<(long Id, long WomPlayerId)> DepartedAt(UtcInstant at) => database.Read("roster: departed", connection =>
        Dapper.SqlMapper.Query<(long, long)>(
            connection,
            "SELECT id, wom_player_id FROM clan_members WHERE left_at = @at AND wom_player_id IS NOT NULL ORDER BY id",
            new { at = at.Milliseconds }).ToList());

    /// <summary>Enters a player's status.</summary>
    public void SaveStatus(long memberId, string status, CancellationToken cancellationToken) => database.Write(
        "roster: status",
        unit => unit.Execute("UPDATE clan_members SET status = @status WHERE id = @memberId", new { memberId, status }),
        cancellationToken);

    /// <summary>Remembers, in the roster's transaction, since when rosters are not believed about departures.</summary>
    public static void SaveRefusal(UnitOfWork unit, bool isBelieved, UtcInstant now, long runId)
    {
        var since = unit.QueryFirstOrDefault<string>(
            "SELECT value FROM harvest_cursors WHERE source = @Source AND key = @RefusedKey", new { Source, RefusedKey });
        if (isBelieved ? !string.IsNullOrEmpty(since) : string.IsNullOrEmpty(since))
        {
            HarvestCursorStore.Move(unit, Source, RefusedKey, isBelieved ? "" : $"{now.Milliseconds}", now, runId);
        }
    }
}
