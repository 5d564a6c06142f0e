using System.Net;
using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.Simulation;

public sealed class LoopbackServerTests
{
    [Fact]
    public async Task Requests_are_kept_with_path_query_time_and_status()
    {
        await using var harness = await SimulationHarness.WomAsync();
        await harness.GetAsync("/groups/999?limit=3");
        harness.Clock.Advance(TimeSpan.FromSeconds(5));
        await harness.GetAsync(harness.Group + "/competitions");
        var requests = harness.Wom.Requests;
        requests.Select(request => (request.Method, request.Path, request.Query, request.Status)).ShouldBe(
        [
            ("GET", "/groups/999", "?limit=3", 404),
            ("GET", harness.Group + "/competitions", "", 200),
        ]);
        requests[1].At.Since(requests[0].At).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_preset_answer_takes_the_place_of_the_servers_own()
    {
        await using var harness = await SimulationHarness.WomAsync();
        harness.Wom.Respond("GET", harness.Group, 502, new Dictionary<string, string> { ["X-Proof"] = "1" }, "<html>bad gateway</html>");
        for (var i = 0; i < 2; i++)
        {
            var answer = await harness.RawAsync(harness.Wom.BaseUrl + harness.Group + "?x=1");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
            answer.Headers.GetValues("X-Proof").ShouldBe(["1"]);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        }
    }

    [Fact]
    public async Task The_next_or_the_nth_request_can_be_made_to_fail()
    {
        await using var harness = await SimulationHarness.WomAsync();
        harness.Wom.Fail(Fault.Status(503, """{"code":"X"}"""));
        harness.Wom.Fail(Fault.Status(500), path: "/groups/*", skip: 1, times: 2);
        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add((int)(await harness.RawAsync(harness.Wom.BaseUrl + harness.Group + "/competitions")).StatusCode);
        }

        statuses.ShouldBe([503, 200, 500, 500, 200]);
    }

    [Fact]
    public async Task A_held_request_ends_with_the_clients_patience_or_with_the_server()
    {
        var harness = await SimulationHarness.DiscordAsync();
        harness.Discord.Fail(Fault.Hang(), times: 2);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Should.ThrowAsync<OperationCanceledException>(() => harness.RawAsync(harness.Discord.BaseUrl + "/users/@me", patience.Token));

        using var client = new HttpClient();
        var held = client.GetAsync(harness.Discord.BaseUrl + "/users/@me");
        await harness.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(() => held);
    }

    [Fact]
    public async Task A_connection_can_be_broken_off()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        harness.Discord.Fail(Fault.Reset());
        await Should.ThrowAsync<HttpRequestException>(() => harness.RawAsync(harness.Discord.BaseUrl + "/users/@me"));
        (await harness.GetAsync("/users/@me")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
