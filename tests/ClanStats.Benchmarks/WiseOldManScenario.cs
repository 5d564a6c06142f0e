using ClanStats.Storage;
using Dapper;

namespace ClanStats.Benchmarks;

/// <summary>Histories through client, parser and store.</summary>
internal static class WiseOldManScenario
{
    private const int Days = 390;

    /// <summary>Now and then a day has no snapshot, or two.</summary>
    private const int DaysWithSnapshots = 365;

    public static async Task<int> RunAsync(Arguments options)
    {
        var wanted = options.Number("snapshots", 100_000);
        await using var world = await BenchmarkWorld.StartAsync(Math.Max(20, wanted / DaysWithSnapshots), Days, 0.05);
        var settings = world.Settings();
        settings["DISCORD_ENABLED"] = "false";

        // The first run has every answer made; the second meets a server that only sends.
        world.WiseOldMan.RemembersAnswers = true;
        string[] harvest = ["harvest", "--only", "wom", "--now", BenchmarkWorld.Now.ToIso()];
        await ClientRun.StartAsync(options.Client, world.NewFolder("warm-up"), settings, harvest);
        var measured = world.NewFolder("measured");
        var run = await ClientRun.StartAsync(options.Client, measured, settings, harvest);
        using var database = new Database(new StorageOptions { DatabaseFile = Path.Combine(measured, "data", "clan_data.db") });
        var (snapshots, bosses) = database.Read("benchmark", connection => (
            connection.ExecuteScalar<long>("SELECT count(*) FROM wom_snapshots"), connection.ExecuteScalar<long>("SELECT count(*) FROM boss_snapshots")));
        Figures.Print("wom-ingest", "snapshots stored", snapshots, "");
        Figures.Print("wom-ingest", "boss rows stored", bosses, "");
        Figures.Print("wom-ingest", "step", run.SecondsOf("wom"), "s");
        Figures.Print("wom-ingest", "rate of the step", snapshots / run.SecondsOf("wom"), "snapshots/s");
        Figures.Print("wom-ingest", "rate by CPU time", snapshots / run.Cpu.TotalSeconds, "snapshots per CPU second");
        run.Print("wom-ingest");
        return run.ExitCode;
    }
}
