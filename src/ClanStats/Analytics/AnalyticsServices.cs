using ClanStats.Domain.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace ClanStats.Analytics;

/// <summary>Registers the analytics.</summary>
internal static class AnalyticsServices
{
    /// <summary>Adds queries and the step.</summary>
    public static IServiceCollection AddAnalytics(this IServiceCollection services) => services
        .AddScoped<AnalyticsQueries>()
        .AddScoped<FirstListedStore>()
        .AddScoped<RecommendationStore>()
        .AddKeyedScoped<IRunStep, AnalyticsStep>(StepNames.Analytics);
}
