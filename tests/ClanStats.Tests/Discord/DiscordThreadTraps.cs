using ClanStats.Simulation.Chat;
using ClanStats.Simulation.Discord;

namespace ClanStats.Tests.Discord;

/// <summary>The traps of sections 2.5 and 2.6 of the facts about Discord (threads), each by its number, against the loopback server.</summary>
public sealed class DiscordThreadTraps
{
    [Fact]
    public async Task S2_5_Active_threads_are_read_like_channels()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        var thread = stage.Channel("plans", ChannelType.PublicThread, talk.Shape.Id, days: 9);
        thread.Post(DiscordStage.Message(8, "soon"));

        await stage.RunAsync();

        stage.Rows(thread).ShouldBe(["chat sam"]);
        stage.Discord.One<long>("SELECT parent_id FROM discord_channels WHERE channel_id = @Value", new { thread.Shape.Id.Value }).ShouldBe(talk.Shape.Id.Value);
    }

    [Fact]
    public async Task S2_6_Archived_threads_are_paged_by_the_time_they_were_archived()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        for (var i = 0; i < 230; i++)
        {
            var thread = stage.Channel($"thread {i}", ChannelType.PublicThread, talk.Shape.Id, days: 20 + (i / 10.0));
            thread.ArchivedAt = DiscordStage.Night.PlusDays(-5 - ((i * 7 % 230) / 50.0));
            thread.Post(DiscordStage.Message(19.5, "x", counter: i));
        }

        await stage.RunAsync();

        stage.Discord.One<int>("SELECT count(*) FROM discord_channels WHERE parent_id = @Value", new { talk.Shape.Id.Value }).ShouldBe(230);
        Archived(stage, talk).ShouldBe(3);
        await stage.RunAsync();
        Archived(stage, talk).ShouldBe(1);
    }

    [Fact]
    public async Task S2_6_A_thread_that_is_archived_while_the_threads_are_listed_is_read_once()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        var thread = stage.Channel("plans", ChannelType.PublicThread, talk.Shape.Id, days: 9);
        thread.Post(DiscordStage.Message(8, "soon"));
        var listed = $$"""{"threads":[{"id":"{{thread.Shape.Id}}","type":11,"name":"plans","parent_id":"{{talk.Shape.Id}}","last_message_id":"{{DiscordStage.Id(8)}}"}],"members":[]}""";
        stage.Server.Respond("GET", $"/guilds/{stage.Clan.Discord.GuildId}/threads/active", 200, body: listed);
        thread.ArchivedAt = DiscordStage.Night;
        thread.Post(DiscordStage.Message(7, "now"));

        await stage.RunAsync();

        stage.RequestsFor(thread).Count.ShouldBe(1);
        stage.Rows(thread).Count.ShouldBe(2);
    }

    [Fact]
    public async Task S2_6_Archived_private_threads_are_listed_for_who_manages_threads()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        var thread = stage.Channel("hush", ChannelType.PrivateThread, talk.Shape.Id, days: 9);
        thread.Post(DiscordStage.Message(8, "psst"));
        thread.ArchivedAt = DiscordStage.Night.PlusDays(-3);
        await stage.RunAsync();
        stage.Rows(thread).ShouldBeEmpty();
        stage.Server.Rights.Extra = BotRights.ManageThreads;
        thread.ArchivedAt = DiscordStage.Night.PlusDays(-0.5);

        await stage.RunAsync();

        stage.Rows(thread).ShouldBe(["chat sam"]);
        stage.Server.InvalidRequests.ShouldBe(0);
    }

    [Fact]
    public async Task S2_6_Archived_private_threads_the_bot_was_added_to_are_listed_without_that_right()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        var thread = stage.Channel("hush", ChannelType.PrivateThread, talk.Shape.Id, days: 9);
        thread.Post(DiscordStage.Message(8, "psst"));
        (thread.ArchivedAt, thread.IsJoined) = (DiscordStage.Night.PlusDays(-3), true);

        await stage.RunAsync();

        stage.Rows(thread).ShouldBe(["chat sam"]);
    }

    private static int Archived(DiscordStage stage, ScriptedChannel parent) =>
        stage.Discord.Requests.All.Count(request => request.Path.StartsWith($"/channels/{parent.Shape.Id}/threads/archived/public", StringComparison.Ordinal));
}
