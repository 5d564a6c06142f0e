using ClanStats.Domain.Runs;
using ClanStats.Storage.Forgetting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>
/// A copy of the file that is to be restored, beside the database. All checks read the copy: the file itself is never opened as a database,
/// and what was checked is what takes the database's place.
/// </summary>
internal sealed class RestoreCandidate : IDisposable
{
    private RestoreCandidate(string path) => Path = path;

    /// <summary>The copy.</summary>
    public string Path { get; }

    /// <summary>Migrations the copy has not had yet.</summary>
    public int Pending { get; private set; }

    /// <summary>Rows of each table.</summary>
    public SortedDictionary<string, long> Rows { get; private set; } = [];

    /// <summary>Copies a file and checks the copy.</summary>
    /// <param name="file">The file to restore.</param>
    /// <param name="databaseFile">Whose place it will take.</param>
    /// <param name="clock">For the migrator that looks at it.</param>
    /// <param name="cancellationToken">Stops between the checks.</param>
    /// <exception cref="UserFaultException">It cannot be restored; the message says why.</exception>
    public static RestoreCandidate Take(string file, string databaseFile, TimeProvider clock, CancellationToken cancellationToken)
    {
        var candidate = new RestoreCandidate(databaseFile + ".restoring");
        try
        {
            candidate.Remove();
            Copy(file, candidate.Path);
            cancellationToken.ThrowIfCancellationRequested();
            CheckChecksum(file, candidate.Path);
            cancellationToken.ThrowIfCancellationRequested();
            candidate.CheckContent(file, clock);
            cancellationToken.ThrowIfCancellationRequested();
            return candidate;
        }
        catch
        {
            candidate.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Erases forgotten people from the copy, which is brought to the program's schema first, because only that one has a place for the
    /// tombstones.
    /// </summary>
    /// <param name="forgotten">Who is forgotten.</param>
    /// <param name="clock">Dates the migrations.</param>
    /// <returns>What was erased.</returns>
    public ErasedTraces Forget(ForgottenPeople forgotten, TimeProvider clock)
    {
        ErasedTraces erased;
        using (var database = new Database(new StorageOptions { DatabaseFile = Path }))
        {
            new DatabaseMigrator(database, clock).MigrateTo();
            erased = Forgetter.Apply(database, forgotten);
            database.Read("restore: leave the log", connection => connection.ExecuteScalar<string>("PRAGMA journal_mode = DELETE"));
            Rows = TableCounts.Read(database);
        }

        Pending = 0;
        Flush();
        return erased;
    }

    /// <summary>Removes the copy if it did not take its place.</summary>
    public void Dispose()
    {
        try
        {
            Remove();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A left-over copy is removed before the next restore; the outcome of this one is what counts.
        }
    }

    private static void Copy(string file, string copy)
    {
        try
        {
            File.Copy(file, copy, overwrite: true);
            if (DiskSpace.SizeOf(file + "-wal") > 0)
            {
                File.Copy(file + "-wal", copy + "-wal", overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refuse(file, $"cannot be copied ({exception.Message})", exception);
        }
    }

    private static void CheckChecksum(string file, string copy)
    {
        if (BackupChecksum.Expected(file) is { } expected && expected != BackupChecksum.Of(copy))
        {
            throw Refuse(file, $"is not what was backed up: its checksum is not the one in {BackupChecksum.FileOf(file)}");
        }
    }

    private void CheckContent(string file, TimeProvider clock)
    {
        if (!HasHeader(Path))
        {
            throw Refuse(file, "is not a SQLite database");
        }

        try
        {
            using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ToString()))
            {
                connection.Open();
                if (connection.Query<string>("PRAGMA integrity_check(1)").FirstOrDefault() is var finding && finding != "ok")
                {
                    throw Refuse(file, $"is damaged ({finding})");
                }

                // What the log beside the file held is now part of the copy, which needs no log of its own.
                Database.Pragma(connection, "PRAGMA journal_mode = DELETE");
            }

            using var database = new Database(new StorageOptions { DatabaseFile = Path });
            Pending = new DatabaseMigrator(database, clock).Pending().Count;
            Rows = TableCounts.Read(database);
            Flush();
            if (!Rows.ContainsKey("SchemaVersions"))
            {
                throw Refuse(file, "is an empty database");
            }
        }
        catch (SqliteException exception)
        {
            throw Refuse(file, $"is damaged ({exception.Message})", exception);
        }
        catch (UserFaultException exception) when (exception.Message.Contains(Path, StringComparison.Ordinal))
        {
            throw new UserFaultException(exception.Message.Replace(Path, file, StringComparison.Ordinal) + " Nothing was restored.", exception);
        }
    }

    /// <summary>Moving a file is only as lasting as its bytes.</summary>
    private void Flush()
    {
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    private static bool HasHeader(string path)
    {
        Span<byte> header = stackalloc byte[16];
        using var stream = File.OpenRead(path);
        return stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length && header.SequenceEqual("SQLite format 3\0"u8);
    }

    private static UserFaultException Refuse(string file, string reason, Exception? cause = null) =>
        new($"{file} {reason}; nothing was restored. 'clanstats db backups' lists the backups.", cause);

    private void Remove()
    {
        foreach (var ending in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(Path + ending);
        }
    }
}
