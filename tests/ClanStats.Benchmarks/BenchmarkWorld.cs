using ClanStats.Domain.Activity;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Benchmarks;

/// <summary>A simulated clan with its two servers in this process, and a folder for the program.</summary>
internal sealed class BenchmarkWorld : IAsyncDisposable
{
    public static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    private readonly string _root = Directory.CreateTempSubdirectory("clanstats-benchmark-").FullName;

    private BenchmarkWorld(SimulatedClan clan, WiseOldManServer wiseOldMan, DiscordServer discord) => (Clan, WiseOldMan, Discord) = (clan, wiseOldMan, discord);

    public SimulatedClan Clan { get; }

    public WiseOldManServer WiseOldMan { get; }

    public DiscordServer Discord { get; }

    public static Task<BenchmarkWorld> StartAsync(int members, int days, double messagesPerMemberDay, DiscordServerOptions? discord = null) => StartAsync(
        new SimulationOptions { Members = members, Days = days, Now = Now, MessagesPerMemberDay = messagesPerMemberDay }, discord);

    public static async Task<BenchmarkWorld> StartAsync(SimulationOptions options, DiscordServerOptions? discord = null)
    {
        var clan = new SimulatedClan(options);
        return new BenchmarkWorld(
            clan,
            await WiseOldManServer.StartAsync(clan, new WiseOldManServerOptions { HasLimits = false }),
            await DiscordServer.StartAsync(clan, discord ?? new DiscordServerOptions { HasLimits = false }));
    }

    /// <summary>An empty folder for a run.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>Settings that reach the servers, without own pacing.</summary>
    public Dictionary<string, string> Settings() => new(LoopbackSettings.Of(Clan, WiseOldMan, Discord), StringComparer.Ordinal)
    {
        ["WOM_BACKFILL_MINUTES"] = "600",
        ["RUN_DEADLINE"] = "600",
    };

    public async ValueTask DisposeAsync()
    {
        await WiseOldMan.DisposeAsync();
        await Discord.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
