namespace ClanStats.Domain.Activity;

/// <summary>
/// The gain of a window, with its mark (docs/definitions.md, "Gain"). The difference of two cumulative counted gains,
/// so that windows nest and days add up; what cannot be known is null with the reason.
/// </summary>
public static class WindowGains
{
    /// <summary>Experience gained in a window.</summary>
    public static Figure<long> Xp(SnapshotPoint? newest, WindowPoints points, UtcInstant now) =>
        Evaluate(newest, points, now, newest?.Xp is not null, Ranked(points.Baseline?.Xp) + points.XpInside,
            point => point.XpGained, (a, b) => a.Xp == b.Xp) is var gain
            ? new Figure<long>(gain.Value is { } value ? (long)value : null, gain.Mark, gain.Since)
            : default;

    /// <summary>Boss kills gained in a window, added up over all bosses; one that is unranked, absent or seen once adds 0.</summary>
    public static Figure<long> Boss(SnapshotPoint? newest, WindowPoints points, UtcInstant now, IReadOnlyList<Metric> bosses) =>
        Evaluate(newest, points, now, isRanked: true, (points.Baseline is null ? 0 : 1) + points.SnapshotsInside,
            point => point.BossGained, (a, b) => HaveNoStep(a, b, bosses)) is var gain
            ? new Figure<long>(gain.Value is { } value ? (long)value : null, gain.Mark, gain.Since)
            : default;

    /// <summary>Efficient hours played gained in a window.</summary>
    public static Figure<double> Ehp(SnapshotPoint? newest, WindowPoints points, UtcInstant now) =>
        Evaluate(newest, points, now, newest?.Ehp is not null, Ranked(points.Baseline?.Ehp) + points.EhpInside,
            point => point.EhpGained, (a, b) => a.Ehp == b.Ehp);

    /// <summary>Efficient hours bossed gained in a window.</summary>
    public static Figure<double> Ehb(SnapshotPoint? newest, WindowPoints points, UtcInstant now) =>
        Evaluate(newest, points, now, newest?.Ehb is not null, Ranked(points.Baseline?.Ehb) + points.EhbInside,
            point => point.EhbGained, (a, b) => a.Ehb == b.Ehb);

    /// <summary>
    /// The snapshot from which a window's gain counts: the baseline, or the first inside where the step from the baseline is left out,
    /// or null where history begins inside (count from zero).
    /// </summary>
    public static SnapshotPoint? CountsFrom(WindowPoints points, UtcInstant now) =>
        points.Baseline is { } baseline && LeadHours(baseline, points, now) > points.Window.ToleratedLeadHours ? points.First : points.Baseline;

    private static Figure<double> Evaluate(
        SnapshotPoint? newest,
        WindowPoints points,
        UtcInstant now,
        bool isRanked,
        int valuesKnown,
        Func<SnapshotPoint, double> gained,
        Func<SnapshotPoint, SnapshotPoint, bool> equal)
    {
        if (newest is null)
        {
            return new Figure<double>(null, DataMark.NotYet);
        }

        if (now.HoursSince(newest.At) > points.Window.FreshHours || points.First is null)
        {
            return new Figure<double>(null, DataMark.Stale);
        }

        if (!isRanked)
        {
            return new Figure<double>(null, DataMark.Unranked);
        }

        if (valuesKnown < 2)
        {
            return new Figure<double>(null, DataMark.NotYet);
        }

        if (points.Baseline is not { } baseline)
        {
            return new Figure<double>(Round(gained(newest)), DataMark.SinceFirstSeen, points.First.At);
        }

        var whole = Round(gained(newest) - gained(baseline));
        var lead = LeadHours(baseline, points, now);
        if (lead <= RollingWindow.PlainLeadHours || equal(baseline, points.First))
        {
            return new Figure<double>(whole);
        }

        if (lead <= points.Window.ToleratedLeadHours)
        {
            return new Figure<double>(whole, DataMark.Approximate, baseline.At);
        }

        return points.SnapshotsInside < 2
            ? new Figure<double>(null, DataMark.Partial, points.First.At)
            : new Figure<double>(Round(gained(newest) - gained(points.First)), DataMark.Partial, points.First.At);
    }

    private static bool HaveNoStep(SnapshotPoint baseline, SnapshotPoint first, IReadOnlyList<Metric> bosses)
    {
        for (var i = 0; i < bosses.Count; i++)
        {
            if (!HasNoStep(baseline, first, bosses[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether nothing of a boss can have been gained between two snapshots: equal at both ends, or not held by both, so that no step joins them.</summary>
    private static bool HasNoStep(SnapshotPoint baseline, SnapshotPoint first, Metric boss)
    {
        var (before, after) = (baseline.Values[boss.Id], first.Values[boss.Id]);
        return before == after
            || ((before == MetricVector.Absent || after == MetricVector.Absent) && Math.Max(0, baseline.Gains[boss.Id]) == Math.Max(0, first.Gains[boss.Id]));
    }

    private static double LeadHours(SnapshotPoint baseline, WindowPoints points, UtcInstant now) =>
        points.Window.At(now).Start.HoursSince(baseline.At);

    private static int Ranked<T>(T? value)
        where T : struct => value is null ? 0 : 1;

    private static double Round(double value) => Math.Round(value, 5);
}

/// <summary>
/// WOM's own rule for the gain of a window, for comparison with its site: the difference of the first and the last snapshot inside
/// [now − N × 24 h, now], both ends included; the snapshot before the window is never used.
/// </summary>
public static class OfficialGain
{
    /// <summary>Experience by WOM's rule.</summary>
    /// <param name="first">Ranked experience of the first snapshot inside; null if unranked.</param>
    /// <param name="last">The same of the last one.</param>
    /// <param name="snapshots">How many snapshots lie inside; 0 gives null, 1 gives 0.</param>
    public static long? Xp(long? first, long? last, int snapshots) => Of(first, last, snapshots, isOverall: true);

    /// <summary>The gain in any metric but EHP and EHB, which WOM computes anew.</summary>
    /// <param name="first">Its ranked value in the first snapshot inside; null if unranked.</param>
    /// <param name="last">The same of the last one.</param>
    /// <param name="snapshots">How many snapshots lie inside; 0 gives null, 1 gives 0.</param>
    /// <param name="isOverall">Whether it is the total of experience, which gains nothing from unranked.</param>
    public static long? Of(long? first, long? last, int snapshots, bool isOverall)
    {
        if (snapshots == 0)
        {
            return null;
        }

        var start = first is null or 0 ? MetricVector.Unranked : first.Value;
        var end = last is null or 0 ? MetricVector.Unranked : last.Value;
        return isOverall && start == MetricVector.Unranked ? 0 : Math.Max(0, end - Math.Max(start, 0));
    }
}
