using ClanStats.Domain.Activity;
using ClanStats.Hosting;
using ClanStats.Hosting.CommandLine;
using ClanStats.Hosting.Composition;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;
using ClanStats.Tests.Fixtures;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.EndToEnd;

/// <summary>The whole program in a folder of its own, on a fresh pair of loopback servers.</summary>
internal sealed class ClanNight : IAsyncDisposable
{
    public static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    private readonly StringWriter _answers = new();
    private readonly StringWriter _diagnostics = new();

    private ClanNight(SimulatedClan clan, WiseOldManServer wiseOldMan, DiscordServer discord)
    {
        Clan = clan;
        WiseOldMan = wiseOldMan;
        Discord = discord;
        Root = Directory.CreateTempSubdirectory("clanstats-night-").FullName;
        Directory.CreateDirectory(WorkingFolder);
        Environment = LoopbackSettings.Of(clan, wiseOldMan, discord);
        Environment["HTTP_RETRIES"] = "0";
    }

    public SimulatedClan Clan { get; }

    public WiseOldManServer WiseOldMan { get; }

    public DiscordServer Discord { get; }

    public Dictionary<string, string> Environment { get; }

    public string Root { get; }

    public string WorkingFolder => Path.Combine(Root, "work");

    public string Output => Path.Combine(WorkingFolder, "out");

    public string DatabaseFile => Path.Combine(WorkingFolder, "data", "clan_data.db");

    /// <summary>Where the program lies.</summary>
    public string ProgramFolder { get; set; } = AppContext.BaseDirectory;

    /// <summary>What somebody at the terminal types; null: nobody is there.</summary>
    public string? Typed { get; set; }

    public string Answers => _answers.ToString();

    public string Diagnostics => _diagnostics.ToString();

    public static async Task<ClanNight> StartAsync(int members = 24, int days = 40)
    {
        var clan = new SimulatedClan(new SimulationOptions { Members = members, Days = days, Seed = 7, Now = Now, MessagesPerMemberDay = 0.5 });
        return new ClanNight(
            clan,
            await WiseOldManServer.StartAsync(clan, new WiseOldManServerOptions { HasLimits = false }),
            await DiscordServer.StartAsync(clan, new DiscordServerOptions { HasLimits = false }));
    }

    public Task<ExitCode> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    public Task<ExitCode> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var host = new ProgramHost
        {
            Terminal = new Terminal(_answers, _diagnostics) { Input = Typed is null ? null : new StringReader(Typed) },
            Surroundings = new ProcessSurroundings
            {
                WorkingFolder = WorkingFolder,
                ProgramFolder = ProgramFolder,
                TemporaryFolder = Path.Combine(Root, "temp"),
                Environment = Environment,
            },
            Run = RunComposition.RunAsync,
            Check = CheckWork.RunAsync,
            Database = DatabaseWork.RunAsync,
            Import = ImportWork.RunAsync,
            Member = MemberWork.RunAsync,
            Forget = ForgetWork.RunAsync,
            Runs = RunsWork.RunAsync,
            Init = InitWork.RunAsync,
        };
        return CommandLineProgram.RunAsync(arguments, host, cancellationToken);
    }

    /// <summary>One night at the simulated present.</summary>
    public Task<ExitCode> NightAsync(params string[] more) => RunAsync(["run", "--now", Clan.Now.ToIso(), .. more]);

    public List<T> Query<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return [.. connection.Query<T>(sql)];
    }

    /// <summary>What an officer with a SQLite tool, or time, did to the database.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }

    /// <summary>How many rows each table holds, but for the tables a run always writes into.</summary>
    public Dictionary<string, long> RowCounts() => Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .Where(table => table is not ("pipeline_runs" or "pipeline_steps"))
        .ToDictionary(table => table, table => Query<long>($"SELECT count(*) FROM {table}").Single());

    public async ValueTask DisposeAsync()
    {
        await WiseOldMan.DisposeAsync();
        await Discord.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }
}
