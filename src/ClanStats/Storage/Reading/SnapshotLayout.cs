using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ClanStats.Domain.Activity;

namespace ClanStats.Storage.Reading;

/// <summary>
/// The text of a snapshot with gaps where its numbers and times stand. Another snapshot that fills the gaps with JSON numbers and plain texts,
/// and is the same byte for byte between them, is JSON of the same shape: its numbers are read without parsing it, ten times faster. What does
/// not fit in any respect is no concern of this class; whoever asks parses it then.
/// </summary>
internal sealed class SnapshotLayout
{
    private readonly byte[] _text;
    private readonly Gap[] _gaps;
    private readonly MetricForm _form;

    private SnapshotLayout(byte[] text, Gap[] gaps, MetricForm form) => (_text, _gaps, _form) = (text, gaps, form);

    private enum Meaning
    {
        Number,
        Text,
        PlayerId,
        CreatedAt,
        Value,
        Rank,
    }

    /// <summary>Takes the layout of a snapshot.</summary>
    /// <param name="json">The snapshot, from brace to brace.</param>
    /// <param name="metrics">Its metrics, as parsing gave them.</param>
    /// <returns>The layout; null if it has texts with escapes, or metrics that were passed over.</returns>
    public static SnapshotLayout? Of(ReadOnlySpan<byte> json, IReadOnlyList<IncomingMetric> metrics)
    {
        var gaps = new List<Gap>(metrics.Count * 4);
        var walk = new Walk();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            walk.See(ref reader);
            if (reader.TokenType == JsonTokenType.Number)
            {
                gaps.Add(new Gap((int)reader.TokenStartIndex, reader.ValueSpan.Length, walk.NumberMeaning(), walk.Metric));
            }
            else if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 1)
            {
                if (reader.ValueIsEscaped)
                {
                    return null;
                }

                gaps.Add(new Gap((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, walk.TextMeaning(), 0));
            }
        }

        return walk.Metric == metrics.Count - 1 ? new SnapshotLayout(json.ToArray(), [.. gaps], new MetricForm(metrics)) : null;
    }

    /// <summary>Reads a snapshot that has this layout.</summary>
    /// <param name="json">The snapshot, and whatever stands behind it.</param>
    /// <param name="length">How many bytes it takes.</param>
    /// <returns>What it says; null if it has another layout, or anything about it asks for a closer look.</returns>
    public SnapshotContent? TryRead(ReadOnlySpan<byte> json, out int length)
    {
        var (values, ranks) = (default(double[]), default(long[]));
        (length, long player, string? created) = (0, 0, null);
        var (at, from) = (0, 0);
        foreach (ref readonly var gap in _gaps.AsSpan())
        {
            if (!Passes(json, ref at, from, gap.Start))
            {
                return null;
            }

            // Arrays are made only once the beginning has fitted: an answer of another layout mostly differs there.
            values ??= new double[_form.Count];
            ranks ??= NoRanks();
            from = gap.Start + gap.Length;
            var start = at;
            if (gap.Meaning is Meaning.Text or Meaning.CreatedAt)
            {
                if (!PlainText.Passes(json, ref at))
                {
                    return null;
                }

                created = gap.Meaning == Meaning.CreatedAt ? Encoding.UTF8.GetString(json[start..at]) : created;
            }
            else if (!PlainNumber.Passes(json, ref at, out var whole))
            {
                return null;
            }
            else if (!Take(gap, json[start..at], whole, values, ranks, ref player))
            {
                return null;
            }
        }

        if (values is null || !Passes(json, ref at, from, _text.Length))
        {
            return null;
        }

        length = at;
        return new SnapshotContent(player, created, new MetricReadings(_form, values, ranks!), null);
    }

    private static bool Take(in Gap gap, ReadOnlySpan<byte> text, long? whole, double[] values, long[] ranks, ref long player)
    {
        switch (gap.Meaning)
        {
            case Meaning.Value:
                var isNumber = whole is not null || Utf8Parser.TryParse(text, out double _, out _);
                values[gap.Metric] = whole ?? (Utf8Parser.TryParse(text, out double number, out _) ? number : 0);
                return isNumber && values[gap.Metric] >= MetricVector.Unranked;
            case Meaning.Rank:
                ranks[gap.Metric] = whole ?? MetricVector.Unranked;
                return whole is not null;
            case Meaning.PlayerId:
                player = whole ?? 0;
                return whole is not null;
            default:
                return true;
        }
    }

    /// <summary>Passes over what stands between two gaps.</summary>
    private bool Passes(ReadOnlySpan<byte> json, ref int at, int from, int to)
    {
        var between = _text.AsSpan(from, to - from);
        if (!json[at..].StartsWith(between))
        {
            return false;
        }

        at += between.Length;
        return true;
    }

    private long[] NoRanks()
    {
        var ranks = new long[_form.Count];
        Array.Fill(ranks, MetricVector.Unranked);
        return ranks;
    }

    /// <param name="Start">Where it begins in the text.</param>
    /// <param name="Length">How long what stood there was.</param>
    /// <param name="Meaning">What stands there.</param>
    /// <param name="Metric">Of which metric, by its place.</param>
    private readonly record struct Gap(int Start, int Length, Meaning Meaning, int Metric);

    /// <summary>Where in a snapshot a reader is.</summary>
    private sealed class Walk
    {
        private bool _isData;
        private MetricCategory? _category;
        private Meaning _name;

        /// <summary>The metric the reader is in, counted from 0; -1 before the first.</summary>
        public int Metric { get; private set; } = -1;

        public void See(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                return;
            }

            _name = Meaning.Number;
            switch (reader.CurrentDepth)
            {
                case 1:
                    _isData = reader.ValueTextEquals("data"u8);
                    _category = null;
                    _name = reader.ValueTextEquals("playerId"u8) ? Meaning.PlayerId : reader.ValueTextEquals("createdAt"u8) ? Meaning.CreatedAt : Meaning.Number;
                    break;
                case 2:
                    _category = _isData ? SnapshotJson.CategoryOf(ref reader) : null;
                    break;
                case 3 when _category is not null:
                    Metric++;
                    break;
                case 4 when _category is { } category:
                    _name = reader.ValueTextEquals(SnapshotJson.ValueName(category)) ? Meaning.Value
                        : reader.ValueTextEquals("rank"u8) ? Meaning.Rank
                        : Meaning.Number;
                    break;
            }
        }

        public Meaning NumberMeaning() => _name is Meaning.CreatedAt ? Meaning.Number : _name;

        public Meaning TextMeaning() => _name is Meaning.CreatedAt ? Meaning.CreatedAt : Meaning.Text;
    }
}
