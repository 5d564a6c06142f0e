using System.Text.Json;
using ClanStats.Domain.Activity;

namespace ClanStats.Storage.Verification;

/// <summary>The totals of a snapshot, whichever way they were found. EHP and EHB as the packed metrics hold them.</summary>
internal readonly record struct SnapshotTotals(long? Xp, long? Kills, long? Ehp, long? Ehb)
{
    /// <summary>The totals of packed metrics.</summary>
    public static SnapshotTotals Of(MetricVector vector, MetricCatalog metrics)
    {
        long? Of(string name) => metrics.Find(name) is { } metric ? vector.Ranked(metric.Id) : null;
        var kills = 0L;
        foreach (var boss in metrics.Bosses)
        {
            kills += Math.Max(0, vector[boss.Id]);
        }

        return new SnapshotTotals(Of(MetricCatalog.Overall), kills, Of(MetricCatalog.Ehp), Of(MetricCatalog.Ehb));
    }

    /// <summary>The totals of an answer, read without building anything of it.</summary>
    /// <exception cref="JsonException">The answer is no such JSON.</exception>
    public static SnapshotTotals Of(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer);
        var totals = new SnapshotTotals(null, 0, null, null);
        var seen = false;
        Enter(ref reader);
        while (NextName(ref reader))
        {
            if (!reader.ValueTextEquals("data"u8))
            {
                reader.Skip();
                continue;
            }

            seen = true;
            Enter(ref reader);
            while (NextName(ref reader))
            {
                totals = TakeMap(ref reader, totals);
            }
        }

        return seen ? totals : throw new JsonException("an answer without data");
    }

    private static SnapshotTotals TakeMap(ref Utf8JsonReader reader, SnapshotTotals totals)
    {
        var (skills, bosses, computed) = (reader.ValueTextEquals("skills"u8), reader.ValueTextEquals("bosses"u8), reader.ValueTextEquals("computed"u8));
        if (!skills && !bosses && !computed)
        {
            reader.Skip();
            return totals;
        }

        Enter(ref reader);
        while (NextName(ref reader))
        {
            if (bosses)
            {
                totals = totals with { Kills = totals.Kills + (long)Math.Max(0, Value(ref reader, "kills"u8) ?? 0) };
            }
            else if (skills && reader.ValueTextEquals("overall"u8))
            {
                totals = totals with { Xp = Value(ref reader, "experience"u8) is >= 0 and var xp ? (long)xp : null };
            }
            else if (computed && reader.ValueTextEquals("ehp"u8))
            {
                totals = totals with { Ehp = Scaled(Value(ref reader, "value"u8)) };
            }
            else if (computed && reader.ValueTextEquals("ehb"u8))
            {
                totals = totals with { Ehb = Scaled(Value(ref reader, "value"u8)) };
            }
            else
            {
                reader.Skip();
            }
        }

        return totals;
    }

    /// <summary>The number of one name inside the object that follows.</summary>
    private static double? Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        double? value = null;
        Enter(ref reader);
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals(name))
            {
                reader.Read();
                value = reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : null;
            }
            else
            {
                reader.Skip();
            }
        }

        return value;
    }

    private static void Enter(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("an answer of another form");
        }
    }

    private static bool NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static long? Scaled(double? hours) => hours is >= 0 and var value ? (long)Math.Round(value * MetricVector.ComputedScale) : null;
}
