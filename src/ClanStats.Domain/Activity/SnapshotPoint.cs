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
/// <param name="Metrics">All values with their cumulative counted gains.</param>
public sealed record SnapshotPoint(
    UtcInstant At,
    long? Xp,
    double? Ehp,
    double? Ehb,
    long XpGained,
    long BossGained,
    double EhpGained,
    double EhbGained,
    SnapshotMetrics Metrics)
{
    /// <summary>All values.</summary>
    public MetricVector Values => Metrics.Values;

    /// <summary>All cumulative counted gains.</summary>
    public MetricVector Gains => Metrics.Gains;
}

/// <summary>
/// The values of one snapshot with their cumulative counted gains. Packed ones are unpacked when somebody asks: most windows are told from
/// the headline values alone.
/// </summary>
public sealed class SnapshotMetrics
{
    private readonly byte[]? _packedValues;
    private readonly byte[]? _packedBase;
    private MetricVector? _values;
    private MetricVector? _gains;

    /// <summary>Wraps what is unpacked already.</summary>
    public SnapshotMetrics(MetricVector values, MetricVector gains)
    {
        _values = values;
        _gains = gains;
    }

    /// <summary>Wraps what <see cref="MetricVector.Encode"/> and <see cref="GainBase.Encode"/> packed.</summary>
    /// <param name="packedValues">The values; null where they were not read, because nobody may ask for them.</param>
    /// <param name="packedBase">How gains follow from them; null where nothing was ever counted.</param>
    public SnapshotMetrics(byte[]? packedValues, byte[]? packedBase)
    {
        _packedValues = packedValues;
        _packedBase = packedBase;
    }

    /// <summary>All values.</summary>
    /// <exception cref="FormatException">The bytes are not a packed vector.</exception>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public MetricVector Values => _values ??= MetricVector.Decode(
        _packedValues ?? throw new InvalidOperationException("The values of a snapshot that decides nothing were asked for."));

    /// <summary>All cumulative counted gains.</summary>
    /// <exception cref="FormatException">The bytes are not a packed base.</exception>
    public MetricVector Gains => _gains ??= _packedBase is { } packed ? GainBase.GainsOf(Values, packed) : new MetricVector([]);
}

/// <summary>The snapshots of one player that decide about one window.</summary>
/// <param name="Window">The window.</param>
/// <param name="Baseline">The last snapshot at or before the window's start; null if history begins inside.</param>
/// <param name="First">
/// The first snapshot inside; null if there is none. Its values and gains are at hand where the step from the baseline may be left out: where
/// that is older than <see cref="RollingWindow.PlainLeadHours"/> before the window.
/// </param>
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
