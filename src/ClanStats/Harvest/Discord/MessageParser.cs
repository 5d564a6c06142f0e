using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>
/// Reads an answer with messages straight from its bytes: most of what Discord sends of a message is of no use here and is passed over
/// unread. A message of another form than known is set aside alone.
/// </summary>
internal static class MessageParser
{
    /// <summary>The messages of an answer, in the order they came.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="after">The cursor asked with: nothing older than it was asked for.</param>
    /// <param name="screen">Told of each message, and why it must not be stored.</param>
    /// <param name="now">Business time, against which times are judged.</param>
    /// <exception cref="JsonException">The answer is no list, or cut off.</exception>
    public static List<DiscordMessage> Parse(byte[] body, Snowflake after, AnswerScreen screen, UtcInstant now)
    {
        var messages = new List<DiscordMessage>(100);
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("a list of messages was expected");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = reader;
            var fields = new MessageFields();
            var fault = reader.TokenType == JsonTokenType.StartObject && IsReadable(ref fields, ref reader, now) ? fields.FaultAfter(after) : "a message of unknown form";
            if (screen.Admits(fault))
            {
                messages.Add(fields.ToMessage());
            }

            reader = start;
            reader.Skip();
        }

        return messages;
    }

    private static bool IsReadable(ref MessageFields fields, ref Utf8JsonReader reader, UtcInstant now)
    {
        try
        {
            return fields.Read(ref reader, now);
        }
        catch (InvalidOperationException)
        {
            // Half a character pair in a name or a time: legal in JSON, but no text.
            return false;
        }
    }

    /// <summary>What was found of one message.</summary>
    private struct MessageFields
    {
        private Snowflake? _id;
        private Snowflake? _webhook;
        private DiscordUser? _author;
        private int? _type;
        private string? _content;
        private string? _forwarded;
        private ForeignTime _time;
        private List<RelayEmbed>? _embeds;
        private bool _hasMore;

        /// <summary>Reads the object the reader stands at; false where a field has another form than known.</summary>
        public bool Read(ref Utf8JsonReader reader, UtcInstant now)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!ReadField(ref reader, now))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Why it must not be stored; null if it may be.</summary>
        public readonly string? FaultAfter(Snowflake after) => this switch
        {
            { _id: not { Value: > 0 } } => "a message without an id",
            { _author: not { Id.Value: > 0 } } => $"message {_id} without an author",
            { _type: null } => $"message {_id} without a type",
            _ when _id <= after => $"message {_id}, which is not newer than {after}",
            _ => _time.Value is null ? $"message {_id} with the time {_time.Refusal ?? "unknown"}" : null,
        };

        /// <summary>The message, once it has no fault.</summary>
        public readonly DiscordMessage ToMessage() => new(
            _id!.Value, _type!.Value, _author!, _content ?? "", _time.Value!.Value, _webhook, _embeds ?? [], _forwarded, _hasMore || _embeds is not null);

        private bool ReadField(ref Utf8JsonReader reader, UtcInstant now)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                return JsonPieces.Id(ref reader, out _id);
            }

            if (reader.ValueTextEquals("type"u8))
            {
                return JsonPieces.Number(ref reader, out _type);
            }

            if (reader.ValueTextEquals("content"u8))
            {
                return JsonPieces.Text(ref reader, out _content);
            }

            if (reader.ValueTextEquals("author"u8))
            {
                return AuthorParser.Read(ref reader, out _author);
            }

            if (reader.ValueTextEquals("timestamp"u8))
            {
                return JsonPieces.Time(ref reader, now, out _time);
            }

            if (reader.ValueTextEquals("webhook_id"u8))
            {
                return JsonPieces.Id(ref reader, out _webhook);
            }

            return ReadTrimming(ref reader);
        }

        /// <summary>What tells an empty message from one whose content Discord holds back.</summary>
        private bool ReadTrimming(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals("embeds"u8))
            {
                return EmbedParser.Read(ref reader, out _embeds);
            }

            if (reader.ValueTextEquals("message_snapshots"u8))
            {
                return EmbedParser.ReadForwarded(ref reader, out _forwarded);
            }

            var counts = reader.ValueTextEquals("attachments"u8) || reader.ValueTextEquals("components"u8)
                || reader.ValueTextEquals("sticker_items"u8) || reader.ValueTextEquals("poll"u8);
            reader.Read();
            if (counts && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                var within = reader;
                within.Read();
                _hasMore |= within.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject);
            }

            reader.Skip();
            return true;
        }
    }
}
