namespace ClanStats.Domain.Rules;

/// <summary>
/// Every threshold of every verdict, with the defaults of docs/definitions.md; config/rules.yaml overrides them.
/// "Above" and "below" are strict.
/// </summary>
public sealed record ClanRules
{
    /// <summary>The rules of a clan that says nothing itself.</summary>
    public static readonly ClanRules Default = new();

    /// <summary>Days from joining in which nobody is put on the purge list.</summary>
    public int GraceDays { get; init; } = 30;

    /// <summary>Tier and office of each role.</summary>
    public RoleSettings Roles { get; init; } = RoleSettings.Default;

    /// <summary>Api names of the roles of recruits.</summary>
    public IReadOnlyList<string> RecruitRoles { get; init; } = RoleAuthority.DefaultRecruitRoles;

    /// <summary>Churn risk.</summary>
    public ModerationThresholds Moderation { get; init; } = new();

    /// <summary>Fading Star, Silent Grinder, Town Crier, Boss Hunter.</summary>
    public OutlierThresholds Outliers { get; init; } = new();

    /// <summary>High Velocity, Social Pillar, Carry Potential.</summary>
    public PromotionThresholds Promotions { get; init; } = new();

    /// <summary>The ladder of ranks.</summary>
    public LadderSettings Ladder { get; init; } = new();

    /// <summary>The officer audit.</summary>
    public OfficerThresholds Officers { get; init; } = new();

    /// <summary>What the purge list needs beside the settings PURGE_*.</summary>
    public PurgeThresholds Purge { get; init; } = new();

    /// <summary>Retention, the first days and returns from a break.</summary>
    public RetentionThresholds Retention { get; init; } = new();

    /// <summary>The officers' decisions.</summary>
    public DecisionThresholds Decisions { get; init; } = new();
}

/// <summary>Thresholds of moderation.</summary>
public sealed record ModerationThresholds
{
    /// <summary>Churn risk: messages of 30 days above this.</summary>
    public long ChurnMessages30Above { get; init; } = 100;

    /// <summary>Churn risk: messages of 7 days below this.</summary>
    public long ChurnMessages7Below { get; init; } = 10;
}

/// <summary>Thresholds of the outliers.</summary>
public sealed record OutlierThresholds
{
    /// <summary>Fading Star: experience of 30 days above this.</summary>
    public long FadingXp30Above { get; init; } = 5_000_000;

    /// <summary>Fading Star: experience of 7 days below this share of that of 30 days, 0 to 1.</summary>
    public decimal FadingXp7BelowShare { get; init; } = 0.1m;

    /// <summary>Silent Grinder: experience of 7 days above this.</summary>
    public long GrinderXp7Above { get; init; } = 3_000_000;

    /// <summary>Silent Grinder: messages of 7 days below this.</summary>
    public long GrinderMessages7Below { get; init; } = 5;

    /// <summary>Town Crier: messages of 7 days above this.</summary>
    public long CrierMessages7Above { get; init; } = 300;

    /// <summary>Town Crier: experience of 7 days below this.</summary>
    public long CrierXp7Below { get; init; } = 100_000;

    /// <summary>Boss Hunter: boss kills of 7 days above this.</summary>
    public long HunterBoss7Above { get; init; } = 150;

    /// <summary>Boss Hunter: experience of 7 days below this.</summary>
    public long HunterXp7Below { get; init; } = 500_000;
}

/// <summary>Thresholds of the promotions.</summary>
public sealed record PromotionThresholds
{
    /// <summary>High Velocity: api names of the roles whose mean a recruit exceeds.</summary>
    public IReadOnlyList<string> VelocityPeers { get; init; } = RoleAuthority.DefaultVelocityPeers;

    /// <summary>Social Pillar: the share of talkers that counts as the top, 0 to 1.</summary>
    public decimal SocialTopShare { get; init; } = 0.10m;

    /// <summary>Carry Potential: the share of raiders that counts as the top, 0 to 1.</summary>
    public decimal CarryTopShare { get; init; } = 0.15m;

    /// <summary>Carry Potential: raid completions, hard modes included, of at least this.</summary>
    public long CarryMinRaids { get; init; } = 50;
}

/// <summary>What it takes to climb from rank to rank. Every requirement is "at least"; 0 asks for nothing.</summary>
public sealed record LadderSettings
{
    /// <summary>Weekly cut-offs somebody passes in a row before being suggested.</summary>
    public int CutOffs { get; init; } = 3;

    /// <summary>The ranks, lowest first; empty: the group's own order of roles without the offices, with the requirements below.</summary>
    public IReadOnlyList<LadderRank> Ranks { get; init; } = [];

    /// <summary>Points among peers: with fewer peers of the same rank and time in the clan than this, the circle is drawn wider.</summary>
    public int MinPeers { get; init; } = 5;

    /// <summary>Without ranks of the clan's own: days in the clan for each step up.</summary>
    public int TenureDaysPerStep { get; init; } = 60;

    /// <summary>Without ranks of the clan's own: active weeks of the last 8.</summary>
    public int ActiveWeeks { get; init; } = 6;

    /// <summary>Without ranks of the clan's own: points of 4 weeks for each step up.</summary>
    public int ContributionPerStep { get; init; } = 40;

    /// <summary>Without ranks of the clan's own: of a hundred peers, at least so many have fewer points; 0 asks for nothing.</summary>
    public int PointsPercentile { get; init; } = 90;

    /// <summary>Without ranks of the clan's own: whether nothing may stand against somebody tonight.</summary>
    public bool NoOpenFlag { get; init; } = true;
}

/// <summary>One rank and what it takes to reach it.</summary>
/// <param name="Role">WOM's api name.</param>
public sealed record LadderRank(string Role)
{
    /// <summary>Whole days in the clan.</summary>
    public long TenureDays { get; init; }

    /// <summary>Weeks of the last 8 with a day of play or a message.</summary>
    public long ActiveWeeks { get; init; }

    /// <summary>Points of the last 4 weeks, reckoned as the composite score is.</summary>
    public long Contribution { get; init; }

    /// <summary>Of a hundred peers of the same rank and time in the clan, at least so many have fewer points of the last 4 weeks.</summary>
    public long PointsPercentile { get; init; }

    /// <summary>Whether nothing may stand against somebody tonight: no rule of moderation, not the purge list.</summary>
    public bool NoOpenFlag { get; init; }

    /// <summary>Total level.</summary>
    public long TotalLevel { get; init; }

    /// <summary>Combat level.</summary>
    public long CombatLevel { get; init; }

    /// <summary>Kills of all bosses.</summary>
    public long Kills { get; init; }

    /// <summary>Raid completions, hard modes included.</summary>
    public long Raids { get; init; }

    /// <summary>Kills of single bosses, by WOM's api name.</summary>
    public IReadOnlyDictionary<string, long> Bosses { get; init; } = new Dictionary<string, long>();

    /// <summary>Whether anything is asked for that a snapshot tells: levels or kills.</summary>
    public bool AsksForValues => TotalLevel > 0 || CombatLevel > 0 || Kills > 0 || Raids > 0 || Bosses.Count > 0;
}

/// <summary>Thresholds of the officer audit.</summary>
public sealed record OfficerThresholds
{
    /// <summary>Slacking: experience of 30 days below this, with messages below the clan's mean.</summary>
    public long SlackingXp30Below { get; init; } = 1_000_000;

    /// <summary>Answers: newcomers are who joined within so many days.</summary>
    public int NewcomerDays { get; init; } = 90;

    /// <summary>Answers: an officer who gives more than this share of them stands alone, 0 to 1.</summary>
    public decimal AnswerShareAbove { get; init; } = 0.5m;

    /// <summary>Answers: fewer than this many say nothing about shares.</summary>
    public int MinAnswers { get; init; } = 5;

    /// <summary>Answers: a newcomer who waits more hours than this for an officer waited too long.</summary>
    public int AnswerGapHoursAbove { get; init; } = 12;

    /// <summary>Hours of the clan: somebody with at least so many messages in 30 days ...</summary>
    public int RegularMessages { get; init; } = 40;

    /// <summary>... on at least so many days has a habit that an event can go by.</summary>
    public int RegularDays { get; init; } = 10;

    /// <summary>An officer who wrote on at least so many weekends in a row is told about.</summary>
    public int BusyWeekendsFrom { get; init; } = 8;
}

/// <summary>Thresholds of the purge list.</summary>
public sealed record PurgeThresholds
{
    /// <summary>A source whose last complete read is older than this many hours closes the list.</summary>
    public int MaxSourceAgeHours { get; init; } = 48;

    /// <summary>A source that lacks a complete read on more than this share of the window's days closes the list, 0 to 1.</summary>
    public decimal MaxMissingDaysShare { get; init; } = 0.10m;

    /// <summary>Listed this many days without an officer's warning reads "not warned yet".</summary>
    public int NotWarnedAfterDays { get; init; } = 7;

    /// <summary>Warned and still listed this many days later reads "due".</summary>
    public int DueAfterDays { get; init; } = 7;
}

/// <summary>Thresholds of the officers' decisions.</summary>
public sealed record DecisionThresholds
{
    /// <summary>A suggestion shown on this many days without a decision moves below newer ones.</summary>
    public int OldAfterNights { get; init; } = 3;

    /// <summary>So many days after a decision it is looked at whether the person came back.</summary>
    public int RegretAfterDays { get; init; } = 60;
}
