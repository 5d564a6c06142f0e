using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>Leadership slump, churn risk, silent recruits and outliers (docs/definitions.md, "Verdicts"). A number not known gives no verdict.</summary>
public static class ModerationRules
{
    private const string Slump = "Leadership slump";
    private const string Churn = "Churn risk";
    private const string Silent = "Silent recruit";

    /// <summary>Judges the people on the roster; who is on leave, exempt or of pending identity is left out and counted.</summary>
    /// <param name="members">The whole roster.</param>
    /// <param name="rules">The clan's rules.</param>
    /// <param name="people">The officers' notes.</param>
    /// <param name="now">The run's business time.</param>
    public static ModerationReport Judge(IReadOnlyList<MemberReport> members, ClanRules rules, PeopleNotes people, UtcInstant now)
    {
        var everybody = JudgedPerson.On(members, new RoleAuthority(rules.Roles));
        var notes = PeopleOnRoster.Match(members, people);
        var asked = everybody
            .Where(person => Spared.Because(person, notes, now) is null && notes.IgnoredBecause(person.PersonId, DecisionLists.Moderation) is null)
            .ToList();
        var leaders = asked.Where(person => person.Role.IsLeadership).ToList();
        var recruits = asked.Where(person => rules.RecruitRoles.Contains(person.Role.Name, StringComparer.OrdinalIgnoreCase)).ToList();

        return new ModerationReport(
            LeadershipSlump(leaders),
            ChurnRisk(asked, rules.Moderation),
            SilentRecruits(recruits),
            OutlierRules.Judge(asked, rules.Outliers),
            [.. Notes(asked, leaders, recruits, everybody.Count - asked.Count).OfType<string>()]);
    }

    private static IEnumerable<string?> Notes(List<JudgedPerson> asked, List<JudgedPerson> leaders, List<JudgedPerson> recruits, int left) =>
    [
        RuleText.NotJudged(Slump, leaders, IsWeekKnown),
        RuleText.NotJudged(Churn, asked, person => person.Messages7.IsMeasured && person.Messages30.IsMeasured),
        RuleText.NotJudged(Silent, recruits, IsWeekKnown),
        .. OutlierRules.NotJudged(asked),
        left == 0 ? null : $"{RuleText.People(left)} not judged: on leave, exempt, of pending identity, or an officer said to ignore them.",
    ];

    private static List<Verdict> LeadershipSlump(List<JudgedPerson> leaders) =>
        [.. leaders
            .Where(person => IsWeekKnown(person) && person is { Xp7.Value: 0, Boss7.Value: 0, Messages7.Value: 0 })
            .Select(person => VerdictOf(
                person, Slump, "High", $"{person.Role.Title} with 0 XP, 0 boss kills and 0 messages in 7 days.", Week(person)))];

    private static List<Verdict> ChurnRisk(List<JudgedPerson> asked, ModerationThresholds limits) =>
        [.. asked
            .Where(person => person.Messages7.IsMeasured && person.Messages30.IsMeasured
                && person.Messages30.Value > limits.ChurnMessages30Above && person.Messages7.Value < limits.ChurnMessages7Below)
            .OrderBy(person => person.Messages7.Value)
            .ThenByDescending(person => person.Messages30.Value)
            .ThenBy(person => person.Id)
            .Select(person => VerdictOf(
                person,
                Churn,
                person.Messages7.Value == 0 ? "High" : "Medium",
                $"{RuleText.Messages(person.Messages30.Value!.Value)} in 30 days, but only {RuleText.Number(person.Messages7.Value!.Value)} in the last 7.",
                [RuleText.Evidence("Messages 7d", person.Messages7), RuleText.Evidence("Messages 30d", person.Messages30)]))];

    private static List<Verdict> SilentRecruits(List<JudgedPerson> recruits) =>
        [.. recruits
            .Where(person => IsWeekKnown(person) && person.Messages7.Value == 0 && (person.Xp7.Value > 0 || person.Boss7.Value > 0))
            .OrderByDescending(person => person.Xp7.Value)
            .ThenByDescending(person => person.Boss7.Value)
            .ThenBy(person => person.Id)
            .Select(person => VerdictOf(
                person,
                Silent,
                "Low",
                $"Plays and does not talk: {RuleText.Xp(person.Xp7.Value!.Value)}, {RuleText.Kills(person.Boss7.Value!.Value)} and 0 messages in 7 days.",
                Week(person)))];

    private static bool IsWeekKnown(JudgedPerson person) =>
        person.Xp7.IsMeasured && person.Boss7.IsMeasured && person.Messages7.IsMeasured;

    private static List<Evidence> Week(JudgedPerson person) =>
    [
        RuleText.Evidence("XP 7d", person.Xp7),
        RuleText.Evidence("Boss 7d", person.Boss7),
        RuleText.Evidence("Messages 7d", person.Messages7),
    ];

    internal static Verdict VerdictOf(JudgedPerson person, string rule, string severity, string reason, IReadOnlyList<Evidence> evidence) =>
        new(person.Id, person.Head.DisplayName, person.Head.RoleTitle, rule, severity, reason, evidence);
}
