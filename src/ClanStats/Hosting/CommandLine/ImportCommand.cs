using System.CommandLine;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>db import.</summary>
internal sealed class ImportCommand(Argument<string> file, Option<string> compare) : ICommandHandler
{
    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Import is not { } import)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var now = DatabaseCommand.NowOf(invocation);
        var settings = invocation.Load(invocation.ToSettingsRequest());
        var plan = new ImportPlan(settings, now, invocation.Host.Surroundings.Absolute(invocation.Parse.GetValue(file)!), invocation.PathOf(compare));
        return await LoggedWork.RunAsync(invocation, settings, services => import(plan, services, cancellationToken), cancellationToken);
    }
}
