using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>
/// Brings a database to a version of the schema, one transaction a script. The journal has DbUp's form, so that DbUp can take over;
/// checksums stand in a table of their own, because a released script is never edited.
/// </summary>
internal sealed class DatabaseMigrator(Database database, TimeProvider clock)
{
    /// <summary>Makes the journal where there is none.</summary>
    public const string JournalTables =
        """
        CREATE TABLE IF NOT EXISTS SchemaVersions (
          SchemaVersionID INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ScriptName TEXT NOT NULL, Applied DATETIME NOT NULL);
        CREATE TABLE IF NOT EXISTS schema_checksums (script_name TEXT PRIMARY KEY NOT NULL, checksum TEXT NOT NULL);
        """;

    /// <summary>The newest version this program knows.</summary>
    public static int Newest => MigrationScripts.All[^1].Number;

    /// <summary>The scripts that are still to run, oldest first. Refuses what this program cannot work on.</summary>
    /// <exception cref="UserFaultException">The file is the old program's, newer than this program, or made by a changed script.</exception>
    public IReadOnlyList<MigrationScript> Pending() => database.Read("migrations: pending", connection =>
    {
        Refuse(connection);
        var applied = Applied(connection);
        return MigrationScripts.All.Where(script => !applied.Contains(script.Name)).ToList();
    });

    /// <summary>The version the database stands at; 0 if it is new.</summary>
    public int Version() => database.Read("migrations: version", connection =>
        MigrationScripts.All.LastOrDefault(script => Applied(connection).Contains(script.Name))?.Number ?? 0);

    /// <summary>Runs up or down scripts until the database stands at a version.</summary>
    /// <param name="target">0 to <see cref="Newest"/>; null means the newest.</param>
    /// <returns>The scripts that ran, in their order.</returns>
    public IReadOnlyList<MigrationScript> MigrateTo(int? target = null)
    {
        var goal = target ?? Newest;
        if (goal < 0 || goal > Newest)
        {
            throw new UserFaultException($"There is no schema version {goal}: this program knows 0 to {Newest}.");
        }

        using var connection = database.Open();
        Refuse(connection);
        Database.Pragma(connection, "PRAGMA journal_mode = WAL");
        connection.Execute(JournalTables);
        var applied = Applied(connection);
        var ran = new List<MigrationScript>();
        foreach (var script in MigrationScripts.All.Where(script => script.Number <= goal && !applied.Contains(script.Name)))
        {
            Run(connection, script, script.Up, up: true);
            ran.Add(script);
        }

        foreach (var script in MigrationScripts.All.Reverse().Where(script => script.Number > goal && applied.Contains(script.Name)))
        {
            Run(connection, script, script.Down, up: false);
            ran.Add(script);
        }

        if (goal == Newest)
        {
            CountWhatIsUncounted();
        }

        return ran;
    }

    /// <summary>What a script had to leave uncounted, because counting is code and no SQL. Interrupted, it goes on with the next start.</summary>
    private void CountWhatIsUncounted()
    {
        var metrics = database.Read("migrations: metrics", MetricRegistry.Load);
        foreach (var member in database.Write("migrations: uncounted", SnapshotStore.Uncounted))
        {
            database.Write("migrations: count again", unit => new SnapshotStore(metrics).CountAgain(unit, member));
        }
    }

    private void Run(SqliteConnection connection, MigrationScript script, string sql, bool up)
    {
        var rebuilds = MigrationScript.Rebuilds(sql);
        Database.Pragma(connection, $"PRAGMA foreign_keys = {(rebuilds ? "OFF" : "ON")}");
        connection.CreateFunction("answer_of_block", (byte[] data, int position) =>
            SnapshotAnswers.Pack(SnapshotAnswers.Unpack(SnapshotAnswers.Block, data)[position].Span), isDeterministic: true);
        try
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            connection.Execute(sql, transaction: transaction);
            if (rebuilds && connection.QueryFirstOrDefault<string>("SELECT \"table\" FROM pragma_foreign_key_check", transaction: transaction) is { } orphan)
            {
                throw new UserFaultException($"Migration {script.Name} would leave orphans in {orphan}; nothing was changed.");
            }

            Journal(connection, transaction, script, up);
            transaction.Commit();
        }
        catch (SqliteException exception)
        {
            throw new UserFaultException($"Migration {script.Name} failed and was rolled back: {exception.Message}", exception);
        }
        finally
        {
            Database.Pragma(connection, "PRAGMA foreign_keys = ON");
        }
    }

    private void Journal(SqliteConnection connection, SqliteTransaction transaction, MigrationScript script, bool up)
    {
        var parameters = new { script.Name, Applied = UtcInstant.From(clock.GetUtcNow()).ToIso(), script.Checksum };
        connection.Execute(
            up
                ? """
                  INSERT INTO SchemaVersions (ScriptName, Applied) VALUES (@Name, @Applied);
                  INSERT OR REPLACE INTO schema_checksums (script_name, checksum) VALUES (@Name, @Checksum);
                  """
                : "DELETE FROM SchemaVersions WHERE ScriptName = @Name; DELETE FROM schema_checksums WHERE script_name = @Name;",
            parameters,
            transaction);
    }

    private void Refuse(SqliteConnection connection)
    {
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'").ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!tables.Contains("SchemaVersions"))
        {
            if (tables.Contains("alembic_version"))
            {
                throw new UserFaultException(
                    $"{database.File} belongs to the old program and is left as it is. "
                    + $"Adopt it with: clanstats db import \"{database.File}\" --db NEW_FILE");
            }

            if (tables.Any(table => !table.StartsWith("sqlite_", StringComparison.Ordinal)))
            {
                throw new UserFaultException($"{database.File} is a database of another program and is left as it is. Set DB_FILE to another file.");
            }

            return;
        }

        var known = MigrationScripts.All.ToDictionary(script => script.Name, StringComparer.Ordinal);
        if (Applied(connection).FirstOrDefault(name => !known.ContainsKey(name)) is { } newer)
        {
            throw new UserFaultException($"{database.File} was written by a newer ClanStats ({newer}). Use that version, or restore an older backup.");
        }

        foreach (var (name, checksum) in connection.Query<(string, string)>("SELECT script_name, checksum FROM schema_checksums"))
        {
            if (known.TryGetValue(name, out var script) && script.Checksum != checksum)
            {
                throw new UserFaultException($"Migration {name} differs from the one that made {database.File}: released scripts are never edited.");
            }
        }
    }

    private static HashSet<string> Applied(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'SchemaVersions'") == 0
            ? []
            : connection.Query<string>("SELECT ScriptName FROM SchemaVersions").ToHashSet(StringComparer.Ordinal);
}
