using ClanStats.Pipeline;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.Servers;
using static ClanStats.Tests.EndToEnd.CheckTests;

namespace ClanStats.Tests.EndToEnd;

public sealed class CheckDiscordTests : IAsyncLifetime
{
    private ClanNight _night = null!;

    public async Task InitializeAsync() => _night = await ClanNight.StartAsync();

    public async Task DisposeAsync() => await _night.DisposeAsync();

    [Fact]
    public async Task A_rejected_token_is_a_finding_because_the_game_is_read_all_the_same()
    {
        _night.Environment["DISCORD_TOKEN"] = "not-the-token";

        var check = await CheckAsync(_night);

        check.Exit.ShouldBe(ExitCode.Partial);
        check.ShouldFind("discord", "finding", "token", "Discord rejects DISCORD_TOKEN", "Developer Portal");
        check.Text.ShouldNotContain("not-the-token");
    }

    [Fact]
    public async Task Discord_that_does_not_answer_is_a_finding()
    {
        _night.Discord.Fail(Fault.Reset(), times: int.MaxValue);

        (await CheckAsync(_night)).ShouldFind("discord", "finding", "answer", "no answer", "DISCORD_BASE_URL");
    }

    [Fact]
    public async Task A_block_names_what_to_do()
    {
        _night.Discord.Fail(Fault.Status(429, "error code: 1015"), times: int.MaxValue);

        (await CheckAsync(_night)).ShouldFind("discord", "finding", "limit", "Discord blocks this computer", "Wait an hour");
    }

    [Fact]
    public async Task A_guild_without_the_bot_is_told_with_the_invitation_it_needs()
    {
        _night.Discord.Rights.IsInGuild = false;

        (await CheckAsync(_night)).ShouldFind("discord", "finding", "guild", "The bot is not in the guild", "VIEW_CHANNEL and READ_MESSAGE_HISTORY");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Intents_that_are_off_are_told_with_their_switch(bool newFlags)
    {
        _night.Discord.Rights.HasNewFlags = newFlags;
        _night.Discord.Rights.HasContentIntent = false;
        _night.Discord.Rights.HasMembersIntent = false;

        var check = await CheckAsync(_night);

        check.Exit.ShouldBe(ExitCode.Partial);
        check.ShouldFind("discord", "finding", "message-content", "The message content intent is off", "MESSAGE CONTENT INTENT");
        check.ShouldFind("discord", "note", "members", "The server members intent is off", "SERVER MEMBERS INTENT");
    }

    [Fact]
    public async Task Each_channel_is_listed_with_the_right_it_lacks()
    {
        var (closed, halfOpen, voice) = (Open(0), Open(1), _night.Clan.Discord.Channels.First(channel => channel.Type == ChannelType.Voice));
        _night.Discord.Rights.Deny(closed, BotRights.ViewChannel);
        _night.Discord.Rights.Deny(halfOpen, BotRights.ReadHistory);
        _night.Discord.Rights.Deny(voice, BotRights.Connect);

        var check = await CheckAsync(_night);

        check.ShouldFind("discord", "note", $"channel:{closed.Id}", "VIEW_CHANNEL is missing", "give the bot VIEW_CHANNEL");
        check.ShouldFind("discord", "finding", $"channel:{halfOpen.Id}", "READ_MESSAGE_HISTORY is missing", "give the bot READ_MESSAGE_HISTORY");
        check.ShouldFind("discord", "note", $"channel:{voice.Id}", "CONNECT is missing", "give the bot CONNECT");
        check.ShouldFind("discord", "ok", $"channel:{_night.Clan.Discord.Relay.Id}", "can be read", "");
        _night.Discord.InvalidRequests.ShouldBe(0);
    }

    [Fact]
    public async Task A_bot_that_can_read_nothing_is_told_so()
    {
        foreach (var channel in _night.Clan.Discord.Channels)
        {
            _night.Discord.Rights.Deny(channel, BotRights.ViewChannel);
        }

        var check = await CheckAsync(_night);

        check.ShouldFind("discord", "finding", "channels", "The bot can read no channel at all", "Give its role");
        check.ShouldFind("discord", "finding", $"channel:{_night.Clan.Discord.Relay.Id}", "it is the relay channel", "VIEW_CHANNEL");
    }

    [Fact]
    public async Task Without_a_guild_the_relay_channel_is_tried()
    {
        _night.Environment["DISCORD_GUILD_ID"] = "";
        (await CheckAsync(_night)).ShouldFind("discord", "ok", "relay", "was read: its newest message is of", "");

        _night.Discord.Rights.Deny(_night.Clan.Discord.Relay, BotRights.ReadHistory);
        (await CheckAsync(_night)).ShouldFind("discord", "finding", "relay", "although something stands in it", "READ_MESSAGE_HISTORY");

        _night.Discord.Rights.Deny(_night.Clan.Discord.Relay, BotRights.ViewChannel);
        (await CheckAsync(_night)).ShouldFind("discord", "finding", "relay", "VIEW_CHANNEL is missing", "VIEW_CHANNEL");
    }

    [Fact]
    public async Task A_relay_channel_that_does_not_exist_or_holds_no_messages_is_told()
    {
        _night.Environment["RELAY_CHANNEL_ID"] = "123456789012345678";
        (await CheckAsync(_night)).ShouldFind("discord", "finding", "relay", "Discord knows no channel 123456789012345678", "Correct RELAY_CHANNEL_ID");

        _night.Environment["RELAY_CHANNEL_ID"] = $"{_night.Clan.Discord.Channels.First(channel => channel.Type == ChannelType.Forum).Id}";
        (await CheckAsync(_night)).ShouldFind("discord", "finding", "relay", "of a kind that holds no messages", "RELAY_CHANNEL_ID");

        _night.Environment["RELAY_CHANNEL_ID"] = "";
        (await CheckAsync(_night)).ShouldFind("discord", "note", "relay", "RELAY_CHANNEL_ID is not set", "Set it");
    }

    [Fact]
    public async Task Texts_that_come_empty_although_the_intent_is_on_are_told_with_the_trick_that_helps()
    {
        _night.Discord.Respond("GET", "/applications/@me", 200, body: """{"id":"1","flags":262144}""");
        _night.Discord.Rights.HasContentIntent = false;

        (await CheckAsync(_night)).ShouldFind("discord", "finding", "relay", "come without their texts", "off, save, on, save");
    }

    private SimulatedChannel Open(int number) => _night.Clan.Discord.Channels
        .Where(channel => channel is { Type: ChannelType.Text, IsHidden: false } && channel.Id != _night.Clan.Discord.Relay.Id)
        .ElementAt(number);
}
