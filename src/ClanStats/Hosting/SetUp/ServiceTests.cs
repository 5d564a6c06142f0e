using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Harvest;
using ClanStats.Harvest.Discord;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Hosting.Check;
using ClanStats.Hosting.Composition;
using ClanStats.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace ClanStats.Hosting.SetUp;

/// <summary>Tries answers out at once, with the probes of <c>check</c> and through the pipeline of a run.</summary>
internal sealed class ServiceTests(ProcessSurroundings surroundings, TimeProvider time)
{
    private const int TextChannel = 0;
    private const int NewsChannel = 5;

    private UtcInstant Now => UtcInstant.From(time.GetUtcNow());

    /// <summary>Asks Wise Old Man for the group.</summary>
    public Task<IReadOnlyList<CheckFinding>> WiseOldManAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) => WithAsync(
        values,
        async (services, settings) => (IReadOnlyList<CheckFinding>)await new WiseOldManProbe(services.GetRequiredService<WiseOldManClient>(), settings.ToWiseOldManOptions(), Now)
            .ProbeAsync(cancellationToken).ToListAsync(cancellationToken));

    /// <summary>The group's order of roles, highest first.</summary>
    public Task<IReadOnlyList<string>> RanksAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) => WithAsync(
        values,
        async (services, _) => (IReadOnlyList<string>)[.. (await services.GetRequiredService<WiseOldManClient>().GetGroupAsync(Now, cancellationToken)).RoleOrders
            .OrderBy(role => role.Index).Select(role => role.Role)]);

    /// <summary>Asks Discord for everything check asks for.</summary>
    public Task<IReadOnlyList<CheckFinding>> DiscordAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) => WithAsync(
        values,
        async (services, settings) =>
        {
            var (client, options) = (services.GetRequiredService<DiscordClient>(), settings.ToDiscordOptions());
            return (IReadOnlyList<CheckFinding>)await new DiscordProbe(client, new RelayProbe(client, options, Now), options).ProbeAsync(cancellationToken).ToListAsync(cancellationToken);
        });

    /// <summary>The bot's application, with which it is invited; null if Discord does not take the token.</summary>
    public Task<Snowflake?> ApplicationAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) => WithAsync(values, async (services, _) =>
    {
        try
        {
            var client = services.GetRequiredService<DiscordClient>();
            return (await client.FindApplicationAsync(cancellationToken))?.Id ?? (await client.FindSelfAsync(cancellationToken))?.Id;
        }
        catch (HarvestException)
        {
            return null;
        }
    });

    /// <summary>Channels that hold messages, by name; empty where Discord does not tell.</summary>
    public Task<IReadOnlyList<(Snowflake Id, string Name)>> ChannelsAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) => WithAsync(
        values,
        async (services, settings) =>
        {
            try
            {
                return settings.ToDiscordOptions().GuildId is { } guild
                    ? (IReadOnlyList<(Snowflake, string)>)[.. (await services.GetRequiredService<DiscordClient>().GetChannelsAsync(guild, cancellationToken))
                        .Where(channel => channel.Type is TextChannel or NewsChannel).Select(channel => (channel.Id, channel.Name ?? $"{channel.Id}"))
                        .OrderBy(channel => channel.Item2, StringComparer.Ordinal)]
                    : [];
            }
            catch (HarvestException)
            {
                return [];
            }
        });

    /// <summary>The settings as they would be with these values.</summary>
    public ClanStatsSettings SettingsOf(IReadOnlyDictionary<string, string> values) =>
        SettingsLoader.Load(new SettingsRequest { Surroundings = surroundings, CommandLine = values }, new SettingFindings());

    private async Task<T> WithAsync<T>(IReadOnlyDictionary<string, string> values, Func<IServiceProvider, ClanStatsSettings, Task<T>> ask)
    {
        var settings = SettingsOf(values);
        await using var services = CheckWork.Services(settings, time);
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider, settings);
    }
}
