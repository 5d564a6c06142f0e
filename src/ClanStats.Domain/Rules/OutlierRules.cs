namespace ClanStats.Domain.Rules;

/// <summary>Fading Star, Silent Grinder, Town Crier, Boss Hunter: the first that fits. A rule one of whose numbers is not known does not fit.</summary>
internal static class OutlierRules
{
    public static IReadOnlyList<Verdict> Judge(IReadOnlyList<JudgedPerson> people, OutlierThresholds limits) =>
        [.. people
            .Select(person => FadingStar(person, limits) ?? SilentGrinder(person, limits) ?? TownCrier(person, limits) ?? BossHunter(person, limits))
            .OfType<Verdict>()
            .OrderBy(verdict => verdict.Severity switch { "High" => 0, "Medium" => 1, _ => 2 })
            .ThenBy(verdict => verdict.Rule, StringComparer.Ordinal)
            .ThenByDescending(verdict => verdict.Evidence[0].Value)
            .ThenBy(verdict => verdict.MemberId)];

    /// <summary>Whom a rule could not judge, a line a rule.</summary>
    public static IEnumerable<string?> NotJudged(IReadOnlyList<JudgedPerson> people) =>
    [
        RuleText.NotJudged("Fading Star", people, person => person.Xp30.IsMeasured && person.Xp7.IsMeasured),
        RuleText.NotJudged("Silent Grinder and Town Crier", people, person => person.Xp7.IsMeasured && person.Messages7.IsMeasured),
        RuleText.NotJudged("Boss Hunter", people, person => person.Boss7.IsMeasured && person.Xp7.IsMeasured),
    ];

    private static Verdict? FadingStar(JudgedPerson person, OutlierThresholds limits) =>
        person is { Xp30: { IsMeasured: true, Value: { } month }, Xp7: { IsMeasured: true, Value: { } week } }
        && month > limits.FadingXp30Above && week < limits.FadingXp7BelowShare * month
            ? ModerationRules.VerdictOf(
                person,
                "Fading Star",
                "High",
                $"{RuleText.Xp(month)} in 30 days, but only {RuleText.Number(week)} in the last 7.",
                [RuleText.Evidence("XP 30d", person.Xp30), RuleText.Evidence("XP 7d", person.Xp7)])
            : null;

    private static Verdict? SilentGrinder(JudgedPerson person, OutlierThresholds limits) =>
        person is { Xp7: { IsMeasured: true, Value: { } xp }, Messages7: { IsMeasured: true, Value: { } messages } }
        && xp > limits.GrinderXp7Above && messages < limits.GrinderMessages7Below
            ? ModerationRules.VerdictOf(
                person,
                "Silent Grinder",
                "Medium",
                $"{RuleText.Xp(xp)} and {RuleText.Messages(messages)} in 7 days.",
                [RuleText.Evidence("XP 7d", person.Xp7), RuleText.Evidence("Messages 7d", person.Messages7)])
            : null;

    private static Verdict? TownCrier(JudgedPerson person, OutlierThresholds limits) =>
        person is { Messages7: { IsMeasured: true, Value: { } messages }, Xp7: { IsMeasured: true, Value: { } xp } }
        && messages > limits.CrierMessages7Above && xp < limits.CrierXp7Below
            ? ModerationRules.VerdictOf(
                person,
                "Town Crier",
                "Low",
                $"{RuleText.Messages(messages)} and {RuleText.Xp(xp)} in 7 days.",
                [RuleText.Evidence("Messages 7d", person.Messages7), RuleText.Evidence("XP 7d", person.Xp7)])
            : null;

    private static Verdict? BossHunter(JudgedPerson person, OutlierThresholds limits) =>
        person is { Boss7: { IsMeasured: true, Value: { } kills }, Xp7: { IsMeasured: true, Value: { } xp } }
        && kills > limits.HunterBoss7Above && xp < limits.HunterXp7Below
            ? ModerationRules.VerdictOf(
                person,
                "Boss Hunter",
                "Medium",
                $"{RuleText.Kills(kills)} and {RuleText.Xp(xp)} in 7 days.",
                [RuleText.Evidence("Boss 7d", person.Boss7), RuleText.Evidence("XP 7d", person.Xp7)])
            : null;
}
