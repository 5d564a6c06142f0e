using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Harvest;
using ClanStats.Harvest.Http;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;
using ClanStats.Storage;
using ClanStats.Tests.Fixtures;
using ClanStats.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Tests.WiseOldMan;

/// <summary>Requests for updates against a simulated WOM; both go by one clock, which leaps over every wait.</summary>
internal sealed class UpdateHarness : IAsyncDisposable
{
    public const string Code = "123-456-789";

    /// <summary>Noon: some members had their snapshot of the day already, others wait for it since yesterday morning.</summary>
    public static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    private readonly TempDatabase _database = new();

    private UpdateHarness(SimulatedClan clan, WiseOldManServer server, TimeProvider clock)
    {
        (Clan, Server, Clock, Began) = (clan, server, clock, UtcInstant.From(clock.GetUtcNow()));
        Options = new WiseOldManOptions { GroupId = clan.Options.GroupId, BaseUrl = server.BaseUrl };
    }

    public SimulatedClan Clan { get; }

    public WiseOldManServer Server { get; }

    public TimeProvider Clock { get; }

    public UtcInstant Began { get; }

    public WiseOldManOptions Options { get; }

    public HarvestOptions Harvest { get; } = new() { HttpTimeoutSeconds = 36_000 };

    public RequestLog Requests { get; } = new();

    public List<string> Failures { get; } = [];

    public string Group => $"/groups/{Options.GroupId}";

    public IReadOnlyList<string> Purposes => [.. Requests.All.Select(request => $"{request.Method} {request.Purpose}")];

    /// <summary>Seconds after the beginning at which the group was polled.</summary>
    public IReadOnlyList<double> Polls =>
        [.. Server.Requests.Where(request => request.Method == "GET").Select(request => request.At.Since(Began).TotalSeconds)];

    public IReadOnlyList<ReceivedRequest> Posts => [.. Server.Requests.Where(request => request.Method == "POST")];

    /// <summary>The members an update-all queues.</summary>
    public static IReadOnlyList<SimulatedPlayer> Outdated(SimulatedClan clan) =>
        [.. clan.Members.Where(player => clan.HistoryOf(player).TimeBefore(Now) is not { } at || Now.HoursSince(at) > 23.5)];

    public static SimulatedClan NewClan() => new(new SimulationOptions { Members = 40, Days = 60, Seed = 1, Now = Now });

    public static async Task<UpdateHarness> StartAsync(Func<SimulatedClan, TimeSpan>? workAtEach = null, bool hasLimits = false)
    {
        var clan = NewClan();
        var clock = new FakeTimeProvider();
        var server = await WiseOldManServer.StartAsync(clan, new WiseOldManServerOptions
        {
            HasLimits = hasLimits,
            VerificationCode = Code,
            UpdateInterval = workAtEach?.Invoke(clan) ?? TimeSpan.FromMilliseconds(250),
            Time = clock,
        });
        return new UpdateHarness(clan, server, new LeapingClock(clock));
    }

    public async Task<UpdateResult> AskAsync()
    {
        using var http = NewHttp();
        var reader = new WiseOldManClient(http, Options);
        var client = new UpdateClient(http, Options);
        var progress = new NoProgress();
        var request = new UpdateRequest(
            client, Options, Harvest,
            new UpdateWait(reader, Options, progress, Clock, NullLogger<UpdateWait>.Instance),
            new StaleUpdates(reader, client, new StaleMemberStore(_database.Database, new HarvestCursorStore(_database.Database)), Options, progress),
            NullLogger<UpdateRequest>.Instance);
        return await request.AskAsync(Run(), Failures, CancellationToken.None);
    }

    public ServiceClient NewHttp() => new(
        new ServiceProfile("wom", Options.BaseUrl, new Dictionary<string, string>(), Options.TargetRpm, TimeSpan.FromMinutes(1), 2),
        Harvest, new FixtureChain(Harvest, new FixtureSecrets([])), Requests, Clock, NullLogger<ServiceClient>.Instance);

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return Server.DisposeAsync();
    }

    private static RunContext Run() => new()
    {
        TraceId = "0123456789abcdef",
        Command = "run",
        Now = Now,
        OutputDirectory = "out",
        StagingDirectory = "staging",
    };

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
