namespace ClanStats.Domain.Activity;

/// <summary>
/// Turns the snapshots of one player, oldest first, into the cumulative counted gain of every metric (docs/definitions.md, "Gain").
/// A step counts what its end exceeds the metric's mark by, the mark being the highest ranked value so far (EHP and EHB: of the last 30 days,
/// because WOM changes their rates). A fall counts nothing and climbing back is no gain; a step from or to unranked counts nothing and
/// lifts the mark; a metric absent from a snapshot is passed over.
/// </summary>
public sealed class GainLedger
{
    private const double ComputedMarkDays = 30;
    private readonly List<State> _states = [];
    private readonly Func<int, bool> _isComputed;

    /// <summary>Starts a ledger before the player's first snapshot.</summary>
    /// <param name="isComputed">Whether a metric id is EHP or EHB.</param>
    public GainLedger(Func<int, bool> isComputed) => _isComputed = isComputed;

    /// <summary>
    /// Adds the next snapshot and returns the cumulative counted gain of every metric after it, indexed by metric id.
    /// </summary>
    /// <param name="at">The snapshot's time; later than that of the one before.</param>
    /// <param name="values">Its values.</param>
    public MetricVector Add(UtcInstant at, MetricVector values) => Add(at, values, out _);

    /// <inheritdoc cref="Add(UtcInstant, MetricVector)"/>
    /// <param name="at">The snapshot's time; later than that of the one before.</param>
    /// <param name="values">Its values.</param>
    /// <param name="anythingGained">Whether this snapshot ends a step that counted anything.</param>
    public MetricVector Add(UtcInstant at, MetricVector values, out bool anythingGained)
    {
        anythingGained = false;
        while (_states.Count < values.Length)
        {
            _states.Add(new State());
        }

        var gains = new long[_states.Count];
        for (var id = 0; id < _states.Count; id++)
        {
            var state = _states[id];
            if (values[id] != MetricVector.Absent)
            {
                var before = state.Gained;
                Step(state, at, values[id], _isComputed(id));
                anythingGained |= state.Gained > before;
            }

            gains[id] = state.Gained;
        }

        return new MetricVector(gains);
    }

    /// <summary>The value a metric had in the last snapshot that held it: ranked, unranked or, if none did, absent.</summary>
    public long LastHeld(int metricId) => metricId < _states.Count ? _states[metricId].Last : MetricVector.Absent;

    /// <summary>The cumulative counted gain of a metric so far.</summary>
    public long Gained(int metricId) => metricId < _states.Count ? _states[metricId].Gained : 0;

    /// <summary>The highest ranked value a metric ever had; null if it never was ranked.</summary>
    public long? HighestRanked(int metricId) => metricId < _states.Count && _states[metricId].Mark >= 0 ? _states[metricId].Mark : null;

    /// <summary>Packs the ledger, so that the next night goes on where this one ended.</summary>
    public byte[] Encode()
    {
        var writer = new VarintWriter(_states.Count * 8);
        writer.Write((ulong)_states.Count);
        foreach (var state in _states)
        {
            writer.Write((ulong)(state.Last + 2));
            writer.Write((ulong)(state.Mark + 1));
            writer.Write((ulong)state.Gained);
            writer.Write((ulong)state.Recent.Count);
            foreach (var (at, value) in state.Recent)
            {
                writer.Write((ulong)at.Milliseconds);
                writer.Write((ulong)value);
            }
        }

        return writer.ToArray();
    }

    /// <summary>Restores what <see cref="Encode"/> packed.</summary>
    /// <exception cref="FormatException">The bytes are not a packed ledger.</exception>
    public static GainLedger Decode(ReadOnlySpan<byte> bytes, Func<int, bool> isComputed)
    {
        var ledger = new GainLedger(isComputed);
        var reader = new VarintReader(bytes);
        var count = reader.Read();
        for (ulong i = 0; i < count; i++)
        {
            var state = new State { Last = (long)reader.Read() - 2, Mark = (long)reader.Read() - 1, Gained = (long)reader.Read() };
            var recent = reader.Read();
            for (ulong entry = 0; entry < recent; entry++)
            {
                state.Recent.Enqueue((new UtcInstant((long)reader.Read()), (long)reader.Read()));
            }

            ledger._states.Add(state);
        }

        return ledger;
    }

    private static void Step(State state, UtcInstant at, long value, bool computed)
    {
        if (value >= 0)
        {
            var mark = computed ? state.MarkSince(at.PlusDays(-ComputedMarkDays)) : state.Mark;
            if (state.Last >= 0)
            {
                state.Gained += Math.Max(0, value - Math.Max(mark, state.Last));
            }

            state.Mark = Math.Max(state.Mark, value);
            if (computed)
            {
                state.Recent.Enqueue((at, value));
            }
        }

        state.Last = value;
    }

    private sealed class State
    {
        public long Last { get; set; } = MetricVector.Absent;

        public long Mark { get; set; } = MetricVector.Unranked;

        public long Gained { get; set; }

        public Queue<(UtcInstant At, long Value)> Recent { get; } = new();

        public long MarkSince(UtcInstant earliest)
        {
            while (Recent.TryPeek(out var oldest) && oldest.At < earliest)
            {
                Recent.Dequeue();
            }

            return Recent.Count == 0 ? MetricVector.Unranked : Recent.Max(entry => entry.Value);
        }
    }
}
