using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>What the ladder needs beside the members: weeks of 7 UTC days and where players stood at earlier cut-offs.</summary>
public sealed record LadderFacts
{
    /// <summary>Nothing is known.</summary>
    public static readonly LadderFacts None = new();

    /// <summary>Weeks that count as recent.</summary>
    public const int RecentWeeks = 8;

    /// <summary>Weeks whose contribution counts.</summary>
    public const int ContributionWeeks = 4;

    /// <summary>The most weekly cut-offs a clan may ask for.</summary>
    public const int MaxCutOffs = 4;

    /// <summary>Days between two cut-offs, and of a week.</summary>
    public const int WeekDays = 7;

    /// <summary>Weeks by member id, the week that ends with the run's day first; a week without anything may be missing at the end.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<MemberWeek>> Weeks { get; init; } = new Dictionary<long, IReadOnlyList<MemberWeek>>();

    /// <summary>The UTC day of the first snapshot, by member id: nobody knows who played before it. Who is missing is taken for known since ever.</summary>
    public IReadOnlyDictionary<long, long> FirstSeen { get; init; } = new Dictionary<long, long>();

    /// <summary>All values of the newest snapshot not later than a cut-off, by member id and how many weeks ago it was.</summary>
    public IReadOnlyDictionary<(long MemberId, int WeeksAgo), MetricVector> Standing { get; init; } = new Dictionary<(long, int), MetricVector>();
}

/// <summary>One week of a player.</summary>
/// <param name="Xp">Experience counted.</param>
/// <param name="Boss">Kills counted.</param>
/// <param name="Messages">Messages.</param>
/// <param name="Played">Whether a counted step ends in it.</param>
public readonly record struct MemberWeek(long Xp, long Boss, long Messages, bool Played)
{
    /// <summary>Whether anything was done.</summary>
    public bool IsActive => Played || Messages > 0;
}
