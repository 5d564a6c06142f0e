using ClanStats.Domain.Runs;

namespace ClanStats.Storage;

/// <summary>Looks whether there is room before large work begins.</summary>
internal static class DiskSpace
{
    /// <summary>Bytes free for this program on the disk of a path whose nearest existing folder is asked.</summary>
    public static long FreeAt(string path)
    {
        var folder = Path.GetFullPath(path);
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new IOException($"there is no disk for {path}");
        }

        return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
    }

    /// <summary>Size of a file; 0 if there is none.</summary>
    public static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>The database with what stands in its write-ahead log.</summary>
    public static long SizeOfDatabase(string file) => SizeOf(file) + SizeOf(file + "-wal");

    /// <summary>Refuses work there is no room for.</summary>
    /// <param name="work">What would be done, such as "A backup".</param>
    /// <param name="path">Where it would write.</param>
    /// <param name="needed">How many bytes it may take.</param>
    /// <param name="freeAt">Bytes free at a path.</param>
    /// <exception cref="UserFaultException">There is less room.</exception>
    public static void Require(string work, string path, long needed, Func<string, long> freeAt)
    {
        var free = freeAt(path);
        if (free < needed)
        {
            throw new UserFaultException(
                $"{work} needs {ByteText.Show(needed)} on the disk of {path} and {ByteText.Show(free)} are free. Make room and try again; nothing was changed.");
        }
    }
}

/// <summary>Sizes as people read them.</summary>
internal static class ByteText
{
    /// <summary>"812 B", "4.0 KB", "12.5 MB", "1.1 GB", in steps of 1024.</summary>
    public static string Show(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1_024 && unit < units.Length - 1)
        {
            size /= 1_024;
            unit++;
        }

        return unit == 0 ? $"{bytes} B" : $"{size:0.0} {units[unit]}";
    }
}
