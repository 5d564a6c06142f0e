using System.Text.Json;
using ClanStats.Domain.Activity;

namespace ClanStats.Storage.Reading;

/// <summary>
/// Reads WOM's snapshots straight from their bytes, wherever they come from. The keys of its maps are the metrics: nothing is hard-coded, and
/// what is unknown is passed over. Answers that differ from one read before in their numbers alone are not parsed again. One reader a thread.
/// </summary>
internal sealed class SnapshotJson
{
    private const int UsualMetrics = 128;
    private readonly SnapshotLayouts _layouts = new();
    private readonly MetricNameCache _names = new();

    /// <summary>The kind of metric that stands in a map of this name; null for another name.</summary>
    public static MetricCategory? CategoryOf(ref Utf8JsonReader json) =>
        json.ValueTextEquals("skills"u8) ? MetricCategory.Skill
        : json.ValueTextEquals("bosses"u8) ? MetricCategory.Boss
        : json.ValueTextEquals("activities"u8) ? MetricCategory.Activity
        : json.ValueTextEquals("computed"u8) ? MetricCategory.Computed
        : null;

    /// <summary>What WOM calls the value of a kind of metric.</summary>
    public static ReadOnlySpan<byte> ValueName(MetricCategory category) => category switch
    {
        MetricCategory.Skill => "experience"u8,
        MetricCategory.Boss => "kills"u8,
        MetricCategory.Activity => "score"u8,
        _ => "value"u8,
    };

    /// <summary>Reads the snapshot at the beginning of some bytes.</summary>
    /// <param name="json">The snapshot, and whatever stands behind it.</param>
    /// <param name="length">How many bytes it takes.</param>
    /// <returns>What it says; null if it is JSON, but no object.</returns>
    /// <exception cref="JsonException">It is cut off or no JSON.</exception>
    public SnapshotContent? Read(ReadOnlySpan<byte> json, out int length)
    {
        if (_layouts.Find(json, out length) is { } known)
        {
            return known;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (Parse(ref reader) is not { } content)
        {
            length = (int)reader.BytesConsumed;
            return null;
        }

        length = (int)reader.BytesConsumed;
        _layouts.Learn(json[..length], content);
        return content;
    }

    /// <summary>Reads the snapshot a reader stands on, without trying what is known of others.</summary>
    /// <param name="json">Stands on the snapshot's first token; on its last one afterwards.</param>
    /// <returns>What it says; null if it is no object.</returns>
    /// <exception cref="JsonException">It is cut off or no JSON.</exception>
    public SnapshotContent? Parse(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }

        var content = default(SnapshotContent);
        _names.Restart();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("createdAt"u8))
            {
                json.Read();
                content = content with { CreatedAt = json.TokenType == JsonTokenType.String ? json.GetString() : null };
                json.Skip();
            }
            else if (json.ValueTextEquals("playerId"u8))
            {
                json.Read();
                content = content with { PlayerId = JsonNumbers.Whole(ref json) ?? 0 };
            }
            else if (json.ValueTextEquals("data"u8))
            {
                json.Read();
                var metrics = new List<IncomingMetric>(UsualMetrics);
                var (isThere, fault) = ReadMaps(ref json, metrics);
                content = content with { Metrics = isThere ? metrics : null, Fault = content.Fault ?? fault };
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        return content;
    }

    private (bool IsThere, string? Fault) ReadMaps(ref Utf8JsonReader json, List<IncomingMetric> metrics)
    {
        string? fault = null;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return (false, fault);
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var category = CategoryOf(ref json);
            json.Read();
            if (category is { } known && json.TokenType == JsonTokenType.StartObject)
            {
                ReadMap(ref json, known, metrics, ref fault);
            }
            else
            {
                json.Skip();
            }
        }

        return (true, fault);
    }

    private void ReadMap(ref Utf8JsonReader json, MetricCategory category, List<IncomingMetric> metrics, ref string? fault)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = _names.Next(ref json);
            json.Read();
            var (value, rank) = ReadMetric(ref json, category);
            if (value is { } number and >= MetricVector.Unranked)
            {
                metrics.Add(new IncomingMetric(name, category, number, rank >= 0 ? rank : null));
            }
            else
            {
                fault ??= $"{name} has the value {value?.ToString() ?? "none"}";
            }
        }
    }

    private static (double? Value, long? Rank) ReadMetric(ref Utf8JsonReader json, MetricCategory category)
    {
        (double? value, long? rank) = (null, null);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return (value, rank);
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals(ValueName(category)))
            {
                json.Read();
                value = JsonNumbers.Any(ref json);
            }
            else if (json.ValueTextEquals("rank"u8))
            {
                json.Read();
                rank = JsonNumbers.Whole(ref json);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        return (value, rank);
    }
}
