namespace ClanStats.Domain.Report;

/// <summary>Series and grids of the whole clan.</summary>
public sealed record ClanActivity
{
    /// <summary>30 UTC days ending with the run's day, oldest first.</summary>
    public required IReadOnlyList<ClanDay> History { get; init; }

    /// <summary>Messages of 30 days by UTC hour, 24 counts; null where Discord is not connected.</summary>
    public required IReadOnlyList<long?> HourOfDay { get; init; }

    /// <summary>Messages of 30 days, seven weekdays (Monday first) by 24 hours in the clan's time zone.</summary>
    public required IReadOnlyList<IReadOnlyList<long?>> HourOfWeek { get; init; }

    /// <summary>Messages and experience of 7 days of every current member with either, by id.</summary>
    public required IReadOnlyList<CorrelationPoint> Correlation { get; init; }
}

/// <summary>One UTC day of the clan.</summary>
/// <param name="Date">The day.</param>
/// <param name="Xp">Counted steps that ended on it; null before the first snapshot.</param>
/// <param name="Messages">Messages; null where Discord is not connected.</param>
/// <param name="Partial">Whether the day is not over yet.</param>
public sealed record ClanDay(DateOnly Date, long? Xp, long? Messages, bool Partial);

/// <summary>A member's week as a point.</summary>
/// <param name="Id">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="Messages">Messages of 7 days.</param>
/// <param name="Xp">Experience of 7 days.</param>
public sealed record CorrelationPoint(long Id, string Name, long Messages, long Xp);

/// <summary>Bosses, raids, skills and records of current members.</summary>
public sealed record ClanGame
{
    /// <summary>Kills of 7 days by boss, greatest first: the top 15, then "Other".</summary>
    public required IReadOnlyList<NamedCount> BossDiversity { get; init; }

    /// <summary>The raids, each with its modes.</summary>
    public required IReadOnlyList<RaidTotals> Raids { get; init; }

    /// <summary>Current members with level 99, by skill, greatest first.</summary>
    public required IReadOnlyList<NamedCount> Skills99 { get; init; }

    /// <summary>Current members with level 99 in every skill of their newest snapshot, by id.</summary>
    public IReadOnlyList<PersonRef> Maxed { get; init; } = [];

    /// <summary>The boss with the greatest clan gain of 30 days; null if nothing was gained.</summary>
    public required BossOfTheMonth? BossOfTheMonth { get; init; }

    /// <summary>The highest kill count ever per boss, highest first.</summary>
    public required IReadOnlyList<BossRecord> Records { get; init; }

    /// <summary>Per boss: clan gain of 30 days, total kills, the member with the most. Greatest gain first.</summary>
    public required IReadOnlyList<BossSummary> Bosses { get; init; }
}

/// <summary>A count with a name.</summary>
/// <param name="Key">Api name of the metric; "other" for the rest.</param>
/// <param name="Label">As people read it.</param>
/// <param name="Count">The count.</param>
public sealed record NamedCount(string Key, string Label, long Count);

/// <summary>Completions of one raid, normal and hard modes apart and together.</summary>
/// <param name="Label">CoX, ToB or ToA.</param>
/// <param name="Normal">Clan total of the normal mode.</param>
/// <param name="Hard">Clan total of the hard mode.</param>
/// <param name="PerMember">Mean of both together over current members with a snapshot, one decimal; 0 without any.</param>
public sealed record RaidTotals(string Label, long Normal, long Hard, double PerMember)
{
    /// <summary>Both modes together.</summary>
    public long Total => Normal + Hard;
}

/// <summary>The boss of the month.</summary>
/// <param name="Key">WOM's api name.</param>
/// <param name="Label">As people read it.</param>
/// <param name="Gain">Clan gain of 30 days.</param>
/// <param name="Days">Kills by UTC day, 30 days, oldest first.</param>
public sealed record BossOfTheMonth(string Key, string Label, long Gain, IReadOnlyList<(DateOnly Date, long Kills)> Days);

/// <summary>A record.</summary>
/// <param name="Key">WOM's api name of the boss.</param>
/// <param name="Label">As people read it.</param>
/// <param name="HolderId">Row of clan_members.</param>
/// <param name="Holder">The holder's name as people read it.</param>
/// <param name="Kills">The highest ranked value.</param>
/// <param name="Former">Whether the holder has left.</param>
public sealed record BossRecord(string Key, string Label, long HolderId, string Holder, long Kills, bool Former);

/// <summary>One boss in the clan.</summary>
/// <param name="Key">WOM's api name.</param>
/// <param name="Label">As people read it.</param>
/// <param name="Gain7">Clan gain of 7 days.</param>
/// <param name="Gain30">Clan gain of 30 days.</param>
/// <param name="Total">Ranked kills of current members added up.</param>
/// <param name="Killers">How many current members are ranked.</param>
/// <param name="Leader">The current member with the most kills; null if none is ranked.</param>
/// <param name="LeaderKills">That member's kills.</param>
public sealed record BossSummary(string Key, string Label, long Gain7, long Gain30, long Total, int Killers, PersonRef? Leader, long LeaderKills)
{
    /// <summary>Clan gain of 90 days.</summary>
    public long Gain90 { get; init; }

    /// <summary>Clan gain of 365 days.</summary>
    public long Gain365 { get; init; }
}
