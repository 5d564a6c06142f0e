using System.Text.Json;
using System.Text.Json.Nodes;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.World;

namespace ClanStats.Simulation.Discord;

/// <summary>Writes messages as the history holds them: without the author's name in the guild.</summary>
internal sealed class MessageJson(SimulatedClan clan, BotRights rights, DiscordScript script)
{
    private readonly DiscordWorld _world = clan.Discord;

    /// <summary>One message.</summary>
    public void Message(Utf8JsonWriter json, SimulatedMessage message)
    {
        var trimmings = new Trimmings(message);
        var showsContent = rights.HasContentIntent || trimmings.MentionsBot;
        json.WriteStartObject();
        DiscordJson.Id(json, "id", message.Id);
        json.WriteNumber("type", TypeOf(message.Kind));
        DiscordJson.Id(json, "channel_id", message.ChannelId);
        json.WriteString("content", showsContent ? Content(message, trimmings) : "");
        json.WritePropertyName("author");
        Author(json, message);
        DiscordJson.Time(json, "timestamp", message.At);
        var edited = message.At.Plus(trimmings.EditedAfter);
        var wasEdited = (trimmings.EditedAfter > TimeSpan.Zero && edited <= clan.Now) || script.TextOf(message) is not null;
        DiscordJson.Time(json, "edited_timestamp", wasEdited ? edited : null);
        Attachments(json, message, showsContent && trimmings.HasAttachment);
        json.WriteStartArray("embeds");
        json.WriteEndArray();
        Mentions(json, trimmings);
        Reactions(json, trimmings.Reactions);
        json.WriteBoolean("mention_everyone", false);
        json.WriteBoolean("pinned", false);
        json.WriteNumber("flags", 0);
        if (message.IsRelayed)
        {
            DiscordJson.Id(json, "webhook_id", _world.RelayWebhookId);
        }

        Reference(json, message);
        json.WriteEndObject();
    }

    /// <summary>A message written by hand, with its content held back where the intent is missing.</summary>
    public void Scripted(Utf8JsonWriter json, JsonObject message)
    {
        if (rights.HasContentIntent || ((string?)message["content"] ?? "").Contains($"<@{_world.Bot.Id}>", StringComparison.Ordinal))
        {
            message.WriteTo(json);
            return;
        }

        var blank = (JsonObject)message.DeepClone();
        blank["content"] = "";
        blank["embeds"] = new JsonArray();
        blank["attachments"] = new JsonArray();
        blank["components"] = new JsonArray();
        blank.Remove("poll");
        blank.WriteTo(json);
    }

    private string Content(SimulatedMessage message, Trimmings trimmings) =>
        (script.TextOf(message) ?? _world.TextOf(message)) + (trimmings.MentionsBot ? $" <@{_world.Bot.Id}>" : "");

    private void Author(Utf8JsonWriter json, SimulatedMessage message)
    {
        if (!message.IsRelayed)
        {
            DiscordJson.User(json, message.Speaker.User!);
            return;
        }

        json.WriteStartObject();
        DiscordJson.Id(json, "id", _world.RelayWebhookId);
        json.WriteString("username", RelayLines.WebhookName);
        json.WriteNull("avatar");
        json.WriteString("discriminator", "0000");
        json.WriteBoolean("bot", true);
        json.WriteEndObject();
    }

    private void Reference(Utf8JsonWriter json, SimulatedMessage message)
    {
        if (message.RepliesTo.Value == 0)
        {
            return;
        }

        json.WriteStartObject("message_reference");
        json.WriteNumber("type", message.Kind == MessageKind.Forward ? 1 : 0);
        DiscordJson.Id(json, "message_id", message.RepliesTo);
        DiscordJson.Id(json, "channel_id", message.Kind == MessageKind.ThreadStarter
            ? clan.Discord.Find(message.ChannelId)?.ParentId
            : message.ChannelId);
        DiscordJson.Id(json, "guild_id", _world.GuildId);
        json.WriteEndObject();
        if (message.Kind == MessageKind.Forward)
        {
            Forwarded(json, message);
        }
    }

    private void Forwarded(Utf8JsonWriter json, SimulatedMessage message)
    {
        json.WriteStartArray("message_snapshots");
        json.WriteStartObject();
        json.WriteStartObject("message");
        json.WriteNumber("type", 0);
        json.WriteString("content", rights.HasContentIntent ? "look at this" : "");
        DiscordJson.Time(json, "timestamp", message.At);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void Mentions(Utf8JsonWriter json, Trimmings trimmings)
    {
        json.WriteStartArray("mentions");
        if (trimmings.MentionsBot)
        {
            DiscordJson.User(json, _world.Bot);
        }

        json.WriteEndArray();
    }

    private static void Attachments(Utf8JsonWriter json, SimulatedMessage message, bool hasOne)
    {
        json.WriteStartArray("attachments");
        if (hasOne)
        {
            json.WriteStartObject();
            DiscordJson.Id(json, "id", new Snowflake(message.Id.Value + 1));
            json.WriteString("filename", "screenshot.png");
            json.WriteNumber("size", 48_211);
            json.WriteString("url", $"http://127.0.0.1/attachments/{message.ChannelId}/{message.Id}/screenshot.png");
            json.WriteString("content_type", "image/png");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Reactions(Utf8JsonWriter json, int count)
    {
        if (count == 0)
        {
            return;
        }

        json.WriteStartArray("reactions");
        json.WriteStartObject();
        json.WriteNumber("count", count);
        json.WriteStartObject("count_details");
        json.WriteNumber("burst", 0);
        json.WriteNumber("normal", count);
        json.WriteEndObject();
        json.WriteStartObject("emoji");
        json.WriteNull("id");
        json.WriteString("name", "🎉");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static int TypeOf(MessageKind kind) => kind switch
    {
        MessageKind.Reply => 19,
        MessageKind.JoinNotice => 7,
        MessageKind.Unknown => 99,
        MessageKind.ThreadStarter => 21,
        _ => 0,
    };

    /// <summary>What goes with a message besides its text; the same luck that makes the text decides it.</summary>
    private readonly struct Trimmings
    {
        public Trimmings(SimulatedMessage message)
        {
            if (message.Kind is not (MessageKind.Talk or MessageKind.Reply))
            {
                return;
            }

            var dice = Dice.Of(message.Luck, Topic.Message);
            MentionsBot = dice.Chance(0.002);
            HasAttachment = dice.Chance(0.03);
            Reactions = dice.Chance(0.06) ? 1 + dice.Below(5) : 0;
            EditedAfter = TimeSpan.FromSeconds(dice.Chance(0.02) ? dice.Between(3, 900) : 0);
        }

        public bool MentionsBot { get; }

        public bool HasAttachment { get; }

        public int Reactions { get; }

        public TimeSpan EditedAfter { get; }
    }
}
