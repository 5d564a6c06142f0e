using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>A snapshot as read from an answer, not stored yet.</summary>
/// <param name="At">When WOM took it.</param>
/// <param name="Metrics">Every metric of the answer.</param>
/// <param name="Answer">The snapshot's JSON as received; empty if there was none.</param>
/// <param name="Source">Where it comes from: one of <see cref="SnapshotSources"/>.</param>
internal sealed record IncomingSnapshot(
    UtcInstant At, IReadOnlyList<IncomingMetric> Metrics, ReadOnlyMemory<byte> Answer, string Source = SnapshotSources.Wom)
{
    /// <summary>Whether the bosses among the metrics are all there were; if not, <see cref="StatedKills"/> is the total.</summary>
    public bool HoldsEveryBoss { get; init; } = true;

    /// <summary>The total of kills where it stands without its parts; null if nobody knows.</summary>
    public long? StatedKills { get; init; }
}

/// <summary>Where snapshots come from.</summary>
internal static class SnapshotSources
{
    /// <summary>Read as such from WOM.</summary>
    public const string Wom = "wom";

    /// <summary>Made of the two ends of a day's gains of the whole clan: no ranks, and 0 and unranked cannot be told apart.</summary>
    public const string BulkGained = "bulk-gained";

    /// <summary>Adopted from the old program's database.</summary>
    public const string Legacy = "legacy";
}

/// <summary>One metric of an answer.</summary>
/// <param name="Name">WOM's api name.</param>
/// <param name="Category">Its kind.</param>
/// <param name="Value">Experience, kills, score or hours; -1 = unranked.</param>
/// <param name="Rank">Place on the hiscores; null if unranked.</param>
internal readonly record struct IncomingMetric(string Name, MetricCategory Category, double Value, long? Rank)
{
    /// <summary>The value as the packed vector holds it.</summary>
    public long Packed => Value < 0
        ? MetricVector.Unranked
        : (long)Math.Round(Category == MetricCategory.Computed ? Value * MetricVector.ComputedScale : Value);
}
