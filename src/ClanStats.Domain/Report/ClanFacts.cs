using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Everything a report is made from, as the database holds it. No decision has been taken yet.</summary>
public sealed record ClanFacts
{
    /// <summary>The clan.</summary>
    public required ClanIdentity Clan { get; init; }

    /// <summary>The metrics known so far.</summary>
    public required MetricCatalog Metrics { get; init; }

    /// <summary>Everybody ever known, by id.</summary>
    public required IReadOnlyList<MemberFacts> Members { get; init; }

    /// <summary>The last 30 UTC days on which anything was counted, oldest first; the run's own day up to now.</summary>
    public IReadOnlyList<DayFacts> Days { get; init; } = [];

    /// <summary>UTC day number of the first snapshot of all; null if there is none.</summary>
    public long? FirstSnapshotDay { get; init; }

    /// <summary>Messages of the last 30 × 24 hours in quarters of an hour.</summary>
    public IReadOnlyList<MessageQuarter> MessageQuarters { get; init; } = [];

    /// <summary>Counted kills of the boss of the month by UTC day number.</summary>
    public IReadOnlyDictionary<long, long> BossDays { get; init; } = new Dictionary<long, long>();

    /// <summary>The highest kill count ever of each boss with whoever reached it.</summary>
    public required IReadOnlyList<BossBest> BossBests { get; init; }

    /// <summary>Complete reads of the sources.</summary>
    public required IReadOnlyList<SourceRead> Reads { get; init; }

    /// <summary>Links between accounts and members, likely renames, and what is not assigned.</summary>
    public IdentityFacts Identity { get; init; } = IdentityFacts.None;

    /// <summary>What the ladder of ranks is judged by.</summary>
    public LadderFacts Ladder { get; init; } = LadderFacts.None;

    /// <summary>When officers write and who answers newcomers.</summary>
    public OfficerFacts Officers { get; init; } = OfficerFacts.None;

    /// <summary>What an earlier published report said.</summary>
    public ChangeFacts Changes { get; init; } = ChangeFacts.None;

    /// <summary>Who came and went, and on which days they were there.</summary>
    public RetentionFacts Retention { get; init; } = RetentionFacts.None;

    /// <summary>What the game and Wise Old Man announced lately.</summary>
    public WeekFacts Week { get; init; } = WeekFacts.None;

    /// <summary>Days of two years, and what happened to people.</summary>
    public DailyFacts Daily { get; init; } = DailyFacts.None;

    /// <summary>What was suggested before and what officers said.</summary>
    public DecisionFacts Decisions { get; init; } = DecisionFacts.None;

    /// <summary>First day on the purge list, by member id.</summary>
    public required IReadOnlyDictionary<long, DateOnly> FirstListed { get; init; }

    /// <summary>The same for those who are quiet and whose Discord account nobody knows.</summary>
    public IReadOnlyDictionary<long, DateOnly> FirstQuiet { get; init; } = new Dictionary<long, DateOnly>();
}

/// <summary>One WOM player as the database holds it.</summary>
public sealed record MemberFacts
{
    /// <summary>Row of clan_members.</summary>
    public required long Id { get; init; }

    /// <summary>WOM's player id.</summary>
    public long? WomPlayerId { get; init; }

    /// <summary>Row of the main.</summary>
    public required long PersonId { get; init; }

    /// <summary>WOM's standardised name.</summary>
    public required string Username { get; init; }

    /// <summary>The name as people read it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Former names, newest first.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>WOM's api name of the role.</summary>
    public string Role { get; init; } = "";

    /// <summary>WOM's player status.</summary>
    public string Status { get; init; } = "";

    /// <summary>When the member joined.</summary>
    public UtcInstant? JoinedAt { get; init; }

    /// <summary>Whether an officer noted when: that goes before what Wise Old Man's log says.</summary>
    public bool IsJoinNoted { get; init; }

    /// <summary>When the member left; null if on the roster.</summary>
    public UtcInstant? LeftAt { get; init; }

    /// <summary>Whether a Discord account is linked.</summary>
    public bool IsLinked { get; init; }

    /// <summary>Whether this player asked that nothing of theirs on Discord be kept: their messages are not known, which is not none.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>Whether an officer said that the member has no Discord account.</summary>
    public bool HasNoAccount { get; init; }

    /// <summary>The newest snapshot.</summary>
    public SnapshotPoint? Newest { get; init; }

    /// <summary>The deciding snapshots of each window, by its days.</summary>
    public IReadOnlyDictionary<int, WindowPoints> Windows { get; init; } = new Dictionary<int, WindowPoints>();

    /// <summary>First and last snapshot inside the closed window of WOM's own rule, by its days.</summary>
    public IReadOnlyDictionary<int, OfficialPoints> Official { get; init; } = new Dictionary<int, OfficialPoints>();

    /// <summary>Messages in each window, by its days; 0 for the key 0 = ever.</summary>
    public IReadOnlyDictionary<int, long> Messages { get; init; } = new Dictionary<int, long>();

    /// <summary>Whether on the roster as last read.</summary>
    public bool IsCurrent => LeftAt is null;

    /// <summary>Whether the profile is archived on WOM.</summary>
    public bool IsArchived => Status == "archived";
}

/// <summary>Experience at both ends of a closed window.</summary>
/// <param name="First">Of the first snapshot inside; null if unranked.</param>
/// <param name="Last">Of the last.</param>
/// <param name="Snapshots">How many lie inside, counted up to 2.</param>
public sealed record OfficialPoints(long? First, long? Last, int Snapshots);

/// <summary>One snapshot of a span of days.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="At">When WOM took it.</param>
/// <param name="XpGained">Counted experience since the player's first snapshot.</param>
/// <param name="PackedValues">All values, packed; null where only totals are known.</param>
/// <param name="PackedBase">How gains follow from the values, packed; null where only totals are known.</param>
public sealed record DayPoint(long MemberId, UtcInstant At, long XpGained, byte[]? PackedValues, byte[]? PackedBase)
{
    /// <summary>The cumulative counted gain of a metric since the player's first snapshot; null where only totals are known.</summary>
    public long? GainOf(int metricId) =>
        PackedValues is null || PackedBase is null ? null : GainBase.GainAt(PackedBase, metricId, MetricVector.ReadAt(PackedValues, metricId));
}

/// <summary>One UTC day of the clan: experience by whose it is, from steps that ended on it, and messages by whose they are.</summary>
/// <param name="Day">UTC day number.</param>
/// <param name="Xp">Experience; there is none of nobody's.</param>
/// <param name="Messages">Messages.</param>
public sealed record DayFacts(long Day, DaySplit Xp, DaySplit Messages);

/// <summary>A day's count by whose it is.</summary>
/// <param name="Members">Of people on the roster.</param>
/// <param name="Former">Of people who left.</param>
/// <param name="Unassigned">Of nobody known.</param>
public readonly record struct DaySplit(long Members, long Former, long Unassigned)
{
    /// <summary>All of them.</summary>
    public long All => Members + Former + Unassigned;
}

/// <summary>Messages of one quarter of an hour, whoever wrote them.</summary>
/// <param name="Start">Its first instant.</param>
/// <param name="Messages">How many.</param>
public sealed record MessageQuarter(UtcInstant Start, long Messages);

/// <summary>Somebody's highest kill count of a boss.</summary>
/// <param name="Boss">WOM's api name.</param>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Kills">The highest ranked value ever.</param>
public sealed record BossBest(string Boss, long MemberId, long Kills);

/// <summary>A complete read of a source.</summary>
/// <param name="Source">wom, discord or relay.</param>
/// <param name="At">When it ended.</param>
/// <param name="From">Start of what it covers.</param>
/// <param name="To">End of what it covers.</param>
public sealed record SourceRead(string Source, UtcInstant At, UtcInstant From, UtcInstant To);

/// <summary>What shapes a report beside the facts.</summary>
public sealed record ReportRequest
{
    /// <summary>Id of the run.</summary>
    public required string TraceId { get; init; }

    /// <summary>Business time.</summary>
    public required UtcInstant Now { get; init; }

    /// <summary>Settings.</summary>
    public required ReportSettings Settings { get; init; }

    /// <summary>The clan's rules.</summary>
    public required ClanRules Rules { get; init; }

    /// <summary>The officers' notes.</summary>
    public required PeopleNotes People { get; init; }

    /// <summary>Whether Discord is configured.</summary>
    public required bool DiscordConnected { get; init; }

    /// <summary>Whether Discord accounts are read beside the relay.</summary>
    public required bool DiscordAccountsRead { get; init; }

    /// <summary>What the sources missed tonight, by source.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> SourceFailures { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What the step that reads the workbook has to tell its readers, one line each.</summary>
    public IReadOnlyList<string> DecisionFindings { get; init; } = [];

    /// <summary>The environment's name; null in production.</summary>
    public string? Environment { get; init; }
}
