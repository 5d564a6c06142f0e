using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>
/// Everything a night has to say, computed once. Workbook, JSON, CSV, pages and texts are renderings of this one value,
/// so the same number is the same everywhere. Lists are in the order outputs show them.
/// </summary>
public sealed record ClanReport
{
    /// <summary>Version of clan_data.json's shape.</summary>
    public const int SchemaVersion = 2;

    /// <summary>Id of the run that made the report.</summary>
    public required string TraceId { get; init; }

    /// <summary>Business time of the run.</summary>
    public required UtcInstant Now { get; init; }

    /// <summary>What stands beside the clan's name on every output of another environment, such as <c>staging</c>; null in production.</summary>
    public string? Environment { get; init; }

    /// <summary>The clan.</summary>
    public required ClanIdentity Clan { get; init; }

    /// <summary>All roles in the order they stand in the clan, the highest first.</summary>
    public required RoleOrder Ranks { get; init; }

    /// <summary>The settings that shaped the report.</summary>
    public required ReportSettings Settings { get; init; }

    /// <summary>Time of the newest datum; null if there is none.</summary>
    public UtcInstant? DataAsOf { get; init; }

    /// <summary>The sources, Wise Old Man first.</summary>
    public required IReadOnlyList<SourceStatus> Sources { get; init; }

    /// <summary>What the first page says in words and four numbers.</summary>
    public required TodaySummary Today { get; init; }

    /// <summary>The whole roster in roster order: messages of 30 days, then total experience, unknown last, then id.</summary>
    public required IReadOnlyList<MemberReport> Members { get; init; }

    /// <summary>Rows of clan_members that no public output may name.</summary>
    public IReadOnlySet<long> Hidden { get; init; } = new HashSet<long>();

    /// <summary>Why the numbers of people add up.</summary>
    public required Reconciliation Reconciliation { get; init; }

    /// <summary>What there is to celebrate, without anybody no public output may name.</summary>
    public WeekReport Week { get; init; } = WeekReport.None;

    /// <summary>What each player on the roster reached in a lifetime, by row of clan_members.</summary>
    public IReadOnlyDictionary<long, Lifetime> Lifetimes { get; init; } = new Dictionary<long, Lifetime>();

    /// <summary>Series and grids of the whole clan.</summary>
    public required ClanActivity Activity { get; init; }

    /// <summary>Bosses, raids, skills and records.</summary>
    public required ClanGame Game { get; init; }

    /// <summary>Leadership slump, churn risk, silent recruits and outliers.</summary>
    public required Section<ModerationReport> Moderation { get; init; }

    /// <summary>The three old rules and the ladder.</summary>
    public required Section<PromotionReport> Promotions { get; init; }

    /// <summary>The officer audit.</summary>
    public required Section<OfficerReport> Officers { get; init; }

    /// <summary>The purge list.</summary>
    public required Section<PurgeReport> Purge { get; init; }

    /// <summary>Who plays and who talks, per window.</summary>
    public PresenceReport Presence { get; init; } = new([], null);

    /// <summary>What changed since the last good run.</summary>
    public required Section<ChangesReport> Changes { get; init; }

    /// <summary>Whether newcomers stay, and who comes back.</summary>
    public required Section<RetentionReport> Retention { get; init; }

    /// <summary>Up to two years day by day, with what happened to people.</summary>
    public DailyReport Daily { get; init; } = DailyReport.None;

    /// <summary>Sentences derived from the data.</summary>
    public required Section<InsightsReport> Insights { get; init; }

    /// <summary>Who is who: links, likely renames, and what is not assigned.</summary>
    public required Section<LinksReport> Links { get; init; }

    /// <summary>Who is on the roster although an officer's note bans them; heads everything that waits for an officer.</summary>
    public IReadOnlyList<BannedReturn> Banned { get; init; } = [];

    /// <summary>The officers' decisions.</summary>
    public required Section<DecisionsReport> Decisions { get; init; }
}

/// <summary>A part of the report that may be unavailable, and then says why.</summary>
/// <typeparam name="T">Its content.</typeparam>
/// <param name="Content">The content; null when unavailable.</param>
/// <param name="Reason">Why it is unavailable; null when it is available.</param>
public sealed record Section<T>(T? Content, string? Reason)
    where T : class
{
    /// <summary>Whether there is content.</summary>
    public bool Available => Content is not null;

    /// <summary>A section with content.</summary>
    public static Section<T> Of(T content) => new(content, null);

    /// <summary>A section without content.</summary>
    public static Section<T> Unavailable(string reason) => new(null, reason);
}

/// <summary>The clan as WOM names it.</summary>
/// <param name="GroupId">WOM's group id.</param>
/// <param name="Name">The group's name.</param>
/// <param name="RoleOrder">The group's own order of roles, highest first; empty if it has none.</param>
public sealed record ClanIdentity(long GroupId, string Name, IReadOnlyList<string> RoleOrder)
{
    /// <summary>What a clan is taken for as long as Wise Old Man was never asked about it.</summary>
    /// <param name="groupId">The configured group; 0 if none is.</param>
    public static ClanIdentity Unread(long groupId) => new(groupId, groupId > 0 ? $"Clan {groupId}" : "The clan", []);
}

/// <summary>Settings that shape a report.</summary>
public sealed record ReportSettings
{
    private const double XpOfAPoint = 100_000;

    /// <summary>LEADERBOARD_WEIGHT_BOSS: points a kill counts.</summary>
    public double WeightBoss { get; init; } = 3;

    /// <summary>LEADERBOARD_WEIGHT_MSGS: points a message counts.</summary>
    public double WeightMessages { get; init; } = 6;

    /// <summary>The composite score of what somebody did: points for messages and kills, one for every 100,000 experience, rounded.</summary>
    public long Points(long xp, long boss, long messages) =>
        (long)Math.Round((WeightMessages * messages) + (WeightBoss * boss) + (xp / XpOfAPoint), MidpointRounding.AwayFromZero);

    /// <summary>LEADERBOARD_SIZE.</summary>
    public int LeaderboardSize { get; init; } = 10;

    /// <summary>TOP_BOSS_CARDS.</summary>
    public int TopBossCards { get; init; } = 4;

    /// <summary>PURGE_THRESHOLD_DAYS.</summary>
    public int PurgeThresholdDays { get; init; } = 60;

    /// <summary>The windows a report needs figures of: everybody's, and that of the purge list.</summary>
    public IReadOnlyList<RollingWindow> Windows => [.. RollingWindow.All, RollingWindow.OfDays(PurgeThresholdDays)];

    /// <summary>PURGE_MIN_XP.</summary>
    public long PurgeMinXp { get; init; }

    /// <summary>PURGE_MIN_BOSS.</summary>
    public long PurgeMinBoss { get; init; }

    /// <summary>PURGE_MIN_MSGS.</summary>
    public long PurgeMinMessages { get; init; }

    /// <summary>report.purge.seats: how many seats are needed; null lists every candidate.</summary>
    public int? PurgeSeats { get; init; }

    /// <summary>report.member_cap: how many members a clan can hold.</summary>
    public int MemberCap { get; init; } = 500;

    /// <summary>PAGES_URL: where the public page is published; null if nobody said.</summary>
    public string? PageAddress { get; init; }

    /// <summary>CUSTOM_START_DATE: the clan's founding day; no membership counts as older. Null if not set.</summary>
    public UtcInstant? FoundingDay { get; init; }

    /// <summary>CLAN_TIME_ZONE: the zone people read times in.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
}

/// <summary>How far a source can be trusted.</summary>
/// <param name="Key"><c>wom</c> or <c>discord</c>.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Connected">Whether it is configured.</param>
/// <param name="LastCompleteRead">End of its last complete read; null if there was none.</param>
/// <param name="AgeHours">Hours from that to now; null if there was none.</param>
/// <param name="CoverageFrom">Since when every day is covered; null if nothing is.</param>
/// <param name="MissingDays">UTC days of the last 30 that no complete read covers, oldest first, as yyyy-MM-dd.</param>
/// <param name="Failures">What the last read missed, one line each.</param>
public sealed record SourceStatus(
    string Key,
    string Title,
    bool Connected,
    UtcInstant? LastCompleteRead,
    double? AgeHours,
    UtcInstant? CoverageFrom,
    IReadOnlyList<string> MissingDays,
    IReadOnlyList<string> Failures);
