using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>One verdict about one person, with everything it rests on.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="RoleTitle">The role as people read it.</param>
/// <param name="Rule">The rule's name, such as "Silent Grinder".</param>
/// <param name="Severity">High, Medium or Low.</param>
/// <param name="Reason">One plain sentence with the numbers.</param>
/// <param name="Evidence">The values it used, in order: label and value.</param>
public sealed record Verdict(
    long MemberId,
    string Name,
    string RoleTitle,
    string Rule,
    string Severity,
    string Reason,
    IReadOnlyList<Evidence> Evidence);

/// <summary>A value a verdict used.</summary>
/// <param name="Label">What it is, with its window: "XP 7d".</param>
/// <param name="Value">The value as a number, or null where it is a word.</param>
/// <param name="Text">The value as people read it.</param>
public sealed record Evidence(string Label, double? Value, string Text);

/// <summary>Who needs a moderator's eye.</summary>
/// <param name="LeadershipSlump">Leaders with no experience, kill or message in 7 days.</param>
/// <param name="ChurnRisk">Talkers who fell silent.</param>
/// <param name="SilentRecruits">Recruits who play and do not talk.</param>
/// <param name="Outliers">Fading Star, Silent Grinder, Town Crier, Boss Hunter.</param>
/// <param name="Notes">What the lists could not judge and why, one line each.</param>
public sealed record ModerationReport(
    IReadOnlyList<Verdict> LeadershipSlump,
    IReadOnlyList<Verdict> ChurnRisk,
    IReadOnlyList<Verdict> SilentRecruits,
    IReadOnlyList<Verdict> Outliers,
    IReadOnlyList<string> Notes)
{
    /// <summary>Each person once, by the first rule that names them: how many there are is how many an officer has to speak to.</summary>
    public IReadOnlyList<Verdict> People => [.. LeadershipSlump.Concat(ChurnRisk).Concat(Outliers).Concat(SilentRecruits).DistinctBy(verdict => verdict.MemberId)];
}

/// <summary>Who is due for promotion.</summary>
/// <param name="HighVelocity">Recruits who out-train the leaders.</param>
/// <param name="SocialPillars">The most talkative who do not lead.</param>
/// <param name="CarryPotential">The raiders.</param>
/// <param name="Ladder">The way from rank to rank; unavailable where there is no ladder.</param>
/// <param name="Notes">What could not be judged and why, one line each.</param>
public sealed record PromotionReport(
    IReadOnlyList<Verdict> HighVelocity,
    IReadOnlyList<Verdict> SocialPillars,
    IReadOnlyList<Verdict> CarryPotential,
    Section<LadderReport> Ladder,
    IReadOnlyList<string> Notes)
{
    /// <summary>Each person once, by the first rule that names them: how many there are is how many may be promoted.</summary>
    public IReadOnlyList<Verdict> People => [.. HighVelocity.Concat(SocialPillars).Concat(CarryPotential).Concat(Climbers).DistinctBy(verdict => verdict.MemberId)];

    /// <summary>The ladder in one line, or why there is none.</summary>
    public string LadderLine => Ladder.Content?.Summary ?? Ladder.Reason ?? "";

    /// <summary>Who is suggested by the ladder of ranks.</summary>
    public IEnumerable<Verdict> Climbers => (Ladder.Content?.People ?? []).Where(person => person.Status == LadderStatus.Suggested).Select(person => new Verdict(
        person.MemberId,
        person.Name,
        person.RoleTitle,
        "Ladder",
        "Medium",
        $"Meets every requirement of {person.NextTitle} at {person.CutOffsPassed} weekly cut-offs in a row.",
        [.. person.Checks.Select(check => new Evidence(
            check.Label, check.Value, $"{RuleText.Number(check.Value ?? 0)} {(check.IsLimit ? "at most" : "of")} {RuleText.Number(check.Needed)}"))]));
}

/// <summary>How the officers do, over 30 days.</summary>
/// <param name="ClanMeanMessages">Mean messages of measured members; null if none is measured.</param>
/// <param name="ClanMedianMessages">Median of the same.</param>
/// <param name="ClanMeanXp">Mean experience of measured members; null if none is measured.</param>
/// <param name="Officers">One row an officer, most messages first.</param>
/// <param name="Notes">What could not be judged and why, one line each.</param>
public sealed record OfficerReport(
    double? ClanMeanMessages,
    double? ClanMedianMessages,
    double? ClanMeanXp,
    IReadOnlyList<OfficerRow> Officers,
    IReadOnlyList<string> Notes)
{
    /// <summary>Who holds a role that may remove members, office or not.</summary>
    public IReadOnlyList<PersonRef> MayKick { get; init; } = [];

    /// <summary>Who holds a role that may promote members, office or not.</summary>
    public IReadOnlyList<PersonRef> MayPromote { get; init; } = [];

    /// <summary>Which hours officers cover; null where Discord is not connected.</summary>
    public CoverageReport? Coverage { get; init; }

    /// <summary>When the clan is there, and which hours suit an event; null where Discord is not connected.</summary>
    public ClanHours? Hours { get; init; }

    /// <summary>Officers who have long not had a free weekend, one line each.</summary>
    public IReadOnlyList<string> Weekends { get; init; } = [];

    /// <summary>Whether newcomers are answered; null where Discord is not connected.</summary>
    public AnswersReport? Answers { get; init; }
}

/// <summary>One officer.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="RoleTitle">The role as people read it.</param>
/// <param name="Tier">1 to 3.</param>
/// <param name="CanManage">Whether the role manages.</param>
/// <param name="CanKick">Whether the role may kick.</param>
/// <param name="CanPromote">Whether the role may promote.</param>
/// <param name="Xp30">Experience of 30 days.</param>
/// <param name="Boss30">Boss kills of 30 days.</param>
/// <param name="Messages30">Messages of 30 days.</param>
/// <param name="Fact">The plain fact: "0 messages and 120,000 XP in 30 days".</param>
/// <param name="Label">AWOL or Slacking, behind the fact; null for neither or where it cannot be judged.</param>
public sealed record OfficerRow(
    long MemberId,
    string Name,
    string RoleTitle,
    int Tier,
    bool CanManage,
    bool CanKick,
    bool CanPromote,
    Figure<long> Xp30,
    Figure<long> Boss30,
    Figure<long> Messages30,
    string Fact,
    string? Label)
{
    /// <summary>Hours of the 30 days in which the officer wrote; null where Discord is not connected.</summary>
    public int? ActiveHours { get; init; }

    /// <summary>Weekends in a row, the last complete one backwards, on which the officer wrote; null where Discord is not connected.</summary>
    public int? WeekendsInARow { get; init; }

    /// <summary>First messages of newcomers that this officer was the first of the officers to answer; null where Discord is not connected.</summary>
    public int? Answers { get; init; }

    /// <summary>The share of all such answers, 0 to 1; null where there is none.</summary>
    public double? AnswerShare { get; init; }
}

/// <summary>Who has been gone long enough to make room.</summary>
/// <param name="ThresholdDays">Days without a sign of life.</param>
/// <param name="Candidates">Strongest first; capped to the seats needed.</param>
/// <param name="QuietDiscordUnknown">Quiet in game and in the relay, but nobody knows their Discord account.</param>
/// <param name="Notes">Which criteria apply and who was spared, one line each.</param>
public sealed record PurgeReport(
    int ThresholdDays,
    IReadOnlyList<PurgeCandidate> Candidates,
    IReadOnlyList<PurgeCandidate> QuietDiscordUnknown,
    IReadOnlyList<string> Notes);

/// <summary>One purge candidate.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="RoleTitle">The role as people read it.</param>
/// <param name="DaysInClan">Whole days since joining.</param>
/// <param name="Xp">Experience over the threshold's days.</param>
/// <param name="Boss">Boss kills over the threshold's days.</param>
/// <param name="Messages">Messages over the threshold's days; null where messages are no criterion.</param>
/// <param name="FirstListed">UTC day of the first night on the list.</param>
/// <param name="Status">new, listed, not warned yet; or what an officer decided about this listing: warned, due (warned and still listed), kept, removed.</param>
/// <param name="Reason">One plain sentence with the numbers.</param>
public sealed record PurgeCandidate(
    long MemberId,
    string Name,
    string RoleTitle,
    int DaysInClan,
    long Xp,
    long Boss,
    long? Messages,
    DateOnly FirstListed,
    string Status,
    string Reason)
{
    /// <summary>What an officer decided about this listing, with who and when; null if nothing yet.</summary>
    public OfficerStatement? Decision { get; init; }
}
