namespace ClanStats.Domain.Report;

/// <summary>Up to two years day by day: the clan's sums, which days the sources cover, and everybody's calendar. Officers only.</summary>
public sealed record DailyReport
{
    /// <summary>No day at all.</summary>
    public static readonly DailyReport None = new();

    /// <summary>The first UTC day; every list has one entry a day from here to the run's own day.</summary>
    public DateOnly FirstDay { get; init; }

    /// <summary>The clan by day.</summary>
    public IReadOnlyList<DailyClan> Clan { get; init; } = [];

    /// <summary>By source (wom, discord), one entry a day: whether a complete read covers it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<bool>> Covered { get; init; } = new Dictionary<string, IReadOnlyList<bool>>();

    /// <summary>By row of clan_members, everybody on the roster.</summary>
    public IReadOnlyDictionary<long, Lazy<MemberCalendar>> Calendars { get; init; } = new Dictionary<long, Lazy<MemberCalendar>>();

    /// <summary>By row of clan_members, newest first, what is of unknown time last.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<PersonEvent>> Events { get; init; } = new Dictionary<long, IReadOnlyList<PersonEvent>>();

    /// <summary>For how many days after joining a member counts as new.</summary>
    public int NewDays { get; init; }

    /// <summary>By row of clan_members of the main, what keeps a person out of verdicts; nobody without a reason.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<string>> Exemptions { get; init; } = new Dictionary<long, IReadOnlyList<string>>();
}

/// <summary>One UTC day of the clan; null is no data.</summary>
/// <param name="Xp">Counted experience.</param>
/// <param name="Boss">Counted boss kills.</param>
/// <param name="Messages">Messages.</param>
/// <param name="Players">Players seen playing.</param>
/// <param name="Writers">Players who wrote.</param>
public sealed record DailyClan(long? Xp, long? Boss, long? Messages, int? Players, int? Writers);

/// <summary>One player's days, one entry a day: <see cref="NoData"/>, 0 for nothing, 1 for something, with the numbers beside.</summary>
/// <param name="Game">Whether anything was gained.</param>
/// <param name="Chat">Whether anything was written; null where this player's messages are not known, or are counted with the main's.</param>
public sealed record MemberCalendar(IReadOnlyList<sbyte> Game, IReadOnlyList<sbyte>? Chat)
{
    /// <summary>A day of which nothing is known.</summary>
    public const sbyte NoData = -1;

    /// <summary>Experience, one entry a day; what stands where <see cref="Game"/> has no data means nothing.</summary>
    public IReadOnlyList<long> Xp { get; init; } = [];

    /// <summary>Messages, one entry a day; what stands where <see cref="Chat"/> has no data means nothing.</summary>
    public IReadOnlyList<int> Messages { get; init; } = [];
}
