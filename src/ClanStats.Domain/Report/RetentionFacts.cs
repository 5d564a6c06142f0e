using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>Who came and went, and on which days they were there, as the database holds it.</summary>
public sealed record RetentionFacts
{
    /// <summary>Nothing was read.</summary>
    public static readonly RetentionFacts None = new();

    /// <summary>Joins and departures of Wise Old Man's activity log that were not taken back, in order of time.</summary>
    public IReadOnlyList<RosterEvent> Events { get; init; } = [];

    /// <summary>The days of every player, by row of clan_members.</summary>
    public IReadOnlyDictionary<long, ActiveDays> Days { get; init; } = new Dictionary<long, ActiveDays>();

    /// <summary>For who joined lately: the first message in each channel within the first days.</summary>
    public IReadOnlyList<ChannelFirst> Channels { get; init; } = [];

    /// <summary>The days of a player; none if nothing is known.</summary>
    public ActiveDays DaysOf(long member) => Days.GetValueOrDefault(member, ActiveDays.None);
}

/// <summary>A join or a departure.</summary>
/// <param name="PlayerId">WOM's player id; the player need not be known otherwise.</param>
/// <param name="IsJoin">Whether it is a join.</param>
/// <param name="At">When.</param>
public sealed record RosterEvent(long PlayerId, bool IsJoin, UtcInstant At);

/// <summary>Somebody's first message in a channel.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Channel">Discord's id of the channel.</param>
/// <param name="At">When.</param>
public sealed record ChannelFirst(long MemberId, long Channel, UtcInstant At);
