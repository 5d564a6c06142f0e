using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>The rules as the ledger of suggestions notes them: by which version and which thresholds somebody was suggested.</summary>
public static class RuleBook
{
    /// <summary>Goes up whenever a rule judges the same numbers another way.</summary>
    public const int Version = 2;

    /// <summary>The purge list as a rule's name.</summary>
    public const string PurgeCandidate = "Purge candidate";

    /// <summary>The thresholds of a rule in words; empty for a rule without any.</summary>
    public static string ThresholdsOf(string rule, ClanRules rules, ReportSettings settings) => rule switch
    {
        PurgeCandidate => $"{settings.PurgeThresholdDays} days, at most {RuleText.Xp(settings.PurgeMinXp)}, "
            + $"{RuleText.Kills(settings.PurgeMinBoss)}, {RuleText.Messages(settings.PurgeMinMessages)}",
        "Leadership slump" or "Silent recruit" => "7 days",
        "Churn risk" => $"above {RuleText.Messages(rules.Moderation.ChurnMessages30Above)} in 30 days, "
            + $"below {RuleText.Number(rules.Moderation.ChurnMessages7Below)} in 7",
        "Fading Star" => $"above {RuleText.Xp(rules.Outliers.FadingXp30Above)} in 30 days, in 7 below {RuleText.Percent(rules.Outliers.FadingXp7BelowShare)} of it",
        "Silent Grinder" => $"above {RuleText.Xp(rules.Outliers.GrinderXp7Above)} and below {RuleText.Messages(rules.Outliers.GrinderMessages7Below)} in 7 days",
        "Town Crier" => $"above {RuleText.Messages(rules.Outliers.CrierMessages7Above)} and below {RuleText.Xp(rules.Outliers.CrierXp7Below)} in 7 days",
        "Boss Hunter" => $"above {RuleText.Kills(rules.Outliers.HunterBoss7Above)} and below {RuleText.Xp(rules.Outliers.HunterXp7Below)} in 7 days",
        "High Velocity" => $"above the mean of {string.Join(", ", rules.Promotions.VelocityPeers.Select(RoleAuthority.TitleOf))} in 7 days",
        "Social Pillar" => $"top {RuleText.Percent(rules.Promotions.SocialTopShare)} by messages of 30 days",
        "Carry Potential" => $"top {RuleText.Percent(rules.Promotions.CarryTopShare)} by raids, at least {RuleText.Number(rules.Promotions.CarryMinRaids)}",
        "Ladder" => $"{RuleText.Of(rules.Ladder.CutOffs, "weekly cut-off", "weekly cut-offs")} in a row",
        _ => "",
    };
}
