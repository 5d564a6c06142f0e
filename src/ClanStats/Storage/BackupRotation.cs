using System.Globalization;

namespace ClanStats.Storage;

/// <summary>
/// Which backups have had their time. The newest seven days that have one are kept with every backup of theirs, because a second one of a day
/// was made before a migration; of the weeks before them (Monday to Sunday, UTC) the newest backup of each of the newest four. A backup with
/// a label is somebody's own and is never removed.
/// </summary>
internal static class BackupRotation
{
    /// <summary>How many days keep their backups.</summary>
    public const int Days = 7;

    /// <summary>How many weeks before those days keep one.</summary>
    public const int Weeks = 4;

    /// <summary>The backups that may go.</summary>
    public static IReadOnlyList<BackupFile> Surplus(IEnumerable<BackupFile> backups)
    {
        var rotating = backups.Where(backup => backup.Label is null).OrderByDescending(backup => backup.TakenAt).ToList();
        var days = rotating.Select(backup => backup.TakenAt.DayNumber).Distinct().Take(Days).ToHashSet();
        var older = rotating.Where(backup => !days.Contains(backup.TakenAt.DayNumber)).ToList();
        var weekly = older.GroupBy(WeekOf).Take(Weeks).Select(week => week.First()).ToHashSet();
        return [.. older.Where(backup => !weekly.Contains(backup))];
    }

    /// <summary>Removes the surplus of a folder with its checksums.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="IOException">A file could not be removed.</exception>
    public static int Apply(string folder)
    {
        var surplus = Surplus(BackupFile.In(folder));
        foreach (var backup in surplus)
        {
            File.Delete(backup.Path);
            File.Delete(BackupChecksum.FileOf(backup.Path));
        }

        return surplus.Count;
    }

    private static (int Year, int Week) WeekOf(BackupFile backup)
    {
        var day = backup.TakenAt.ToDateTimeOffset().UtcDateTime;
        return (ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day));
    }
}
