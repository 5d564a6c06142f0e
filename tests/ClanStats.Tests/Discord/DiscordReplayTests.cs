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
        replay.ShouldHaveTheSameAs(live);
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
    public async Task A_message_of_an_impossible_form_is_counted_and_set_aside()
    {
        using var discord = Replay(guild: null);
        var good = Enumerable.Range(1, 39).Select(number => Message($"{Snowflake.At(Night.PlusDays(-20)).Value + number}", "2026-11-01T00:00:00+00:00"));
        Record(discord, "/channels/500/messages?limit=100&after=0", $"[{string.Join(',', good.Append(Message("ID2", "1900-01-01T00:00:00Z")))}]");

        var result = await discord.RunAsync(Night);

        result.Outcome.ShouldBe(StepOutcome.Done);
        result.Detail.ShouldContain("1 messages set aside");
        result.Detail.ShouldContain("'1900-01-01T00:00:00Z' lies before 2000-01-01");
        discord.Query<string>("SELECT kind FROM discord_messages").ShouldBe(Enumerable.Repeat("system", 39));
    }

    [Fact]
    public async Task An_answer_with_many_impossible_messages_is_refused_whole()
    {
        using var discord = Replay(guild: null);
        Record(discord, "/channels/500/messages?limit=100&after=0", $"""[{Message("ID1", "2026-11-01T00:00:00+00:00")}, {Message("many", "2026-11-01T00:00:00+00:00")}]""");

        var result = await discord.RunAsync(Night);

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldHaveSingleItem().ShouldContain("1 of its 2 elements are unusable");
        discord.One<int>("SELECT count(*) FROM discord_messages").ShouldBe(0);
        discord.One<int>("SELECT count(*) FROM harvest_cursors WHERE source = 'discord'").ShouldBe(0);
    }

    private static string Message(string id, string time) =>
        $$$"""{"id":"{{{id}}}","type":99,"author":{"id":"9","username":"sam"},"content":"","timestamp":"{{{time}}}","new_field":{}}""";

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
