using System.Globalization;
using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>Reads the value behind a property's name; each is false where the value has another form than known. Null is always a value.</summary>
internal static class JsonPieces
{
    /// <summary>An id, which Discord writes as a text.</summary>
    public static bool Id(ref Utf8JsonReader reader, out Snowflake? id)
    {
        id = null;
        reader.Read();
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number && reader.ValueSpan.Length <= 19)
        {
            id = long.TryParse(reader.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new Snowflake(value) : null;
            return id is not null;
        }

        return reader.TokenType == JsonTokenType.Null;
    }

    /// <summary>A text.</summary>
    public static bool Text(ref Utf8JsonReader reader, out string? text)
    {
        reader.Read();
        text = reader.TokenType == JsonTokenType.String ? ReadText(ref reader) : null;
        return text is not null || reader.TokenType == JsonTokenType.Null;
    }

    /// <summary>A whole number.</summary>
    public static bool Number(ref Utf8JsonReader reader, out int? number)
    {
        reader.Read();
        number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value) ? value : null;
        return number is not null;
    }

    /// <summary>A time with its offset; its fraction may be missing.</summary>
    public static bool Time(ref Utf8JsonReader reader, UtcInstant now, out ForeignTime time)
    {
        time = default;
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        time = reader.TryGetDateTimeOffset(out var value) ? ForeignTime.Of(UtcInstant.From(value), now) : default;
        time = time.Value is null ? ForeignTime.Parse(ReadText(ref reader), now) : time;
        return true;
    }

    /// <summary>True or false; absent counts as false.</summary>
    public static bool Flag(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.True;
    }

    /// <summary>Half a character pair is legal in JSON but no text: what cannot be read is replaced.</summary>
    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}

/// <summary>Reads the author of a message.</summary>
internal static class AuthorParser
{
    /// <summary>The author; null where there is none.</summary>
    public static bool Read(ref Utf8JsonReader reader, out DiscordUser? author)
    {
        author = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        Snowflake? id = null;
        var (bot, readable) = (false, true);
        string? username = null, globalName = null;
        while (readable && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                readable = JsonPieces.Id(ref reader, out id);
            }
            else if (reader.ValueTextEquals("username"u8))
            {
                readable = JsonPieces.Text(ref reader, out username);
            }
            else if (reader.ValueTextEquals("global_name"u8))
            {
                readable = JsonPieces.Text(ref reader, out globalName);
            }
            else if (reader.ValueTextEquals("bot"u8))
            {
                bot = JsonPieces.Flag(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        author = id is { } known ? new DiscordUser(known, username, globalName, bot) : null;
        return readable && author is not null;
    }
}

/// <summary>Reads embeds and forwards, as far as lines of the game chat stand in them.</summary>
internal static class EmbedParser
{
    /// <summary>The embeds; null where there are none.</summary>
    public static bool Read(ref Utf8JsonReader reader, out List<RelayEmbed>? embeds)
    {
        embeds = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject || !Embed(ref reader, out var embed))
            {
                return false;
            }

            (embeds ??= []).Add(embed);
        }

        return true;
    }

    /// <summary>The text of what is forwarded, which names no author; null where nothing is.</summary>
    public static bool ReadForwarded(ref Utf8JsonReader reader, out string? content)
    {
        content = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            if (!Field(ref reader, "message"u8, "content"u8, out var text))
            {
                return false;
            }

            content ??= text ?? "";
        }

        return true;
    }

    private static bool Embed(ref Utf8JsonReader reader, out RelayEmbed embed)
    {
        string? author = null, title = null, description = null;
        var readable = true;
        while (readable && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("author"u8))
            {
                reader.Read();
                readable = reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.StartObject && Text(ref reader, "name"u8, out author));
            }
            else if (reader.ValueTextEquals("title"u8))
            {
                readable = JsonPieces.Text(ref reader, out title);
            }
            else if (reader.ValueTextEquals("description"u8))
            {
                readable = JsonPieces.Text(ref reader, out description);
            }
            else
            {
                reader.Skip();
            }
        }

        embed = new RelayEmbed(author, title, description);
        return readable;
    }

    /// <summary>A text two objects deep.</summary>
    private static bool Field(ref Utf8JsonReader reader, ReadOnlySpan<byte> outer, ReadOnlySpan<byte> inner, out string? text)
    {
        text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals(outer);
            reader.Read();
            if (!wanted || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
            }
            else if (!Text(ref reader, inner, out text))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A text of the object the reader stands at.</summary>
    private static bool Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, out string? text)
    {
        text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals(name))
            {
                reader.Skip();
            }
            else if (!JsonPieces.Text(ref reader, out text))
            {
                return false;
            }
        }

        return true;
    }
}
