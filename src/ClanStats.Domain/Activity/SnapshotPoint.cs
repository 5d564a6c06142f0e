namespace ClanStats.Domain.Activity;

/// <summary>What analytics needs of one snapshot: its headline values and the cumulative counted gains up to it.</summary>
/// <param name="At">When WOM took it.</param>
/// <param name="Xp">Total experience; null if unranked or absent.</param>
/// <param name="Ehp">Stored efficient hours played; null if unranked or absent.</param>
/// <param name="Ehb">Stored efficient hours bossed; null if unranked or absent.</param>
/// <param name="XpGained">Counted experience since the first snapshot.</param>
/// <param name="BossGained">Counted kills of all bosses since the first snapshot.</param>
/// <param name="EhpGained">Counted EHP since the first snapshot.</param>
/// <param name="EhbGained">Counted EHB since the first snapshot.</param>
/// <param name="Values">All values.</param>
/// <param name="Gains">All cumulative counted gains.</param>
public sealed record SnapshotPoint(
    UtcInstant At,
    long? Xp,
    double? Ehp,
    double? Ehb,
    long XpGained,
    long BossGained,
    double EhpGained,
    double EhbGained,
    MetricVector Values,
    MetricVector Gains);

/// <summary>The snapshots of one player that decide about one window.</summary>
/// <param name="Window">The window.</param>
/// <param name="Baseline">The last snapshot at or before the window's start; null if history begins inside.</param>
/// <param name="First">The first snapshot inside; null if there is none.</param>
/// <param name="SnapshotsInside">How many lie inside, counted up to 2.</param>
/// <param name="XpInside">How many inside have ranked experience, counted up to 2.</param>
/// <param name="EhpInside">How many inside have EHP, counted up to 2.</param>
/// <param name="EhbInside">How many inside have EHB, counted up to 2.</param>
public sealed record WindowPoints(
    RollingWindow Window,
    SnapshotPoint? Baseline,
    SnapshotPoint? First,
    int SnapshotsInside,
    int XpInside,
    int EhpInside,
    int EhbInside);
