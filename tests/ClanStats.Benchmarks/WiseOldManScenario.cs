namespace ClanStats.Benchmarks;

/// <summary>Histories through client, parser and store.</summary>
internal static class WiseOldManScenario
{
    private const int Days = 390;

    public static async Task<int> RunAsync(Arguments options)
    {
        var wanted = options.Number("snapshots", 100_000);
        await using var world = await BenchmarkWorld.StartAsync(Math.Max(20, wanted / Days), Days, 0.05);
        var settings = world.Settings();
        settings["DISCORD_ENABLED"] = "false";

        // The first run has every answer made; the second meets a server that only sends.
        world.WiseOldMan.RemembersAnswers = true;
        string[] harvest = ["harvest", "--only", "wom", "--now", BenchmarkWorld.Now.ToIso()];
        await ClientRun.StartAsync(options.Client, world.NewFolder("warm-up"), settings, harvest);
        var run = await ClientRun.StartAsync(options.Client, world.NewFolder("measured"), settings, harvest);
        var rows = run.Summary.GetProperty("steps").EnumerateArray()
            .Single(step => step.GetProperty("name").GetString() == "wom").GetProperty("rows").GetInt64();
        Figures.Print("wom-ingest", "what the step says", run.DetailOf("wom"));
        Figures.Print("wom-ingest", "rows", rows, "");
        Figures.Print("wom-ingest", "step", run.SecondsOf("wom"), "s");
        Figures.Print("wom-ingest", "rate of the step", rows / run.SecondsOf("wom"), "snapshots/s");
        run.Print("wom-ingest");
        return run.ExitCode;
    }
}
