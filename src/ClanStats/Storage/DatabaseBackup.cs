using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>Makes a consistent copy of the database while it is in use.</summary>
internal sealed class DatabaseBackup(Database database, StorageOptions options, TimeProvider clock)
{
    /// <summary>Bytes free at a path; the real disk unless a test says otherwise.</summary>
    public Func<string, long> FreeAt { get; init; } = DiskSpace.FreeAt;

    /// <summary>
    /// Copies the database to <c>BACKUP_DIR/clan_data_YYYYMMDD_HHMMSS.db</c>, checks the copy, writes its checksum, and only then gives it its
    /// name.
    /// </summary>
    /// <param name="label">A word for the name, <c>clan_data_YYYYMMDD_HHMMSS_word.db</c>; keeps the backup out of the rotation. Null: none.</param>
    /// <returns>The copy's path.</returns>
    /// <exception cref="UserFaultException">The copy could not be written or is not intact.</exception>
    public string Create(string? label = null)
    {
        var target = Path.Combine(options.BackupDirectory, BackupFile.NameOf(Now, label));
        var unfinished = target + ".part";
        DiskSpace.Require("A backup", options.BackupDirectory, DiskSpace.SizeOfDatabase(database.File), FreeAt);
        try
        {
            Directory.CreateDirectory(options.BackupDirectory);
            CopyTo(unfinished);
            var checksum = BackupChecksum.Of(unfinished);
            File.Delete(BackupChecksum.FileOf(target));
            File.Move(unfinished, target, overwrite: true);
            BackupChecksum.Write(target, checksum);
            return target;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            Discard(unfinished);
            throw new UserFaultException($"The backup {target} could not be made ({exception.Message}); the database was not touched.", exception);
        }
    }

    /// <summary>Whether a nightly backup of the present UTC day exists; one with a label is somebody's own and does not count.</summary>
    public bool ExistsForToday() =>
        BackupFile.In(options.BackupDirectory).Any(backup => backup.Label is null && backup.TakenAt.DayNumber == Now.DayNumber);

    /// <summary>Copies the database to a file of its own, without a write-ahead log, and checks the copy.</summary>
    /// <exception cref="IOException">The copy is not intact.</exception>
    public void CopyTo(string target)
    {
        File.Delete(target);
        using var source = database.Open();
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ToString());
        copy.Open();
        source.BackupDatabase(copy);

        // What a column allows was held when the row was written and is no matter of copying; asking it of every row takes most of the time.
        Database.Pragma(copy, "PRAGMA ignore_check_constraints = ON");
        if (copy.ExecuteScalar<string>("PRAGMA quick_check") is not "ok")
        {
            throw new IOException("the copy is not intact");
        }

        Database.Pragma(copy, "PRAGMA journal_mode = DELETE");
    }

    private UtcInstant Now => UtcInstant.From(clock.GetUtcNow());

    private static void Discard(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What made the backup fail is told; a left-over .part is overwritten by the next one.
        }
    }
}
