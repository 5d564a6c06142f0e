using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>A snapshot as read from an answer, not stored yet.</summary>
/// <param name="At">When WOM took it.</param>
/// <param name="Metrics">Every metric of the answer.</param>
/// <param name="PackedAnswer">The snapshot's JSON as received, packed by <see cref="SnapshotAnswers.Pack"/>; null if there was none.</param>
internal sealed record IncomingSnapshot(UtcInstant At, IReadOnlyList<IncomingMetric> Metrics, byte[]? PackedAnswer);

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
