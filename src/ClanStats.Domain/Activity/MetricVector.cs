namespace ClanStats.Domain.Activity;

/// <summary>
/// All metrics of one snapshot, packed. A value is ranked (0 or more), unranked (WOM says -1) or absent (not in the answer);
/// readers see unranked and absent as null, the vector tells them apart.
/// Position = metric id, as handed out by the metric dimension; computed metrics (EHP, EHB) are stored times 100,000.
/// </summary>
public sealed class MetricVector
{
    /// <summary>Factor by which computed metrics are stored as whole numbers.</summary>
    public const double ComputedScale = 100_000;

    /// <summary>The stored number for "not in the answer".</summary>
    public const long Absent = -2;

    /// <summary>The stored number for "unranked on the hiscores".</summary>
    public const long Unranked = -1;

    private readonly long[] _values;

    /// <summary>Wraps values indexed by metric id; what is beyond the end is absent.</summary>
    /// <param name="values">Ranked numbers, <see cref="Unranked"/> or <see cref="Absent"/>.</param>
    public MetricVector(long[] values) => _values = values;

    /// <summary>How many metric ids the vector spans.</summary>
    public int Length => _values.Length;

    /// <summary>The stored number at a metric id: ranked, <see cref="Unranked"/> or <see cref="Absent"/>.</summary>
    public long this[int metricId] => metricId < _values.Length ? _values[metricId] : Absent;

    /// <summary>The ranked value at a metric id, else null.</summary>
    public long? Ranked(int metricId) => this[metricId] is >= 0 and var value ? value : null;

    /// <summary>The ranked values of some metrics added up.</summary>
    public long SumRanked(IReadOnlyList<Metric> metrics)
    {
        var sum = 0L;
        for (var i = 0; i < metrics.Count; i++)
        {
            sum += Math.Max(0, this[metrics[i].Id]);
        }

        return sum;
    }

    /// <summary>Whether any of some metrics is higher here than in an earlier vector; what that does not hold was 0, as without one.</summary>
    public bool ExceedsAny(MetricVector? earlier, IReadOnlyList<Metric> metrics)
    {
        for (var i = 0; i < metrics.Count; i++)
        {
            var id = metrics[i].Id;
            if (this[id] > Math.Max(0, earlier?[id] ?? 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Packs the vector: one variable-length integer per metric id (0 absent, 1 unranked, value + 2).</summary>
    public byte[] Encode()
    {
        var last = _values.Length;
        while (last > 0 && _values[last - 1] == Absent)
        {
            last--;
        }

        var writer = new VarintWriter(last * 3);
        for (var i = 0; i < last; i++)
        {
            writer.Write((ulong)(_values[i] + 2));
        }

        return writer.ToArray();
    }

    /// <summary>The stored number at one metric id of a packed vector, without unpacking the rest.</summary>
    public static long ReadAt(ReadOnlySpan<byte> bytes, int metricId)
    {
        var reader = new VarintReader(bytes);
        for (var id = 0; !reader.AtEnd; id++)
        {
            var value = (long)reader.Read() - 2;
            if (id == metricId)
            {
                return value;
            }
        }

        return Absent;
    }

    /// <summary>Unpacks what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not such a vector.</exception>
    public static MetricVector Decode(ReadOnlySpan<byte> bytes)
    {
        var values = new long[VarintReader.CountIn(bytes)];
        VarintReader.ReadAll(bytes, values);
        for (var id = 0; id < values.Length; id++)
        {
            values[id] -= 2;
        }

        return new MetricVector(values);
    }
}
