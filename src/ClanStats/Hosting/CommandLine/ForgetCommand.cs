using System.CommandLine;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>forget.</summary>
internal sealed class ForgetCommand(Argument<string> who, Option<bool> backups, Option<bool> yes) : ICommandHandler
{
    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Forget is not { } forget)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var now = DatabaseCommand.NowOf(invocation);
        var settings = invocation.Load(invocation.ToSettingsRequest());
        var traceId = LoggedWork.TraceIdOf(settings);
        var plan = new ForgetPlan(
            settings, now, traceId, invocation.Parse.GetValue(who)!, invocation.Parse.GetValue(backups), invocation.Parse.GetValue(yes));
        return await LoggedWork.RunAsync(
            invocation, settings.LogDirectory, traceId, services => forget(plan, services, cancellationToken), cancellationToken);
    }
}
