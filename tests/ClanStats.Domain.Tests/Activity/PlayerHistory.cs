using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests.Activity;

/// <summary>One player's snapshots, oldest first, run through the real ledger and cut into the real windows.</summary>
internal sealed class PlayerHistory
{
    public const long Unranked = MetricVector.Unranked;
    public const long Absent = MetricVector.Absent;

    public static readonly UtcInstant Now = UtcInstant.StartOfDay(new DateOnly(2026, 1, 20));
    public static readonly MetricCatalog Metrics = new(
    [
        new Metric(0, MetricCatalog.Overall, MetricCategory.Skill),
        new Metric(1, MetricCatalog.Ehp, MetricCategory.Computed),
        new Metric(2, MetricCatalog.Ehb, MetricCategory.Computed),
        new Metric(3, "zulrah", MetricCategory.Boss),
        new Metric(4, "vorkath", MetricCategory.Boss),
    ]);

    private readonly GainLedger _ledger = new(IsComputed);
    private readonly List<SnapshotPoint> _points = [];

    public static bool IsComputed(int id) => id is 1 or 2;

    public PlayerHistory Add(UtcInstant at, long xp, long ehp = Absent, long ehb = Absent, long zulrah = Absent, long vorkath = Absent)
    {
        var values = new MetricVector([xp, ehp, ehb, zulrah, vorkath]);
        var gains = _ledger.Add(at, values);
        _points.Add(new SnapshotPoint(
            at,
            values.Ranked(0),
            values.Ranked(1) / MetricVector.ComputedScale,
            values.Ranked(2) / MetricVector.ComputedScale,
            gains[0],
            gains[3] + gains[4],
            gains[1] / MetricVector.ComputedScale,
            gains[2] / MetricVector.ComputedScale,
            new SnapshotMetrics(values, gains)));
        return this;
    }

    public PlayerHistory DaysAgo(double days, long xp, long ehp = Absent, long ehb = Absent, long zulrah = Absent, long vorkath = Absent) =>
        Add(Now.PlusDays(-days), xp, ehp, ehb, zulrah, vorkath);

    public Figure<long> Xp(RollingWindow window) => Xp(window, Now);

    public Figure<long> Xp(RollingWindow window, UtcInstant now) => WindowGains.Xp(Newest(now), Points(window, now), now);

    public Figure<long> Boss(RollingWindow window) => WindowGains.Boss(Newest(Now), Points(window, Now), Now, Metrics.Bosses);

    public Figure<double> Ehp(RollingWindow window) => WindowGains.Ehp(Newest(Now), Points(window, Now), Now);

    public Figure<double> Ehb(RollingWindow window) => WindowGains.Ehb(Newest(Now), Points(window, Now), Now);

    public WindowPoints Points(RollingWindow window, UtcInstant now)
    {
        var span = window.At(now);
        var inside = _points.Where(point => span.Contains(point.At)).ToList();
        return new WindowPoints(
            window,
            _points.LastOrDefault(point => point.At <= span.Start),
            inside.FirstOrDefault(),
            Math.Min(2, inside.Count),
            Math.Min(2, inside.Count(point => point.Xp is not null)),
            Math.Min(2, inside.Count(point => point.Ehp is not null)),
            Math.Min(2, inside.Count(point => point.Ehb is not null)));
    }

    private SnapshotPoint? Newest(UtcInstant now) => _points.LastOrDefault(point => point.At <= now);
}
