using System.Globalization;
using System.Text.Json.Nodes;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.Discord;

/// <summary>A guild of few words on a loopback server, with channels and messages written by hand, and a harvest of it.</summary>
internal sealed class DiscordStage : IAsyncDisposable
{
    public static readonly UtcInstant Night = DiscordHarness.Night;

    private DiscordStage(SimulatedClan clan, DiscordServer server)
    {
        (Clan, Server) = (clan, server);
        Discord = DiscordHarness.For(clan, server);
        Relay = Channel("game", days: 300);
        Discord.Options.RelayChannelId = Relay.Shape.Id;
    }

    public SimulatedClan Clan { get; }

    public DiscordServer Server { get; }

    public DiscordHarness Discord { get; }

    /// <summary>The channel that is configured as the relayed game chat; empty at first.</summary>
    public ScriptedChannel Relay { get; }

    public static async Task<DiscordStage> OpenAsync()
    {
        var clan = new SimulatedClan(new SimulationOptions { Members = 20, Days = 14, Seed = 7, Now = Night, MessagesPerMemberDay = 0.2 });
        return new DiscordStage(clan, await DiscordHarness.ServerAsync(clan));
    }

    /// <summary>Adds a channel, or a thread where a parent is given.</summary>
    public ScriptedChannel Channel(string name, ChannelType type = ChannelType.Text, Snowflake? parent = null, double days = 200, Snowflake? id = null) =>
        Server.Script.Add(new SimulatedChannel
        {
            Id = id ?? Snowflake.At(Night.PlusDays(-days)),
            Type = type,
            Name = name,
            Use = ChannelUse.Container,
            ParentId = parent,
            Created = Clan.Founded,
        });

    public async Task<StepResult> RunAsync(double days = 0)
    {
        if (Night.PlusDays(days) > Clan.Now)
        {
            Clan.MoveTo(Night.PlusDays(days));
        }

        return await Discord.RunAsync(Night.PlusDays(days));
    }

    /// <summary>A message somebody wrote; later fields take the place of the usual ones.</summary>
    public static JsonObject Message(double daysAgo, string content, long author = 77, string name = "sam", long counter = 0, object? more = null)
    {
        var at = Night.PlusDays(-daysAgo);
        var message = new JsonObject
        {
            ["id"] = Id(daysAgo, counter),
            ["type"] = 0,
            ["content"] = content,
            ["author"] = new JsonObject { ["id"] = author.ToString(CultureInfo.InvariantCulture), ["username"] = name, ["discriminator"] = "0" },
            ["timestamp"] = at.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture),
            ["edited_timestamp"] = null,
            ["attachments"] = new JsonArray(),
            ["embeds"] = new JsonArray(),
        };
        if (more is not null)
        {
            foreach (var (key, value) in JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(more))!.AsObject())
            {
                message[key] = value?.DeepClone();
            }
        }

        return message;
    }

    /// <summary>A line a relay posts through its webhook.</summary>
    public static JsonObject Line(double daysAgo, string content, long webhook = 900, string name = "Osrs clanchat", long counter = 0, object? embeds = null) =>
        Message(daysAgo, content, counter: counter, more: new
        {
            webhook_id = webhook.ToString(CultureInfo.InvariantCulture),
            author = new { id = webhook.ToString(CultureInfo.InvariantCulture), username = name, bot = true, discriminator = "0000" },
            embeds = embeds ?? Array.Empty<object>(),
        });

    public static string Id(double daysAgo, long counter = 0) => (Snowflake.At(Night.PlusDays(-daysAgo)).Value + counter).ToString(CultureInfo.InvariantCulture);

    /// <summary>What is stored of a channel, oldest first.</summary>
    public IReadOnlyList<string> Rows(ScriptedChannel channel, string columns = "kind || ' ' || coalesce(author_name, '-')") =>
        Discord.Query<string>($"SELECT {columns} FROM discord_messages WHERE channel_id = @Value ORDER BY created_at, id < 0, abs(id)", new { channel.Shape.Id.Value });

    public string? Cursor(ScriptedChannel channel) => Discord.Query<string>(
        "SELECT value FROM harvest_cursors WHERE source = 'discord' AND key = @key", new { key = channel.Shape.Id.ToString() }).SingleOrDefault();

    public IReadOnlyList<string> RequestsFor(ScriptedChannel channel) =>
        [.. Discord.MessageRequests.Where(path => path.StartsWith($"/channels/{channel.Shape.Id}/", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        Discord.Dispose();
        await Server.DisposeAsync();
    }
}
