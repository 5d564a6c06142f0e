using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Harvest.Discord;

namespace ClanStats.Tests.Discord;

public sealed class DiscordReplayTests
{
    private static readonly UtcInstant Night = DiscordHarness.Night;
    private static readonly Snowflake Relay = new(500);
    private int _files;

    [Fact]
    public async Task A_recording_answers_as_the_servers_did()
    {
        var clan = DiscordHarness.Clan(days: 14);
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var live = DiscordHarness.For(clan, server);
        using var replay = DiscordHarness.For(clan, server);
        var folder = Path.Combine(live.Folder, "recording");
        live.Harvest.RecordDirectory = folder;
        (await live.RunAsync(Night)).Outcome.ShouldBe(StepOutcome.Done);
        live.MessageRequests.ShouldContain($"/channels/{clan.Discord.Relay.Id}/messages?limit=100&after=0");
        var asked = server.Requests.Count;
        replay.Harvest.FixturesDirectory = folder;

        (await replay.RunAsync(Night)).Outcome.ShouldBe(StepOutcome.Done);

        server.Requests.Count.ShouldBe(asked);
        replay.Dump().ShouldBe(live.Dump());
    }

    [Fact]
    public async Task Channels_and_messages_alone_are_enough()
    {
        using var discord = Replay(guild: new Snowflake(1));
        Record(discord, "/guilds/1/channels", """[{"id":"500","type":0,"name":"clan-chat","last_message_id":"ID2"},{"id":"501","type":0,"last_message_id":null}]""");
        Record(discord, "/channels/500/messages?limit=100&after=0", Page);

        var result = await discord.RunAsync(Night);

        result.Outcome.ShouldBe(StepOutcome.Done, string.Join("; ", result.Failures));
        discord.Query<string>("SELECT kind || ' ' || coalesce(author_name, '') FROM discord_messages ORDER BY id").ShouldBe(["relay Iron Bob", "chat Sam"]);
        (await discord.RunAsync(Night)).Rows.ShouldBe(0);
    }

    [Fact]
    public async Task A_relay_channel_alone_ends_with_its_last_short_page()
    {
        using var discord = Replay(guild: null);
        Record(discord, "/channels/500/messages?limit=100&after=0", Page);

        (await discord.RunAsync(Night)).Outcome.ShouldBe(StepOutcome.Done);

        discord.One<int>("SELECT count(*) FROM discord_messages").ShouldBe(2);
        (await discord.RunAsync(Night)).Outcome.ShouldBe(StepOutcome.Done);
    }

    [Fact]
    public async Task Messages_that_were_never_recorded_are_missing_by_name()
    {
        using var discord = Replay(guild: new Snowflake(1));
        Record(discord, "/guilds/1/channels", """[{"id":"500","type":0,"name":"clan-chat","last_message_id":"ID2"}]""");

        var result = await discord.RunAsync(Night);

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldHaveSingleItem().ShouldContain("/channels/500/messages?limit=100&after=0");
    }

    [Fact]
    public async Task Rows_of_an_impossible_form_are_counted_and_set_aside()
    {
        using var discord = Replay(guild: null);
        Record(
            discord,
            "/channels/500/messages?limit=100&after=0",
            """
            [{"id":"ID2","type":0,"author":{"id":"9","username":"sam"},"content":"x","timestamp":"1900-01-01T00:00:00Z"},
             {"id":"many","type":0},
             {"id":"ID1","type":99,"author":{"id":"9","username":"sam"},"content":"","timestamp":"2026-11-01T00:00:00+00:00","new_field":{}}]
            """);

        var result = await discord.RunAsync(Night);

        result.Detail.ShouldContain("2 messages set aside");
        discord.One<string>("SELECT kind FROM discord_messages").ShouldBe("system");
    }

    private const string Page =
        """
        [{"id":"ID2","type":0,"author":{"id":"9","username":"sam","global_name":"Sam"},"content":"hello","timestamp":"2026-11-02T00:00:00+00:00"},
         {"id":"ID1","type":0,"webhook_id":"8","author":{"id":"8","username":"Osrs clanchat","bot":true},
          "content":"<:Captain:1144000000000000011>**Iron Bob**: well\\-known\\!","timestamp":"2026-11-01T00:00:00.500000+00:00"}]
        """;

    private static DiscordHarness Replay(Snowflake? guild)
    {
        var discord = new DiscordHarness(new DiscordOptions { GuildId = guild, RelayChannelId = Relay, TargetRps = 0 });
        discord.Harvest.FixturesDirectory = Path.Combine(discord.Folder, "fixtures");
        Directory.CreateDirectory(discord.Harvest.FixturesDirectory);
        return discord;
    }

    private void Record(DiscordHarness discord, string url, string body)
    {
        var real = body
            .Replace("ID1", Snowflake.At(Night.PlusDays(-19)).ToString(), StringComparison.Ordinal)
            .Replace("ID2", Snowflake.At(Night.PlusDays(-18)).ToString(), StringComparison.Ordinal);
        File.WriteAllText(
            Path.Combine(discord.Harvest.FixturesDirectory!, $"{_files++:000}.json"),
            $$"""{"service":"discord","request":{"method":"GET","url":{{JsonSerializer.Serialize(url)}}},"status":200,"headers":{},"body":{{real}}}""");
    }
}
