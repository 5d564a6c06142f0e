using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;

namespace ClanStats.Exports.Publishing;

/// <summary>
/// Renders the files of every writer, writes them into the run's staging folder and reads them back, those of later steps beside the step
/// that is at work: the workbook takes longer than all the rest together, and a machine has a second core. A step still answers for its own
/// files: what fails beside another is thrown where it is asked for.
/// </summary>
/// <param name="writers">All writers.</param>
/// <param name="plan">Which of them are asked for.</param>
internal sealed class Staging(IEnumerable<IReportWriter> writers, ExportPlan plan)
{
    private readonly Dictionary<string, Task<StagedFiles>> _staged = new(StringComparer.Ordinal);

    /// <summary>Stages the files of a writer. The first call begins the others; calls follow one another, as steps do.</summary>
    public Task<StagedFiles> StageAsync(IReportWriter writer, RunContext run, ClanReport report, CancellationToken cancellationToken)
    {
        if (_staged.Count == 0)
        {
            BeginOthers(writer, run, report, cancellationToken);
        }

        if (!_staged.TryGetValue(writer.Step, out var staged))
        {
            staged = Stage(writer, run, report, cancellationToken);
            _staged.Add(writer.Step, staged);
        }

        return staged;
    }

    /// <summary>What is wrong with the staged files of some writers, one line each; what was not read back yet is read now.</summary>
    public IReadOnlyList<string> Faults(IEnumerable<IReportWriter> of, RunContext run, ClanReport report)
    {
        var faults = new List<string>();
        foreach (var writer in of)
        {
            faults.AddRange(
                StagedSet.Missing(run.StagingDirectory, writer.Files) is { Count: > 0 } missing ? missing
                : _staged.TryGetValue(writer.Step, out var staged) ? staged.GetAwaiter().GetResult().Faults
                : StagedSet.Faults(run.StagingDirectory, writer.Files, report));
        }

        return faults;
    }

    private void BeginOthers(IReportWriter first, RunContext run, ClanReport report, CancellationToken cancellationToken)
    {
        Task before = Task.CompletedTask;
        foreach (var writer in writers.Where(writer => writer.Step != first.Step && plan.Steps.Contains(writer.Step)))
        {
            var staged = before.ContinueWith(
                _ => Stage(writer, run, report, cancellationToken), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
            _staged.Add(writer.Step, staged);
            before = staged;
        }
    }

    private static async Task<StagedFiles> Stage(IReportWriter writer, RunContext run, ClanReport report, CancellationToken cancellationToken)
    {
        var bytes = await writer.WriteAsync(report, run.StagingDirectory, cancellationToken);
        return new StagedFiles(bytes, StagedSet.Faults(run.StagingDirectory, writer.Files, report));
    }
}

/// <summary>A writer's files in the staging folder.</summary>
/// <param name="Bytes">How much they are together.</param>
/// <param name="Faults">What reading them back found wrong, one line each.</param>
internal sealed record StagedFiles(long Bytes, IReadOnlyList<string> Faults);

/// <summary>Which steps a run goes through.</summary>
/// <param name="Steps">Their names.</param>
internal sealed record ExportPlan(IReadOnlyCollection<string> Steps);
