using System.Text.Json;
using ClanStats.Domain.Activity;

namespace ClanStats.Storage.LegacyImport;

/// <summary>What an answer in raw_data says.</summary>
/// <param name="PlayerId">WOM's player id.</param>
/// <param name="CreatedAt">When WOM took the snapshot, as written.</param>
/// <param name="Metrics">All metrics.</param>
internal sealed record LegacyAnswerContent(long PlayerId, string? CreatedAt, IReadOnlyList<IncomingMetric> Metrics);

/// <summary>
/// Reads WOM's snapshots out of raw_data without building a document. Metrics come in the same order each time, so that their names are
/// recognised where they stood before instead of being made anew. One reader a thread.
/// </summary>
internal sealed class LegacyAnswer
{
    private const int UsualMetrics = 128;
    private readonly List<(byte[] Utf8, string Name)>[] _names = [[], [], [], []];

    /// <summary>WOM's player id, if the beginning of an answer holds it.</summary>
    /// <param name="head">The answer, or its beginning.</param>
    /// <param name="isCut">Whether more of the answer could hold it.</param>
    public static long? PlayerIdAtHead(ReadOnlySpan<byte> head, out bool isCut)
    {
        isCut = false;
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("playerId"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) && id > 0 ? id : null;
                }

                if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0)
                {
                    return null;
                }
            }

            isCut = true;
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads an answer.</summary>
    /// <returns>What it says; null if it cannot be read as a snapshot of a player.</returns>
    public LegacyAnswerContent? Read(ReadOnlySpan<byte> answer)
    {
        try
        {
            return ReadRoot(answer);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private LegacyAnswerContent? ReadRoot(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer);
        long? player = null;
        string? created = null;
        List<IncomingMetric>? metrics = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("playerId"u8))
            {
                reader.Read();
                player = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("createdAt"u8))
            {
                reader.Read();
                created = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                metrics = ReadData(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // A text behind the object makes it no answer: reading on throws.
        return !reader.Read() && player > 0 && metrics is not null ? new LegacyAnswerContent(player.Value, created, metrics) : null;
    }

    private List<IncomingMetric> ReadData(ref Utf8JsonReader reader)
    {
        var metrics = new List<IncomingMetric>(UsualMetrics);
        Expect(reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("skills"u8))
            {
                ReadMap(ref reader, MetricCategory.Skill, "experience"u8, metrics);
            }
            else if (reader.ValueTextEquals("bosses"u8))
            {
                ReadMap(ref reader, MetricCategory.Boss, "kills"u8, metrics);
            }
            else if (reader.ValueTextEquals("activities"u8))
            {
                ReadMap(ref reader, MetricCategory.Activity, "score"u8, metrics);
            }
            else if (reader.ValueTextEquals("computed"u8))
            {
                ReadMap(ref reader, MetricCategory.Computed, "value"u8, metrics);
            }
            else
            {
                reader.Skip();
            }
        }

        return metrics;
    }

    private void ReadMap(ref Utf8JsonReader reader, MetricCategory category, ReadOnlySpan<byte> valueName, List<IncomingMetric> metrics)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var names = _names[(int)category];
        for (var place = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            var name = NameAt(ref reader, names, place);
            reader.Read();
            Expect(reader, JsonTokenType.StartObject);
            metrics.Add(ReadMetric(ref reader, name, category, valueName));
        }
    }

    private static IncomingMetric ReadMetric(ref Utf8JsonReader reader, string name, MetricCategory category, ReadOnlySpan<byte> valueName)
    {
        double? value = null;
        long? rank = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(valueName))
            {
                reader.Read();
                value = reader.TryGetInt64(out var whole) ? whole : reader.GetDouble();
            }
            else if (reader.ValueTextEquals("rank"u8))
            {
                reader.Read();
                rank = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var ranked) && ranked >= 0 ? ranked : null;
            }
            else
            {
                reader.Skip();
            }
        }

        return value is >= MetricVector.Unranked
            ? new IncomingMetric(name, category, value.Value, rank)
            : throw new JsonException("a metric without a usable value");
    }

    private static string NameAt(ref Utf8JsonReader reader, List<(byte[] Utf8, string Name)> names, int place)
    {
        if (place < names.Count && reader.ValueTextEquals(names[place].Utf8))
        {
            return names[place].Name;
        }

        var name = reader.GetString()!;
        var entry = (System.Text.Encoding.UTF8.GetBytes(name), name);
        if (place < names.Count)
        {
            names[place] = entry;
        }
        else
        {
            names.Add(entry);
        }

        return name;
    }

    private static void Expect(in Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new JsonException("not the form of a snapshot");
        }
    }
}
