using System.Net;
using ClanStats.Domain.Runs;
using ClanStats.Harvest;
using ClanStats.Harvest.Http;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Harvest.Http.Limits;
using ClanStats.Simulation.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Tests.Http;

public sealed class PipelineTests
{
    [Fact]
    public async Task Every_attempt_waits_its_turn_so_that_retries_break_no_pace()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync(rpm: 18);
        for (var i = 0; i < 10; i++)
        {
            harness.Server.Fail(Fault.Status(500), skip: 4 * i, times: 2);
        }

        for (var i = 0; i < 40; i++)
        {
            (await harness.GetAsync("/groups/7042")).IsSuccess.ShouldBeTrue();
        }

        harness.Server.Requests.Count.ShouldBe(60);
        harness.MostWithin(60).ShouldBe(18);
    }

    [Fact]
    public async Task Nearly_all_of_the_own_rate_is_used()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync(hasLimits: true, rpm: 18);

        for (var i = 0; i < 18 * 10; i++)
        {
            await harness.GetAsync("/groups/7042/competitions");
        }

        harness.Server.LimitViolations.ShouldBe(0);
        harness.SecondsPassed.ShouldBeLessThan(9 * 60 * 1.05);
    }

    [Fact]
    public async Task Waiting_for_a_turn_counts_for_no_time_out()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync();
        var options = new HarvestOptions { HttpTimeoutSeconds = 10, HttpRetries = 0 };
        using var client = new ServiceClient(
            new ServiceProfile("wom", harness.Server.BaseUrl, new Dictionary<string, string>(), 1, TimeSpan.FromMinutes(1), 2),
            options, new FixtureChain(options, new FixtureSecrets([])), new RequestLog(), harness.Clock, NullLogger<ServiceClient>.Instance);
        await client.GetAsync("/groups/7042", "test", default);

        var second = client.GetAsync("/groups/7042", "test", default);
        harness.Clock.TimersWaiting.ShouldBe(1);
        harness.Clock.Advance(TimeSpan.FromMinutes(1));

        (await second).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_cut_off_in_its_body_is_asked_again()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync();
        harness.Server.Fail(Fault.Truncated(), times: 2);

        (await harness.GetAsync("/groups/7042")).IsSuccess.ShouldBeTrue();

        harness.Requests.All.Single().Attempts.ShouldBe(3);
    }

    [Fact]
    public async Task Attempts_are_spread_out_and_come_to_an_end()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync();
        harness.Server.Fail(Fault.Reset(), times: int.MaxValue);

        (await Should.ThrowAsync<HarvestException>(() => harness.GetAsync("/groups/7042"))).Message.ShouldContain("after 5 attempts");

        var gaps = harness.Arrivals.Zip(harness.Arrivals.Skip(1), (one, next) => next - one).ToList();
        gaps.Count.ShouldBe(4);
        gaps.Sum().ShouldBeInRange(3, 60);
    }

    [Fact]
    public async Task A_service_that_is_down_stops_being_asked_and_is_asked_again_later()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync();
        harness.Server.Fail(Fault.Status(502, "<html>Bad gateway</html>"), times: 10);
        (await harness.GetAsync("/groups/7042")).Status.ShouldBe(HttpStatusCode.BadGateway);
        (await harness.GetAsync("/groups/7042")).Status.ShouldBe(HttpStatusCode.BadGateway);

        var fault = await Should.ThrowAsync<HarvestException>(() => harness.GetAsync("/groups/7042"));

        fault.StopsTheSource.ShouldBeTrue();
        fault.Message.ShouldStartWith("wom is down: 10 attempts in a row");
        harness.Server.Requests.Count.ShouldBe(10);
        harness.Clock.Advance(TimeSpan.FromMinutes(6));
        (await harness.GetAsync("/groups/7042")).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task One_thing_that_fails_among_others_that_succeed_takes_no_service_down()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync();
        harness.Server.Respond("GET", "/groups/7042/activity", 500);

        for (var i = 0; i < 6; i++)
        {
            (await harness.GetAsync("/groups/7042/activity")).Status.ShouldBe(HttpStatusCode.InternalServerError);
            (await harness.GetAsync("/groups/7042")).IsSuccess.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Budgets_that_one_player_or_code_refuses_say_nothing_of_the_service()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync(retries: 0);
        harness.Server.Fail(
            Fault.Status(429, """{"code":"PLAYER_IS_RATE_LIMITED","message":"x"}""", new Dictionary<string, string>
            {
                ["RateLimit-Remaining"] = "0",
                ["RateLimit-Reset"] = "41",
                ["Retry-After"] = "41",
            }));
        await harness.GetAsync("/players/somebody");

        (await harness.GetAsync("/groups/7042")).IsSuccess.ShouldBeTrue();
        harness.SecondsPassed.ShouldBe(0);
    }

    [Theory]
    [InlineData("GET", "/channels/123456789012345678/messages?limit=100&after=0", "GET channels/123456789012345678/messages", "channels/123456789012345678")]
    [InlineData("GET", "/guilds/1/members/222", "GET guilds/1/members/:id", "guilds/1")]
    [InlineData("POST", "/webhooks/5/token?wait=true", "POST webhooks/5/token", "webhooks/5/token")]
    [InlineData("GET", "/users/@me", "GET users/@me", "")]
    public void A_route_is_its_method_its_form_and_its_top_level_id(string method, string path, string route, string resource) =>
        RouteKey.Of(LimitStyle.Discord, new HttpMethod(method), path).ShouldBe(new RouteKey(route, resource));
}
