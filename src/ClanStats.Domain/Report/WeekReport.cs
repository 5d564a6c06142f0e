using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>
/// What there is to celebrate of the last seven days. It names only players on the roster whom a public output may name, and tells only what somebody
/// did: who is not in it may have done as much. Names and items are hostile: every output encodes them for its own format.
/// </summary>
/// <param name="Span">The seven days.</param>
/// <param name="Lists">What there is, in the order of its weight; lists without a line are left out.</param>
/// <param name="IsChatRead">Whether the game's announcements were read at all within the span: pets, drops and the collection log come from nowhere else.</param>
public sealed record WeekReport(TimeWindow Span, IReadOnlyList<WeekList> Lists, bool IsChatRead)
{
    /// <summary>Nothing yet.</summary>
    public static readonly WeekReport None = new(default, [], IsChatRead: false);
}

/// <summary>One kind of thing to celebrate.</summary>
/// <param name="Key">pets, drops, levels, collection_log, records, milestones, newcomers or years.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Lines">The greatest first.</param>
/// <param name="More">How many more lines there would be.</param>
public sealed record WeekList(string Key, string Title, IReadOnlyList<WeekLine> Lines, int More);

/// <summary>One thing to celebrate.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="Text">What they did, to be read behind the name.</param>
public sealed record WeekLine(long MemberId, string Name, string Text);

/// <summary>What the game and Wise Old Man announced in the last seven days, as the database holds it.</summary>
public sealed record WeekFacts
{
    /// <summary>Nothing was read.</summary>
    public static readonly WeekFacts None = new();

    /// <summary>Broadcasts of the game chat about known players, oldest first, each once.</summary>
    public IReadOnlyList<Announcement> Announcements { get; init; } = [];

    /// <summary>Thresholds that Wise Old Man saw passed, oldest first.</summary>
    public IReadOnlyList<PassedThreshold> Achievements { get; init; } = [];

    /// <summary>Bosses whose highest kill count of all was reached in the span, by WOM's api name.</summary>
    public IReadOnlySet<string> RaisedRecords { get; init; } = new HashSet<string>();
}

/// <summary>A broadcast.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="At">When.</param>
/// <param name="Event">What it announces.</param>
public sealed record Announcement(long MemberId, UtcInstant At, RelayEvent Event);

/// <summary>An achievement as Wise Old Man tells it.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="At">When.</param>
/// <param name="Name">WOM's name of it, such as "99 Fishing".</param>
/// <param name="Metric">WOM's api name of the metric.</param>
/// <param name="Threshold">The value passed.</param>
public sealed record PassedThreshold(long MemberId, UtcInstant At, string Name, string Metric, long Threshold);
