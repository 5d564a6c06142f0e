using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.Discord;

/// <summary>The step <c>discord</c>.</summary>
internal sealed class DiscordStep(DiscordSource source) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.Discord;

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
