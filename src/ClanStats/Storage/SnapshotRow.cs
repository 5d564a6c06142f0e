using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>A snapshot on its way into the database, or on its way through a recount.</summary>
internal sealed class SnapshotRow
{
    /// <summary>Row of wom_snapshots; 0 until it is stored.</summary>
    public long Id { get; set; }

    public required UtcInstant At { get; init; }

    public required MetricVector Values { get; init; }

    /// <summary>Ranks of bosses by metric id, as far as they are known.</summary>
    public Dictionary<int, long> Ranks { get; } = [];

    public long? Xp { get; private set; }

    public long Kills { get; private set; }

    public double? Ehp { get; private set; }

    public double? Ehb { get; private set; }

    public byte[]? PackedAnswer { get; private init; }

    /// <summary>Makes the row of a snapshot that was just read.</summary>
    public static SnapshotRow From(IncomingSnapshot snapshot, MetricRegistry metrics)
    {
        var values = new long[snapshot.Metrics.Count];
        Array.Fill(values, MetricVector.Absent);
        var resolved = snapshot.Metrics.Select(incoming => (incoming, metrics.Resolve(incoming.Name, incoming.Category).Id)).ToList();
        if (resolved.Count > 0 && resolved.Max(metric => metric.Id) is var highest && highest >= values.Length)
        {
            values = new long[highest + 1];
            Array.Fill(values, MetricVector.Absent);
        }

        foreach (var (incoming, id) in resolved)
        {
            values[id] = incoming.Packed;
        }

        var row = new SnapshotRow { At = snapshot.At, Values = new MetricVector(values), PackedAnswer = snapshot.PackedAnswer };
        foreach (var (incoming, id) in resolved.Where(metric => metric.incoming.Value >= 0))
        {
            row.Take(incoming, id);
        }

        return row;
    }

    private void Take(IncomingMetric metric, int id)
    {
        switch (metric)
        {
            case { Category: MetricCategory.Boss }:
                Kills += metric.Packed;
                Ranks[id] = metric.Rank ?? MetricVector.Unranked;
                break;
            case { Name: MetricCatalog.Overall }:
                Xp = metric.Packed;
                break;
            case { Name: MetricCatalog.Ehp }:
                Ehp = metric.Value;
                break;
            case { Name: MetricCatalog.Ehb }:
                Ehb = metric.Value;
                break;
        }
    }
}
