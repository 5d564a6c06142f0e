using System.Text.Json.Nodes;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Harvest;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;
using ClanStats.Storage;
using ClanStats.Tests.Fixtures;
using ClanStats.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Tests.WiseOldMan;

/// <summary>The steps wom and name-changes on a real database file against a simulated WOM, by one clock that leaps over every wait.</summary>
internal sealed class WomHarness : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock;
    private readonly HttpClient _http = new();

    private WomHarness(SimulatedClan clan, WiseOldManServer server, FakeTimeProvider clock)
    {
        (Clan, Server, _clock, Clock) = (clan, server, clock, new LeapingClock(clock));
        Options = new WiseOldManOptions { GroupId = clan.Options.GroupId, BaseUrl = server.BaseUrl, TargetRpm = 0, BackfillPlayers = false };
    }

    public SimulatedClan Clan { get; }

    public WiseOldManServer Server { get; }

    public TimeProvider Clock { get; }

    public TempDatabase Database { get; } = new();

    public WiseOldManOptions Options { get; }

    public HarvestOptions Harvest { get; } = new() { HttpTimeoutSeconds = 36_000, HttpRetries = 0 };

    public FixtureSecrets Secrets { get; set; } = new([]);

    /// <summary>Every request of the last night.</summary>
    public RequestLog Requests { get; private set; } = new();

    public string Group => $"/groups/{Options.GroupId}";

    public int? AcceptedDepartures { get; set; }

    public static async Task<WomHarness> StartAsync(
        SimulatedClan? clan = null, bool hasLimits = false, bool shufflesTies = false, TimeSpan? updateDelay = null, int members = 24, int days = 40)
    {
        clan ??= new SimulatedClan(new SimulationOptions
        {
            Members = members,
            Days = days,
            Seed = 5,
            Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero)),
        });
        var clock = new FakeTimeProvider(clan.Now.ToDateTimeOffset());
        var server = await WiseOldManServer.StartAsync(clan, new WiseOldManServerOptions
        {
            HasLimits = hasLimits,
            ShufflesTies = shufflesTies,
            UpdateDelay = updateDelay ?? TimeSpan.Zero,
            Time = clock,
        });
        return new WomHarness(clan, server, clock);
    }

    /// <summary>One night at the simulated present: both steps, one after the other.</summary>
    public async Task<(StepResult Wom, StepResult NameChanges)> NightAsync(UtcInstant? now = null, CancellationToken cancellationToken = default)
    {
        await using var services = Services();
        Requests = services.GetRequiredService<RequestLog>();
        var run = new RunContext
        {
            TraceId = "0123456789abcdef",
            Command = "run",
            Now = now ?? Clan.Now,
            OutputDirectory = "out",
            StagingDirectory = "staging",
            AcceptedDepartures = AcceptedDepartures,
        };
        run.RunId = services.GetRequiredService<RunStore>().Begin(run, "1.0.0", UtcInstant.From(Clock.GetUtcNow()));
        await using var scope = services.CreateAsyncScope();
        Task<StepResult> Step(string name) => scope.ServiceProvider.GetRequiredKeyedService<IRunStep>(name).RunAsync(run, cancellationToken);
        return (await Step(StepNames.Wom), await Step(StepNames.NameChanges));
    }

    /// <summary>Answers a path from now on with what the server says now, changed.</summary>
    public async Task RewriteAsync(string path, Action<JsonNode> change, string query = "")
    {
        var node = JsonNode.Parse(await _http.GetStringAsync(Server.BaseUrl + path + query))!;
        change(node);
        Server.Respond("GET", path, 200, body: node.ToJsonString());
    }

    /// <summary>The purposes of the last night's requests with how often each was asked.</summary>
    public Dictionary<string, int> Purposes => Requests.All.CountBy(request => request.Purpose).ToDictionary();

    public List<T> Query<T>(string sql) => Database.Query<T>(sql);

    public long Count(string from) => Query<long>($"SELECT count(*) FROM {from}").Single();

    /// <summary>Moves the simulated present and the clock by days.</summary>
    public void NextDay(double days = 1)
    {
        Clan.MoveTo(Clan.Now.PlusDays(days));
        _clock.Advance(Clan.Now.ToDateTimeOffset() - _clock.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
        Database.Dispose();
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton(Clock)
        .AddSingleton<IRunProgress>(new NoProgress())
        .AddSingleton(Database.Options)
        .AddSingleton(Options)
        .AddSingleton(Harvest)
        .AddSingleton(Secrets)
        .AddSingleton(new ReportSettings())
        .AddStorage()
        .AddHarvest()
        .BuildServiceProvider();

    private sealed class NoProgress : IRunProgress, IProgressTask
    {
        public IProgressTask Start(string title, long? total = null) => this;

        public void Advance(long units = 1)
        {
        }

        public void Dispose()
        {
        }
    }
}
