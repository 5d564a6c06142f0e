using System.Text;
using ClanStats.Announcements;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Harvest;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;
using ClanStats.Tests.Fixtures;
using ClanStats.Tests.WiseOldMan;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Tests.Announcements;

public sealed class WebhookClientTests : IAsyncLifetime
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("""{"embeds":[{"title":"today","description":"all is well"}]}""");
    private readonly FakeTimeProvider _clock = new();
    private readonly RequestLog _requests = new();
    private DiscordServer _discord = null!;
    private string _path = null!;

    public async Task InitializeAsync()
    {
        var clan = new SimulatedClan(new SimulationOptions { Members = 20, Days = 14, Seed = 1, Now = UtcInstant.StartOfDay(new DateOnly(2026, 11, 21)) });
        _discord = await DiscordServer.StartAsync(clan, new DiscordServerOptions { Time = _clock });
        _path = _discord.Webhooks.Create();
    }

    public async Task DisposeAsync() => await _discord.DisposeAsync();

    [Fact]
    public async Task A_post_is_taken_and_its_id_is_told_and_no_log_knows_the_address()
    {
        var result = await PostAsync();

        result.Fate.ShouldBe(PostFate.Posted);
        result.MessageId.ShouldBe(_discord.Webhooks.Posts.ShouldHaveSingleItem().Id.Value);
        var sent = _requests.All.ShouldHaveSingleItem();
        (sent.Service, sent.Method, sent.Path, sent.Status).ShouldBe(("webhook", "POST", "#summary", 200));
        _discord.Requests.ShouldHaveSingleItem().Query.ShouldBe("?wait=true");
    }

    [Fact]
    public async Task A_thread_in_the_address_stays()
    {
        (await PostAsync(query: "?thread_id=42")).Fate.ShouldBe(PostFate.Posted);

        _discord.Requests.ShouldHaveSingleItem().Query.ShouldBe("?thread_id=42&wait=true");
    }

    [Theory]
    [InlineData(429, """{"message":"You are being rate limited.","retry_after":2.5,"global":false}""")]
    [InlineData(503, "busy")]
    public async Task A_time_to_wait_is_waited_for_and_the_post_arrives_once(int status, string body)
    {
        _discord.Fail(Fault.Status(status, body, new Dictionary<string, string> { ["Retry-After"] = "3", ["X-RateLimit-Scope"] = "shared" }), times: 2);
        var began = _clock.GetUtcNow();

        (await PostAsync()).Fate.ShouldBe(PostFate.Posted);

        _discord.Requests.Count.ShouldBe(3);
        _discord.Webhooks.Posts.Count.ShouldBe(1);
        (_clock.GetUtcNow() - began).TotalSeconds.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task Discords_own_limit_is_kept_by_many_posts_in_a_row()
    {
        for (var post = 0; post < 14; post++)
        {
            (await PostAsync()).Fate.ShouldBe(PostFate.Posted);
        }

        _discord.Webhooks.Posts.Count.ShouldBe(14);
        _discord.ImpatientViolations.ShouldBe(0);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    public async Task Nobody_knows_of_an_answer_that_names_no_time_and_so_it_is_not_sent_again(int status)
    {
        _discord.Fail(Fault.Status(status, "<html>"));

        (await PostAsync()).Fate.ShouldBe(PostFate.Unknown);

        _discord.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_knows_of_a_connection_that_broke_off()
    {
        _discord.Fail(Fault.Reset());

        var result = await PostAsync();

        (result.Fate, result.Reason).ShouldBe((PostFate.Unknown, "Discord did not answer"));
        _discord.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(0)]
    public async Task What_had_better_arrive_twice_is_tried_once_more(int status)
    {
        _discord.Fail(status == 0 ? Fault.Reset() : Fault.Status(status, "<html>"));

        (await NewClient().PostUntilTakenAsync(_discord.BaseUrl + _path, "failure", Message, CancellationToken.None)).Fate.ShouldBe(PostFate.Posted);

        _discord.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(500, 2, PostFate.Unknown)]
    [InlineData(400, 1, PostFate.Refused)]
    [InlineData(410, 1, PostFate.Gone)]
    internal async Task It_is_tried_no_more_than_that_and_not_at_all_where_the_answer_stands(int status, int requests, PostFate fate)
    {
        _discord.Fail(Fault.Status(status, "{}"), times: 5);

        (await NewClient().PostUntilTakenAsync(_discord.BaseUrl + _path, "failure", Message, CancellationToken.None)).Fate.ShouldBe(fate);

        _discord.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task A_webhook_that_was_deleted_or_has_another_token_is_gone()
    {
        (await PostAsync(path: _path + "x")).Fate.ShouldBe(PostFate.Gone);

        _discord.Webhooks.Delete(_path);
        (await PostAsync()).Fate.ShouldBe(PostFate.Gone);
    }

    [Fact]
    public async Task What_Discord_refuses_is_told_in_its_words_and_may_be_sent_again()
    {
        var result = await PostAsync(body: """{"embeds":[]}""");

        (result.Fate, result.Reason).ShouldBe((PostFate.Refused, "Discord answered 400 (50006: Cannot send an empty message)"));
    }

    [Fact]
    public async Task A_place_that_was_never_reached_may_be_asked_again()
    {
        var result = await NewClient().PostAsync("http://127.0.0.1:1/api/webhooks/1/secret", "summary", Message, CancellationToken.None);

        (result.Fate, result.Reason).ShouldBe((PostFate.Refused, "Discord could not be reached"));
    }

    private Task<PostResult> PostAsync(string? path = null, string query = "", string? body = null) =>
        NewClient().PostAsync(_discord.BaseUrl + (path ?? _path) + query, "summary", body is null ? Message : Encoding.UTF8.GetBytes(body), CancellationToken.None);

    private WebhookClient NewClient() => new(
        new HarvestOptions { HttpTimeoutSeconds = 36_000, HttpRetries = 4 }, new FixtureSecrets([]), _requests, new LeapingClock(_clock),
        NullLogger<ClanStats.Harvest.Http.ServiceClient>.Instance);
}
