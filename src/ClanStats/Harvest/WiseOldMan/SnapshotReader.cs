using System.Runtime.InteropServices;
using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>Reads a snapshot of any set of metrics: the keys of its maps are the metrics, nothing is hard-coded.</summary>
internal static class SnapshotReader
{
    private static readonly (string Map, MetricCategory Category, string Value)[] Maps =
    [
        ("skills", MetricCategory.Skill, "experience"),
        ("bosses", MetricCategory.Boss, "kills"),
        ("activities", MetricCategory.Activity, "score"),
        ("computed", MetricCategory.Computed, "value"),
    ];

    /// <summary>Reads a snapshot.</summary>
    /// <param name="snapshot">The object as received.</param>
    /// <param name="now">Business time, against which its time is judged.</param>
    /// <param name="fault">Why it was set aside; null if it was not.</param>
    /// <returns>The snapshot; null if it was set aside.</returns>
    public static IncomingSnapshot? Read(JsonElement snapshot, UtcInstant now, out string? fault)
    {
        fault = null;
        if (snapshot.ValueKind != JsonValueKind.Object
            || !snapshot.TryGetProperty("createdAt", out var created)
            || !snapshot.TryGetProperty("data", out var data)
            || data.ValueKind != JsonValueKind.Object)
        {
            fault = "a snapshot without createdAt or data";
            return null;
        }

        var time = ForeignTime.Parse(created.GetString(), now);
        if (time.Value is not { } at)
        {
            fault = $"a snapshot whose time is unusable: {time.Refusal ?? "unknown"}";
            return null;
        }

        var metrics = new List<IncomingMetric>(128);
        foreach (var (map, category, valueName) in Maps)
        {
            if (!data.TryGetProperty(map, out var entries) || entries.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (var entry in entries.EnumerateObject())
            {
                if (!entry.Value.TryGetProperty(valueName, out var number) || !number.TryGetDouble(out var value) || value < MetricVector.Unranked)
                {
                    fault = $"a snapshot whose {entry.Name} has no usable {valueName}";
                    return null;
                }

                var rank = entry.Value.TryGetProperty("rank", out var place) && place.TryGetInt64(out var ranked) && ranked >= 0 ? ranked : (long?)null;
                metrics.Add(new IncomingMetric(entry.Name, category, value, rank));
            }
        }

        return new IncomingSnapshot(at, metrics, JsonMarshal.GetRawUtf8Value(snapshot).ToArray());
    }
}
