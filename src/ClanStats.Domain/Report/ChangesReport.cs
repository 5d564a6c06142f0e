using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>The kinds of change, in the order of their consequence.</summary>
public enum ChangeKind
{
    /// <summary>Something could not be read any more.</summary>
    DataIncident,

    /// <summary>Became a purge candidate.</summary>
    PurgeCandidate,

    /// <summary>Is no longer on the roster.</summary>
    Left,

    /// <summary>Became eligible for promotion.</summary>
    PromotionCandidate,

    /// <summary>Is on the roster again.</summary>
    Rejoined,

    /// <summary>Is on the roster for the first time.</summary>
    Joined,

    /// <summary>Did something again after a month of nothing.</summary>
    Returned,

    /// <summary>Neither plays nor talks any more.</summary>
    WentQuiet,

    /// <summary>Has another role.</summary>
    Role,

    /// <summary>Holds a boss record that somebody else, or nobody, held.</summary>
    Record,

    /// <summary>Has another name.</summary>
    Renamed,

    /// <summary>Stands in another quarter.</summary>
    Quarter,

    /// <summary>Is on the hiscores of a skill or boss for the first time: what lay below is no gain.</summary>
    FirstSeen,
}

/// <summary>Names of kinds as outputs write them.</summary>
public static class ChangeKinds
{
    /// <summary>The name in clan_data.json.</summary>
    public static string ToName(this ChangeKind kind) => kind switch
    {
        ChangeKind.DataIncident => "data_incident",
        ChangeKind.PurgeCandidate => "purge_candidate",
        ChangeKind.Left => "left",
        ChangeKind.PromotionCandidate => "promotion_candidate",
        ChangeKind.Rejoined => "rejoined",
        ChangeKind.Joined => "joined",
        ChangeKind.Returned => "returned",
        ChangeKind.WentQuiet => "went_quiet",
        ChangeKind.Role => "role",
        ChangeKind.Record => "record",
        ChangeKind.Renamed => "renamed",
        ChangeKind.Quarter => "quarter",
        ChangeKind.FirstSeen => "first_seen",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of change"),
    };
}

/// <summary>What changed since an earlier published report.</summary>
/// <param name="Since">Business time of that report's run.</param>
/// <param name="Lines">The weightiest first, at most <see cref="MaxLines"/>.</param>
/// <param name="Counts">How many changes there are of each kind that occurs, those without a line included, weightiest first.</param>
public sealed record ChangesReport(UtcInstant Since, IReadOnlyList<ChangeLine> Lines, IReadOnlyList<(ChangeKind Kind, int Count)> Counts)
{
    /// <summary>How many lines an officer is shown.</summary>
    public const int MaxLines = 12;

    /// <summary>Everything in one line; says so where nothing changed.</summary>
    public string Summary => Counts.Count == 0
        ? $"Nothing changed since {Since.ToPeople()}."
        : $"Since {Since.ToPeople()}: {string.Join(", ", Counts.Select(entry => $"{entry.Count} {Word(entry.Kind, entry.Count)}"))}."
            + (Total > Lines.Count ? $" The {Lines.Count} weightiest are listed." : "");

    private int Total => Counts.Sum(entry => entry.Count);

    private static string Word(ChangeKind kind, int count) => kind switch
    {
        ChangeKind.DataIncident => count == 1 ? "data incident" : "data incidents",
        ChangeKind.PurgeCandidate => count == 1 ? "new purge candidate" : "new purge candidates",
        ChangeKind.Left => "left",
        ChangeKind.PromotionCandidate => "newly eligible for promotion",
        ChangeKind.Rejoined => "came back to the clan",
        ChangeKind.Joined => "joined",
        ChangeKind.Returned => "active again",
        ChangeKind.WentQuiet => "went quiet",
        ChangeKind.Role => count == 1 ? "change of role" : "changes of role",
        ChangeKind.Record => count == 1 ? "record taken" : "records taken",
        ChangeKind.Renamed => "renamed",
        ChangeKind.FirstSeen => "first on the hiscores",
        _ => "in another quarter",
    };
}

/// <summary>One change. Name and text may hold what players chose: every output encodes them for its own format.</summary>
/// <param name="Kind">What kind of change.</param>
/// <param name="MemberId">Row of clan_members; null where it is about the data and nobody in particular.</param>
/// <param name="Name">The name as people read it, or what the data are of.</param>
/// <param name="Text">What changed, without the name.</param>
/// <param name="Boss">WOM's api name of the boss whose record it is; null for every other kind.</param>
public sealed record ChangeLine(ChangeKind Kind, long? MemberId, string Name, string Text, string? Boss = null);

/// <summary>What the comparison is made with, as the database holds it.</summary>
public sealed record ChangeFacts
{
    /// <summary>Nothing was ever published.</summary>
    public static readonly ChangeFacts None = new();

    /// <summary>The newest published report at least <see cref="MinHours"/> older than this one; null if there is none.</summary>
    public PublishedState? Before { get; init; }

    /// <summary>Business time of the oldest published report that is kept; null if there is none.</summary>
    public UtcInstant? FirstPublished { get; init; }

    /// <summary>All values of each member on the roster at that report's time, by row of clan_members.</summary>
    public IReadOnlyDictionary<long, MetricVector> Values { get; init; } = new Dictionary<long, MetricVector>();

    /// <summary>Members who had left before.</summary>
    public IReadOnlySet<long> LeftBefore { get; init; } = new HashSet<long>();

    /// <summary>Channels that cannot be read.</summary>
    public IReadOnlyList<ClosedChannel> ClosedChannels { get; init; } = [];

    /// <summary>Hours by which a report must be older to be compared with, so that a night repeated compares with the same one.</summary>
    public const int MinHours = 12;
}

/// <summary>A channel that cannot be read, though it once could.</summary>
/// <param name="Name">As Discord names it.</param>
/// <param name="State">unreadable or deleted.</param>
/// <param name="Since">Since when.</param>
public sealed record ClosedChannel(string Name, string State, UtcInstant Since);
