using ClanStats.Domain.Runs;
using ClanStats.Harvest.Http;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Harvest.WiseOldMan;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest;

/// <summary>Registers the harvest.</summary>
internal static class HarvestServices
{
    /// <summary>Adds both sources with their clients and steps.</summary>
    public static IServiceCollection AddHarvest(this IServiceCollection services)
    {
        services.AddSingleton<FixtureChain>();
        services.AddSingleton<RequestLog>();
        services.AddWiseOldMan();
        return services;
    }

    private static void AddWiseOldMan(this IServiceCollection services)
    {
        services.AddKeyedSingleton("wom", (provider, _) => NewClient(provider, WiseOldManProfile(provider.GetRequiredService<WiseOldManOptions>())));
        services.AddScoped(provider => new WiseOldManClient(
            provider.GetRequiredKeyedService<ServiceClient>("wom"), provider.GetRequiredService<WiseOldManOptions>()));
        services.AddScoped<RosterStore>();
        services.AddScoped<RosterReader>();
        services.AddScoped<GroupHistoryStore>();
        services.AddScoped<HistoryStore>();
        services.AddScoped<BackfillReader>();
        services.AddScoped<NameChangeCursor>();
        services.AddScoped<WiseOldManSource>();
        services.AddKeyedScoped<IRunStep, WomStep>(StepNames.Wom);
        services.AddKeyedScoped<IRunStep, NameChangesStep>(StepNames.NameChanges);
    }

    private static ServiceProfile WiseOldManProfile(WiseOldManOptions options)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["User-Agent"] = UserAgent.WiseOldMan };
        if (!string.IsNullOrEmpty(options.ApiKey))
        {
            headers["x-api-key"] = options.ApiKey;
        }

        return new ServiceProfile("wom", options.BaseUrl, headers, options.TargetRpm, TimeSpan.FromMinutes(1), options.MaxConcurrent);
    }

    private static ServiceClient NewClient(IServiceProvider provider, ServiceProfile profile) => new(
        profile,
        provider.GetRequiredService<HarvestOptions>(),
        provider.GetRequiredService<FixtureChain>(),
        provider.GetRequiredService<RequestLog>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<ServiceClient>>());
}
