using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage.Forgetting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>What a restore did.</summary>
/// <param name="Replaced">Where the file it replaced is kept; null if there was none.</param>
/// <param name="Pending">Migrations the next run will apply to the restored database.</param>
/// <param name="Rows">Rows of the restored database, by table.</param>
/// <param name="Erased">What the file held of people who asked to be forgotten since.</param>
internal sealed record RestoreResult(string? Replaced, int Pending, SortedDictionary<string, long> Rows, ErasedTraces Erased);

/// <summary>
/// Puts a backup in the database's place. The caller holds the run lock. The present file is first copied aside and the restored one then
/// moved over it in one step, so that at every moment DB_FILE is either the old database or the new one.
/// </summary>
internal sealed class DatabaseRestore(StorageOptions options, TimeProvider clock)
{
    private const int Busy = 5;
    private const int Locked = 6;

    /// <summary>Bytes free at a path; the real disk unless a test says otherwise.</summary>
    public Func<string, long> FreeAt { get; init; } = DiskSpace.FreeAt;

    /// <summary>Looks at the file that took the place; throws if it is not what was restored. A test can refuse it here.</summary>
    public Action<string>? AfterSwap { get; init; }

    /// <summary>
    /// Who is erased from the file before it takes the database's place. Nobody where it is only put back what was there a moment before.
    /// </summary>
    public ForgottenPeople Forgotten { get; init; } = ForgottenPeople.None;

    /// <summary>Restores a file.</summary>
    /// <exception cref="UserFaultException">The file was refused, or the restore failed and the database is as before.</exception>
    public RestoreResult Restore(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new UserFaultException($"There is no file {file} to restore. 'clanstats db backups' lists the backups.");
        }

        if (Path.GetFullPath(file) == options.DatabaseFile)
        {
            throw new UserFaultException($"{file} is the database itself; name a backup.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(options.DatabaseFile)!);
        var needed = DiskSpace.SizeOfDatabase(file) + DiskSpace.SizeOfDatabase(options.DatabaseFile);
        DiskSpace.Require("A restore", options.DatabaseFile, needed, FreeAt);
        using var candidate = RestoreCandidate.Take(file, options.DatabaseFile, clock, cancellationToken);
        var erased = Forgotten.IsEmpty ? default : candidate.Forget(Forgotten, clock);
        Settle();
        var replaced = KeepPresent();
        Swap(candidate, replaced);
        return new RestoreResult(replaced, candidate.Pending, candidate.Rows, erased);
    }

    /// <summary>
    /// Moves what stands in the old database's log into its file and makes sure nobody has it open. One that is too damaged for that is kept
    /// as it is, log included.
    /// </summary>
    private void Settle()
    {
        if (!File.Exists(options.DatabaseFile))
        {
            return;
        }

        SqliteConnection.ClearAllPools();
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = options.DatabaseFile, Pooling = false, DefaultTimeout = 1 }.ToString());
            connection.Open();
            Database.Pragma(connection, "PRAGMA journal_mode = DELETE");
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Busy or Locked)
        {
            throw new UserFaultException(
                $"The database {options.DatabaseFile} is in use by another program. Close it and restore again; nothing was changed.", exception);
        }
        catch (SqliteException)
        {
            // A damaged database is the very reason to restore one.
        }
    }

    private string? KeepPresent()
    {
        if (!File.Exists(options.DatabaseFile))
        {
            return null;
        }

        var folder = Path.GetDirectoryName(options.DatabaseFile)!;
        var stamp = BackupFile.Stamp(UtcInstant.From(clock.GetUtcNow()));
        var kept = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(options.DatabaseFile)}.replaced-{stamp}.db");
        try
        {
            foreach (var ending in new[] { "", "-wal" }.Where(ending => File.Exists(options.DatabaseFile + ending)))
            {
                File.Copy(options.DatabaseFile + ending, kept + ending, overwrite: true);
            }

            return kept;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException($"The present database could not be kept as {kept} ({exception.Message}); nothing was changed.", exception);
        }
    }

    private void Swap(RestoreCandidate candidate, string? replaced)
    {
        try
        {
            DeleteLog();
            File.Move(candidate.Path, options.DatabaseFile, overwrite: true);
            Check(candidate.Rows);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException or UserFaultException)
        {
            PutBack(replaced);
            throw new UserFaultException($"The restore failed ({exception.Message}); the database is as before.", exception);
        }
    }

    private void Check(SortedDictionary<string, long> expected)
    {
        AfterSwap?.Invoke(options.DatabaseFile);
        using var database = new Database(options);
        var finding = database.Read("restore: check", connection =>
        {
            Database.Pragma(connection, "PRAGMA journal_mode = WAL");
            return connection.Query<string>("PRAGMA quick_check(1)").FirstOrDefault();
        });
        if (finding is not "ok")
        {
            throw new UserFaultException($"the restored file is damaged: {finding}");
        }

        if (!TableCounts.Read(database).SequenceEqual(expected))
        {
            throw new UserFaultException("the restored file holds other rows than the backup");
        }
    }

    private void PutBack(string? replaced)
    {
        SqliteConnection.ClearAllPools();
        DeleteLog();
        if (replaced is null)
        {
            File.Delete(options.DatabaseFile);
            return;
        }

        // The log last: beside another database it would be applied to that one.
        File.Move(replaced, options.DatabaseFile, overwrite: true);
        if (File.Exists(replaced + "-wal"))
        {
            File.Move(replaced + "-wal", options.DatabaseFile + "-wal", overwrite: true);
        }
    }

    private void DeleteLog()
    {
        foreach (var ending in new[] { "-wal", "-shm", "-journal" })
        {
            File.Delete(options.DatabaseFile + ending);
        }
    }
}
