using ClanStats.Domain.Report;

namespace ClanStats.Exports;

/// <summary>
/// Renders the report into one or more files of the published set. A writer sees the report alone: no database, no network, no clock,
/// and the same report gives the same bytes.
/// </summary>
internal interface IReportWriter
{
    /// <summary>The step it runs in, one of <see cref="Domain.Runs.StepNames"/>.</summary>
    string Step { get; }

    /// <summary>The files it writes, relative to the output folder, with forward slashes.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Writes its files below a folder.</summary>
    /// <param name="report">What to render.</param>
    /// <param name="directory">The staging folder; subfolders are the writer's to create.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task WriteAsync(ClanReport report, string directory, CancellationToken cancellationToken);
}
