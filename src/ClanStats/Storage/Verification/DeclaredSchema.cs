using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>The schema as the chain of migrations makes it, in memory.</summary>
internal static partial class DeclaredSchema
{
    /// <summary>Runs the chain in a fresh database in memory, which the caller disposes.</summary>
    public static SqliteConnection Build()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        connection.Execute(DatabaseMigrator.JournalTables);
        Database.Pragma(connection, "PRAGMA foreign_keys = OFF");
        foreach (var script in MigrationScripts.All)
        {
            connection.Execute(script.Up);
        }

        return connection;
    }

    /// <summary>Every table, index, view and trigger by its kind and name, with the text that makes it, blanks aside.</summary>
    public static Dictionary<string, string> Objects(SqliteConnection connection) => connection
        .Query<(string Type, string Name, string? Sql)>("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
        .ToDictionary(row => $"{row.Type} {row.Name}", row => Blanks().Replace(row.Sql ?? "", " "), StringComparer.Ordinal);

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Blanks();
}
