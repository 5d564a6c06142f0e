using System.Runtime.CompilerServices;
using ClanStats.Hosting.Settings;
using ClanStats.Storage;

namespace ClanStats.Hosting.Check;

/// <summary>Looks where things lie: a database in a synced folder, backups that go with the disk, a configuration of another folder.</summary>
internal sealed class PlacesProbe(StorageOptions storage, ClanStatsSettings settings) : ICheckProbe
{
    private static readonly string[] Synced = ["OneDrive", "Dropbox", "Google Drive", "GoogleDrive", "My Drive", "iCloudDrive", "com~apple~CloudDocs", "CloudStorage", "Nextcloud", "pCloudDrive", "MEGA"];

    /// <inheritdoc/>
    public string Name => "places";

    /// <inheritdoc/>
    public string Title => "Places";

    /// <summary>The program that syncs a path, as far as its folders tell; null: none that is known.</summary>
    public static string? SyncedBy(string path) => Path.GetFullPath(path).Split('/', '\\')
        .Select(folder => Synced.FirstOrDefault(name => folder.Equals(name, StringComparison.OrdinalIgnoreCase) || folder.StartsWith(name + " - ", StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(name => name is not null);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckFinding> ProbeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return SyncedBy(storage.DatabaseFile) is { } service
            ? CheckFinding.Missing(
                "synced",
                $"The database lies in a folder of {service}: syncing a database that is being written breaks it",
                "Set DB_FILE to a folder that is not synced, move the file there with 'clanstats db backup' and 'clanstats db restore', and give the outputs to the synced folder with LOCAL_DRIVE_PATH.")
            : CheckFinding.Ok("synced", "The database lies in no synced folder that is known");
        if (DiskOf(storage.DatabaseFile) is { } disk && disk == DiskOf(storage.BackupDirectory))
        {
            yield return CheckFinding.Note(
                "backup-disk", $"The backups lie on the disk of the database ({disk}): they go when it goes", "Set BACKUP_DIR to another disk, or copy the folder away now and then.");
        }

        var around = settings.Surroundings;
        if (settings.RulesFile is { } rules && IsBelow(rules, around.ProgramFolder) && !IsBelow(rules, around.WorkingFolder))
        {
            yield return CheckFinding.Note(
                "config-folder",
                $"The configuration beside the program is used, {Path.GetDirectoryName(rules)}, for there is none in {around.WorkingFolder}",
                "If it is to be this clan's own, copy the folder config into the working folder; an update of the program replaces what lies beside it.");
        }
    }

    private static bool IsBelow(string path, string folder) => !Path.GetRelativePath(folder, path).StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(Path.GetRelativePath(folder, path));

    /// <summary>The disk, or what is mounted there; null where nobody can say.</summary>
    private static string? DiskOf(string path)
    {
        try
        {
            var full = Path.GetFullPath(path);
            return OperatingSystem.IsWindows()
                ? Path.GetPathRoot(full)
                : DriveInfo.GetDrives().Select(drive => drive.Name).Where(mount => full == mount || full.StartsWith(mount.TrimEnd('/') + "/", StringComparison.Ordinal)).MaxBy(mount => mount.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
