using System.Diagnostics;
using System.Globalization;
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
using ClanStats.Storage.Verification;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.EndToEnd;

/// <summary>
/// Harvests of one small clan that are disturbed and then run again, each in a folder of its own: killed from outside as a process of their own,
/// or in this process with a request that fails. The servers stay the same, so that equal databases have equal hashes.
/// </summary>
internal sealed class ResilienceTrial : IAsyncDisposable
{
    private static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Seconds after which a harvest that meets a silent server gives up, so that a trial is soon over.</summary>
    private const int Impatient = 1;

    /// <summary>Seconds for a harvest that must get every answer, however busy the machine is.</summary>
    private const int Patient = 60;

    private readonly SimulatedClan _clan;
    private readonly string _root = Directory.CreateTempSubdirectory("clanstats-trial-").FullName;
    private int _folders;

    private ResilienceTrial(SimulatedClan clan, WiseOldManServer wiseOldMan, DiscordServer discord) =>
        (_clan, WiseOldMan, Discord) = (clan, wiseOldMan, discord);

    public WiseOldManServer WiseOldMan { get; }

    public DiscordServer Discord { get; }

    /// <summary>What the last harvest in this process had to say.</summary>
    public string Diagnostics { get; private set; } = "";

    public static async Task<ResilienceTrial> StartAsync(int members, int days)
    {
        var clan = new SimulatedClan(new SimulationOptions { Members = members, Days = days, Seed = 11, Now = Now, MessagesPerMemberDay = 1 });
        var wiseOldMan = await WiseOldManServer.StartAsync(clan, new WiseOldManServerOptions { HasLimits = false });
        var discord = await DiscordServer.StartAsync(clan, new DiscordServerOptions { HasLimits = false });
        (wiseOldMan.RemembersAnswers, discord.RemembersAnswers) = (true, true);
        return new ResilienceTrial(clan, wiseOldMan, discord);
    }

    /// <summary>The hash of a harvest nothing happens to.</summary>
    public async Task<string> UndisturbedAsync()
    {
        var folder = NewFolder();
        await HarvestAsync(folder, ExitCode.Done);
        return HashOf(folder);
    }

    /// <summary>How long a process takes for a whole harvest.</summary>
    public async Task<TimeSpan> LengthAsync()
    {
        var started = Stopwatch.StartNew();
        using var process = Start(NewFolder());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? started.Elapsed : throw new InvalidOperationException($"an undisturbed harvest ends with {process.ExitCode}");
    }

    /// <summary>Kills a harvest after a time, runs it again and gives the hash.</summary>
    public async Task<(string Hash, bool WasAtWork, int Requests)> KillAsync(TimeSpan after)
    {
        var folder = NewFolder();
        var before = WiseOldMan.Requests.Count + Discord.Requests.Count;
        using var process = Start(folder);
        using var time = new CancellationTokenSource(after);
        await process.WaitForExitAsync(time.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        var wasAtWork = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        var requests = WiseOldMan.Requests.Count + Discord.Requests.Count - before;
        await HarvestAsync(folder, ExitCode.Done);
        return (HashOf(folder), wasAtWork, requests);
    }

    /// <summary>Fails one request of a harvest, runs it again and gives the hash.</summary>
    /// <param name="server">Whose request.</param>
    /// <param name="number">Which, from 1 in the order of arrival.</param>
    /// <param name="fault">How it fails.</param>
    public async Task<(string Hash, ExitCode First)> FailAsync(LoopbackServer server, int number, Fault fault)
    {
        var folder = NewFolder();
        server.Fail(fault, skip: number - 1);
        var first = await HarvestAsync(folder, null);
        server.Heal();
        await HarvestAsync(folder, ExitCode.Done);
        return (HashOf(folder), first);
    }

    public async ValueTask DisposeAsync()
    {
        await WiseOldMan.DisposeAsync();
        await Discord.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private string NewFolder() => Directory.CreateDirectory(
        Path.Combine(_root, Interlocked.Increment(ref _folders).ToString(CultureInfo.InvariantCulture))).FullName;

    private string[] Harvest => ["harvest", "--now", Now.ToIso()];

    private async Task<ExitCode> HarvestAsync(string folder, ExitCode? expected)
    {
        var (exit, told) = await RunAsync(folder, Harvest, expected is null ? Impatient : Patient);
        Diagnostics = told;
        return expected is null || exit == expected ? exit : throw new InvalidOperationException($"the harvest ends with {exit}: {told}");
    }

    private static string HashOf(string folder)
    {
        using var database = new Database(new StorageOptions { DatabaseFile = Path.Combine(folder, "data", "clan_data.db") });
        return ContentHash.Of(database, CancellationToken.None);
    }

    private async Task<(ExitCode Exit, string Told)> RunAsync(string folder, string[] arguments, int timeout)
    {
        using var told = new StringWriter();
        var host = new ProgramHost
        {
            Terminal = new Terminal(told, told),
            Surroundings = new ProcessSurroundings
            {
                WorkingFolder = folder,
                ProgramFolder = AppContext.BaseDirectory,
                TemporaryFolder = Path.Combine(folder, "temp"),
                Environment = Settings(timeout),
            },
            Run = RunComposition.RunAsync,
        };
        return (await CommandLineProgram.RunAsync(arguments, host, CancellationToken.None), told.ToString());
    }

    private Process Start(string folder) => ChildProgram.StartUnheard(ChildProgram.Built, folder, Settings(Patient), Harvest);

    private Dictionary<string, string> Settings(int timeout) => new(LoopbackSettings.Of(_clan, WiseOldMan, Discord), StringComparer.Ordinal)
    {
        ["HTTP_RETRIES"] = "0",
        ["HTTP_TIMEOUT"] = $"{timeout}",
        ["BACKUP_NIGHTLY"] = "false",
    };
}
