using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Harvest.Discord;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.Discord;

public sealed class DiscordStepTests
{
    private static readonly UtcInstant Night = DiscordHarness.Night;

    [Fact]
    public async Task Every_message_the_bot_may_read_is_stored_once_and_sorted_by_kind()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);

        var result = await discord.RunAsync(Night);

        result.Outcome.ShouldBe(StepOutcome.Done, string.Join("; ", result.Failures));
        result.Detail.ShouldContain("not readable: #officers");
        server.InvalidRequests.ShouldBe(0);
        var world = clan.Discord;
        foreach (var channel in world.Channels.Concat(world.Threads).Where(channel => !channel.IsHidden && channel.Use != ChannelUse.Container))
        {
            var expected = world.MessagesIn(channel, clan.FirstDay, Night).Select(message => message.Id.Value).Order().ToList();
            discord.Query<long>("SELECT id FROM discord_messages WHERE channel_id = @Value ORDER BY id", new { channel.Id.Value })
                .ShouldBe(expected, channel.Name);
        }

        var relayed = world.MessagesIn(world.Relay, clan.FirstDay, Night).ToList();
        var talk = relayed.Where(message => message.Kind == MessageKind.RelayTalk).ToLookup(message =>
            PlayerName.IsRuneScapeName(message.Speaker.Player?.NameInGame(message.At) ?? message.Speaker.GuestName));
        discord.Query<long>("SELECT id FROM discord_messages WHERE kind = 'relay' ORDER BY id").ShouldBe(talk[true].Select(message => message.Id.Value));
        discord.One<int>("SELECT count(*) FROM discord_messages WHERE kind = 'broadcast'").ShouldBe(relayed.Count(message =>
            message.Kind is MessageKind.RelayBroadcast or MessageKind.RelayJoined or MessageKind.RelayLeft));
        discord.One<int>("SELECT count(*) FROM discord_messages WHERE kind = 'bot' AND author_name IS NULL AND channel_id = @Value", new { world.Relay.Id.Value })
            .ShouldBe(talk[false].Count() + relayed.Count(message => message.Kind == MessageKind.RelayUnreadable));
        discord.One<int>("SELECT count(*) FROM discord_messages WHERE content IS NOT NULL AND keep_until IS NULL").ShouldBe(0);
        discord.Query<string>("SELECT source FROM source_reads ORDER BY 1").ShouldBe(["discord", "relay"]);
        discord.One<string>("SELECT kind FROM discord_accounts WHERE author_id = @Value", new { world.RelayWebhookId.Value }).ShouldBe("webhook");
    }

    [Fact]
    public async Task The_same_night_again_asks_for_no_message_and_changes_nothing()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);
        await discord.RunAsync(Night);
        var before = discord.Dump();

        var result = await discord.RunAsync(Night);

        result.Outcome.ShouldBe(StepOutcome.Done);
        result.Rows.ShouldBe(0);
        discord.MessageRequests.ShouldBeEmpty();
        discord.Dump().ShouldBe(before);
    }

    [Fact]
    public async Task Night_after_night_gives_the_same_as_once()
    {
        var clan = DiscordHarness.Clan(daysBefore: 9);
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var nightly = DiscordHarness.For(clan, server);
        using var once = DiscordHarness.For(clan, server);
        foreach (var daysBefore in new[] { 9, 5, 1, 0 })
        {
            clan.MoveTo(Night.PlusDays(-daysBefore));
            (await nightly.RunAsync(clan.Now)).Outcome.ShouldBe(StepOutcome.Done);
        }

        await once.RunAsync(Night);

        string[] Of(DiscordHarness harness) => [.. harness.Dump().Where(row => row.StartsWith("message ", StringComparison.Ordinal))];
        Of(nightly).ShouldBe(Of(once));
        nightly.Query<long>("SELECT covers_from FROM source_reads WHERE source = 'relay' ORDER BY read_at").Skip(1)
            .ShouldBe(nightly.Query<long>("SELECT covers_to FROM source_reads WHERE source = 'relay' ORDER BY read_at").SkipLast(1));
    }

    [Fact]
    public async Task A_read_that_was_cut_off_goes_on_where_it_was_stored()
    {
        var clan = DiscordHarness.Clan(days: 120);
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var cut = DiscordHarness.For(clan, server);
        using var undisturbed = DiscordHarness.For(clan, server);
        await undisturbed.RunAsync(Night);
        var pages = 0;
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => cut.RunAsync(
            Night,
            _ =>
            {
                if (Interlocked.Increment(ref pages) == 14)
                {
                    stop.Cancel();
                }
            },
            stop.Token));
        cut.One<int>("SELECT count(*) FROM source_reads").ShouldBe(0);

        (await cut.RunAsync(Night)).Outcome.ShouldBe(StepOutcome.Done);

        cut.ShouldHaveTheSameAs(undisturbed);
    }

    [Fact]
    public async Task A_stop_in_the_middle_keeps_what_came_before_it()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var stopped = DiscordHarness.For(clan, server);
        using var undisturbed = DiscordHarness.For(clan, server);
        await undisturbed.RunAsync(Night);
        server.Fail(Fault.Status(429, "error code: 1015"), $"/channels/{clan.Discord.Relay.Id}/messages", skip: 3);

        var result = await stopped.RunAsync(Night);

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldContain(failure => failure.Contains("Discord blocks this computer"));
        stopped.One<int>("SELECT count(*) FROM discord_messages WHERE channel_id = @Value", new { clan.Discord.Relay.Id.Value }).ShouldBe(300);
        (await stopped.RunAsync(Night)).Outcome.ShouldBe(StepOutcome.Done);
        stopped.ShouldHaveTheSameAs(undisturbed);
    }

    [Fact]
    public async Task A_rejected_token_fails_the_step_with_its_remedy()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);
        discord.Options.Token = "wrong";

        var result = await discord.RunAsync(Night);

        result.Outcome.ShouldBe(StepOutcome.Failed);
        result.Detail.ShouldContain("DISCORD_TOKEN");
        discord.Requests.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_channel_that_closes_is_missing_for_three_nights_and_then_listed()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);
        await discord.RunAsync(Night);
        server.Rights.Deny(clan.Discord.Channels.First(channel => channel.Name == "drops"), BotRights.ViewChannel);

        foreach (var night in new[] { 1, 2, 3 })
        {
            var missing = await discord.RunAsync(Night.PlusDays(night));
            missing.Outcome.ShouldBe(StepOutcome.Partial);
            missing.Failures.ShouldHaveSingleItem().ShouldContain("#drops");
        }

        var closed = await discord.RunAsync(Night.PlusDays(4));
        closed.Outcome.ShouldBe(StepOutcome.Done);
        closed.Detail.ShouldContain("#drops closed since 2026-11-21");
        server.InvalidRequests.ShouldBe(0);
    }

    [Fact]
    public async Task Texts_held_back_are_told_and_not_stepped_over()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);
        server.Rights.HasContentIntent = false;

        var result = await discord.RunAsync(Night);

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldHaveSingleItem().ShouldContain("MESSAGE CONTENT INTENT");
        discord.One<int>("SELECT count(*) FROM discord_messages WHERE kind IN ('chat', 'relay')").ShouldBe(0);
        discord.One<int>("SELECT count(*) FROM harvest_cursors WHERE source = 'discord'").ShouldBe(0);
        server.Rights.HasContentIntent = true;
        (await discord.RunAsync(Night)).Outcome.ShouldBe(StepOutcome.Done);
        discord.One<int>("SELECT count(*) FROM discord_messages WHERE kind = 'relay'").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_empty_answer_without_known_rights_is_no_empty_channel()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);
        var drops = clan.Discord.Channels.First(channel => channel.Name == "drops");
        server.Rights.Deny(drops, BotRights.ReadHistory);
        server.Respond("GET", $"/guilds/{clan.Discord.GuildId}", 404, body: """{"message":"Unknown Guild","code":10004}""");

        var result = await discord.RunAsync(Night);

        result.Detail.ShouldContain("#drops (probably no right to read the message history)");
        discord.One<int>("SELECT count(*) FROM harvest_cursors WHERE source = 'discord' AND key = @key", new { key = drops.Id.ToString() }).ShouldBe(0);
    }

    [Fact]
    public async Task A_limit_of_messages_is_kept_and_the_rest_comes_later()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var limited = DiscordHarness.For(clan, server);
        using var undisturbed = DiscordHarness.For(clan, server);
        limited.Options.MaxMessages = 250;

        (await limited.RunAsync(Night)).Outcome.ShouldBe(StepOutcome.Partial);
        limited.One<int>("SELECT count(*) FROM discord_messages").ShouldBe(250);

        limited.Options.MaxMessages = 0;
        await limited.RunAsync(Night);
        await undisturbed.RunAsync(Night);
        limited.ShouldHaveTheSameAs(undisturbed);
    }

    [Fact]
    public async Task Nothing_before_the_founding_day_is_read()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);
        discord.Options.NotBefore = Night.PlusDays(-10);

        await discord.RunAsync(Night);

        discord.One<long>("SELECT min(created_at) FROM discord_messages").ShouldBeGreaterThanOrEqualTo(Night.PlusDays(-10).Milliseconds);
        discord.One<long>("SELECT min(covers_from) FROM source_reads").ShouldBe(Night.PlusDays(-10).Milliseconds);
    }

    [Fact]
    public async Task Without_a_guild_only_the_relay_channel_is_read()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);
        discord.Options.GuildId = null;

        (await discord.RunAsync(Night)).Outcome.ShouldBe(StepOutcome.Done);

        discord.Query<long>("SELECT DISTINCT channel_id FROM discord_messages").ShouldBe([clan.Discord.Relay.Id.Value]);
        server.Requests.ShouldAllBe(request => !request.Path.StartsWith("/guilds"));
    }

    [Fact]
    public async Task Not_connected_says_so_and_asks_nothing()
    {
        using var discord = new DiscordHarness(new DiscordOptions());

        var result = await discord.RunAsync(Night);

        result.Outcome.ShouldBe(StepOutcome.Done);
        result.Detail.ShouldContain("not connected");
    }

    [Fact]
    public async Task Texts_are_kept_only_where_they_are_asked_for()
    {
        var clan = DiscordHarness.Clan(days: 14);
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);
        discord.Options.StoreContent = true;

        await discord.RunAsync(Night);

        discord.One<int>("SELECT count(*) FROM discord_messages WHERE content IS NOT NULL").ShouldBe(discord.One<int>("SELECT count(*) FROM discord_messages WHERE kind <> 'system' AND length > 0"));
    }

    [Fact]
    public async Task Unread_lines_are_kept_thirty_days()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);
        await discord.RunAsync(Night);
        discord.One<int>("SELECT count(*) FROM discord_messages WHERE content IS NOT NULL").ShouldBeGreaterThan(0);

        await discord.RunAsync(Night.PlusDays(31));

        discord.One<int>("SELECT count(*) FROM discord_messages WHERE content IS NOT NULL").ShouldBe(0);
    }
}
