using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>What the roster killed of each boss in a week, a month, a quarter and a year, added up over the members whose gain is known.</summary>
public sealed class BossGains
{
    private readonly ClanFacts _facts;
    private readonly UtcInstant _now;
    private readonly Lazy<long[]> _week;
    private readonly Lazy<long[]> _month;
    private readonly Lazy<long[]> _quarter;
    private readonly Lazy<long[]> _year;

    /// <summary>Adds up.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="now">Business time.</param>
    public BossGains(ClanFacts facts, UtcInstant now)
    {
        (_facts, _now) = (facts, now);
        _week = new Lazy<long[]>(() => Sums(RollingWindow.Week));
        _month = new Lazy<long[]>(() => Sums(RollingWindow.Month));
        _quarter = new Lazy<long[]>(() => Sums(RollingWindow.Quarter));
        _year = new Lazy<long[]>(() => Sums(RollingWindow.Year));
    }

    /// <summary>The boss with the greatest gain of 30 days; of equal ones the first by name. Null if nothing was killed.</summary>
    public Metric? OfTheMonth => _facts.Metrics.Bosses.Where(boss => Month(boss) > 0)
        .OrderByDescending(Month).ThenBy(boss => boss.Name, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Kills of 7 days.</summary>
    public long Week(Metric boss) => _week.Value[boss.Id];

    /// <summary>Kills of 30 days.</summary>
    public long Month(Metric boss) => _month.Value[boss.Id];

    /// <summary>Kills of 90 days.</summary>
    public long Quarter(Metric boss) => _quarter.Value[boss.Id];

    /// <summary>Kills of 365 days.</summary>
    public long Year(Metric boss) => _year.Value[boss.Id];

    /// <summary>Who killed a boss in 30 days, and from which snapshot on that counts; null: from the first.</summary>
    public IEnumerable<(long MemberId, UtcInstant? From)> Killers(Metric boss) =>
        from entry in Counted(RollingWindow.Month)
        where Gain(entry.Newest, entry.From, boss) > 0
        select (entry.MemberId, entry.From?.At);

    /// <summary>Counted kills of one boss between two snapshots; an earlier one that is null counts from zero.</summary>
    public static long Gain(SnapshotPoint? newest, SnapshotPoint? from, Metric boss) =>
        Math.Max(0, newest?.Gains[boss.Id] ?? 0) - Math.Max(0, from?.Gains[boss.Id] ?? 0);

    private long[] Sums(RollingWindow window)
    {
        var sums = new long[_facts.Metrics.All.Count == 0 ? 0 : _facts.Metrics.All[^1].Id + 1];
        foreach (var (_, newest, from) in Counted(window))
        {
            var (after, before) = (newest.Gains, from?.Gains);
            foreach (var boss in _facts.Metrics.Bosses)
            {
                sums[boss.Id] += Math.Max(0, after[boss.Id]) - Math.Max(0, before?[boss.Id] ?? 0);
            }
        }

        return sums;
    }

    private IEnumerable<(long MemberId, SnapshotPoint Newest, SnapshotPoint? From)> Counted(RollingWindow window)
    {
        foreach (var member in _facts.Members)
        {
            if (member is { IsCurrent: true, Newest: { } newest }
                && member.Windows.TryGetValue(window.Days, out var points)
                && WindowGains.Boss(newest, points, _now, _facts.Metrics.Bosses).Value is not null)
            {
                yield return (member.Id, newest, WindowGains.CountsFrom(points, _now));
            }
        }
    }
}
