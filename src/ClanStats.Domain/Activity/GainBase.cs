namespace ClanStats.Domain.Activity;

/// <summary>
/// How the cumulative counted gains of a player follow from the values of a snapshot: value less base where a metric is ranked, the base
/// itself where it is not. A base holds until a step counts something other than its whole difference (a first sight, a fall, a climb
/// back), so that the gains need not stand beside every snapshot.
/// </summary>
public sealed class GainBase
{
    private readonly long[] _bases;

    private GainBase(long[] bases) => _bases = bases;

    /// <summary>The base under which values give gains.</summary>
    /// <param name="values">A snapshot's values.</param>
    /// <param name="gains">The cumulative counted gains after it.</param>
    public static GainBase Of(MetricVector values, MetricVector gains)
    {
        var bases = new long[Math.Max(values.Length, gains.Length)];
        for (var id = 0; id < bases.Length; id++)
        {
            bases[id] = BaseOf(values[id], Gained(gains, id));
        }

        return new GainBase(bases);
    }

    /// <summary>Whether this base gives exactly these gains for these values.</summary>
    public bool Explains(MetricVector values, MetricVector gains)
    {
        var length = Math.Max(Math.Max(values.Length, gains.Length), _bases.Length);
        for (var id = 0; id < length; id++)
        {
            if (At(id) != BaseOf(values[id], Gained(gains, id)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The gain of one metric, without unpacking the rest.</summary>
    /// <param name="packed">What <see cref="Encode"/> wrote.</param>
    /// <param name="metricId">The metric.</param>
    /// <param name="value">Its value in the snapshot: ranked, unranked or absent.</param>
    /// <exception cref="FormatException">The bytes are not a packed base.</exception>
    public static long GainAt(ReadOnlySpan<byte> packed, int metricId, long value)
    {
        var reader = new VarintReader(packed);
        for (var id = 0; !reader.AtEnd; id++)
        {
            var based = ZigZag.Value(reader.Read());
            if (id == metricId)
            {
                return value >= 0 ? value - based : based;
            }
        }

        return Math.Max(0, value);
    }

    /// <summary>Packs the base: one variable-length integer a metric id, the sign in its lowest bit.</summary>
    public byte[] Encode()
    {
        var writer = new VarintWriter(_bases.Length * 3);
        foreach (var based in _bases)
        {
            writer.Write(ZigZag.Code(based));
        }

        return writer.ToArray();
    }

    /// <summary>Restores what <see cref="Encode"/> packed.</summary>
    /// <exception cref="FormatException">The bytes are not a packed base.</exception>
    public static GainBase Decode(ReadOnlySpan<byte> bytes)
    {
        var bases = new long[VarintReader.CountIn(bytes)];
        VarintReader.ReadAll(bytes, bases);
        for (var id = 0; id < bases.Length; id++)
        {
            bases[id] = ZigZag.Value((ulong)bases[id]);
        }

        return new GainBase(bases);
    }

    /// <summary>The cumulative counted gains that belong to a snapshot's values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="bytes">What <see cref="Encode"/> wrote.</param>
    /// <exception cref="FormatException">The bytes are not a packed base.</exception>
    public static MetricVector GainsOf(MetricVector values, ReadOnlySpan<byte> bytes)
    {
        var known = VarintReader.CountIn(bytes);
        var gains = new long[Math.Max(values.Length, known)];
        VarintReader.ReadAll(bytes, gains);
        for (var id = 0; id < gains.Length; id++)
        {
            var based = id < known ? ZigZag.Value((ulong)gains[id]) : 0;
            gains[id] = values[id] >= 0 ? values[id] - based : based;
        }

        return new MetricVector(gains);
    }

    /// <summary>The base of one metric; 0 for one it does not know.</summary>
    public long At(int metricId) => metricId < _bases.Length ? _bases[metricId] : 0;

    private static long BaseOf(long value, long gained) => value >= 0 ? value - gained : gained;

    private static long Gained(MetricVector gains, int id) => Math.Max(0, gains[id]);
}
