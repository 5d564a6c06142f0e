using ClanStats.Domain.Report;
using ClanStats.Exports;

namespace ClanStats.Tests.Exports;

/// <summary>A folder of one test's own, into which writers write; gone afterwards.</summary>
internal sealed class ExportFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clanstats-exports-");

    public string Path => _folder.FullName;

    public string File(string relative) => System.IO.Path.Combine(Path, relative);

    public Task WriteAsync(IReportWriter writer, ClanReport report) => writer.WriteAsync(report, Path, CancellationToken.None);

    public void Dispose() => _folder.Delete(recursive: true);
}
