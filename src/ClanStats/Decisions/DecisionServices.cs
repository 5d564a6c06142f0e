using ClanStats.Domain.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace ClanStats.Decisions;

/// <summary>Registers the reading of the officers' entries.</summary>
internal static class DecisionServices
{
    /// <summary>Adds the step and what keeps unread entries from being overwritten.</summary>
    public static IServiceCollection AddDecisions(this IServiceCollection services) => services
        .AddScoped<DecisionStore>()
        .AddScoped<IWorkbookGuard, WorkbookGuard>()
        .AddKeyedScoped<IRunStep, DecisionsStep>(StepNames.Decisions);
}
