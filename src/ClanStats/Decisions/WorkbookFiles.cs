using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Decisions;

/// <summary>Where officers may have left a workbook.</summary>
/// <param name="DrivePath">LOCAL_DRIVE_PATH; null: none.</param>
internal sealed record DecisionOptions(string? DrivePath);

/// <summary>A file that may be a copy of the workbook.</summary>
/// <param name="Place">Which folder and file, without the machine's path: it is remembered by this.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Size">In bytes.</param>
/// <param name="SavedAt">When it was saved.</param>
internal sealed record WorkbookFile(string Place, string Path, long Size, UtcInstant SavedAt)
{
    /// <summary>Its name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Whether it is the workbook itself and not a copy beside it.</summary>
    public bool IsTheWorkbook => Name == WorkbookForm.FileStem + ".xlsx";

    /// <summary>Whether it only points to a document elsewhere.</summary>
    public bool IsShortcut => System.IO.Path.GetExtension(Name).Equals(".gsheet", StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Finds the workbook and its copies: the output folder, the synced folder, and beside each the dated ones and what synchronising programs
/// leave where two people wrote at once ("… (1).xlsx", "…-PCNAME.xlsx", "… conflicted copy …").
/// </summary>
internal static class WorkbookFiles
{
    private const int MostCopies = 200;
    private static readonly string[] Endings = [".xlsx", ".gsheet"];

    /// <summary>The files there are, oldest first. A folder that is missing or cannot be listed has none.</summary>
    public static IReadOnlyList<WorkbookFile> Find(string outputDirectory, string? drivePath) =>
    [
        .. In("out", outputDirectory).Concat(drivePath is null ? [] : In("drive", drivePath))
            .OrderBy(file => file.SavedAt).ThenBy(file => file.Place, StringComparer.Ordinal),
    ];

    /// <summary>The file as it stands at a path; null if there is none.</summary>
    public static WorkbookFile? At(string path, string outputDirectory)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Of(folder == Path.GetFullPath(outputDirectory).TrimEnd(Path.DirectorySeparatorChar) ? "out" : "drive", path);
    }

    private static IEnumerable<WorkbookFile> In(string place, string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder, $"*{WorkbookForm.FileStem}*")
                    .Where(path => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && Path.GetFileName(path)[0] is not ('~' or '.'))
                    .Select(path => Of(place, path)).OfType<WorkbookFile>()
                    .OrderByDescending(file => file.SavedAt).Take(MostCopies)]
                : [];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static WorkbookFile? Of(string place, string path)
    {
        var file = new FileInfo(path);
        return file.Exists
            ? new WorkbookFile($"{place}/{file.Name}", path, file.Length, UtcInstant.From(new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)))
            : null;
    }
}
