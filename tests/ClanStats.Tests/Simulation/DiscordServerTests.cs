using System.Net;
using System.Text.Json;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.Discord;

namespace ClanStats.Tests.Simulation;

public sealed class DiscordServerTests
{
    [Fact]
    public async Task Without_the_right_token_or_a_proper_agent_nothing_is_answered()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        using var stranger = new HttpClient();
        (await stranger.GetAsync(harness.Discord.BaseUrl + "/users/@me")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        stranger.DefaultRequestHeaders.Add("User-Agent", "DiscordBot (https://example.invalid, 1.0)");
        stranger.DefaultRequestHeaders.Add("Authorization", new DiscordServerOptions().Token);
        var answer = await stranger.GetAsync(harness.Discord.BaseUrl + "/users/@me");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"message":"401: Unauthorized","code":0}""");
        harness.Discord.InvalidRequests.ShouldBe(2);
    }

    [Fact]
    public async Task The_bot_its_intents_and_the_guild_are_told()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        var world = harness.Clan.Discord;
        (await harness.GetAsync("/users/@me")).Body.GetProperty("id").GetString().ShouldBe(world.Bot.Id.ToString());
        var application = (await harness.GetAsync("/applications/@me")).Body;
        (long.Parse(application.GetProperty("flags_new").GetString()!) & (1 << 19)).ShouldNotBe(0);
        harness.Discord.Rights.HasContentIntent = false;
        harness.Discord.Rights.HasNewFlags = false;
        application = (await harness.GetAsync("/applications/@me")).Body;
        (application.GetProperty("flags").GetInt32() & (1 << 19)).ShouldBe(0);
        application.TryGetProperty("flags_new", out _).ShouldBeFalse();
        (await harness.GetAsync($"/guilds/{world.GuildId}?with_counts=true")).Body.GetProperty("approximate_member_count").GetInt32()
            .ShouldBe(world.InGuild.Count());
        await RefusedAsync(harness, "/guilds/12345", HttpStatusCode.NotFound, 10004);
    }

    [Fact]
    public async Task Pages_run_from_newest_to_oldest_and_paging_after_reads_every_message_once()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        var clan = harness.Clan;
        var general = clan.Discord.Channels.First(channel => channel.Use == ChannelUse.Talk);
        var truth = clan.Discord.MessagesIn(general, clan.FirstDay.PlusDays(-1), clan.Now).Select(message => message.Id.Value).ToList();
        var read = new List<long>();
        while (true)
        {
            var page = await IdsAsync(harness, $"/channels/{general.Id}/messages?limit=100&after={(read.Count == 0 ? 0 : read.Max())}");
            page.ShouldBe(page.OrderDescending());
            if (page.Count == 0)
            {
                break;
            }

            read.AddRange(page.AsEnumerable().Reverse());
        }

        read.ShouldBe(truth);
    }

    [Fact]
    public async Task Cursors_are_exclusive_and_fifty_messages_are_the_default()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        var path = $"/channels/{harness.Clan.Discord.Relay.Id}/messages";
        var newest = await IdsAsync(harness, path);
        newest.Count.ShouldBe(50);
        (await IdsAsync(harness, $"{path}?before={newest[9]}&limit=5")).ShouldBe(newest.Skip(10).Take(5));
        (await IdsAsync(harness, $"{path}?after={newest[10]}&limit=3")).ShouldBe(newest.Skip(7).Take(3));
        (await IdsAsync(harness, $"{path}?around={newest[10]}&limit=5")).ShouldContain(newest[10]);
        var channel = (await harness.GetAsync($"/channels/{harness.Clan.Discord.Relay.Id}")).Body;
        channel.GetProperty("last_message_id").GetString().ShouldBe(newest[0].ToString());
    }

    [Theory]
    [InlineData("?limit=101", "limit", "NUMBER_TYPE_MAX", "int value should be less than or equal to 100.")]
    [InlineData("?after=x", "after", "NUMBER_TYPE_COERCE", "Value \"x\" is not snowflake.")]
    [InlineData("?after=9223372036854775808", "after", "NUMBER_TYPE_COERCE", "Value \"9223372036854775808\" is not snowflake.")]
    [InlineData("?after=1&before=2", "after", "BASE_TYPE_CONFLICT", "before, after and around are mutually exclusive.")]
    public async Task Malformed_questions_name_the_field(string query, string field, string code, string message)
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        var body = await RefusedAsync(harness, $"/channels/{harness.Clan.Discord.Relay.Id}/messages{query}", HttpStatusCode.BadRequest, 50035);
        var error = body.GetProperty("errors").GetProperty(field).GetProperty("_errors")[0];
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("message").GetString().ShouldBe(message);
    }

    [Fact]
    public async Task A_hidden_channel_is_listed_and_refused()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        var world = harness.Clan.Discord;
        var hidden = world.Channels.Single(channel => channel.IsHidden);
        var listed = (await harness.GetAsync($"/guilds/{world.GuildId}/channels")).Body.EnumerateArray()
            .Single(channel => channel.GetProperty("id").GetString() == hidden.Id.ToString());
        var overwrite = listed.GetProperty("permission_overwrites")[0];
        overwrite.GetProperty("id").GetString().ShouldBe(world.GuildId.ToString());
        (long.Parse(overwrite.GetProperty("deny").GetString()!) & BotRights.ViewChannel).ShouldNotBe(0);
        await RefusedAsync(harness, $"/channels/{hidden.Id}/messages", HttpStatusCode.Forbidden, 50001);
        harness.Discord.InvalidRequests.ShouldBe(1);
    }

    [Fact]
    public async Task Lost_rights_empty_refuse_or_remove_a_channel()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        var world = harness.Clan.Discord;
        var voice = world.Channels.Single(channel => channel.Type == ChannelType.Voice);
        harness.Discord.Rights.Deny(world.Relay, BotRights.ReadHistory);
        harness.Discord.Rights.Deny(voice, BotRights.Connect);
        harness.Discord.Rights.Delete(world.Channels[1]);
        (await IdsAsync(harness, $"/channels/{world.Relay.Id}/messages")).ShouldBeEmpty();
        await RefusedAsync(harness, $"/channels/{voice.Id}/messages", HttpStatusCode.Forbidden, 50001);
        await RefusedAsync(harness, $"/channels/{world.Channels[1].Id}/messages", HttpStatusCode.NotFound, 10003);
    }

    [Fact]
    public async Task Without_the_content_intent_texts_are_empty_and_authors_stay()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        harness.Discord.Rights.HasContentIntent = false;
        var (_, page, _) = await harness.GetAsync($"/channels/{harness.Clan.Discord.Relay.Id}/messages");
        page.EnumerateArray().ShouldAllBe(message => message.GetProperty("content").GetString() == "");
        page[0].GetProperty("author").GetProperty("username").GetString().ShouldBe("Osrs clanchat");
    }

    [Fact]
    public async Task Relayed_lines_come_from_the_webhook_escaped_and_under_the_name_of_their_day()
    {
        await using var harness = await SimulationHarness.DiscordAsync(SimulationHarness.Small(members: 100, days: 180));
        var world = harness.Clan.Discord;
        var (_, page, _) = await harness.GetAsync($"/channels/{world.Relay.Id}/messages?limit=100");
        foreach (var message in page.EnumerateArray())
        {
            message.GetProperty("webhook_id").GetString().ShouldBe(world.RelayWebhookId.ToString());
            message.GetProperty("author").TryGetProperty("global_name", out _).ShouldBeFalse();
        }

        var all = world.MessagesIn(world.Relay, harness.Clan.FirstDay, harness.Clan.Now).ToList();
        all.ShouldContain(message => world.TextOf(message).Contains(@"\*\*Spoofed\*\*\:"));
        all.ShouldContain(message => message.Kind == MessageKind.RelayLeft && world.TextOf(message).Contains(@"has left the clan\."));
        var talk = all.Last(message => message.Kind == MessageKind.RelayTalk && message.Speaker.Player != null);
        world.TextOf(talk).ShouldContain($"**{talk.Speaker.Player!.NameInGame(talk.At)}**: ");
    }

    [Fact]
    public async Task Members_are_paged_by_id_one_by_default_and_refused_without_the_intent()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        var world = harness.Clan.Discord;
        var path = $"/guilds/{world.GuildId}/members";
        (await harness.GetAsync(path)).Body.GetArrayLength().ShouldBe(1);
        var ids = new List<long>();
        for (var count = 1; count > 0;)
        {
            var (_, body, _) = await harness.GetAsync($"{path}?limit=10&after={ids.LastOrDefault()}");
            count = body.GetArrayLength();
            ids.AddRange(body.EnumerateArray().Select(member => long.Parse(member.GetProperty("user").GetProperty("id").GetString()!)));
        }

        ids.ShouldBe(world.InGuild.Select(user => user.Id.Value));
        harness.Discord.Rights.HasMembersIntent = false;
        await RefusedAsync(harness, path, HttpStatusCode.Forbidden, 50001);
        (await harness.GetAsync($"{path}/{world.Bot.Id}")).Status.ShouldBe(HttpStatusCode.OK);
        await RefusedAsync(harness, $"{path}/1", HttpStatusCode.NotFound, 10007);
    }

    [Fact]
    public async Task A_forum_post_begins_with_its_own_id_and_threads_are_active_or_archived()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        var world = harness.Clan.Discord;
        var forum = world.Channels.Single(channel => channel.Type == ChannelType.Forum);
        var seen = new List<string>();
        string? before = null;
        for (var hasMore = true; hasMore;)
        {
            var query = before is null ? "" : "&before=" + Uri.EscapeDataString(before);
            var (_, page, _) = await harness.GetAsync($"/channels/{forum.Id}/threads/archived/public?limit=2{query}");
            seen.AddRange(page.GetProperty("threads").EnumerateArray().Select(thread => thread.GetProperty("id").GetString()!));
            before = page.GetProperty("threads").EnumerateArray().Last().GetProperty("thread_metadata").GetProperty("archive_timestamp").GetString();
            hasMore = page.GetProperty("has_more").GetBoolean();
        }

        var (_, active, _) = await harness.GetAsync($"/guilds/{world.GuildId}/threads/active");
        seen.AddRange(active.GetProperty("threads").EnumerateArray().Select(thread => thread.GetProperty("id").GetString()!));
        seen.ShouldBeUnique();
        seen.Count.ShouldBe(world.Threads.Count(thread => thread.Created <= harness.Clan.Now && thread.IsPost));
        (await IdsAsync(harness, $"/channels/{seen[0]}/messages?after=0&limit=1")).ShouldBe([long.Parse(seen[0])]);
        await RefusedAsync(harness, $"/channels/{forum.Id}/messages", HttpStatusCode.BadRequest, 50024);
    }

    [Fact]
    public async Task A_used_up_bucket_says_how_long_to_wait_to_the_millisecond()
    {
        await using var harness = await SimulationHarness.DiscordAsync(hasLimits: true);
        var path = $"/channels/{harness.Clan.Discord.Relay.Id}/messages?limit=1";
        for (var i = 1; i <= BucketLimiter.MessagesLimit; i++)
        {
            var (_, _, answer) = await harness.GetAsync(path);
            answer.Headers.GetValues("X-RateLimit-Remaining").ShouldBe([(5 - i).ToString()]);
        }

        harness.Clock.Advance(TimeSpan.FromSeconds(1.25));
        var (status, body, response) = await harness.GetAsync(path);
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        body.GetProperty("retry_after").GetDouble().ShouldBe(3.75);
        body.GetProperty("global").GetBoolean().ShouldBeFalse();
        response.Headers.GetValues("Retry-After").ShouldBe(["4"]);
        response.Headers.GetValues("X-RateLimit-Scope").ShouldBe(["user"]);
        (await harness.GetAsync("/users/@me")).Status.ShouldBe(HttpStatusCode.OK);
        harness.Clock.Advance(TimeSpan.FromSeconds(3.75));
        (await harness.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
        (harness.Discord.LimitViolations, harness.Discord.ImpatientViolations).ShouldBe((1, 0));
    }

    [Fact]
    public async Task More_than_fifty_requests_a_second_stop_everything()
    {
        await using var harness = await SimulationHarness.DiscordAsync(hasLimits: true);
        for (var i = 0; i < BucketLimiter.GlobalLimit; i++)
        {
            await harness.GetAsync($"/channels/{1000 + i}");
        }

        var (status, body, response) = await harness.GetAsync("/users/@me");
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        body.GetProperty("global").GetBoolean().ShouldBeTrue();
        response.Headers.GetValues("X-RateLimit-Global").ShouldBe(["true"]);
        response.Headers.GetValues("X-RateLimit-Scope").ShouldBe(["global"]);
    }

    [Fact]
    public async Task A_time_without_fraction_is_written_without_one()
    {
        await using var harness = await SimulationHarness.DiscordAsync();
        var clan = harness.Clan;
        var whole = clan.Discord.MessagesIn(clan.Discord.Relay, clan.FirstDay, clan.Now).First(message => message.At.Milliseconds % 1000 == 0);
        var (_, page, _) = await harness.GetAsync($"/channels/{whole.ChannelId}/messages?limit=1&after={new Snowflake(whole.Id.Value - 1)}");
        page[0].GetProperty("timestamp").GetString()!.ShouldMatch(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00\z");
    }

    private static async Task<List<long>> IdsAsync(SimulationHarness harness, string path) =>
        [.. (await harness.GetAsync(path)).Body.EnumerateArray().Select(message => long.Parse(message.GetProperty("id").GetString()!))];

    private static async Task<JsonElement> RefusedAsync(SimulationHarness harness, string path, HttpStatusCode status, int code)
    {
        var (actual, body, _) = await harness.GetAsync(path);
        actual.ShouldBe(status);
        body.GetProperty("code").GetInt32().ShouldBe(code);
        return body;
    }
}
