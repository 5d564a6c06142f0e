namespace ClanStats.Domain.Activity;

/// <summary>A span of time, open at its start and closed at its end: (Start, End].</summary>
/// <param name="Start">Exclusive.</param>
/// <param name="End">Inclusive.</param>
public readonly record struct TimeWindow(UtcInstant Start, UtcInstant End)
{
    /// <summary>Whether an instant lies inside.</summary>
    public bool Contains(UtcInstant instant) => instant > Start && instant <= End;
}

/// <summary>One of the rolling windows every number is told for: (now − N × 24 h, now].</summary>
public sealed record RollingWindow
{
    /// <summary>Seven days.</summary>
    public static readonly RollingWindow Week = new(7);

    /// <summary>Thirty days.</summary>
    public static readonly RollingWindow Month = new(30);

    /// <summary>Ninety days.</summary>
    public static readonly RollingWindow Quarter = new(90);

    /// <summary>365 days.</summary>
    public static readonly RollingWindow Year = new(365);

    /// <summary>All four, shortest first.</summary>
    public static readonly IReadOnlyList<RollingWindow> All = [Week, Month, Quarter, Year];

    private RollingWindow(int days) => Days = days;

    /// <summary>Length in days of 24 hours.</summary>
    public int Days { get; }

    /// <summary>The key outputs use: <c>7d</c>, <c>30d</c>, <c>90d</c>, <c>365d</c>.</summary>
    public string Key => $"{Days}d";

    /// <summary>Hours by which a window's first step may begin earlier and still count as plain.</summary>
    public const double PlainLeadHours = 36;

    /// <summary>Hours by which a window's first step may begin earlier and still be kept, marked approximate.</summary>
    public double ToleratedLeadHours => Math.Max(PlainLeadHours, Days * 24 / 4.0);

    /// <summary>A window of another length, for custom ranges and for rules that name their own number of days.</summary>
    /// <param name="days">1 or more.</param>
    public static RollingWindow OfDays(int days) => new(Math.Max(1, days));

    /// <summary>The age in hours up to which a newest snapshot is fresh for this window: max(48 h, min(N/4 days, 14 days)).</summary>
    public double FreshHours => Math.Max(48, Math.Min(Days * 24 / 4.0, 14 * 24));

    /// <summary>The window that ends at <paramref name="now"/>.</summary>
    public TimeWindow At(UtcInstant now) => new(now.PlusDays(-Days), now);
}
