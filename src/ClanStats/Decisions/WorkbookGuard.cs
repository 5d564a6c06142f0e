using ClanStats.Domain.Runs;

namespace ClanStats.Decisions;

/// <summary>Knows by size and time whether a workbook is as it was when it was read or written last.</summary>
internal sealed class WorkbookGuard(DecisionStore store) : IWorkbookGuard
{
    /// <inheritdoc/>
    public bool IsUnread(string path, string outputDirectory) =>
        WorkbookFiles.At(path, outputDirectory) is { } file && store.Workbooks().TryGetValue(file.Place, out var known) && !known.Is(file);

    /// <inheritdoc/>
    public void Written(IReadOnlyList<string> paths, string outputDirectory) =>
        store.Remember([.. paths.Select(path => WorkbookFiles.At(path, outputDirectory)).OfType<WorkbookFile>()]);
}
