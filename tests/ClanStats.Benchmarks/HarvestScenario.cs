namespace ClanStats.Benchmarks;

/// <summary>A first and a steady harvest of a large clan. The simulated services work on the same cores, so wall time includes theirs.</summary>
internal static class HarvestScenario
{
    public static async Task<int> RunAsync(Arguments options)
    {
        var worst = 0;
        foreach (var members in options.Numbers("members", "1000"))
        {
            var days = options.Number("days", 30);
            await using var world = await BenchmarkWorld.StartAsync(members, days, 0.5);
            var folder = world.NewFolder("clan");
            var settings = world.Settings();
            var first = await ClientRun.StartAsync(options.Client, folder, settings, "harvest", "--now", BenchmarkWorld.Now.ToIso());
            Print(first, $"{members} members, {days} days, first harvest");
            world.Clan.MoveTo(BenchmarkWorld.Now.PlusDays(1));
            var steady = await ClientRun.StartAsync(options.Client, folder, settings, "harvest", "--now", world.Clan.Now.ToIso());
            Print(steady, $"{members} members, {days} days, steady harvest");
            worst = Math.Max(worst, Math.Max(first.ExitCode, steady.ExitCode));
        }

        return worst;
    }

    private static void Print(ClientRun run, string name)
    {
        run.Print(name);
        foreach (var step in run.Summary.GetProperty("steps").EnumerateArray().Where(step => step.GetProperty("duration").GetDouble() > 0.05))
        {
            Figures.Print(name, $"step {step.GetProperty("name").GetString()}", $"{step.GetProperty("duration").GetDouble():0.0} s: {step.GetProperty("detail").GetString()}");
        }
    }
}
