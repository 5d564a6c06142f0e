using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.Discord;

namespace ClanStats.Tests.Discord;

/// <summary>The traps of section 2 of the facts about Discord (endpoints), each by its number, against the loopback server.</summary>
public sealed class DiscordEndpointTraps
{
    [Fact]
    public async Task S2_3_A_guild_that_is_unknown_while_its_channels_are_not_is_still_read()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(1, "**Bob**: hi"));
        stage.Server.Respond("GET", $"/guilds/{stage.Clan.Discord.GuildId}", 404, body: """{"message":"Unknown Guild","code":10004}""");

        await stage.RunAsync();

        stage.Rows(stage.Relay).ShouldBe(["relay Bob"]);
    }

    [Fact]
    public async Task S2_4_Channels_that_hold_no_messages_or_cannot_be_seen_are_never_asked()
    {
        await using var stage = await DiscordStage.OpenAsync();
        foreach (var (type, days) in new[] { (4, 101), (14, 102), (15, 103), (16, 104), (99, 105) })
        {
            stage.Channel($"type {type}", (ChannelType)type, days: days).ToldLastMessage = new Snowflake(long.Parse(DiscordStage.Id(1)));
        }

        var (closed, voice) = (stage.Channel("closed", days: 106), stage.Channel("stage", (ChannelType)13, days: 107));
        closed.Post(DiscordStage.Message(1, "secret"));
        voice.Post(DiscordStage.Message(1, "loud"));
        stage.Server.Rights.Deny(closed.Shape, BotRights.ViewChannel);
        stage.Server.Rights.Deny(voice.Shape, BotRights.Connect);

        var result = await stage.RunAsync();

        result.Outcome.ShouldBe(StepOutcome.Done, string.Join("; ", result.Failures));
        result.Detail.ShouldContain("1 channels of unknown type passed over");
        result.Detail.ShouldContain("#stage");
        stage.Server.InvalidRequests.ShouldBe(0);
        stage.Discord.MessageRequests.ShouldAllBe(path => stage.Server.Script.Channels.All(channel =>
            channel.Shape.Id == stage.Relay.Shape.Id || !path.Contains(channel.Shape.Id.ToString())));
    }

    [Fact]
    public async Task S2_4_The_newest_message_of_a_channel_may_have_been_deleted()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(3, "x"));
        talk.ToldLastMessage = new Snowflake(long.Parse(DiscordStage.Id(2.5)));

        (await stage.RunAsync()).Outcome.ShouldBe(StepOutcome.Done);
        await stage.RunAsync();

        stage.Rows(talk).Count.ShouldBe(1);
        stage.Cursor(talk).ShouldBe(DiscordStage.Id(2.5));
        stage.RequestsFor(talk).ShouldBeEmpty();
    }

    [Fact]
    public async Task S2_4_A_channel_in_which_nothing_was_ever_written_costs_no_request()
    {
        await using var stage = await DiscordStage.OpenAsync();

        await stage.RunAsync();

        stage.RequestsFor(stage.Relay).ShouldBeEmpty();
    }

    [Fact]
    public async Task S2_8_Pages_come_newest_first_and_the_greatest_id_leads_on()
    {
        await using var stage = await DiscordStage.OpenAsync();
        for (var i = 0; i < 205; i++)
        {
            stage.Relay.Post(DiscordStage.Line(5, $"**Bob**: {i}", counter: i));
        }

        await stage.RunAsync();

        stage.Rows(stage.Relay).Count.ShouldBe(205);
        stage.RequestsFor(stage.Relay).Select(path => path.Split("after=")[1]).Skip(1).ShouldBe([DiscordStage.Id(5, 99), DiscordStage.Id(5, 199)]);
    }

    [Fact]
    public async Task S2_8_A_page_in_disorder_loses_nothing()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Discord.Options.GuildId = null;
        var shuffled = new[] { 1, 3, 0, 2 }.Select(counter => DiscordStage.Line(5, "**Bob**: x", counter: counter).ToJsonString());
        stage.Server.Fail(ClanStats.Simulation.Servers.Fault.Status(200, $"[{string.Join(',', shuffled)}]"), $"/channels/{stage.Relay.Shape.Id}/messages");

        await stage.RunAsync();

        stage.Rows(stage.Relay).Count.ShouldBe(4);
        stage.Cursor(stage.Relay).ShouldBe(DiscordStage.Id(5, 3));
    }

    [Fact]
    public async Task S2_8_Without_the_right_to_read_history_a_channel_is_not_empty()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(1, "x"));
        stage.Server.Rights.Deny(talk.Shape, BotRights.ReadHistory);

        var result = await stage.RunAsync();

        result.Detail.ShouldContain("#talk (probably no right to read the message history)");
        stage.RequestsFor(talk).ShouldBeEmpty();
        stage.Cursor(talk).ShouldBeNull();
    }

    [Fact]
    public async Task S2_8_A_right_lost_for_good_is_missing_for_three_nights_and_then_closed()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(1, "x"));
        await stage.RunAsync();
        stage.Server.Rights.Deny(talk.Shape, BotRights.ReadHistory);

        foreach (var night in new[] { 1, 2, 3 })
        {
            (await stage.RunAsync(night)).Failures.ShouldHaveSingleItem().ShouldContain("#talk");
        }

        var closed = await stage.RunAsync(days: 4);
        closed.Outcome.ShouldBe(StepOutcome.Done);
        closed.Detail.ShouldContain("closed since 2026-11-21");
        stage.Rows(talk).Count.ShouldBe(1);
    }

    [Fact]
    public async Task S2_8_The_opening_of_a_forum_post_has_the_posts_own_id_and_is_read()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var forum = stage.Channel("guides", ChannelType.Forum);
        var post = stage.Channel("How to", ChannelType.PublicThread, forum.Shape.Id, id: new Snowflake(long.Parse(DiscordStage.Id(6))));
        post.Post(DiscordStage.Message(6, "the opening"));
        post.Post(DiscordStage.Message(5, "the answer"));

        await stage.RunAsync();

        stage.Rows(post).Count.ShouldBe(2);
        stage.RequestsFor(forum).ShouldBeEmpty();
    }

    [Fact]
    public async Task S2_8_A_busy_channel_ends_where_it_stood_when_the_night_began()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(2, "**Bob**: x"));
        stage.Relay.ToldLastMessage = new Snowflake(long.Parse(DiscordStage.Id(2)));
        stage.Relay.Post(DiscordStage.Line(1, "**Bob**: written meanwhile"));

        await stage.RunAsync();

        stage.Rows(stage.Relay).Count.ShouldBe(1);
        stage.Cursor(stage.Relay).ShouldBe(DiscordStage.Id(2));
    }

    [Fact]
    public async Task S2_9_Nicknames_come_with_the_members_intent_and_go_before_other_names()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var nicknamed = stage.Clan.Discord.InGuild.First(user => user.Nick is not null);
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(1, "x", author: nicknamed.Id.Value, name: nicknamed.Username));

        await stage.RunAsync();

        stage.Discord.One<string>("SELECT name FROM discord_accounts WHERE author_id = @Value", new { nicknamed.Id.Value }).ShouldBe(nicknamed.Nick);
        stage.Discord.One<string>("SELECT name FROM discord_names WHERE author_id = @Value AND kind = 'nick'", new { nicknamed.Id.Value }).ShouldBe(nicknamed.Nick);
        stage.Discord.Requests.All.Count(request => request.Purpose == "nicknames").ShouldBe(1);
    }

    [Fact]
    public async Task S2_9_Without_the_intent_no_member_list_is_asked_for_and_the_names_seen_before_hold()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var nicknamed = stage.Clan.Discord.InGuild.First(user => user.Nick is not null);
        await stage.RunAsync();
        stage.Server.Rights.HasMembersIntent = false;
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(1, "x", author: nicknamed.Id.Value, name: nicknamed.Username));

        var result = await stage.RunAsync();

        result.Outcome.ShouldBe(StepOutcome.Done);
        stage.Discord.Requests.All.ShouldAllBe(request => request.Purpose != "nicknames");
        stage.Discord.One<string>("SELECT name FROM discord_accounts WHERE author_id = @Value", new { nicknamed.Id.Value }).ShouldBe(nicknamed.Nick);
        stage.Server.InvalidRequests.ShouldBe(0);
    }

    [Fact]
    public async Task S2_9_A_refused_member_list_makes_no_noise()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Server.Respond("GET", $"/guilds/{stage.Clan.Discord.GuildId}/members", 403, body: """{"message":"Missing Access","code":50001}""");

        var result = await stage.RunAsync();

        result.Outcome.ShouldBe(StepOutcome.Done);
        result.Detail.ShouldNotContain("nickname");
    }

    [Fact]
    public async Task S2_9_Who_left_the_guild_has_no_nickname_there_any_more()
    {
        await using var stage = await DiscordStage.OpenAsync();
        await stage.RunAsync();
        stage.Server.Respond(
            "GET", $"/guilds/{stage.Clan.Discord.GuildId}/members", 200, body: """[{"user":{"id":"77","username":"sam"},"nick":"Iron Sam"},{"user":{"id":"78","username":"kim"},"nick":null}]""");

        await stage.RunAsync(days: 1);

        stage.Discord.Query<string>("SELECT name FROM discord_names WHERE kind = 'nick' AND seen_to IS NULL").ShouldBe(["Iron Sam"]);
        stage.Discord.One<int>("SELECT count(*) FROM discord_names WHERE kind = 'nick' AND seen_to = @Milliseconds", new { DiscordStage.Night.PlusDays(1).Milliseconds })
            .ShouldBeGreaterThan(0);
    }
}
