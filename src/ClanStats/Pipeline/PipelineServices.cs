using Microsoft.Extensions.DependencyInjection;

namespace ClanStats.Pipeline;

/// <summary>Registers the pipeline.</summary>
internal static class PipelineServices
{
    /// <summary>Adds the run and its lock.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services) =>
        services.AddSingleton<RunLock>().AddTransient<NightlyRun>();
}
