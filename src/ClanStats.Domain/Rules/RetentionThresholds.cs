namespace ClanStats.Domain.Rules;

/// <summary>What retention, the first days and returns go by.</summary>
public sealed record RetentionThresholds
{
    /// <summary>First days of a newcomer that are looked at; as many are read.</summary>
    public const int FirstDays = 30;

    /// <summary>Who joined within this many days counts as a newcomer; as many are read.</summary>
    public const int NewcomerDays = 120;

    /// <summary>Months of joining with fewer people are told together.</summary>
    public int SmallCohortBelow { get; init; } = 8;

    /// <summary>A departure and a join of the same player within this many hours is a repaired roster.</summary>
    public int RepairHours { get; init; } = 48;

    /// <summary>The activity log must reach back this many days before survival is told.</summary>
    public int MinHistoryDays { get; init; } = 60;

    /// <summary>A break is at least this many days with neither signal.</summary>
    public int BreakDays { get; init; } = 21;

    /// <summary>A break needs at least this many active days before it ...</summary>
    public int BreakActiveDays { get; init; } = 8;

    /// <summary>... in this many days.</summary>
    public int BreakActiveWithin { get; init; } = 28;

    /// <summary>A stretch of more days than this without a snapshot tells nothing: no break.</summary>
    public int BreakBlindDays { get; init; } = 14;

    /// <summary>Still active is who is active again within a week after this many days.</summary>
    public int StillActiveAfterDays { get; init; } = 14;

    /// <summary>Who came back within this many days is listed.</summary>
    public int WelcomeDays { get; init; } = 14;
}
