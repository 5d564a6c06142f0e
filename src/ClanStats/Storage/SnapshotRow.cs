using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>A snapshot on its way into the database, or on its way through a recount.</summary>
internal sealed class SnapshotRow
{
    /// <summary>Row of wom_snapshots; 0 until it is stored.</summary>
    public long Id { get; set; }

    /// <summary>Whether a stored row of another source is given these values.</summary>
    public bool Replaces { get; init; }

    public required UtcInstant At { get; init; }

    public required MetricVector Values { get; init; }

    /// <summary>Ranks by metric id, below 0 where there is none; null where the answer must be asked.</summary>
    public long[]? Ranks { get; set; }

    public long? Xp { get; private set; }

    public long? Kills { get; private set; }

    public double? Ehp { get; private set; }

    public double? Ehb { get; private set; }

    public ReadOnlyMemory<byte> Answer { get; private init; }

    public string Source { get; private init; } = SnapshotSources.Wom;

    /// <summary>Makes the row of a snapshot that was just read.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="metrics">Gives metrics their ids.</param>
    /// <param name="replaced">The stored row it takes the place of; 0 if none.</param>
    public static SnapshotRow From(IncomingSnapshot snapshot, MetricRegistry metrics, long replaced = 0)
    {
        var ids = metrics.IdsOf(snapshot.Metrics);
        var length = metrics.Count;
        foreach (var id in ids)
        {
            length = Math.Max(length, id + 1);
        }

        var values = new long[length];
        Array.Fill(values, MetricVector.Absent);
        var ranks = new long[length];
        Array.Fill(ranks, MetricVector.Unranked);
        var row = new SnapshotRow
        {
            Id = replaced,
            Replaces = replaced != 0,
            At = snapshot.At,
            Values = new MetricVector(values),
            Ranks = ranks,
            Answer = snapshot.Answer,
            Source = snapshot.Source,
        };
        for (var i = 0; i < ids.Length; i++)
        {
            var metric = snapshot.Metrics[i];
            values[ids[i]] = metric.Packed;
            ranks[ids[i]] = metric.Rank ?? MetricVector.Unranked;
            row.Take(metric);
        }

        row.Kills = snapshot.HoldsEveryBoss ? row.Kills ?? 0 : snapshot.StatedKills;

        return row;
    }

    /// <summary>The place on the hiscores, if it was known.</summary>
    public long? RankOf(int metricId) => Ranks is { } ranks && metricId < ranks.Length && ranks[metricId] >= 0 ? ranks[metricId] : null;

    private void Take(IncomingMetric metric)
    {
        switch (metric)
        {
            case { Value: < 0 }:
                break;
            case { Category: MetricCategory.Boss }:
                Kills = (Kills ?? 0) + metric.Packed;
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
