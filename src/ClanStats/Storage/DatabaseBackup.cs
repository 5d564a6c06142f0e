using System.Globalization;
using ClanStats.Domain.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>Makes a consistent copy of the database while it is in use.</summary>
internal sealed class DatabaseBackup(Database database, StorageOptions options, TimeProvider clock)
{
    /// <summary>
    /// Copies the database to <c>BACKUP_DIR/clan_data_YYYYMMDD_HHMMSS.db</c>, checks the copy, and only then gives it its name.
    /// </summary>
    /// <returns>The copy's path.</returns>
    /// <exception cref="UserFaultException">The copy could not be written or is not intact.</exception>
    public string Create()
    {
        var stamp = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'_'HHmmss", CultureInfo.InvariantCulture);
        var target = Path.Combine(options.BackupDirectory, $"clan_data_{stamp}.db");
        var unfinished = target + ".part";
        try
        {
            Directory.CreateDirectory(options.BackupDirectory);
            CopyTo(unfinished);
            File.Move(unfinished, target, overwrite: true);
            return target;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            File.Delete(unfinished);
            throw new UserFaultException($"The backup {target} could not be made ({exception.Message}); the database was not touched.", exception);
        }
    }

    /// <summary>Whether a backup of the present UTC day exists.</summary>
    public bool ExistsForToday() =>
        Directory.Exists(options.BackupDirectory)
        && Directory.EnumerateFiles(options.BackupDirectory, $"clan_data_{clock.GetUtcNow().UtcDateTime:yyyyMMdd}_*.db").Any();

    /// <summary>Copies the database to a file and checks the copy.</summary>
    /// <exception cref="IOException">The copy is not intact.</exception>
    public void CopyTo(string target)
    {
        using var source = database.Open();
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ToString());
        copy.Open();
        source.BackupDatabase(copy);
        if (copy.ExecuteScalar<string>("PRAGMA quick_check") is not "ok")
        {
            throw new IOException("the copy is not intact");
        }
    }
}
