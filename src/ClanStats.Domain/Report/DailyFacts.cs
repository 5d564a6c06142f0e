using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>What was counted day by day and what happened to people, as the database holds it.</summary>
public sealed record DailyFacts
{
    /// <summary>Nothing was read.</summary>
    public static readonly DailyFacts None = new();

    /// <summary>How many UTC days are told at most: two years.</summary>
    public const int MaxDays = 730;

    /// <summary>UTC day number of the first entry of <see cref="Clan"/>.</summary>
    public long FirstDay { get; init; }

    /// <summary>The clan's sums by day, former members and nobody's messages included; as many as there are days.</summary>
    public IReadOnlyList<DaySums> Clan { get; init; } = [];

    /// <summary>The days of each player, by row of clan_members.</summary>
    public IReadOnlyDictionary<long, PlayerDays> Players { get; init; } = new Dictionary<long, PlayerDays>();

    /// <summary>Joins, departures, new names and new ranks, by member and time.</summary>
    public IReadOnlyList<PersonEvent> Events { get; init; } = [];
}

/// <summary>What the clan did on one UTC day.</summary>
public sealed class DaySums
{
    /// <summary>Counted experience.</summary>
    public long Xp { get; set; }

    /// <summary>Counted boss kills.</summary>
    public long Boss { get; set; }

    /// <summary>Messages.</summary>
    public long Messages { get; set; }

    /// <summary>How many players were seen playing.</summary>
    public int Players { get; set; }

    /// <summary>How many players wrote.</summary>
    public int Writers { get; set; }
}

/// <summary>The steps by which a calendar colours days. They judge nobody.</summary>
public static class DayLevels
{
    /// <summary>Experience from which each step above the first counts; the first is any counted gain.</summary>
    public static IReadOnlyList<long> Xp { get; } = [1, 25_000, 100_000, 300_000, 1_000_000];

    /// <summary>Messages from which each step counts.</summary>
    public static IReadOnlyList<long> Messages { get; } = [1, 5, 15, 40, 100];
}

/// <summary>What happened to somebody.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="At">When; null if nobody knows.</param>
/// <param name="Kind">joined, left, renamed, rank, break or record.</param>
/// <param name="From">The name or WOM's api name of the role before, or what a record is of; null if not known.</param>
/// <param name="To">The name or role after, or a record's value; null if not known.</param>
public sealed record PersonEvent(long MemberId, UtcInstant? At, string Kind, string? From, string? To);
