using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>What is known of when officers talk and who answers newcomers: times and authors, never a text.</summary>
public sealed record OfficerFacts
{
    /// <summary>Nothing is known.</summary>
    public static readonly OfficerFacts None = new();

    /// <summary>How many messages of a newcomer count as the first ones.</summary>
    public const int FirstMessages = 3;

    /// <summary>Hours after which a message counts as never answered.</summary>
    public const int AnswerHorizonHours = 168;

    /// <summary>Quarters of an hour of the last 30 days in which an officer wrote.</summary>
    public IReadOnlyList<OfficerQuarter> Quarters { get; init; } = [];

    /// <summary>Hours of the last 30 days, counted from 1970-01-01, in which a line of a player on the roster came in, by row of clan_members.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<int>> Hours { get; init; } = new Dictionary<long, IReadOnlyList<int>>();

    /// <summary>The first messages of newcomers, by member and time.</summary>
    public IReadOnlyList<FirstMessage> Messages { get; init; } = [];
}

/// <summary>A quarter of an hour in which an officer wrote.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Start">Its first instant.</param>
public sealed record OfficerQuarter(long MemberId, UtcInstant Start);

/// <summary>One of a newcomer's first messages and who wrote next in the same channel.</summary>
/// <param name="MemberId">Row of clan_members of the newcomer.</param>
/// <param name="At">When it was written.</param>
/// <param name="NextAt">When another member wrote; null if nobody did in a week.</param>
/// <param name="OfficerAt">When an officer wrote; null if none did in a week.</param>
/// <param name="OfficerId">Row of clan_members of that officer.</param>
public sealed record FirstMessage(long MemberId, UtcInstant At, UtcInstant? NextAt, UtcInstant? OfficerAt, long? OfficerId);
