using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Notices;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>Closes a run: last lines, and for a nightly one what is remembered and told. A rehearsal tells nobody but the terminal.</summary>
internal sealed class ClosedRun(Invocation invocation, RunOptions options, CancellationToken cancellationToken)
{
    private readonly RunClosing _closing = new(invocation.Terminal, invocation.Host.Time);

    /// <summary>What the run leaves behind.</summary>
    public RunAftermath Aftermath { get; } = new();

    /// <summary>Closes a run that came to an end of its own.</summary>
    public async Task CloseAsync(RunPlan plan, ExitCode code)
    {
        if (IsNightly(plan))
        {
            await RememberAsync(PlacesOf(plan), plan.TraceId, code);
        }

        _closing.Say(plan.Command, code, Aftermath);
    }

    /// <summary>Closes a run that ended on a fault of its surroundings, whose text whoever catches it shows.</summary>
    public async Task CloseAsync(RunPlan? plan, UserFaultException fault)
    {
        Aftermath.Causes.Add(new FailureCause(FailureCause.WholeRun, fault.Message));
        var code = fault.IsConfiguration ? ExitCode.UsageWrong : ExitCode.Failed;
        if (plan is not null)
        {
            if (IsNightly(plan))
            {
                await RememberAsync(PlacesOf(plan), plan.TraceId, code);
            }

            return;
        }

        if (IsNightJob() && !cancellationToken.IsCancellationRequested)
        {
            await _closing.TellAsync(NoticePlaces.Guess(invocation.Host.Surroundings), LastOf(null, code), Aftermath, CancellationToken.None);
        }
    }

    private static NoticePlaces PlacesOf(RunPlan plan) => new(plan.Settings.LogDirectory, plan.Settings.FailureWebhook, plan.Settings.Environment);

    private static bool IsNightly(RunPlan plan) => plan is { Mode: RunMode.Live, Command: "run" or "harvest" };

    /// <summary>Nobody has to be told of what somebody just typed wrong.</summary>
    private bool IsNightJob() =>
        invocation.CommandName is "run" or "harvest" && !invocation.Parse.GetValue(options.DryRun) && !invocation.Terminal.DiagnosticsAreWatched;

    private LastExit LastOf(string? traceId, ExitCode code) =>
        new(invocation.CommandName is "harvest" ? "harvest" : "run", (int)code, UtcInstant.From(invocation.Host.Time.GetUtcNow()), traceId);

    /// <summary>Somebody who stops the program, or a machine that shuts down, does not wait for a webhook.</summary>
    private Task RememberAsync(NoticePlaces places, string? traceId, ExitCode code) => _closing.RememberAsync(
        cancellationToken.IsCancellationRequested ? places with { Webhook = null } : places, LastOf(traceId, code), Aftermath, CancellationToken.None);
}
