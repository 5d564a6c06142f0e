using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>What a member did in 30 days, or why that is not known.</summary>
public enum MemberState
{
    /// <summary>Played and talked.</summary>
    Both,

    /// <summary>Played, did not talk.</summary>
    GameOnly,

    /// <summary>Talked, did not play.</summary>
    ChatOnly,

    /// <summary>Neither.</summary>
    Neither,

    /// <summary>Not fresh, identity pending, or the messages are not measured.</summary>
    NotMeasured,

    /// <summary>Too few snapshots so far.</summary>
    NotYet,
}

/// <summary>Names of states as outputs write them.</summary>
public static class MemberStates
{
    /// <summary>The name in clan_data.json and clan_data.csv.</summary>
    public static string ToName(this MemberState state) => state switch
    {
        MemberState.Both => "both",
        MemberState.GameOnly => "game_only",
        MemberState.ChatOnly => "chat_only",
        MemberState.Neither => "neither",
        MemberState.NotMeasured => "not_measured",
        MemberState.NotYet => "not_yet",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state"),
    };
}

/// <summary>A figure for each of the four rolling windows.</summary>
/// <typeparam name="T">The number's type.</typeparam>
/// <param name="D7">Seven days.</param>
/// <param name="D30">Thirty days.</param>
/// <param name="D90">Ninety days.</param>
/// <param name="D365">365 days.</param>
public sealed record WindowSet<T>(Figure<T> D7, Figure<T> D30, Figure<T> D90, Figure<T> D365)
    where T : struct
{
    /// <summary>The four figures with their window, shortest first.</summary>
    public IEnumerable<(RollingWindow Window, Figure<T> Figure)> All =>
        [(RollingWindow.Week, D7), (RollingWindow.Month, D30), (RollingWindow.Quarter, D90), (RollingWindow.Year, D365)];

    /// <summary>The figure of one of the four windows.</summary>
    /// <exception cref="ArgumentException">The window is none of them.</exception>
    public Figure<T> Of(RollingWindow window) => window.Days switch
    {
        7 => D7,
        30 => D30,
        90 => D90,
        365 => D365,
        _ => throw new ArgumentException($"{window.Days} days are none of the four windows", nameof(window)),
    };

    /// <summary>Makes a set by asking for each window.</summary>
    public static WindowSet<T> From(Func<RollingWindow, Figure<T>> figure) =>
        new(figure(RollingWindow.Week), figure(RollingWindow.Month), figure(RollingWindow.Quarter), figure(RollingWindow.Year));

    /// <summary>The same figure for all four.</summary>
    public static WindowSet<T> Same(Figure<T> figure) => new(figure, figure, figure, figure);
}

/// <summary>One WOM player on the roster. Names come from players and are hostile: every output encodes them for its own format.</summary>
public sealed record MemberReport
{
    /// <summary>Row of clan_members; never reused.</summary>
    public required long Id { get; init; }

    /// <summary>WOM's player id; null for members adopted from the old program and not yet seen on WOM.</summary>
    public long? WomPlayerId { get; init; }

    /// <summary>Id of the main's row; equals <see cref="Id"/> unless this is an alt.</summary>
    public required long PersonId { get; init; }

    /// <summary>WOM's standardised name.</summary>
    public required string Username { get; init; }

    /// <summary>The name as people read it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Names this player bore before, newest first, as people read them.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>WOM's api name of the role.</summary>
    public required string Role { get; init; }

    /// <summary>The role as people read it.</summary>
    public required string RoleTitle { get; init; }

    /// <summary>WOM's player status: active, unranked, flagged, archived or banned.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the profile is archived on WOM: who this is, is pending.</summary>
    public bool IdentityPending { get; init; }

    /// <summary>When the member joined; null if nobody knows.</summary>
    public UtcInstant? JoinedAt { get; init; }

    /// <summary>Whole days since joining; null if nobody knows.</summary>
    public int? DaysInClan { get; init; }

    /// <summary>Overall experience of the newest snapshot; null if unranked or never tracked.</summary>
    public long? TotalXp { get; init; }

    /// <summary>Ranked boss kills of the newest snapshot added up; null if never tracked.</summary>
    public long? TotalBoss { get; init; }

    /// <summary>Experience gained.</summary>
    public required WindowSet<long> Xp { get; init; }

    /// <summary>Boss kills gained.</summary>
    public required WindowSet<long> Boss { get; init; }

    /// <summary>Efficient hours played, gained.</summary>
    public required WindowSet<double> Ehp { get; init; }

    /// <summary>Efficient hours bossed, gained.</summary>
    public required WindowSet<double> Ehb { get; init; }

    /// <summary>Messages.</summary>
    public required WindowSet<long> Messages { get; init; }

    /// <summary>Game-active UTC days: those of the last N, up to the run's own, on which a counted step ends.</summary>
    public WindowSet<long> GameDays { get; init; } = WindowSet<long>.Same(new Figure<long>(null, DataMark.NotYet));

    /// <summary>Chat-active UTC days of the person: those of the last N, up to the run's own, with a message.</summary>
    public WindowSet<long> ChatDays { get; init; } = WindowSet<long>.Same(new Figure<long>(null, DataMark.NotYet));

    /// <summary>Messages ever counted.</summary>
    public Figure<long> MessagesTotal { get; init; }

    /// <summary>Experience of 7 days by WOM's own rule.</summary>
    public long? OfficialXp7 { get; init; }

    /// <summary>Experience of 30 days by WOM's own rule.</summary>
    public long? OfficialXp30 { get; init; }

    /// <summary>What the member did in 30 days.</summary>
    public MemberState State { get; init; }

    /// <summary>Whether this player was seen playing in each window, by its days.</summary>
    public IReadOnlyDictionary<int, GamePresence> Game { get; init; } = new Dictionary<int, GamePresence>();

    /// <summary>Whether this member's numbers of 30 days may carry a verdict.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Whether a Discord account is linked.</summary>
    public bool IsLinked { get; init; }

    /// <summary>Whether an officer said that this player has no Discord account.</summary>
    public bool HasNoAccount { get; init; }

    /// <summary>Time of the newest snapshot; null if never tracked.</summary>
    public UtcInstant? MeasuredAt { get; init; }

    /// <summary>Hours from the newest snapshot to now.</summary>
    public double? AgeHours { get; init; }

    /// <summary>The boss with the greatest gain of 30 days, as WOM's api name; null if none.</summary>
    public string? FavoriteBoss { get; init; }

    /// <summary>The boss with the most kills, as WOM's api name; null if none.</summary>
    public string? FavoriteBossAllTime { get; init; }

    /// <summary>What the old page's card was about: pvm, social, skills, milestone or general.</summary>
    public string Context { get; init; } = "general";

    /// <summary>Composite score of the week; docs/definitions.md.</summary>
    public long Score { get; init; }

    /// <summary>Raid completions, hard modes included, of the newest snapshot; null if none is ranked.</summary>
    public long? Raids { get; init; }

    /// <summary>Experience, boss kills and messages over the purge threshold's days.</summary>
    public required PurgeFigures Purge { get; init; }
}

/// <summary>A member's numbers over PURGE_THRESHOLD_DAYS.</summary>
/// <param name="Xp">Experience.</param>
/// <param name="Boss">Boss kills.</param>
/// <param name="Messages">Messages.</param>
public sealed record PurgeFigures(Figure<long> Xp, Figure<long> Boss, Figure<long> Messages);

/// <summary>Every person accounted for; each list opens the names behind its count. Ids are rows of clan_members.</summary>
public sealed record Reconciliation
{
    /// <summary>Everybody ever seen on the roster.</summary>
    public required int EverKnown { get; init; }

    /// <summary>On the roster as last read.</summary>
    public required IReadOnlyList<PersonRef> Current { get; init; }

    /// <summary>Left, and not archived.</summary>
    public required IReadOnlyList<PersonRef> Left { get; init; }

    /// <summary>Archived profiles that are no longer on the roster.</summary>
    public required IReadOnlyList<PersonRef> Archived { get; init; }

    /// <summary>Current and measured.</summary>
    public required IReadOnlyList<PersonRef> Measured { get; init; }

    /// <summary>Current and not measured.</summary>
    public required IReadOnlyList<PersonRef> NotMeasured { get; init; }

    /// <summary>Current and in allMembers.</summary>
    public required IReadOnlyList<PersonRef> InAllMembers { get; init; }

    /// <summary>Current without a message or a boss kill ever: left out of allMembers.</summary>
    public required IReadOnlyList<PersonRef> LeftOut { get; init; }

    /// <summary>Current with a Discord account.</summary>
    public required IReadOnlyList<PersonRef> Linked { get; init; }

    /// <summary>Current without a Discord account.</summary>
    public required IReadOnlyList<PersonRef> Unlinked { get; init; }

    /// <summary>Messages of 30 days by whose they are; null where Discord is not connected.</summary>
    public required Split? Messages { get; init; }

    /// <summary>Experience of 30 days by whose it is.</summary>
    public required Split Xp { get; init; }
}

/// <summary>A reference to somebody by row id and readable name.</summary>
/// <param name="Id">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
public sealed record PersonRef(long Id, string Name);

/// <summary>A clan's total split by whose it is: members + former + unassigned = clan.</summary>
/// <param name="Members">Of people on the roster.</param>
/// <param name="Former">Of people who left.</param>
/// <param name="Unassigned">Of nobody known.</param>
/// <param name="Clan">The total.</param>
public sealed record Split(long Members, long Former, long Unassigned, long Clan);
