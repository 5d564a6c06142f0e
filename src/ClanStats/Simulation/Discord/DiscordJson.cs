using System.Globalization;
using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Chat;

namespace ClanStats.Simulation.Discord;

/// <summary>Writes the shapes that several of Discord's answers share.</summary>
internal static class DiscordJson
{
    /// <summary>An account's fields.</summary>
    public static void User(Utf8JsonWriter json, SimulatedUser user)
    {
        json.WriteStartObject();
        Id(json, "id", user.Id);
        json.WriteString("username", user.Username);
        json.WriteString("global_name", user.GlobalName);
        json.WriteString("discriminator", user.IsBot ? "4821" : "0");
        json.WriteNull("avatar");
        if (user.IsBot)
        {
            json.WriteBoolean("bot", true);
        }

        json.WriteNumber("public_flags", 0);
        json.WriteEndObject();
    }

    /// <summary>An id, which is always a text.</summary>
    public static void Id(Utf8JsonWriter json, string name, Snowflake? id) => json.WriteString(name, id?.ToString());

    /// <summary>A time with an offset; the fraction is left out where it is zero.</summary>
    public static void Time(Utf8JsonWriter json, string name, UtcInstant? at) => json.WriteString(name, at is { } time ? TimeText(time) : null);

    /// <summary>A bit field, which is always a text.</summary>
    public static void Bits(Utf8JsonWriter json, string name, long bits) => json.WriteString(name, bits.ToString(CultureInfo.InvariantCulture));

    private static string TimeText(UtcInstant at)
    {
        var form = at.Milliseconds % 1000 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'+00:00'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'";
        return at.ToDateTimeOffset().ToString(form, CultureInfo.InvariantCulture);
    }
}

/// <summary>Writes channels and threads.</summary>
internal sealed class ChannelJson(DiscordWorld world, BotRights rights, DiscordScript script)
{
    /// <summary>A channel or thread.</summary>
    public void Channel(Utf8JsonWriter json, SimulatedChannel channel)
    {
        json.WriteStartObject();
        DiscordJson.Id(json, "id", channel.Id);
        json.WriteNumber("type", (int)channel.Type);
        DiscordJson.Id(json, "guild_id", world.GuildId);
        json.WriteString("name", channel.Name);
        DiscordJson.Id(json, "parent_id", channel.ParentId);
        if (channel.Type != ChannelType.Category)
        {
            DiscordJson.Id(json, "last_message_id", LastMessageId(channel));
        }

        if (channel.IsThread)
        {
            ThreadFields(json, channel);
        }
        else
        {
            ChannelFields(json, channel);
        }

        json.WriteEndObject();
    }

    /// <summary>The newest message; in a forum the newest post.</summary>
    private Snowflake? LastMessageId(SimulatedChannel channel) => script.Find(channel.Id) is { } own ? own.LastMessageId
        : channel.Type == ChannelType.Forum
        ? world.Threads.Where(thread => thread.ParentId == channel.Id && world.Find(thread.Id) is not null).Max(thread => (Snowflake?)thread.Id)
        : world.LastMessageIn(channel)?.Id;

    private void ChannelFields(Utf8JsonWriter json, SimulatedChannel channel)
    {
        json.WriteNumber("position", channel.Position);
        json.WriteNull("topic");
        json.WriteBoolean("nsfw", false);
        json.WriteNumber("flags", 0);
        json.WriteStartArray("permission_overwrites");
        foreach (var overwrite in rights.OverwritesOf(channel))
        {
            json.WriteStartObject();
            DiscordJson.Id(json, "id", overwrite.RoleId);
            json.WriteNumber("type", 0);
            DiscordJson.Bits(json, "allow", overwrite.Allow);
            DiscordJson.Bits(json, "deny", overwrite.Deny);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void ThreadFields(Utf8JsonWriter json, SimulatedChannel thread)
    {
        const int MinutesUntilArchived = 4320;
        var archived = script.Find(thread.Id) is { } own ? own.ArchivedAt : world.ArchivedAt(thread);
        DiscordJson.Id(json, "owner_id", world.InGuild.First(user => !user.IsBot).Id);
        json.WriteNumber("message_count", 5);
        json.WriteNumber("total_message_sent", 5);
        json.WriteNumber("member_count", 3);
        json.WriteStartObject("thread_metadata");
        json.WriteBoolean("archived", archived is not null);
        json.WriteNumber("auto_archive_duration", MinutesUntilArchived);
        DiscordJson.Time(json, "archive_timestamp", archived ?? thread.Created);
        json.WriteBoolean("locked", false);
        DiscordJson.Time(json, "create_timestamp", thread.Created);
        json.WriteEndObject();
    }
}
