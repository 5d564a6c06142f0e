using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Harvest;
using ClanStats.Harvest.Http;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;
using ClanStats.Tests.Fixtures;
using ClanStats.Tests.WiseOldMan;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Tests.Http;

/// <summary>One service's client before a simulated server; both go by one clock, which leaps over every wait.</summary>
internal sealed class PipelineHarness : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly ServiceClient _client;

    private PipelineHarness(SimulatedClan clan, LoopbackServer server, ServiceProfile profile, FakeTimeProvider clock, int retries)
    {
        (Clan, _server, Clock, Began) = (clan, server, clock, UtcInstant.From(clock.GetUtcNow()));
        var options = new HarvestOptions { HttpTimeoutSeconds = 36_000, HttpRetries = retries };
        _client = new ServiceClient(
            profile, options, new FixtureChain(options, new FixtureSecrets([])), Requests, new LeapingClock(clock), NullLogger<ServiceClient>.Instance);
    }

    public SimulatedClan Clan { get; }

    public FakeTimeProvider Clock { get; }

    public UtcInstant Began { get; }

    public LoopbackServer Server => _server;

    public RequestLog Requests { get; } = new();

    public double SecondsPassed => UtcInstant.From(Clock.GetUtcNow()).Since(Began).TotalSeconds;

    /// <summary>Seconds after the beginning at which requests arrived.</summary>
    public IReadOnlyList<double> Arrivals => [.. _server.Requests.Select(request => request.At.Since(Began).TotalSeconds)];

    public static async Task<PipelineHarness> DiscordAsync(LimitHeaders? limits = null, int rps = 0, int retries = 4, int concurrent = 4)
    {
        var (clan, clock) = (NewClan(), new FakeTimeProvider());
        var server = await DiscordServer.StartAsync(
            clan, new DiscordServerOptions { HasLimits = limits is not null, LimitHeaders = limits ?? LimitHeaders.Honest, Time = clock });
        var headers = new Dictionary<string, string> { ["User-Agent"] = UserAgent.Discord, ["Authorization"] = $"Bot {new DiscordServerOptions().Token}" };
        return new(clan, server, new ServiceProfile("discord", server.BaseUrl, headers, rps, TimeSpan.FromSeconds(1), concurrent), clock, retries);
    }

    public static async Task<PipelineHarness> WiseOldManAsync(bool hasLimits = false, int rpm = 0, int retries = 4)
    {
        var (clan, clock) = (NewClan(), new FakeTimeProvider());
        var server = await WiseOldManServer.StartAsync(clan, new WiseOldManServerOptions { HasLimits = hasLimits, Time = clock });
        var headers = new Dictionary<string, string> { ["User-Agent"] = UserAgent.WiseOldMan(clan.Options.GroupId) };
        return new(clan, server, new ServiceProfile("wom", server.BaseUrl, headers, rpm, TimeSpan.FromMinutes(1), 2), clock, retries);
    }

    public string Messages(int channel = 0) => $"{Channel(channel)}/messages?limit=100&after=0";

    public string Channel(int number = 0) => $"/channels/{Clan.Discord.Channels.Where(channel => channel.Share > 0 && !channel.IsHidden).ElementAt(number).Id}";

    public Task<HttpAnswer> GetAsync(string path, CancellationToken cancellationToken = default) => _client.GetAsync(path, "test", cancellationToken);

    /// <summary>The most requests that arrived within any window of so many seconds.</summary>
    public int MostWithin(double seconds)
    {
        const double Rounding = 0.002;
        var arrivals = Arrivals;
        return arrivals.Max(first => arrivals.Count(at => at >= first && at < first + seconds - Rounding));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private static SimulatedClan NewClan() =>
        new(new SimulationOptions { Members = 20, Days = 14, Seed = 3, Now = UtcInstant.StartOfDay(new DateOnly(2026, 11, 21)) });
}
