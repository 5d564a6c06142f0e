using System.Diagnostics;
using ClanStats.Pipeline;
using ClanStats.Tests.EndToEnd.Soak;

namespace ClanStats.Benchmarks;

/// <summary>Sixty nights in one go on one database, then every check of <see cref="SoakRun"/>, memory and disk.</summary>
internal static class SoakScenario
{
    private const double Megabyte = 1024 * 1024;

    public static async Task<int> RunAsync(Arguments options)
    {
        var (nights, seed, inside, older) = (options.Number("nights", 60), options.Number("seed", 1), options.Has("inside"), options.Optional("older"));
        var plan = SoakWorld.Plan(nights, seed);
        string ClientOf(SoakNight night) => older is not null && night.Number < plan.UpgradeBefore ? older : options.Client;
        Figures.Print("soak", "seed", $"{seed}");
        var watch = Stopwatch.StartNew();
        await using var world = await SoakWorld.StartAsync(options.Number("members", 24), plan, seed, options.Has("keep"));
        var soak = new SoakRun(world, plan, inside ? InsideAsync : (_, night) => OutsideAsync(world, night, ClientOf(night)), ClientOf)
        {
            BeganOlder = older is not null,
            Tell = Console.WriteLine,
        };
        var result = await soak.RunAsync();
        foreach (var line in result.Told)
        {
            Figures.Print("soak", "held", line);
        }

        var memory = MemoryTrend.Of(result.Memory);
        Figures.Print("soak", inside ? "managed memory after collection" : "peak memory", $"{memory.Early / Megabyte:0.0} MB early, {memory.Late / Megabyte:0.0} MB late: {(memory.IsFlat ? "flat" : "GROWS")}");
        var disk = StraightLine.Through([.. result.Bytes.Skip(1).Select(bytes => bytes / 1024.0)]);
        Figures.Print("soak", "database", $"{result.Bytes[0] / 1024:N0} KB after the first night, {result.Bytes[^1] / 1024:N0} KB after the last; {disk.Slope:0.0} KB a night, at most {disk.Worst:N0} KB off that line; {disk.Early:0.0} KB a night in the first half, {disk.Late:0.0} in the second: {(disk.IsAtMostLinear ? "at most linear" : "QUICKENS")}");
        foreach (var fault in result.Faults)
        {
            Figures.Print("soak", "FAULT", fault);
        }

        var passed = result.Faults.Count == 0 && memory.IsFlat && disk.IsAtMostLinear;
        Figures.Print("soak", "verdict", passed ? "no loss, no drift, memory flat, disk at most linear" : "FAILED");
        if (world.Keeps)
        {
            Figures.Print("soak", "kept", world.Folder);
        }

        Figures.Print("soak", "took", watch.Elapsed.TotalSeconds, "s");
        return passed ? 0 : 1;
    }

    private static async Task<(ExitCode Exit, long Memory)> InsideAsync(SoakWorld world, SoakNight night)
    {
        var exit = await world.RunInsideAsync(night, world.Command);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return (exit, GC.GetTotalMemory(forceFullCollection: true));
    }

    private static async Task<(ExitCode Exit, long Memory)> OutsideAsync(SoakWorld world, SoakNight night, string client)
    {
        var run = await ClientRun.StartAsync(client, world.Folder, world.Settings(night), world.Command);
        return ((ExitCode)run.ExitCode, run.PeakBytes);
    }
}
