using ClanStats.Domain.Activity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Forgetting;

/// <summary>The tombstones in the database.</summary>
internal static class TombstoneStore
{
    /// <summary>All of them.</summary>
    public static ForgottenPeople Load(Database database) => database.Read("forgotten: load", Load);

    /// <inheritdoc cref="Load(Database)"/>
    public static ForgottenPeople Load(SqliteConnection connection) => new(connection.Rows(
        "SELECT kind, salt, mark, forgotten_at FROM forgotten_people ORDER BY kind, mark",
        row => new Tombstone(row.String(0), row.String(1), row.String(2), new UtcInstant(row.Int64(3)))));

    /// <summary>Rows of clan_members that are forgotten players; one without a player id is known by its name.</summary>
    public static HashSet<long> Members(SqliteConnection connection, ForgottenPeople forgotten) => forgotten.IsEmpty
        ? []
        : connection.Query<(long Id, long? Player, string Name)>("SELECT id, wom_player_id, username FROM clan_members")
            .Where(row => row.Player is null ? forgotten.HasName(row.Name) : forgotten.HasPlayer(row.Player))
            .Select(row => row.Id)
            .ToHashSet();

    /// <summary>Enters tombstones; those that stand there stay as they are.</summary>
    public static void Save(UnitOfWork unit, IEnumerable<Tombstone> tombstones)
    {
        var insert = unit.Prepare("INSERT OR IGNORE INTO forgotten_people (kind, salt, mark, forgotten_at) VALUES (?1, ?2, ?3, ?4)");
        foreach (var stone in tombstones)
        {
            insert.Execute(stone.Kind, stone.Salt, stone.Mark, stone.ForgottenAt.Milliseconds);
        }
    }
}
