using ClanStats.Domain.Runs;
using ClanStats.Exports.Publishing;

namespace ClanStats.Exports;

/// <summary>Runs one writer into the run's staging folder.</summary>
internal sealed class ExportStep(IReportWriter writer, Staging staging) : IRunStep
{
    /// <inheritdoc/>
    public string Name => writer.Step;

    /// <inheritdoc/>
    public async Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var report = run.Report ?? throw new UserFaultException($"There is no report to write: run {StepNames.Analytics} too.");
        var staged = await staging.StageAsync(writer, run, report, cancellationToken);
        return StepResult.Done($"{string.Join(", ", writer.Files)} ({staged.Bytes / 1024.0:0} KB)", report.Members.Count);
    }
}
