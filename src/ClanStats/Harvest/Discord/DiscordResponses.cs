using System.Text.Json;
using System.Text.Json.Serialization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>Somebody who writes: a person, a bot or a webhook. The name of a webhook may change with every message.</summary>
internal sealed record DiscordUser(Snowflake Id, string? Username, string? GlobalName, bool Bot);

/// <summary>The bot's own application. <c>flags_new</c> is the complete form, a decimal text.</summary>
internal sealed record DiscordApplication(Snowflake Id, long? Flags, string? FlagsNew);

/// <summary>A guild with its roles.</summary>
internal sealed record DiscordGuild(Snowflake Id, string? Name, Snowflake? OwnerId, IReadOnlyList<DiscordRole>? Roles);

/// <summary>A role; permissions are bits in a decimal text.</summary>
internal sealed record DiscordRole(Snowflake Id, string? Permissions);

/// <summary>A membership: the bot's own with its roles, another's with the name it has in this guild.</summary>
internal sealed record DiscordGuildMember(IReadOnlyList<Snowflake>? Roles, DiscordUser? User = null, string? Nick = null);

/// <summary>What a channel grants or denies to a role (type 0) or a member (type 1).</summary>
internal sealed record DiscordOverwrite(Snowflake Id, int Type, string? Allow, string? Deny);

/// <summary>A channel or a thread. A last message that is null was never written; one that is absent is not known.</summary>
internal sealed record DiscordChannel(
    Snowflake Id,
    int Type,
    string? Name,
    Snowflake? ParentId,
    JsonElement LastMessageId,
    IReadOnlyList<DiscordOverwrite>? PermissionOverwrites,
    DiscordThreadMetadata? ThreadMetadata);

/// <summary>What only threads have.</summary>
internal sealed record DiscordThreadMetadata(bool Archived, string? ArchiveTimestamp);

/// <summary>A list of threads.</summary>
internal sealed record DiscordThreads(IReadOnlyList<DiscordChannel>? Threads, bool HasMore);

/// <summary>A message, as much of it as is of use here.</summary>
/// <param name="Id">Discord's id.</param>
/// <param name="Type">Discord's number of its type.</param>
/// <param name="Author">Who wrote it, or the webhook it came through.</param>
/// <param name="Content">Its text; "" if it has none.</param>
/// <param name="At">When it was written.</param>
/// <param name="WebhookId">The webhook it came through; null if none.</param>
/// <param name="Embeds">Its embeds.</param>
/// <param name="Forwarded">The text of what it forwards; null if it forwards nothing.</param>
/// <param name="HasMore">Whether anything but a text is in it: embeds, attachments, stickers, a poll.</param>
internal sealed record DiscordMessage(
    Snowflake Id,
    int Type,
    DiscordUser Author,
    string Content,
    UtcInstant At,
    Snowflake? WebhookId,
    IReadOnlyList<RelayEmbed> Embeds,
    string? Forwarded,
    bool HasMore)
{
    /// <summary>Whether there is nothing in it at all.</summary>
    public bool IsEmpty => Content.Length == 0 && !HasMore && Forwarded is null;
}

/// <summary>An error as Discord words it.</summary>
internal sealed record DiscordError(int? Code, string? Message, JsonElement Errors);

/// <summary>Reads Discord's answers without reflection; unknown fields are passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(SnowflakeConverter)])]
[JsonSerializable(typeof(DiscordUser))]
[JsonSerializable(typeof(DiscordApplication))]
[JsonSerializable(typeof(DiscordGuild))]
[JsonSerializable(typeof(DiscordGuildMember))]
[JsonSerializable(typeof(DiscordChannel))]
[JsonSerializable(typeof(List<DiscordChannel>))]
[JsonSerializable(typeof(DiscordThreads))]
[JsonSerializable(typeof(List<DiscordGuildMember>))]
[JsonSerializable(typeof(DiscordError))]
internal sealed partial class DiscordJson : JsonSerializerContext;

/// <summary>Ids are texts in Discord's JSON; a number is read too.</summary>
internal sealed class SnowflakeConverter : JsonConverter<Snowflake>
{
    /// <inheritdoc/>
    public override Snowflake Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= 0)
        {
            return new Snowflake(number);
        }

        return reader.TokenType == JsonTokenType.String && Snowflake.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("an id is no number from 0 to 2^63 - 1");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
