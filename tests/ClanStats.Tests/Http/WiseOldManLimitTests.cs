using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.Http;

public sealed class WiseOldManLimitTests
{
    [Fact]
    public async Task While_the_limit_is_not_known_one_refusal_teaches_every_request()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync(hasLimits: true);
        await UseUpAsync(harness, 20);

        var answers = await Task.WhenAll(harness.GetAsync("/groups/7042"), harness.GetAsync("/groups/7042/activity"));

        answers.ShouldAllBe(answer => answer.IsSuccess);
        harness.Server.LimitViolations.ShouldBe(1, "the second request waited, for the first had been refused");
        harness.Arrivals.Skip(21).ShouldAllBe(at => at >= 60);
        harness.Arrivals.Count.ShouldBe(23);
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(40, 10)]
    [InlineData(10, 40)]
    public async Task Two_requests_under_way_that_are_both_refused_wait_for_the_later_time(int one, int other)
    {
        await using var harness = await PipelineHarness.WiseOldManAsync();
        harness.Server.Fail(Counted());
        await harness.GetAsync("/groups/7042");
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        harness.Server.Fail(Refused(one) with { After = first.Task });
        harness.Server.Fail(Refused(other) with { After = second.Task });

        var (left, right) = (Task.Run(() => harness.GetAsync("/groups/7042")), Task.Run(() => harness.GetAsync("/groups/7042/activity")));
        while (harness.Server.Requests.Count < 3)
        {
            await Task.Yield();
        }

        var third = harness.GetAsync("/groups/7042/achievements");

        // The clock leaps over a wait at once: were the shorter one told first, its time would come before the longer one is known.
        var (longer, shorter) = one >= other ? (first, second) : (second, first);
        longer.SetResult();
        await Task.WhenAny(left, right);
        shorter.SetResult();

        (await Task.WhenAll(left, right)).ShouldAllBe(answer => answer.IsSuccess);
        (await third).IsSuccess.ShouldBeTrue();
        harness.Arrivals.Count.ShouldBe(6);
        harness.Arrivals.Skip(3).ShouldAllBe(at => at >= 40);
        harness.Requests.All.Select(request => request.Attempts).Order().ShouldBe([1, 1, 2, 2]);
    }

    [Fact]
    public async Task A_budget_others_used_up_while_two_requests_were_under_way_is_waited_for()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync(hasLimits: true);
        await harness.GetAsync("/groups/7042");
        await UseUpAsync(harness, 19);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => harness.GetAsync("/groups/7042/activity"))));

        harness.Server.LimitViolations.ShouldBeInRange(1, 2, "no more than were under way at once");
        var early = harness.Server.Requests.Count(request => request.At.Since(harness.Began).TotalSeconds < 60);
        early.ShouldBe(20 + harness.Server.LimitViolations);
    }

    [Fact]
    public async Task Every_request_says_how_its_sender_can_be_reached()
    {
        await using var harness = await PipelineHarness.WiseOldManAsync();

        await harness.GetAsync("/groups/7042");

        harness.Server.Requests.ShouldHaveSingleItem().UserAgent
            .ShouldMatch(@"^ClanStats/\d+\.\d+\.\d+ \(\+https://[^ ;]+; Wise Old Man group 7042\)$");
    }

    private static async Task UseUpAsync(PipelineHarness harness, int requests)
    {
        using var others = new HttpClient();
        for (var i = 0; i < requests; i++)
        {
            (await others.GetAsync(harness.Server.BaseUrl + "/groups/7042/competitions")).EnsureSuccessStatusCode();
        }
    }

    /// <summary>An answer that counts: from then on requests go side by side.</summary>
    private static Fault Counted() => Fault.Status(200, "{}", new Dictionary<string, string>
    {
        ["RateLimit-Limit"] = "20",
        ["RateLimit-Remaining"] = "19",
        ["RateLimit-Reset"] = "60",
    });

    private static Fault Refused(int seconds) => Fault.Status(429, """{"message":"Too Many Requests."}""", new Dictionary<string, string>
    {
        ["RateLimit-Limit"] = "20",
        ["RateLimit-Remaining"] = "0",
        ["RateLimit-Reset"] = $"{seconds}",
        ["Retry-After"] = $"{seconds}",
    });
}
