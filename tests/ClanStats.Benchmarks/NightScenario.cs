using ClanStats.Simulation.World;
using ClanStats.Storage;
using Dapper;

namespace ClanStats.Benchmarks;

/// <summary>
/// Whole nights, <c>run</c> with every output and the day's backup, on a copy of a database: the simulated services know its members by id and name.
/// The first night meets them and reads what they know of the weeks before; the nights after it are steady.
/// </summary>
internal static class NightScenario
{
    private const string Database = "data/clan_data.db";
    private const int Days = 30;
    private const double MessagesPerMemberDay = 3;
    private const double Megabyte = 1024 * 1024;

    /// <summary>Measures.</summary>
    /// <returns>0; 1 if a night did not end well or made no backup.</returns>
    public static async Task<int> RunAsync(Arguments options)
    {
        var (start, nights) = (options.Instant("now"), options.Number("nights", 8));
        var known = Known(options.Text("db"));
        await using var world = await BenchmarkWorld.StartAsync(new SimulationOptions
        {
            Members = known.Count,
            Known = known,
            Days = Days + nights,
            Now = start.PlusDays(nights),
            Start = start,
            MessagesPerMemberDay = MessagesPerMemberDay,
        });
        var folder = world.NewFolder("clan");
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        File.Copy(options.Text("db"), Path.Combine(folder, Database));
        var settings = world.Settings();
        settings["WOM_UPDATE_WAIT"] = "0";
        var failed = 0;
        for (var night = 0; night <= nights; night++)
        {
            world.Clan.MoveTo(start.PlusDays(night));
            var run = await ClientRun.StartAsync(options.Client, folder, settings, "run", "--now", world.Clan.Now.ToIso());
            failed += Print(run, night == 0 ? "first night" : $"night {night}", folder) ? 0 : 1;
        }

        return failed == 0 ? 0 : 1;
    }

    private static List<KnownPlayer> Known(string file)
    {
        using var database = new Database(new StorageOptions { DatabaseFile = Path.GetFullPath(file) });
        return database.Read("benchmark: members", connection => connection.Query<KnownPlayer>(
            "SELECT wom_player_id AS Id, display_name AS Name FROM clan_members WHERE left_at IS NULL AND wom_player_id IS NOT NULL ORDER BY wom_player_id").ToList());
    }

    private static bool Print(ClientRun run, string name, string folder)
    {
        run.Print(name);
        foreach (var step in run.Summary.GetProperty("steps").EnumerateArray())
        {
            Figures.Print(name, $"step {step.GetProperty("name").GetString()}", $"{step.GetProperty("duration").GetDouble():0.00} s: {step.GetProperty("detail").GetString()}");
        }

        // The next night makes its own, whatever day the machine's clock says it is.
        var backups = Directory.GetFiles(Path.Combine(folder, "backups"), "*.db");
        Figures.Print(name, "backup", backups.Sum(file => new FileInfo(file).Length) / Megabyte, "MB");
        Array.ForEach(backups, File.Delete);
        return run.ExitCode == 0 && backups.Length == 1;
    }
}
