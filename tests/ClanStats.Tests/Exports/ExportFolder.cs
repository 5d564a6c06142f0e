using ClanStats.Domain.Report;
using ClanStats.Exports;

namespace ClanStats.Tests.Exports;

/// <summary>A folder of one test's own, into which writers write; gone afterwards.</summary>
internal sealed class ExportFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clanstats-exports-");

    public string Path => _folder.FullName;

    public string File(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a report; every workbook that a test makes is held to the rules of its format.</summary>
    public async Task WriteAsync(IReportWriter writer, ClanReport report)
    {
        await writer.WriteAsync(report, Path, CancellationToken.None);
        foreach (var workbook in writer.Files.Where(file => file.EndsWith(".xlsx", StringComparison.Ordinal)))
        {
            SoundWorkbook.Check(File(workbook));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
