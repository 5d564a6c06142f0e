using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>A player's snapshot as one answer gave it.</summary>
/// <param name="PlayerId">Whose it is, by WOM's id.</param>
/// <param name="Snapshot">What it holds; null if it was set aside.</param>
/// <param name="Fault">Why it was set aside; null if it was not.</param>
internal readonly record struct ReadSnapshot(long PlayerId, IncomingSnapshot? Snapshot, string? Fault);

/// <summary>
/// Reads snapshots straight from the bytes of an answer. The keys of its maps are the metrics: nothing is hard-coded, and what is unknown is
/// passed over. A snapshot's own id is the constant -1 and is not looked at.
/// </summary>
/// <param name="now">Business time, against which times are judged.</param>
internal sealed class SnapshotReader(UtcInstant now)
{
    private const int UsualMetrics = 128;

    private readonly MetricNameCache _names = new();

    /// <summary>Reads one snapshot.</summary>
    /// <param name="json">Stands on the snapshot's first token; on its last one afterwards.</param>
    /// <param name="body">The bytes that are read; the snapshot keeps its part of them until it is stored.</param>
    /// <exception cref="JsonException">The answer is cut off or no JSON.</exception>
    public ReadSnapshot Read(ref Utf8JsonReader json, ReadOnlyMemory<byte> body)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return new ReadSnapshot(0, null, "something that is no snapshot");
        }

        var start = (int)json.TokenStartIndex;
        var metrics = new List<IncomingMetric>(UsualMetrics);
        long player = 0;
        string? created = null, fault = null;
        _names.Restart();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("createdAt"u8))
            {
                json.Read();
                created = json.TokenType == JsonTokenType.String ? json.GetString() : null;
                json.Skip();
            }
            else if (json.ValueTextEquals("playerId"u8))
            {
                json.Read();
                player = JsonNumbers.Whole(ref json) ?? 0;
            }
            else if (json.ValueTextEquals("data"u8))
            {
                json.Read();
                ReadMaps(ref json, metrics, ref fault);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        return Finish(body[start..(int)json.BytesConsumed], player, created, metrics, fault);
    }

    private ReadSnapshot Finish(ReadOnlyMemory<byte> raw, long player, string? created, List<IncomingMetric> metrics, string? fault)
    {
        var time = ForeignTime.Parse(created, now);
        fault = player <= 0 ? $"a snapshot of player {player}"
            : time.Value is null ? $"a snapshot of player {player} whose time is {time.Refusal ?? "missing"}"
            : fault is not null ? $"a snapshot of player {player} whose {fault}"
            : metrics.Count == 0 ? $"a snapshot of player {player} without any metric"
            : null;
        return fault is null
            ? new ReadSnapshot(player, new IncomingSnapshot(time.Value!.Value, metrics, raw), null)
            : new ReadSnapshot(player, null, fault);
    }

    private void ReadMaps(ref Utf8JsonReader json, List<IncomingMetric> metrics, ref string? fault)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
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

    private static MetricCategory? CategoryOf(ref Utf8JsonReader json) =>
        json.ValueTextEquals("skills"u8) ? MetricCategory.Skill
        : json.ValueTextEquals("bosses"u8) ? MetricCategory.Boss
        : json.ValueTextEquals("activities"u8) ? MetricCategory.Activity
        : json.ValueTextEquals("computed"u8) ? MetricCategory.Computed
        : null;

    private static ReadOnlySpan<byte> ValueName(MetricCategory category) => category switch
    {
        MetricCategory.Skill => "experience"u8,
        MetricCategory.Boss => "kills"u8,
        MetricCategory.Activity => "score"u8,
        _ => "value"u8,
    };
}

/// <summary>Reads numbers that may be something else.</summary>
internal static class JsonNumbers
{
    /// <summary>The number the reader stands on; null if it is none. The reader ends on the value's last token.</summary>
    public static double? Any(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var number))
        {
            return number;
        }

        json.Skip();
        return null;
    }

    /// <summary>The whole number the reader stands on; null if it is none. The reader ends on the value's last token.</summary>
    public static long? Whole(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number))
        {
            return number;
        }

        json.Skip();
        return null;
    }
}

/// <summary>
/// Gives metric names without making a text of each: answers list the same metrics in the same order, so the name at a place is nearly always
/// the one that stood there before.
/// </summary>
internal sealed class MetricNameCache
{
    private readonly List<string> _names = [];
    private int _place;

    /// <summary>Begins with the first name again.</summary>
    public void Restart() => _place = 0;

    /// <summary>The name the reader stands on.</summary>
    public string Next(ref Utf8JsonReader json)
    {
        if (_place < _names.Count && json.ValueTextEquals(_names[_place]))
        {
            return _names[_place++];
        }

        var name = json.GetString()!;
        if (_place < _names.Count)
        {
            _names[_place] = name;
        }
        else
        {
            _names.Add(name);
        }

        _place++;
        return name;
    }
}
