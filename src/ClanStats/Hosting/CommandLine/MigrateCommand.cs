using System.CommandLine;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>db migrate.</summary>
internal sealed class MigrateCommand(Option<int?> to, Option<bool> rehearse) : ICommandHandler
{
    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Migrate is not { } migrate)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var settings = invocation.Load(invocation.ToSettingsRequest());
        var plan = new MigrationPlan(settings, invocation.Parse.GetValue(to), invocation.Parse.GetValue(rehearse));
        return await LoggedWork.RunAsync(invocation, settings, services => migrate(plan, services, cancellationToken), cancellationToken);
    }
}
