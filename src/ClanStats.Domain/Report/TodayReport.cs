namespace ClanStats.Domain.Report;

/// <summary>The first five seconds, and what an officer does next.</summary>
/// <param name="Freshness">"Data as of 2026-11-21 03:12 UTC, 4 h ago · 498 of 500 measured · chat complete".</param>
/// <param name="FreshnessState">good, watch or act.</param>
/// <param name="Verdict">One sentence about the week.</param>
/// <param name="Numbers">The four numbers, in order.</param>
public sealed record TodaySummary(string Freshness, string FreshnessState, string Verdict, IReadOnlyList<HeadlineNumber> Numbers)
{
    /// <summary>Who needs an officer, the most urgent first; at most <see cref="TodayAction.Most"/>.</summary>
    public IReadOnlyList<TodayAction> Actions { get; init; } = [];

    /// <summary>How many more people need one.</summary>
    public int MoreActions { get; init; }

    /// <summary>The clan month by month, oldest first; empty where joins and departures are not known.</summary>
    public IReadOnlyList<ClanMonth> Months { get; init; } = [];
}

/// <summary>A number of the first page.</summary>
/// <param name="Key">active_7d, members, newcomers, and seats or not_measured.</param>
/// <param name="Label">As people read it.</param>
/// <param name="Value">The number; null where it is not known.</param>
/// <param name="Change">Difference to the same span before; null where it is not known.</param>
/// <param name="Note">What must be known beside it; null if nothing.</param>
public sealed record HeadlineNumber(string Key, string Label, long? Value, long? Change, string? Note)
{
    /// <summary>How many points a trend has.</summary>
    public const int TrendPoints = 12;

    /// <summary>What stands behind the number, such as "%"; null for a count.</summary>
    public string? Unit { get; init; }

    /// <summary>What the change is against: "the week before"; null where nothing is compared.</summary>
    public string? Before { get; init; }

    /// <summary>The number over <see cref="TrendPoints"/> equal spans, oldest first, the last being this one; null where it is not known. Empty: not followed.</summary>
    public IReadOnlyList<long?> Trend { get; init; } = [];

    /// <summary>What one point of the trend is, such as "weeks".</summary>
    public string TrendSpan { get; init; } = "weeks";
}

/// <summary>Somebody who needs an officer. Name and reason may hold what players chose: every output encodes them for its own format.</summary>
/// <param name="State">act, watch or good.</param>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="What">In a few words, to be read behind the name.</param>
/// <param name="Why">One plain sentence; may be empty.</param>
/// <param name="Since">First UTC day, where it has been shown for several nights; null where it is new.</param>
public sealed record TodayAction(string State, long MemberId, string Name, string What, string Why, DateOnly? Since)
{
    /// <summary>How many an officer is shown.</summary>
    public const int Most = 5;
}

/// <summary>One calendar month (UTC) of the roster.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Members">Players on the roster at its end, or now; null where it is not known.</param>
/// <param name="Joined">Who joined in it.</param>
/// <param name="Left">Who left in it.</param>
/// <param name="Partial">Whether only a part of it is told: it goes on, or the log begins in it.</param>
public sealed record ClanMonth(DateOnly First, int? Members, int Joined, int Left, bool Partial);
