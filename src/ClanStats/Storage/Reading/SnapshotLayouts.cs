namespace ClanStats.Storage.Reading;

/// <summary>The layouts met last. A clan's answers have one; its history has one for each boss WOM added meanwhile.</summary>
internal sealed class SnapshotLayouts
{
    private const int Most = 8;
    private readonly List<SnapshotLayout> _layouts = [];

    /// <summary>Reads a snapshot by the layout it has.</summary>
    /// <param name="json">The snapshot, and whatever stands behind it.</param>
    /// <param name="length">How many bytes it takes.</param>
    /// <returns>What it says; null if no layout is known for it: it has to be parsed.</returns>
    public SnapshotContent? Find(ReadOnlySpan<byte> json, out int length)
    {
        for (var i = 0; i < _layouts.Count; i++)
        {
            var layout = _layouts[i];
            if (layout.TryRead(json, out length) is { } content)
            {
                if (i > 0)
                {
                    _layouts.RemoveAt(i);
                    _layouts.Insert(0, layout);
                }

                return content;
            }
        }

        length = 0;
        return null;
    }

    /// <summary>Keeps the layout of a snapshot that was parsed, if reading by it gives the same.</summary>
    public void Learn(ReadOnlySpan<byte> json, SnapshotContent parsed)
    {
        if (parsed is not { Fault: null, Metrics.Count: > 0 } || SnapshotLayout.Of(json, parsed.Metrics) is not { } layout)
        {
            return;
        }

        if (layout.TryRead(json, out var length) is { } read && length == json.Length && read.PlayerId == parsed.PlayerId
            && read.CreatedAt == parsed.CreatedAt && read.Metrics!.SequenceEqual(parsed.Metrics))
        {
            if (_layouts.Count == Most)
            {
                _layouts.RemoveAt(Most - 1);
            }

            _layouts.Insert(0, layout);
        }
    }
}
