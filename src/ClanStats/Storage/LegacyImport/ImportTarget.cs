using ClanStats.Domain.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.LegacyImport;

/// <summary>
/// The database an import works on: a file beside the real one, which takes its place in one step when it is complete and verified. Whatever
/// ends the import before, the real database is as it was, and the next import clears away what was left. The caller holds the run lock.
/// </summary>
internal sealed class ImportTarget : IDisposable
{
    private static readonly string[] Endings = ["", "-wal", "-shm", "-journal"];
    private readonly StorageOptions _real;
    private readonly TimeProvider _clock;
    private SqliteConnection? _connection;
    private List<(string Name, string Sql)> _indexes = [];

    private ImportTarget(StorageOptions real, TimeProvider clock)
    {
        (_real, _clock) = (real, clock);
        IsNew = !File.Exists(real.DatabaseFile);
        Options = new StorageOptions
        {
            DatabaseFile = WorkFileOf(real.DatabaseFile),
            BackupDirectory = real.BackupDirectory,
            BusyTimeoutSeconds = real.BusyTimeoutSeconds,
        };
        Database = new Database(Options);
    }

    /// <summary>Whether there was no database before.</summary>
    public bool IsNew { get; }

    /// <summary>The backup made of the database before; null if there was none.</summary>
    public string? Backup { get; private set; }

    /// <summary>The working file.</summary>
    public Database Database { get; }

    /// <summary>Migrations the database had not had yet.</summary>
    public int Migrated { get; private set; }

    private StorageOptions Options { get; }

    private SqliteConnection Connection => _connection ?? throw new InvalidOperationException("The working file is not open.");

    /// <summary>The working file of a database.</summary>
    public static string WorkFileOf(string databaseFile) => databaseFile + ".importing";

    /// <summary>Removes what an import that was killed left beside a database.</summary>
    public static void Clear(string databaseFile)
    {
        foreach (var ending in Endings)
        {
            File.Delete(WorkFileOf(databaseFile) + ending);
        }
    }

    /// <summary>Makes the working file: a copy of the database with a backup of it made before, or a new one.</summary>
    /// <param name="real">The database's settings.</param>
    /// <param name="clock">For the backup's name and the journal of migrations.</param>
    /// <exception cref="UserFaultException">The present database cannot be worked on.</exception>
    public static ImportTarget Prepare(StorageOptions real, TimeProvider clock)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(real.DatabaseFile)!);
        Clear(real.DatabaseFile);
        var target = new ImportTarget(real, clock);
        try
        {
            target.Fill();
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens the working file for the import: without a journal, which a file that is thrown away on any failure does not need. In a new file,
    /// plain indexes are made after the rows.
    /// </summary>
    public void Begin()
    {
        _connection = Database.Open();
        Database.Pragma(_connection, "PRAGMA foreign_keys = OFF");
        _connection.ExecuteScalar<string>("PRAGMA journal_mode = DELETE");
        _connection.ExecuteScalar<string>("PRAGMA journal_mode = OFF");
        Database.Pragma(_connection, "PRAGMA synchronous = OFF");
        _indexes = IsNew ? PlainIndexes(_connection) : [];
        _indexes.ForEach(index => _connection.Execute($"DROP INDEX {index.Name}"));
    }

    /// <summary>Writes in one transaction.</summary>
    public T Write<T>(Func<UnitOfWork, T> work)
    {
        using var transaction = Connection.BeginTransaction(deferred: false);
        using var unit = new UnitOfWork(Connection, transaction);
        var result = work(unit);
        transaction.Commit();
        return result;
    }

    /// <summary>Rows inserted, changed or removed so far.</summary>
    public long Changes() => Connection.ExecuteScalar<long>("SELECT total_changes()");

    /// <summary>Ends the writing: indexes, statistics, and the log that readers and a writer side by side need.</summary>
    public void Finish()
    {
        _indexes.ForEach(index => Connection.Execute(index.Sql));
        if (IsNew)
        {
            // Messages came by id and are kept by channel, which leaves pages half full.
            Database.Pragma(Connection, "VACUUM");
        }

        Database.Pragma(Connection, "ANALYZE");
        Connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL");
        Close();
    }

    /// <summary>Puts the working file in the database's place.</summary>
    /// <exception cref="UserFaultException">Another program has the database open, or the file could not be moved.</exception>
    public void TakePlace()
    {
        Database.Dispose();
        try
        {
            using (var stream = new FileStream(Options.DatabaseFile, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            {
                stream.Flush(flushToDisk: true);
            }

            Settle();
            File.Move(Options.DatabaseFile, _real.DatabaseFile, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new UserFaultException(
                $"The import is complete, but {_real.DatabaseFile} could not be replaced ({exception.Message}). It is as before: "
                + "close what has it open and import again.",
                exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        Database.Dispose();
        try
        {
            Clear(_real.DatabaseFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left is cleared away by the next import; the outcome of this one is what counts.
        }
    }

    private void Fill()
    {
        if (!IsNew)
        {
            using var present = new Database(_real);
            new DatabaseMigrator(present, _clock).Pending();
            var backup = new DatabaseBackup(present, _real, _clock);
            Backup = backup.Create("before-import");
            backup.CopyTo(Options.DatabaseFile);
        }

        // Closed to the last connection: one that waits in the pool keeps the write-ahead log from being left.
        using var working = new Database(Options);
        Migrated = new DatabaseMigrator(working, _clock) { LeftoversFolder = _real.BackupDirectory }.MigrateTo().Count;
    }

    /// <summary>Its settings are not those of other connections: it goes for good, not back into the pool.</summary>
    private void Close()
    {
        if (_connection is not null)
        {
            SqliteConnection.ClearPool(_connection);
            _connection.Dispose();
            _connection = null;
        }
    }

    /// <summary>
    /// Moves the log of the present database into its file: were it left beside the file that takes the place, SQLite would apply it there.
    /// </summary>
    private void Settle()
    {
        if (!File.Exists(_real.DatabaseFile))
        {
            return;
        }

        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = _real.DatabaseFile, Pooling = false, DefaultTimeout = 1 }.ToString());
        connection.Open();
        connection.ExecuteScalar<string>("PRAGMA journal_mode = DELETE");
        foreach (var ending in Endings.Skip(1))
        {
            File.Delete(_real.DatabaseFile + ending);
        }
    }

    private static List<(string Name, string Sql)> PlainIndexes(SqliteConnection connection) => connection
        .Query<(string, string)>("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY rowid")
        .ToList();
}
