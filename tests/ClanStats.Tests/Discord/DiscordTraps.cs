using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.Discord;

/// <summary>The traps of sections 1, 3 and 6 of the facts about Discord (transport, messages, errors), each by its number.</summary>
public sealed class DiscordTraps
{
    private static readonly string[] Ok = ["200"];

    [Fact]
    public async Task S1_Every_request_bears_the_bots_token_and_a_user_agent_discord_lets_through()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Discord.Options.Token = new DiscordServerOptions().Token;

        await stage.RunAsync();

        stage.Server.Requests.Select(request => $"{request.Status}").Distinct().ShouldBe(Ok);
        stage.Server.InvalidRequests.ShouldBe(0);
    }

    [Fact]
    public async Task S1_Ids_of_17_18_and_19_digits_are_compared_as_numbers()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Discord.Options.DaysLookback = 5000;
        var days = new[] { 4100, 3000, 1 };
        foreach (var ago in days)
        {
            stage.Relay.Post(DiscordStage.Message(ago, "x"));
        }

        await stage.RunAsync();

        stage.Rows(stage.Relay, "length(id)").ShouldBe(["17", "18", "19"]);
        stage.Cursor(stage.Relay).ShouldBe(DiscordStage.Id(1));
        await stage.RunAsync();
        stage.RequestsFor(stage.Relay).ShouldBeEmpty();
    }

    [Fact]
    public async Task S1_A_time_is_read_with_and_without_its_fraction_and_in_any_offset()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Message(3, "x", more: new { timestamp = "2026-11-17T10:00:00+00:00" }));
        stage.Relay.Post(DiscordStage.Message(2, "x", more: new { timestamp = "2026-11-18T10:00:00.299000+00:00" }));
        stage.Relay.Post(DiscordStage.Message(1, "x", more: new { timestamp = "2026-11-19T12:00:00+02:00" }));

        await stage.RunAsync();

        stage.Discord.Query<string>("SELECT created_at FROM discord_messages_readable WHERE channel_id = @Value ORDER BY id", new { stage.Relay.Shape.Id.Value })
            .ShouldBe(["2026-11-17T10:00:00.000Z", "2026-11-18T10:00:00.299Z", "2026-11-19T10:00:00.000Z"]);
    }

    [Fact]
    public async Task S1_One_id_in_two_channels_is_two_messages()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var (talk, thread) = (stage.Channel("talk"), stage.Channel("plans", ChannelType.PublicThread, stage.Relay.Shape.Id, days: 5));
        talk.Post(DiscordStage.Message(5, "the start"));
        thread.Post(DiscordStage.Message(5, "the first answer"));

        await stage.RunAsync();

        stage.Discord.One<int>("SELECT count(*) FROM discord_messages WHERE id = @id", new { id = long.Parse(DiscordStage.Id(5)) }).ShouldBe(2);
    }

    [Fact]
    public async Task S1_Unknown_fields_missing_fields_and_nulls_are_nothing_to_fall_over()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Message(2, "x", more: new { reactions = (object?)null, embeds = (object?)null, webhook_id = (string?)null, soon = new { nested = new[] { 1 } } }));
        var bare = DiscordStage.Message(1, "y");
        foreach (var field in new[] { "embeds", "attachments", "edited_timestamp" })
        {
            bare.Remove(field);
        }

        stage.Relay.Post(bare);

        (await stage.RunAsync()).Outcome.ShouldBe(StepOutcome.Done);

        stage.Rows(stage.Relay).ShouldBe(["chat sam", "chat sam"]);
    }

    [Fact]
    public async Task S3_A_webhooks_author_without_a_display_name_is_no_person()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Line(1, "build passed", webhook: 903, name: "ci"));

        await stage.RunAsync();

        stage.Rows(talk).ShouldBe(["bot -"]);
        stage.Discord.One<string>("SELECT kind FROM discord_accounts WHERE author_id = 903").ShouldBe("webhook");
    }

    [Fact]
    public async Task S3_Deleted_accounts_share_a_name_and_are_never_one()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(3, "x", author: 71, name: "wren"));
        await stage.RunAsync();
        talk.Post(DiscordStage.Message(-0.3, "x", author: 71, name: "deleted_user_1"));
        talk.Post(DiscordStage.Message(-0.4, "x", author: 72, name: "deleted_user_1"));

        await stage.RunAsync(days: 1);

        stage.Discord.Query<string>("SELECT author_id || ' ' || name || ' ' || kind FROM discord_accounts WHERE author_id IN (71, 72) ORDER BY 1")
            .ShouldBe(["71 wren deleted", "72 deleted_user_1 deleted"]);
        stage.Discord.Query<string>("SELECT name FROM discord_names WHERE author_id IN (71, 72)").ShouldBe(["wren"]);
    }

    [Fact]
    public async Task S3_Names_are_todays_so_each_is_kept_with_the_time_it_was_seen()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(3, "x", author: 71, name: "wren", more: new { author = new { id = "71", username = "wren", global_name = "Wren" } }));
        await stage.RunAsync();
        talk.Post(DiscordStage.Message(-0.3, "x", author: 71, more: new { author = new { id = "71", username = "wren", global_name = "Iron Wren" } }));

        await stage.RunAsync(days: 1);

        var night = DiscordStage.Night.ToIso();
        stage.Discord.Query<string>("SELECT kind || ' ' || name || ' ' || seen_from || ' ' || coalesce(seen_to, '-') FROM discord_names_readable WHERE author_id = 71 ORDER BY 1")
            .ShouldBe([$"global Iron Wren {DiscordStage.Night.PlusDays(1).ToIso()} -", $"global Wren {night} {DiscordStage.Night.PlusDays(1).ToIso()}", $"username wren {night} -"]);
        stage.Discord.One<string>("SELECT name FROM discord_accounts WHERE author_id = 71").ShouldBe("Iron Wren");
        stage.Rows(talk).ShouldBe(["chat Wren", "chat Iron Wren"]);
    }

    [Fact]
    public async Task S3_What_system_messages_say_is_no_message_of_anybody()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var types = new[] { 0, 19, 7, 18, 20, 21, 46, 99 };
        for (var i = 0; i < types.Length; i++)
        {
            stage.Relay.Post(DiscordStage.Message(10 - i, types[i] is 0 or 19 ? "hi" : "", more: new { type = types[i] }));
        }

        await stage.RunAsync();

        stage.Rows(stage.Relay, "kind").ShouldBe(["chat", "chat", "system", "system", "system", "system", "system", "system"]);
    }

    [Fact]
    public async Task S3_A_starter_of_a_thread_is_not_counted_twice()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(5, "who comes?"));
        var thread = stage.Channel("who comes?", ChannelType.PublicThread, talk.Shape.Id, id: new Snowflake(long.Parse(DiscordStage.Id(5))));
        thread.Post(DiscordStage.Message(4.9, "", more: new { type = 21, message_reference = new { message_id = DiscordStage.Id(5) } }));
        thread.Post(DiscordStage.Message(4.8, "me"));

        await stage.RunAsync();

        stage.Discord.One<int>(
            "SELECT count(*) FROM discord_messages WHERE kind = 'chat' AND channel_id IN (@A, @B)", new { A = talk.Shape.Id.Value, B = thread.Shape.Id.Value }).ShouldBe(2);
    }

    [Fact]
    public async Task S3_A_forward_an_attachment_and_a_sticker_are_no_texts_held_back()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Server.Rights.HasNewFlags = false;
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(4, "", more: new { message_reference = new { type = 1 }, message_snapshots = new[] { new { message = new { content = "look at this" } } } }));
        talk.Post(DiscordStage.Message(3, "", more: new { attachments = new[] { new { id = "5", filename = "a.png" } } }));
        talk.Post(DiscordStage.Message(2, "", more: new { sticker_items = new[] { new { id = "5", name = "wave" } } }));
        talk.Post(DiscordStage.Message(1, "", more: new { poll = new { question = new { text = "when?" } } }));

        (await stage.RunAsync()).Outcome.ShouldBe(StepOutcome.Done);

        stage.Rows(talk, "kind || length").ShouldBe(["chat12", "chat0", "chat0", "chat0"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S3_A_page_without_any_text_moves_no_cursor_whatever_channel_it_is(bool newFlags)
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(2, "hello"));
        stage.Relay.Post(DiscordStage.Line(1, "**Bob**: hi"));
        (stage.Server.Rights.HasContentIntent, stage.Server.Rights.HasNewFlags) = (false, newFlags);

        var result = await stage.RunAsync();

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldHaveSingleItem().ShouldContain("MESSAGE CONTENT INTENT");
        (stage.Cursor(talk), stage.Cursor(stage.Relay)).ShouldBe((null, null));
        stage.Server.Rights.HasContentIntent = true;
        (await stage.RunAsync()).Outcome.ShouldBe(StepOutcome.Done);
        stage.Rows(talk, "length").ShouldBe(["5"]);
    }

    [Fact]
    public async Task S6_401_stops_at_once()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Server.Fail(Fault.Status(401, """{"message":"401: Unauthorized","code":0}"""), $"/channels/{stage.Relay.Shape.Id}/messages");
        stage.Relay.Post(DiscordStage.Line(1, "**Bob**: hi"));

        var result = await stage.RunAsync();

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldContain(failure => failure.Contains("DISCORD_TOKEN"));
    }

    [Theory]
    [InlineData(403, """{"message":"Missing Access","code":50001}""", "not readable: ")]
    [InlineData(404, """{"message":"Unknown Channel","code":10003}""", "#talk was deleted")]
    [InlineData(400, """{"message":"Cannot execute action on this channel type","code":50024}""", "#talk has no messages to read")]
    public async Task S6_A_channel_that_cannot_be_read_is_passed_over_and_told(int status, string body, string told)
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(1, "x"));
        stage.Relay.Post(DiscordStage.Line(1, "**Bob**: hi"));
        stage.Server.Fail(Fault.Status(status, body), $"/channels/{talk.Shape.Id}/messages");

        var result = await stage.RunAsync();

        result.Outcome.ShouldBe(StepOutcome.Done, string.Join("; ", result.Failures));
        result.Detail.ShouldContain(told);
        stage.Rows(stage.Relay).ShouldBe(["relay Bob"]);
        stage.Cursor(talk).ShouldBeNull();
    }

    [Theory]
    [InlineData(400, """{"code":50035,"message":"Invalid Form Body","errors":{"limit":{"_errors":[{"code":"NUMBER_TYPE_MAX"}]}}}""", "NUMBER_TYPE_MAX")]
    [InlineData(500, "<html><body>Internal Server Error</body></html>", "Discord answers 500")]
    [InlineData(503, "upstream connect error", "Discord answers 503")]
    [InlineData(200, """[{"id":"1","type":0,"cont""", "is cut off")]
    [InlineData(200, """{"message":"surprise"}""", "another form")]
    public async Task S6_An_answer_that_is_none_is_one_clear_line_and_the_rest_is_read(int status, string body, string told)
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(1, "x"));
        stage.Relay.Post(DiscordStage.Line(1, "**Bob**: hi"));
        stage.Server.Respond("GET", $"/channels/{talk.Shape.Id}/messages", status, body: body);

        var result = await stage.RunAsync();

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldHaveSingleItem().ShouldContain(told);
        stage.Rows(stage.Relay).ShouldBe(["relay Bob"]);
        stage.Cursor(talk).ShouldBeNull();
    }

    [Fact]
    public async Task S6_A_lost_guild_is_told_with_the_way_back()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Server.Rights.IsInGuild = false;

        var result = await stage.RunAsync();

        result.Outcome.ShouldBe(StepOutcome.Failed);
        result.Detail.ShouldContain("Invite it");
    }

    [Fact]
    public async Task S3_A_message_that_mentions_the_bot_shows_its_text_and_does_not_hide_that_the_others_do_not()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(2, $"<@{stage.Clan.Discord.Bot.Id}> how many?"));
        stage.Server.Rights.HasContentIntent = false;
        await stage.RunAsync();
        stage.Rows(talk).Count.ShouldBe(1);
        talk.Post(DiscordStage.Message(-0.2, "nobody said"));

        (await stage.RunAsync(days: 1)).Outcome.ShouldBe(StepOutcome.Partial);

        stage.Cursor(talk).ShouldBe(DiscordStage.Id(2));
    }
}
