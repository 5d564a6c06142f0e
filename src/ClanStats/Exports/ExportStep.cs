using ClanStats.Domain.Runs;

namespace ClanStats.Exports;

/// <summary>Runs one writer into the run's staging folder.</summary>
internal sealed class ExportStep(IReportWriter writer, RenderAhead ahead) : IRunStep
{
    /// <inheritdoc/>
    public string Name => writer.Step;

    /// <inheritdoc/>
    public async Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var report = run.Report ?? throw new UserFaultException($"There is no report to write: run {StepNames.Analytics} too.");
        var bytes = await ReportFiles.WriteAsync(await ahead.FilesAsync(writer, report, cancellationToken), run.StagingDirectory, cancellationToken);
        return StepResult.Done($"{string.Join(", ", writer.Files)} ({bytes / 1024.0:0} KB)", report.Members.Count);
    }
}
