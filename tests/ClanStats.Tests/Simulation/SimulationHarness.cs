using System.Net;
using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Simulation;

/// <summary>One clan with a server and a client that a polite caller would be.</summary>
internal sealed class SimulationHarness : IAsyncDisposable
{
    public static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    private readonly HttpClient _client = new();
    private readonly LoopbackServer _server;

    private SimulationHarness(SimulatedClan clan, LoopbackServer server)
    {
        Clan = clan;
        _server = server;
        _client.DefaultRequestHeaders.Add("User-Agent", "DiscordBot (https://example.invalid, 1.0)");
        _client.DefaultRequestHeaders.Add("Authorization", "Bot " + new DiscordServerOptions().Token);
    }

    public SimulatedClan Clan { get; }

    public FakeTimeProvider Clock { get; private init; } = new();

    public WiseOldManServer Wom => (WiseOldManServer)_server;

    public DiscordServer Discord => (DiscordServer)_server;

    public string Group => $"/groups/{Clan.Options.GroupId}";

    public static SimulatedClan Small(int seed = 1, int members = 40, int days = 60) =>
        new(new SimulationOptions { Members = members, Days = days, Seed = seed, Now = Now });

    public static async Task<SimulationHarness> WomAsync(SimulatedClan? clan = null, bool hasLimits = false)
    {
        clan ??= Small();
        var clock = new FakeTimeProvider();
        var server = await WiseOldManServer.StartAsync(clan, new WiseOldManServerOptions { HasLimits = hasLimits, Time = clock });
        return new SimulationHarness(clan, server) { Clock = clock };
    }

    public static async Task<SimulationHarness> DiscordAsync(SimulatedClan? clan = null, bool hasLimits = false)
    {
        clan ??= Small();
        var clock = new FakeTimeProvider();
        var server = await DiscordServer.StartAsync(clan, new DiscordServerOptions { HasLimits = hasLimits, Time = clock });
        return new SimulationHarness(clan, server) { Clock = clock };
    }

    /// <summary>Reads a path; the body must be JSON.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> GetAsync(string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _server.BaseUrl + path);
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        return await SendAsync(request);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> PostAsync(string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _server.BaseUrl + path)
        {
            Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        return await SendAsync(request);
    }

    public Task<byte[]> BytesAsync(string path) => _client.GetByteArrayAsync(_server.BaseUrl + path);

    public Task<HttpResponseMessage> RawAsync(string url, CancellationToken cancellation = default) => _client.GetAsync(url, cancellation);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> SendAsync(HttpRequestMessage request)
    {
        var response = await _client.SendAsync(request);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, body.RootElement.Clone(), response);
    }
}
