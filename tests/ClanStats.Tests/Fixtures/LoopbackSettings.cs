using ClanStats.Simulation.Discord;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.Fixtures;

/// <summary>The settings that reach a simulated clan on two servers of this machine, without own pacing.</summary>
internal static class LoopbackSettings
{
    /// <summary>The settings; a caller may add to them.</summary>
    public static Dictionary<string, string> Of(SimulatedClan clan, LoopbackServer wiseOldMan, LoopbackServer discord) => new(StringComparer.Ordinal)
    {
        ["WOM_GROUP_ID"] = $"{clan.Options.GroupId}",
        ["WOM_BASE_URL"] = wiseOldMan.BaseUrl,
        ["WOM_TARGET_RPM"] = "0",
        ["DISCORD_TOKEN"] = new DiscordServerOptions().Token,
        ["DISCORD_GUILD_ID"] = $"{clan.Discord.GuildId}",
        ["RELAY_CHANNEL_ID"] = $"{clan.Discord.Relay.Id}",
        ["DISCORD_BASE_URL"] = discord.BaseUrl,
        ["DISCORD_TARGET_RPS"] = "0",
    };
}
