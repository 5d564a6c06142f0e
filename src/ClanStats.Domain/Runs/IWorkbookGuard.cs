namespace ClanStats.Domain.Runs;

/// <summary>Keeps what officers wrote into a workbook from being overwritten before it was read.</summary>
public interface IWorkbookGuard
{
    /// <summary>Whether a workbook was changed since it was read or written last.</summary>
    /// <param name="path">The workbook; it need not exist.</param>
    /// <param name="outputDirectory">The published folder.</param>
    bool IsUnread(string path, string outputDirectory);

    /// <summary>Remembers workbooks the program has just written: nothing in them has to be read.</summary>
    /// <param name="paths">The workbooks.</param>
    /// <param name="outputDirectory">The published folder.</param>
    void Written(IReadOnlyList<string> paths, string outputDirectory);
}
