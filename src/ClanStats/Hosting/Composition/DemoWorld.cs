using ClanStats.Harvest.Discord;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Hosting.CommandLine;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;

namespace ClanStats.Hosting.Composition;

/// <summary>The servers of the simulated clan while a <c>demo</c> runs; nothing in any other run.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    private readonly SimulatedClan? _clan;
    private readonly WiseOldManServer? _wiseOldMan;
    private readonly DiscordServer? _discord;
    private readonly DiscordServerOptions _discordOptions = new() { HasLimits = false };

    private DemoWorld(SimulatedClan? clan = null, WiseOldManServer? wiseOldMan = null, DiscordServer? discord = null)
    {
        _clan = clan;
        _wiseOldMan = wiseOldMan;
        _discord = discord;
    }

    /// <summary>Starts the servers if the plan is a demo.</summary>
    public static async Task<DemoWorld> StartAsync(RunPlan plan)
    {
        if (plan.Demo is not { } demo)
        {
            return new DemoWorld();
        }

        var clan = new SimulatedClan(new SimulationOptions { Members = demo.Members, Days = demo.Days, Seed = demo.Seed, Now = plan.Now });
        return new DemoWorld(
            clan,
            await WiseOldManServer.StartAsync(clan, new WiseOldManServerOptions { HasLimits = false }),
            await DiscordServer.StartAsync(clan, new DiscordServerOptions { HasLimits = false }));
    }

    /// <summary>Points the options at the servers.</summary>
    public WiseOldManOptions Adjust(WiseOldManOptions options)
    {
        if (_clan is not null && _wiseOldMan is not null)
        {
            options.GroupId = _clan.Options.GroupId;
            options.BaseUrl = _wiseOldMan.BaseUrl;
            options.MayRequestUpdate = false;
        }

        return options;
    }

    /// <inheritdoc cref="Adjust(WiseOldManOptions)"/>
    public DiscordOptions Adjust(DiscordOptions options)
    {
        if (_clan is not null && _discord is not null)
        {
            options.Enabled = true;
            options.Token = _discordOptions.Token;
            options.GuildId = _clan.Discord.GuildId;
            options.RelayChannelId = _clan.Discord.Relay.Id;
            options.BaseUrl = _discord.BaseUrl;
        }

        return options;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_wiseOldMan is not null)
        {
            await _wiseOldMan.DisposeAsync();
        }

        if (_discord is not null)
        {
            await _discord.DisposeAsync();
        }
    }
}
