using ClanStats.Domain.Runs;

namespace ClanStats.Exports;

/// <summary>The step <c>decisions</c>: the officers' entries are not read back yet, and it says so.</summary>
internal sealed class DecisionsStep : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.Decisions;

    /// <inheritdoc/>
    public Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken) =>
        Task.FromResult(new StepResult(StepOutcome.Skipped, "reading entries back from the workbook is not yet built"));
}
