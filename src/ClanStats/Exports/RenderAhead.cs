using ClanStats.Domain.Report;

namespace ClanStats.Exports;

/// <summary>
/// Renders what later steps will write beside the step that is at work. The workbook takes longer than all the rest together, and a machine
/// has a second core. A step still answers for its own files: what fails beside another is thrown where it is asked for.
/// </summary>
/// <param name="writers">All writers.</param>
/// <param name="plan">Which of them are asked for.</param>
internal sealed class RenderAhead(IEnumerable<IReportWriter> writers, ExportPlan plan)
{
    private Dictionary<string, Task<IReadOnlyList<ReportFile>>>? _begun;

    /// <summary>The files of a writer. The first call begins the others; calls follow one another, as steps do.</summary>
    public Task<IReadOnlyList<ReportFile>> FilesAsync(IReportWriter writer, ClanReport report, CancellationToken cancellationToken)
    {
        _begun ??= Begin(writer, report, cancellationToken);
        return _begun.TryGetValue(writer.Step, out var files) ? files : Task.FromResult(Render(writer, report, cancellationToken));
    }

    private Dictionary<string, Task<IReadOnlyList<ReportFile>>> Begin(IReportWriter first, ClanReport report, CancellationToken cancellationToken)
    {
        var begun = new Dictionary<string, Task<IReadOnlyList<ReportFile>>>(StringComparer.Ordinal);
        Task before = Task.CompletedTask;
        foreach (var writer in writers.Where(writer => writer.Step != first.Step && plan.Steps.Contains(writer.Step)))
        {
            var files = before.ContinueWith(_ => Render(writer, report, cancellationToken), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            begun.Add(writer.Step, files);
            before = files;
        }

        return begun;
    }

    private static IReadOnlyList<ReportFile> Render(IReportWriter writer, ClanReport report, CancellationToken cancellationToken) =>
        [.. writer.Render(report, cancellationToken)];
}

/// <summary>Which steps a run goes through.</summary>
/// <param name="Steps">Their names.</param>
internal sealed record ExportPlan(IReadOnlyCollection<string> Steps);
