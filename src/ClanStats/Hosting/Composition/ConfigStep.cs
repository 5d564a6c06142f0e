using ClanStats.Domain.Runs;
using ClanStats.Hosting.Settings;
using Microsoft.Extensions.Logging;

namespace ClanStats.Hosting.Composition;

/// <summary>
/// The step <c>config</c>: the configuration was validated before anything was written; here it is logged once, and what is wrong with
/// people.yaml makes the night partial.
/// </summary>
internal sealed class ConfigStep(ClanStatsSettings settings, RulesSource rules, PeopleSource people, ILogger<ConfigStep> logger) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.Config;

    /// <inheritdoc/>
    public Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        settings.LogEffective(logger);
        foreach (var warning in rules.Warnings.Concat(people.Warnings))
        {
            logger.LogWarning("{Warning}", warning);
        }

        var detail = $"{settings.Effective.Count} settings in force";
        return Task.FromResult(people.Fault is { } fault ? StepResult.Partial(detail, [fault]) : StepResult.Done(detail));
    }
}
