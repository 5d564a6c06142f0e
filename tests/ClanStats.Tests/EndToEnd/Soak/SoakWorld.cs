using ClanStats.Domain.Activity;
using ClanStats.Hosting;
using ClanStats.Hosting.CommandLine;
using ClanStats.Hosting.Composition;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;
using ClanStats.Storage;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.EndToEnd.Soak;

/// <summary>A simulated clan whose months lie ahead, its two servers, and the one folder all nights of the program work in.</summary>
internal sealed class SoakWorld : IAsyncDisposable
{
    private const int DaysBefore = 14;

    private static readonly UtcInstant First = UtcInstant.From(new DateTimeOffset(2026, 9, 20, 0, 0, 0, TimeSpan.Zero));

    private readonly string _root = Directory.CreateTempSubdirectory("clanstats-soak-").FullName;

    private SoakWorld(SimulatedClan clan, WiseOldManServer wiseOldMan, DiscordServer discord) => (Clan, WiseOldMan, Discord) = (clan, wiseOldMan, discord);

    public SimulatedClan Clan { get; }

    public WiseOldManServer WiseOldMan { get; }

    public DiscordServer Discord { get; }

    /// <summary>The program's working folder.</summary>
    public string Folder => Path.Combine(_root, "clan");

    public string DatabaseFile => Path.Combine(Folder, "data", "clan_data.db");

    /// <summary>Whether the folder stays when the soak is over, to be looked at.</summary>
    public bool Keeps { get; init; }

    /// <summary>What the program told in this process.</summary>
    public string Told { get; private set; } = "";

    /// <summary>Requests the servers received so far.</summary>
    public (int WiseOldMan, int Discord) Requests => (WiseOldMan.Requests.Count, Discord.Requests.Count);

    public static async Task<SoakWorld> StartAsync(int members, SoakPlan plan, int seed, bool keeps = false)
    {
        var clan = new SimulatedClan(new SimulationOptions
        {
            Members = members,
            Days = plan.Nights.Count + DaysBefore,
            Seed = seed,
            Now = plan.Nights[^1].At,
            Start = plan.Nights[0].At,
            MessagesPerMemberDay = 1,
        });
        var world = new SoakWorld(
            clan,
            await WiseOldManServer.StartAsync(clan, new WiseOldManServerOptions { HasLimits = false }),
            await DiscordServer.StartAsync(clan, new DiscordServerOptions { HasLimits = false }))
        {
            Keeps = keeps,
        };
        Directory.CreateDirectory(world.Folder);
        return world;
    }

    /// <summary>Draws the nights of a soak.</summary>
    public static SoakPlan Plan(int nights, int seed) => SoakPlan.Draw(nights, seed, First);

    /// <summary>The settings of a night.</summary>
    public Dictionary<string, string> Settings(SoakNight night) => new(LoopbackSettings.Of(Clan, WiseOldMan, Discord), StringComparer.Ordinal)
    {
        ["WOM_BACKFILL_MINUTES"] = "600",
        ["HTTP_RETRIES"] = $"{night.Retries}",
    };

    /// <summary>The command of a night.</summary>
    public string[] Command => ["run", "--now", Clan.Now.ToIso()];

    /// <summary>Runs a command in this process.</summary>
    public async Task<ExitCode> RunInsideAsync(SoakNight night, params string[] arguments)
    {
        using var told = new StringWriter();
        var host = new ProgramHost
        {
            Terminal = new Terminal(told, told),
            Surroundings = new ProcessSurroundings
            {
                WorkingFolder = Folder,
                ProgramFolder = AppContext.BaseDirectory,
                TemporaryFolder = Path.Combine(_root, "temp"),
                Environment = Settings(night),
            },
            Run = RunComposition.RunAsync,
            Migrate = MigrationWork.RunAsync,
            Database = DatabaseWork.RunAsync,
        };
        var exit = await CommandLineProgram.RunAsync(arguments, host, CancellationToken.None);
        Told = told.ToString();
        return exit;
    }

    /// <summary>Plans a night's faults at the servers.</summary>
    /// <param name="night">The night.</param>
    /// <param name="usual">Requests of the last whole night.</param>
    public void Disturb(SoakNight night, (int WiseOldMan, int Discord) usual)
    {
        if (night.WithoutDiscord)
        {
            Discord.Fail(night.Number % 2 == 0 ? Fault.Reset() : Fault.Status(503, "<html>down</html>"), times: int.MaxValue);
        }

        foreach (var fault in night.Faults)
        {
            LoopbackServer server = fault.AtDiscord ? Discord : WiseOldMan;
            server.Fail(fault.Make(), skip: (int)(fault.Place * (fault.AtDiscord ? usual.Discord : usual.WiseOldMan)), times: fault.Times);
        }
    }

    /// <summary>Ends the disturbances.</summary>
    public void Heal()
    {
        WiseOldMan.Heal();
        Discord.Heal();
    }

    /// <summary>Runs a night as a process of its own and kills it.</summary>
    /// <param name="client">The program.</param>
    /// <param name="night">The night.</param>
    /// <param name="usual">Requests of the last whole night.</param>
    /// <returns>Whether it was still at work.</returns>
    public async Task<bool> KillAsync(string client, SoakNight night, (int WiseOldMan, int Discord) usual)
    {
        var (before, whole) = (Requests, usual.WiseOldMan + (night.WithoutDiscord ? 0 : usual.Discord));
        var behind = (int)(Math.Min(1, night.KilledAt!.Value) * whole);
        using var process = ChildProgram.StartUnheard(client, Folder, Settings(night), Command);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!process.HasExited && Requests is var now && now.WiseOldMan + now.Discord - before.WiseOldMan - before.Discord < behind)
        {
            await timer.WaitForNextTickAsync();
        }

        // Behind the last request the night still resolves, counts and writes, for about a second.
        using var rest = new CancellationTokenSource(TimeSpan.FromSeconds(Math.Max(0.001, 3 * (night.KilledAt.Value - 1))));
        await process.WaitForExitAsync(rest.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        var wasAtWork = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        return wasAtWork;
    }

    /// <summary>The hash of everything the database knows.</summary>
    public string ContentHash()
    {
        using var database = Open();
        return ClanStats.Storage.Verification.ContentHash.Of(database, CancellationToken.None);
    }

    /// <summary>Rows of the tables that grow, and the bytes of the database's pages.</summary>
    public (long Snapshots, long Messages, long Members, long Bytes) Size()
    {
        using var database = Open();
        var rows = database.Read("soak", connection => new[] { "wom_snapshots", "discord_messages", "clan_members WHERE left_at IS NULL" }
            .Select(table => Dapper.SqlMapper.ExecuteScalar<long>(connection, $"SELECT count(*) FROM {table}")).ToArray());
        var bytes = database.Read("soak", connection => new[] { "page_count", "page_size" }
            .Select(pragma => Dapper.SqlMapper.ExecuteScalar<long>(connection, $"PRAGMA {pragma}")).Aggregate((count, size) => count * size));
        return (rows[0], rows[1], rows[2], bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await WiseOldMan.DisposeAsync();
        await Discord.DisposeAsync();
        if (!Keeps)
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    private Database Open() => new(new StorageOptions { DatabaseFile = DatabaseFile });
}
