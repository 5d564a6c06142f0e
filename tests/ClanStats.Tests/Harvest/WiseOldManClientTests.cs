using System.Net;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Harvest;
using ClanStats.Harvest.Http;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;
using ClanStats.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Tests.Harvest;

public sealed class WiseOldManClientTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RequestLog _requests = new();
    private SimulatedClan _clan = null!;
    private WiseOldManServer _server = null!;
    private ServiceClient? _http;

    public async Task InitializeAsync()
    {
        _clan = new SimulatedClan(new SimulationOptions { Members = 24, Days = 20, Seed = 3, Now = UtcInstant.StartOfDay(new DateOnly(2026, 11, 21)) });
        _server = await WiseOldManServer.StartAsync(_clan, new WiseOldManServerOptions { Time = _clock });
    }

    public async Task DisposeAsync()
    {
        _http?.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_limit_of_the_service_is_never_met_for_its_answers_tell_what_is_left()
    {
        var client = Client(retries: 4);
        for (var i = 0; i < 45; i++)
        {
            await Patiently(client.GetGroupAsync(_clan.Now, default));
        }

        _server.LimitViolations.ShouldBe(0);
        _requests.All.ShouldAllBe(request => request.Attempts == 1);
    }

    [Fact]
    public async Task Own_pacing_keeps_the_limit_from_ever_being_met()
    {
        var client = Client(rpm: 18);
        for (var i = 0; i < 60; i++)
        {
            await Patiently(client.GetGroupAsync(_clan.Now, default));
        }

        _server.LimitViolations.ShouldBe(0);
        _server.Requests.Count.ShouldBe(60);
        _requests.All.ShouldAllBe(request => request.Attempts == 1);
    }

    [Fact]
    public async Task A_server_fault_is_asked_again_and_told_when_it_stays()
    {
        _server.Fail(Fault.Status(503, "{\"code\":\"HISCORES_SERVICE_UNAVAILABLE\",\"message\":\"down\"}"), times: 2);

        (await Patiently(Client().GetGroupAsync(_clan.Now, default))).Id.ShouldBe(_clan.Options.GroupId);

        _server.Fail(Fault.Status(502, "<html>Bad gateway</html>"), times: 50);
        var fault = await Should.ThrowAsync<HarvestException>(() => Patiently(Client().GetGroupAsync(_clan.Now, default)));
        fault.Status.ShouldBe(HttpStatusCode.BadGateway);
        fault.Message.ShouldNotContain("<html>");
    }

    [Fact]
    public async Task A_connection_cut_off_is_asked_again()
    {
        _server.Fail(Fault.Reset(), times: 1);

        (await Patiently(Client().GetGroupAsync(_clan.Now, default))).Memberships!.Count.ShouldBe(_clan.Members.Count);
    }

    [Fact]
    public async Task An_answer_that_never_comes_ends_at_the_time_out()
    {
        _server.Fail(Fault.Hang(), times: 50);

        var fault = await Should.ThrowAsync<HarvestException>(() => Patiently(Client(retries: 1).GetGroupAsync(_clan.Now, default)));

        fault.Message.ShouldContain("no answer");
    }

    [Fact]
    public async Task A_block_stops_the_source_without_another_request()
    {
        _server.Block();

        var fault = await Should.ThrowAsync<HarvestException>(() => Patiently(Client().GetGroupAsync(_clan.Now, default)));

        fault.StopsTheSource.ShouldBeTrue();
        fault.Message.ShouldContain("blocks this computer");
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_rejected_key_is_told_without_naming_it()
    {
        var fault = await Should.ThrowAsync<HarvestException>(() => Patiently(Client(key: "not-the-key").GetGroupAsync(_clan.Now, default)));

        fault.Message.ShouldContain("WOM_API_KEY");
        fault.Message.ShouldNotContain("not-the-key");
    }

    [Fact]
    public async Task A_group_or_player_that_does_not_exist_is_decided_by_status()
    {
        (await Should.ThrowAsync<HarvestException>(() => Patiently(Client(group: 999_999).GetGroupAsync(_clan.Now, default)))).IsNotFound.ShouldBeTrue();
        (await Patiently(Client().FindPlayerAsync(987_654, default))).ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_of_another_form_is_told_and_not_believed()
    {
        _server.Respond("GET", $"/groups/{_clan.Options.GroupId}", 200, body: "{\"id\": 7042, \"name\": \"cut");

        (await Should.ThrowAsync<HarvestException>(() => Patiently(Client().GetGroupAsync(_clan.Now, default)))).Message.ShouldContain("cut off");
    }

    [Fact]
    public async Task Pages_end_at_the_first_short_one()
    {
        var events = new List<GroupEvent>();
        await foreach (var page in Client(rpm: 18).GetActivityAsync(_clan.Now, default))
        {
            events.AddRange(page.Rows);
        }

        events.Count.ShouldBe(_clan.Activity.Count);
        events.Select(row => row.Key).Distinct().Count().ShouldBe(events.Count);
    }

    private WiseOldManClient Client(int retries = 4, int rpm = 0, string? key = null, long? group = null)
    {
        var options = new WiseOldManOptions { BaseUrl = _server.BaseUrl, GroupId = group ?? _clan.Options.GroupId };
        var headers = new Dictionary<string, string> { ["User-Agent"] = UserAgent.WiseOldMan(options.GroupId) };
        if (key is not null)
        {
            headers["x-api-key"] = key;
        }

        var harvest = new HarvestOptions { HttpRetries = retries, HttpTimeoutSeconds = 60 };
        _http = new ServiceClient(
            new ServiceProfile("wom", options.BaseUrl, headers, rpm, TimeSpan.FromMinutes(1), 2),
            harvest, new FixtureChain(harvest, new FixtureSecrets([])), _requests, _clock, NullLogger<ServiceClient>.Instance);
        return new WiseOldManClient(_http, options);
    }

    /// <summary>Lets the clock run while the work waits for it.</summary>
    private async Task<T> Patiently<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            if (_clock.TimersWaiting > 0)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.WhenAny(work, Task.Delay(1));
        }

        return await work;
    }
}
