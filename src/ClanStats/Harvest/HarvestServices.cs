using ClanStats.Domain.Runs;
using ClanStats.Harvest.Discord;
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
        services.AddDiscord();
        return services;
    }

    private static void AddWiseOldMan(this IServiceCollection services)
    {
        services.AddKeyedSingleton("wom", (provider, _) => NewClient(provider, WiseOldManProfile(provider.GetRequiredService<WiseOldManOptions>())));
        services.AddScoped(provider => new WiseOldManClient(
            provider.GetRequiredKeyedService<ServiceClient>("wom"), provider.GetRequiredService<WiseOldManOptions>()));
        services.AddScoped(provider => new UpdateClient(
            provider.GetRequiredKeyedService<ServiceClient>("wom"), provider.GetRequiredService<WiseOldManOptions>()));
        services.AddScoped<UpdateWait>();
        services.AddScoped<StaleUpdates>();
        services.AddScoped<UpdateRequest>();
        services.AddScoped<RosterStore>();
        services.AddScoped<DepartureStore>();
        services.AddScoped<StaleMemberStore>();
        services.AddScoped<RosterReader>();
        services.AddScoped<GroupHistoryStore>();
        services.AddScoped<HistoryStore>();
        services.AddScoped<BackfillReader>();
        services.AddScoped<VanishedPlayers>();
        services.AddScoped<DeepReads>();
        services.AddScoped<ActivityReader>();
        services.AddScoped<GroupReads>();
        services.AddScoped<PlayerHistoryReader>();
        services.AddScoped<DayHistoryReader>();
        services.AddScoped<WiseOldManSource>();
        services.AddKeyedScoped<IRunStep, WomStep>(StepNames.Wom);
        services.AddKeyedScoped<IRunStep, NameChangesStep>(StepNames.NameChanges);
    }

    private static void AddDiscord(this IServiceCollection services)
    {
        services.AddKeyedSingleton("discord", (provider, _) => NewClient(provider, DiscordProfile(provider.GetRequiredService<DiscordOptions>())));
        services.AddScoped(provider => new DiscordClient(
            provider.GetRequiredKeyedService<ServiceClient>("discord"), provider.GetRequiredService<DiscordOptions>()));
        services.AddScoped<ThreadDirectory>();
        services.AddScoped<ChannelDirectory>();
        services.AddScoped<MemberReader>();
        services.AddScoped<RescanStore>();
        services.AddScoped<RescanPlan>();
        services.AddScoped<AccountStore>();
        services.AddScoped<ChannelReader>();
        services.AddScoped<ChannelStore>();
        services.AddScoped<MessageStore>();
        services.AddScoped<DiscordSource>();
        services.AddKeyedScoped<IRunStep, DiscordStep>(StepNames.Discord);
    }

    private static ServiceProfile WiseOldManProfile(WiseOldManOptions options)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["User-Agent"] = UserAgent.WiseOldMan(options.GroupId) };
        if (!string.IsNullOrEmpty(options.ApiKey))
        {
            headers["x-api-key"] = options.ApiKey;
        }

        return new ServiceProfile("wom", options.BaseUrl, headers, options.TargetRpm, TimeSpan.FromMinutes(1), options.MaxConcurrent);
    }

    private static ServiceProfile DiscordProfile(DiscordOptions options)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["User-Agent"] = UserAgent.Discord };
        if (!string.IsNullOrWhiteSpace(options.Token))
        {
            headers["Authorization"] = $"Bot {options.Token.Trim()}";
        }

        return new ServiceProfile("discord", options.BaseUrl, headers, options.TargetRps, TimeSpan.FromSeconds(1), options.MaxConcurrent);
    }

    private static ServiceClient NewClient(IServiceProvider provider, ServiceProfile profile) => new(
        profile,
        provider.GetRequiredService<HarvestOptions>(),
        provider.GetRequiredService<FixtureChain>(),
        provider.GetRequiredService<RequestLog>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<ServiceClient>>());
}
