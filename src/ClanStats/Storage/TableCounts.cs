using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>How many rows each table holds, for telling what a migration did.</summary>
internal static class TableCounts
{
    /// <summary>Counts the rows of every table but SQLite's own, by name.</summary>
    public static SortedDictionary<string, long> Read(Database database) => database.Read("tables: count", Read);

    /// <inheritdoc cref="Read(Database)"/>
    public static SortedDictionary<string, long> Read(SqliteConnection connection)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").ToList())
        {
            counts.Add(table, connection.ExecuteScalar<long>($"SELECT count(*) FROM {SqlName.Quote(table)}"));
        }

        return counts;
    }
}
