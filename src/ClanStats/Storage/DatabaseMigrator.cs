using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage.LegacyImport;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>
/// Brings a database to a version of the schema. The journal has DbUp's form, so that DbUp can take over;
/// checksums stand in a table of their own, because a released script is never edited.
/// </summary>
internal sealed class DatabaseMigrator(Database database, TimeProvider clock)
{
    /// <summary>The script that removes tables nothing reads.</summary>
    private const int DropsUnusedTables = 3;

    /// <summary>Makes the journal where there is none.</summary>
    public const string JournalTables =
        """
        CREATE TABLE IF NOT EXISTS SchemaVersions (
          SchemaVersionID INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ScriptName TEXT NOT NULL, Applied DATETIME NOT NULL);
        CREATE TABLE IF NOT EXISTS schema_checksums (script_name TEXT PRIMARY KEY NOT NULL, checksum TEXT NOT NULL);
        """;

    /// <summary>The newest version this program knows.</summary>
    public static int Newest => MigrationScripts.All[^1].Number;

    /// <summary>The scripts this version of the program knows, oldest first; a test can be a newer version.</summary>
    public IReadOnlyList<MigrationScript> Scripts { get; init; } = MigrationScripts.All;

    /// <summary>Where rows of unused tables are saved before the tables go; without it, a database that has such rows is not migrated.</summary>
    public string? LeftoversFolder { get; init; }

    /// <summary>What was saved there.</summary>
    public IReadOnlyList<SavedTable> Saved { get; private set; } = [];

    /// <summary>The scripts that are still to run, oldest first. Refuses what this program cannot work on.</summary>
    /// <exception cref="UserFaultException">The file is the old program's, newer than this program, or made by a changed script.</exception>
    public IReadOnlyList<MigrationScript> Pending() => database.Read("migrations: pending", connection =>
    {
        Refuse(connection);
        var applied = Applied(connection);
        return Scripts.Where(script => !applied.Contains(script.Name)).ToList();
    });

    /// <summary>The version the database stands at; 0 if it is new.</summary>
    public int Version() => database.Read("migrations: version", connection =>
        Scripts.LastOrDefault(script => Applied(connection).Contains(script.Name))?.Number ?? 0);

    /// <summary>
    /// Runs up or down scripts until the database stands at a version. One transaction holds all of them, so that a kill or a fault at any
    /// moment leaves the database at the version before or at the one wanted, never between.
    /// </summary>
    /// <param name="target">0 to <see cref="Newest"/>; null means the newest.</param>
    /// <returns>The scripts that ran, in their order.</returns>
    /// <exception cref="UserFaultException">A script failed or would lose rows it does not declare; the database is as before.</exception>
    public IReadOnlyList<MigrationScript> MigrateTo(int? target = null)
    {
        var newest = Scripts[^1].Number;
        var goal = target ?? newest;
        if (goal < 0 || goal > newest)
        {
            throw new UserFaultException($"There is no schema version {goal}: this program knows 0 to {newest}.");
        }

        using var connection = database.Open();
        Refuse(connection);
        Database.Pragma(connection, "PRAGMA journal_mode = WAL");
        connection.Execute(JournalTables);
        var applied = Applied(connection);
        List<MigrationScript> ups = [.. Scripts.Where(script => script.Number <= goal && !applied.Contains(script.Name))];
        List<MigrationScript> downs = [.. Scripts.Reverse().Where(script => script.Number > goal && applied.Contains(script.Name))];
        if (applied.Count > 0 && ups.Exists(script => script.Number == DropsUnusedTables))
        {
            SaveUnusedTables(connection);
        }

        if (ups.Count + downs.Count > 0)
        {
            Run(connection, ups, downs);
        }

        return [.. ups, .. downs];
    }

    private void SaveUnusedTables(SqliteConnection connection)
    {
        if (LeftoversFolder is not null)
        {
            Saved = LegacyLeftovers.Save(connection, LeftoversFolder, UtcInstant.From(clock.GetUtcNow()));
        }
        else if (LegacyLeftovers.In(connection).FirstOrDefault(table => connection.ExecuteScalar<long>($"SELECT count(*) FROM {table}") > 0) is { } table)
        {
            throw new UserFaultException($"{database.File} holds rows in {table}, which this migration removes. Migrate it with 'clanstats db migrate', which saves them.");
        }
    }

    private void Run(SqliteConnection connection, List<MigrationScript> ups, List<MigrationScript> downs)
    {
        var isNew = Applied(connection).Count == 0;
        connection.CreateFunction(
            "answer_of_block",
            (byte[] data, int position) => SnapshotAnswers.Pack(SnapshotAnswers.Unpack(SnapshotAnswers.Block, data)[position].Span),
            isDeterministic: true);

        // Rebuilding a table passes through states that break references; they are checked before the end instead.
        Database.Pragma(connection, "PRAGMA foreign_keys = OFF");
        try
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var before = isNew ? [] : TableCounts.Read(connection);
            foreach (var script in ups)
            {
                Run(connection, transaction, script, script.Up, up: true);
            }

            foreach (var script in downs)
            {
                Run(connection, transaction, script, script.Down, up: false);
            }

            Close(connection, transaction, before, ups, downs);
            transaction.Commit();
        }
        finally
        {
            Database.Pragma(connection, "PRAGMA foreign_keys = ON");
        }
    }

    private void Run(SqliteConnection connection, SqliteTransaction transaction, MigrationScript script, string sql, bool up)
    {
        try
        {
            connection.Execute(sql, transaction: transaction);
            Journal(connection, transaction, script, up);
        }
        catch (SqliteException exception)
        {
            throw new UserFaultException($"Migration {script.Name} failed ({exception.Message}); the database is as before.", exception);
        }
    }

    /// <summary>Nothing may be lost that no script declares, nothing may point to nothing, and what scripts left uncounted is counted.</summary>
    private static void Close(
        SqliteConnection connection, SqliteTransaction transaction, SortedDictionary<string, long> before, List<MigrationScript> ups, List<MigrationScript> downs)
    {
        if (connection.QueryFirstOrDefault<string>("SELECT \"table\" FROM pragma_foreign_key_check", transaction: transaction) is { } orphan)
        {
            throw new UserFaultException($"The migration would leave orphans in {orphan}; the database is as before.");
        }

        if (downs.Count == 0 && ups[^1].Number == Newest)
        {
            CountWhatIsUncounted(connection, transaction);
        }

        var losses = MigrationLosses.Undeclared(before, TableCounts.Read(connection), ups, downs);
        if (losses.Count > 0)
        {
            throw new UserFaultException($"The migration would lose rows ({string.Join(", ", losses)}); the database is as before.");
        }
    }

    /// <summary>Counting is code and no SQL, so a script that changes how gains are kept leaves it to the end of the chain.</summary>
    private static void CountWhatIsUncounted(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var unit = new UnitOfWork(connection, transaction);
        var store = new SnapshotStore(MetricRegistry.Load(connection));
        foreach (var member in SnapshotStore.Uncounted(unit))
        {
            store.CountAgain(unit, member);
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
        var tables = connection.Rows("SELECT name FROM sqlite_master WHERE type = 'table'", row => row.String(0)).ToHashSet(StringComparer.OrdinalIgnoreCase);
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

        var known = Scripts.ToDictionary(script => script.Name, StringComparer.Ordinal);
        if (Applied(connection).FirstOrDefault(name => !known.ContainsKey(name)) is { } newer)
        {
            throw new UserFaultException($"{database.File} was written by a newer ClanStats ({newer}). Use that version, or restore an older backup.");
        }

        connection.Each("SELECT script_name, checksum FROM schema_checksums", row =>
        {
            if (known.TryGetValue(row.String(0), out var script) && script.Checksum != row.String(1))
            {
                throw new UserFaultException($"Migration {script.Name} differs from the one that made {database.File}: released scripts are never edited.");
            }
        });
    }

    private static HashSet<string> Applied(SqliteConnection connection) =>
        connection.Number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'SchemaVersions'") == 0
            ? []
            : connection.Rows("SELECT ScriptName FROM SchemaVersions", row => row.String(0)).ToHashSet(StringComparer.Ordinal);
}
