using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>The step <c>wom</c>.</summary>
internal sealed class WomStep(WiseOldManSource source) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.Wom;

    /// <inheritdoc/>
    public async Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            return await source.RunAsync(run, cancellationToken);
        }
        catch (HarvestException exception)
        {
            return StepResult.Failed(exception.Message);
        }
    }
}

/// <summary>The step <c>name-changes</c>.</summary>
internal sealed class NameChangesStep(GroupReads reads, RequestLog requests) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.NameChanges;

    /// <inheritdoc/>
    public async Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            var before = requests.Count("wom");
            var failures = new List<string>();
            var saved = await reads.ReadNameChangesAsync(run, failures, cancellationToken);
            var detail = $"{saved} new name changes, read in {requests.Count("wom") - before} requests";
            return failures.Count == 0 ? StepResult.Done(detail, saved) : StepResult.Partial(detail, failures, saved);
        }
        catch (HarvestException exception)
        {
            return StepResult.Failed(exception.Message);
        }
    }
}
