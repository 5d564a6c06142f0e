using System.Net;
using ClanStats.Harvest;
using ClanStats.Harvest.Http.Limits;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.Http;

public sealed class DiscordLimitTests
{
    [Fact]
    public async Task A_bucket_the_answers_tell_of_is_never_overdrawn()
    {
        await using var harness = await PipelineHarness.DiscordAsync(LimitHeaders.Honest);

        for (var i = 0; i < 33; i++)
        {
            (await harness.GetAsync(harness.Messages())).IsSuccess.ShouldBeTrue();
        }

        harness.Server.LimitViolations.ShouldBe(0);
        harness.SecondsPassed.ShouldBeInRange(30, 34);
    }

    [Fact]
    public async Task Requests_side_by_side_do_not_overdraw_a_bucket_either()
    {
        await using var harness = await PipelineHarness.DiscordAsync(LimitHeaders.Honest, concurrent: 8);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => harness.GetAsync(harness.Messages())));

        harness.Server.LimitViolations.ShouldBe(0);
        harness.Server.Requests.Count.ShouldBe(40);
    }

    [Fact]
    public async Task Each_channel_has_a_bucket_of_its_own()
    {
        await using var harness = await PipelineHarness.DiscordAsync(LimitHeaders.Honest);

        for (var i = 0; i < 20; i++)
        {
            await harness.GetAsync(harness.Messages(i % 4));
        }

        harness.Server.LimitViolations.ShouldBe(0);
        harness.SecondsPassed.ShouldBe(0);
    }

    [Fact]
    public async Task Until_a_bucket_is_known_one_request_of_its_route_is_under_way()
    {
        await using var harness = await PipelineHarness.DiscordAsync(LimitHeaders.Honest);
        using var giveUp = new CancellationTokenSource();
        harness.Server.Fail(Fault.Hang(), harness.Channel() + "/messages");

        var first = harness.GetAsync(harness.Messages(), giveUp.Token);
        var others = Task.WhenAll(harness.GetAsync(harness.Messages()), harness.GetAsync(harness.Messages()));
        await harness.GetAsync("/users/@me");
        await harness.GetAsync(harness.Messages(1));

        harness.Server.Requests.Count(request => request.Path == harness.Channel() + "/messages").ShouldBe(1);
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        (await others).ShouldAllBe(answer => answer.IsSuccess);
    }

    [Theory]
    [InlineData("2", "7.5", 7.5)]
    [InlineData("9", "0.3", 9)]
    public async Task A_refusal_is_waited_out_as_header_or_body_says_whichever_is_longer(string header, string body, double seconds)
    {
        await using var harness = await PipelineHarness.DiscordAsync();
        harness.Server.Fail(Refusal(body, header));

        (await harness.GetAsync(harness.Messages())).IsSuccess.ShouldBeTrue();

        harness.Arrivals[1].ShouldBeInRange(seconds, seconds + 1);
    }

    [Fact]
    public async Task A_time_to_come_back_may_be_a_date()
    {
        await using var harness = await PipelineHarness.DiscordAsync();
        harness.Server.Fail(Fault.Status(503, "<html>maintenance</html>", new Dictionary<string, string>
        {
            ["Retry-After"] = harness.Clock.GetUtcNow().AddSeconds(40).ToString("R"),
        }));

        (await harness.GetAsync(harness.Messages())).IsSuccess.ShouldBeTrue();

        harness.Arrivals[1].ShouldBeInRange(40, 41);
    }

    [Fact]
    public async Task A_refusal_over_everything_pauses_every_route()
    {
        await using var harness = await PipelineHarness.DiscordAsync(retries: 0);
        harness.Server.Fail(Refusal("12.5", "13", global: true));
        (await harness.GetAsync(harness.Messages())).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        await Task.WhenAll(harness.GetAsync("/users/@me"), harness.GetAsync(harness.Messages(1)));

        harness.Arrivals.Skip(1).ShouldAllBe(at => at >= 13);
    }

    [Fact]
    public async Task A_refusal_of_one_channel_leaves_the_others_alone()
    {
        await using var harness = await PipelineHarness.DiscordAsync(retries: 0);
        harness.Server.Fail(Refusal("12.5", "13"));
        await harness.GetAsync(harness.Messages());

        await harness.GetAsync(harness.Messages(1));
        harness.SecondsPassed.ShouldBe(0);
        await harness.GetAsync(harness.Messages());
        harness.Arrivals[^1].ShouldBeGreaterThan(12.5);
    }

    [Fact]
    public async Task What_others_used_up_is_not_held_against_the_run()
    {
        await using var harness = await PipelineHarness.DiscordAsync(retries: 0);
        harness.Server.Fail(Refusal("0.5", "1", scope: "shared"), times: ServiceGate.MostInvalid + 10);

        for (var i = 0; i < ServiceGate.MostInvalid + 10; i++)
        {
            (await harness.GetAsync(harness.Messages())).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        }

        (await harness.GetAsync(harness.Messages())).IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_hundred_refused_requests_end_the_run_of_the_source(int status)
    {
        await using var harness = await PipelineHarness.DiscordAsync();
        harness.Server.Fail(Fault.Status(status, """{"message":"Missing Access","code":50001}"""), times: int.MaxValue);
        for (var i = 0; i < ServiceGate.MostInvalid; i++)
        {
            ((int)(await harness.GetAsync(harness.Messages())).Status).ShouldBe(status);
        }

        var fault = await Should.ThrowAsync<HarvestException>(() => harness.GetAsync("/users/@me"));

        fault.StopsTheSource.ShouldBeTrue();
        fault.Message.ShouldContain("banned");
        harness.Server.Requests.Count.ShouldBe(ServiceGate.MostInvalid);
    }

    [Fact]
    public async Task Headers_that_lie_cost_a_refusal_or_two_and_own_pacing_holds()
    {
        await using var harness = await PipelineHarness.DiscordAsync(LimitHeaders.Lying, rps: 4);

        for (var i = 0; i < 60; i++)
        {
            (await harness.GetAsync(harness.Messages())).IsSuccess.ShouldBeTrue();
        }

        harness.Server.ImpatientViolations.ShouldBe(0);
        harness.Server.LimitViolations.ShouldBeInRange(1, 3);
        harness.MostWithin(1).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task Without_any_header_the_body_of_a_refusal_is_obeyed()
    {
        await using var harness = await PipelineHarness.DiscordAsync(LimitHeaders.None, rps: 4);

        for (var i = 0; i < 30; i++)
        {
            (await harness.GetAsync(harness.Messages())).IsSuccess.ShouldBeTrue();
        }

        harness.Server.ImpatientViolations.ShouldBe(0);
        harness.MostWithin(1).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task Advice_to_wait_for_a_day_is_followed_for_a_minute()
    {
        await using var harness = await PipelineHarness.DiscordAsync(LimitHeaders.Absurd);

        for (var i = 0; i <= BucketLimiter.MessagesLimit; i++)
        {
            (await harness.GetAsync(harness.Messages())).IsSuccess.ShouldBeTrue();
        }

        harness.SecondsPassed.ShouldBeInRange(60, 61);
    }

    [Fact]
    public async Task A_wait_longer_than_a_run_ends_the_source_at_once()
    {
        await using var harness = await PipelineHarness.DiscordAsync();
        harness.Server.Fail(Refusal("1800.0", "1800"));

        (await harness.GetAsync(harness.Messages())).RetryAfter.ShouldBe(TimeSpan.FromMinutes(30));
        var fault = await Should.ThrowAsync<HarvestException>(() => harness.GetAsync(harness.Messages()));

        fault.StopsTheSource.ShouldBeTrue();
        fault.Message.ShouldContain("30 minutes");
        harness.Server.Requests.Count.ShouldBe(1);
        harness.SecondsPassed.ShouldBe(0);
    }

    [Theory]
    [InlineData("error code: 1015", null)]
    [InlineData("error code: 1015", "3600")]
    [InlineData("<html><title>Access denied | discord.com used Cloudflare</title></html>", "600")]
    [InlineData("""{"code":0,"message":"You are being blocked from accessing our API temporarily"}""", null)]
    public async Task A_block_ends_the_source_without_another_request(string body, string? retryAfter)
    {
        await using var harness = await PipelineHarness.DiscordAsync();
        var headers = retryAfter is null ? [] : new Dictionary<string, string> { ["Retry-After"] = retryAfter };
        harness.Server.Fail(Fault.Status(429, body, headers), times: int.MaxValue);

        var answer = await harness.GetAsync(harness.Messages());

        answer.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.RetryAfter.ShouldBeNull();
        (await Should.ThrowAsync<HarvestException>(() => harness.GetAsync("/users/@me"))).StopsTheSource.ShouldBeTrue();
        harness.Server.Requests.Count.ShouldBe(1);
        harness.SecondsPassed.ShouldBe(0);
    }

    private static Fault Refusal(string body, string header, bool global = false, string scope = "user") => Fault.Status(
        429,
        $$"""{"message":"You are being rate limited.","retry_after":{{body}},"global":{{(global ? "true" : "false")}}}""",
        new Dictionary<string, string> { ["Retry-After"] = header, ["X-RateLimit-Scope"] = global ? "global" : scope });
}
