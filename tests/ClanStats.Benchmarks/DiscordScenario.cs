using ClanStats.Simulation.Discord;

namespace ClanStats.Benchmarks;

/// <summary>A first harvest of a guild's messages.</summary>
internal static class DiscordScenario
{
    private const int Members = 300;
    private const int Days = 390;
    private const int OwnRate = 4;

    /// <summary>What the channels' shares of the talk, the days of the week and the threads come to.</summary>
    private const double Volume = 1.16;

    public static async Task<int> RunAsync(Arguments options) =>
        options.Has("paced") ? await PacedAsync(options) : await UnlimitedAsync(options);

    private static async Task<int> UnlimitedAsync(Arguments options)
    {
        var rate = options.Number("messages", 600_000) / (Members * Days * Volume);
        await using var world = await BenchmarkWorld.StartAsync(Members, Days, rate);

        // The first run has every page made; the second meets a server that only sends.
        world.Discord.RemembersAnswers = true;
        await HarvestAsync(options, world, "warm-up", world.Settings());
        var run = await HarvestAsync(options, world, "measured", world.Settings());
        var rows = Rows(run);
        Figures.Print("discord", "messages stored", rows, "");
        Figures.Print("discord", "rate of the step", rows / run.SecondsOf("discord"), "messages/s");
        Figures.Print("discord", "rate by CPU time", rows / run.Cpu.TotalSeconds, "messages per CPU second");
        Figures.Print("discord", "step", run.SecondsOf("discord"), "s");
        run.Print("discord");
        return run.ExitCode;
    }

    /// <summary>
    /// Own pacing of 4 requests a second binds where the service allows five a second and channel; where it allows five in five seconds, as Discord
    /// does, the channel with the most talk binds.
    /// </summary>
    private static async Task<int> PacedAsync(Arguments options)
    {
        var rate = options.Number("messages", 24_000) / (Members * Days * Volume);
        await using var world = await BenchmarkWorld.StartAsync(
            Members, Days, rate, new DiscordServerOptions { MessagesLimit = options.Number("channel-limit", 25) });
        var settings = world.Settings();
        settings["DISCORD_TARGET_RPS"] = $"{OwnRate}";
        var run = await HarvestAsync(options, world, "paced", settings);
        var arrivals = world.Discord.Requests.Select(request => request.At).ToList();
        var seconds = arrivals[^1].Since(arrivals[0]).TotalSeconds;
        var busiest = world.Discord.Requests.GroupBy(request => request.Path).Max(group => group.Count());
        Figures.Print("discord paced", "requests", arrivals.Count, $"in {seconds:0.0} s");
        Figures.Print("discord paced", "share of the own 4/s used", 100 * (arrivals.Count - OwnRate) / (OwnRate * seconds), "%");
        Figures.Print("discord paced", "requests of the busiest channel", busiest, "");
        Figures.Print("discord paced", "requests before their time", world.Discord.LimitViolations, "");
        run.Print("discord paced");
        return world.Discord.LimitViolations == 0 ? run.ExitCode : 1;
    }

    private static Task<ClientRun> HarvestAsync(Arguments options, BenchmarkWorld world, string folder, Dictionary<string, string> settings) =>
        ClientRun.StartAsync(
            options.Client, world.NewFolder(folder), settings, "harvest", "--only", "discord", "--now", BenchmarkWorld.Now.ToIso());

    private static long Rows(ClientRun run) => run.Summary.GetProperty("steps").EnumerateArray()
        .Single(step => step.GetProperty("name").GetString() == "discord").GetProperty("rows").GetInt64();
}
