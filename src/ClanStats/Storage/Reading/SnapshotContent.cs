namespace ClanStats.Storage.Reading;

/// <summary>What one of WOM's snapshots says, not judged yet.</summary>
/// <param name="PlayerId">WOM's player id; 0 if there is none.</param>
/// <param name="CreatedAt">When WOM took it, as written; null if it is not said.</param>
/// <param name="Metrics">Every metric with a usable value; null where there is no place for any.</param>
/// <param name="Fault">What is wrong with its metrics, such as "attack has the value none"; null if nothing is.</param>
internal readonly record struct SnapshotContent(long PlayerId, string? CreatedAt, IReadOnlyList<IncomingMetric>? Metrics, string? Fault);
