namespace ClanStats.Exports.Publishing;

/// <summary>Whether a folder that is published whole may be the one for the public page: nothing of the officers may stand in it.</summary>
internal static class PagesPlace
{
    private static readonly string[] Officers = ["docs", "enforcer"];

    /// <summary>What to tell the maintainer; null where nothing but the public page would be published.</summary>
    /// <param name="pages">PAGES_DIR.</param>
    /// <param name="output">OUTPUT_DIR, which holds everything.</param>
    /// <param name="drive">LOCAL_DRIVE_PATH, which holds a copy of it; null: none.</param>
    public static string? Fault(string pages, string output, string? drive)
    {
        foreach (var (setting, folder) in new[] { ("OUTPUT_DIR", output), ("LOCAL_DRIVE_PATH", drive) })
        {
            if (folder is not null && (IsWithin(folder, pages) || Officers.Any(part => IsWithin(pages, Path.Combine(folder, part)))))
            {
                return $"PAGES_DIR is {pages}, where the officers' files of {setting} stand too: whoever publishes that folder publishes them. "
                    + "Nothing was copied there; name a folder of its own.";
            }
        }

        return null;
    }

    private static bool IsWithin(string folder, string other)
    {
        var relative = Path.GetRelativePath(other, folder);
        return relative == "." || !(relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(relative));
    }
}
