using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;

namespace ClanStats.Hosting.Rules;

/// <summary>Reads config/rules.yaml into <see cref="ClanRules"/>. What the file leaves out keeps its default.</summary>
internal static class RulesFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="UserFaultException">It cannot be read, or a value in it cannot be used.</exception>
    public static LoadedFile<ClanRules> Load(string path) => Parse(FileText.Read(path), path);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="UserFaultException">A value in it cannot be used.</exception>
    public static LoadedFile<ClanRules> Parse(string text, string file)
    {
        var findings = new YamlFindings(file);
        var top = YamlMap.Parse(text, findings);
        var fallback = ClanRules.Default;
        var promotions = top.Map("promotions");
        var ladder = LadderFile.Read(promotions.Map("ladder"), fallback.Ladder, findings);
        var rules = new ClanRules
        {
            GraceDays = (int)top.Number("grace_days", fallback.GraceDays, highest: 3650),
            RecruitRoles = top.Texts("recruit_roles", fallback.RecruitRoles),
            Roles = RolesOf(top.Map("roles"), fallback.Roles, findings),
            Moderation = ModerationOf(top.Map("moderation"), fallback.Moderation),
            Outliers = OutliersOf(top.Map("outliers"), fallback.Outliers),
            Promotions = PromotionsOf(promotions, fallback.Promotions),
            Ladder = ladder,
            Officers = OfficersOf(top.Map("officers"), fallback.Officers),
            Purge = PurgeOf(top.Map("purge"), fallback.Purge),
            Retention = RetentionRules.Of(top.Map("retention"), fallback.Retention),
            Decisions = DecisionsOf(top.Map("decisions"), fallback.Decisions),
        };
        top.WarnOfUnknown();
        findings.ThrowIfFaulty();
        return new LoadedFile<ClanRules>(rules, findings.Warnings);
    }

    private static RoleSettings RolesOf(YamlMap map, RoleSettings fallback, YamlFindings findings)
    {
        var list = map.Map("list");
        var roles = list.Entries.Select(entry => RoleOf(list, entry.Name, entry.Key.Start, findings)).ToList();
        var settings = new RoleSettings
        {
            UnlistedTier = (int)map.Number("unlisted_tier", fallback.UnlistedTier, RoleSettings.HighestTier, RoleSettings.LowestTier),
            OfficersUpToTier = (int)map.Number("officers_up_to_tier", fallback.OfficersUpToTier, 0, RoleSettings.LowestTier),
            Roles = roles.Count > 0 ? roles : fallback.Roles,
        };
        map.WarnOfUnknown();
        return settings;
    }

    private static RoleRule RoleOf(YamlMap list, string name, YamlDotNet.Core.Mark at, YamlFindings findings)
    {
        var map = list.Map(name);
        if (map.Find("tier") is null)
        {
            findings.Fault(at, $"{list.PathOf(name)} has no tier; write 'tier: {RoleSettings.HighestTier}' to 'tier: {RoleSettings.LowestTier}'");
        }

        var rule = new RoleRule(
            name,
            (int)map.Number("tier", RoleSettings.LowestTier, RoleSettings.HighestTier, RoleSettings.LowestTier),
            map.Flag("manage", fallback: false),
            map.Flag("kick", fallback: false),
            map.Flag("promote", fallback: false),
            map.Flag("officer", fallback: false));
        map.WarnOfUnknown();
        return rule;
    }

    private static ModerationThresholds ModerationOf(YamlMap map, ModerationThresholds fallback)
    {
        var churn = map.Map("churn_risk");
        var limits = new ModerationThresholds
        {
            ChurnMessages30Above = churn.Number("messages_30d_above", fallback.ChurnMessages30Above),
            ChurnMessages7Below = churn.Number("messages_7d_below", fallback.ChurnMessages7Below),
        };
        churn.WarnOfUnknown();
        map.WarnOfUnknown();
        return limits;
    }

    private static OutlierThresholds OutliersOf(YamlMap map, OutlierThresholds fallback)
    {
        var fading = map.Map("fading_star");
        var grinder = map.Map("silent_grinder");
        var crier = map.Map("town_crier");
        var hunter = map.Map("boss_hunter");
        var limits = new OutlierThresholds
        {
            FadingXp30Above = fading.Number("xp_30d_above", fallback.FadingXp30Above),
            FadingXp7BelowShare = fading.Share("xp_7d_below_share", fallback.FadingXp7BelowShare),
            GrinderXp7Above = grinder.Number("xp_7d_above", fallback.GrinderXp7Above),
            GrinderMessages7Below = grinder.Number("messages_7d_below", fallback.GrinderMessages7Below),
            CrierMessages7Above = crier.Number("messages_7d_above", fallback.CrierMessages7Above),
            CrierXp7Below = crier.Number("xp_7d_below", fallback.CrierXp7Below),
            HunterBoss7Above = hunter.Number("boss_7d_above", fallback.HunterBoss7Above),
            HunterXp7Below = hunter.Number("xp_7d_below", fallback.HunterXp7Below),
        };
        foreach (var part in new[] { fading, grinder, crier, hunter, map })
        {
            part.WarnOfUnknown();
        }

        return limits;
    }

    private static PromotionThresholds PromotionsOf(YamlMap map, PromotionThresholds fallback)
    {
        var velocity = map.Map("high_velocity");
        var pillar = map.Map("social_pillar");
        var carry = map.Map("carry_potential");
        var limits = new PromotionThresholds
        {
            VelocityPeers = velocity.Texts("peers", fallback.VelocityPeers),
            SocialTopShare = pillar.Share("top_share", fallback.SocialTopShare),
            CarryTopShare = carry.Share("top_share", fallback.CarryTopShare),
            CarryMinRaids = carry.Number("min_raids", fallback.CarryMinRaids),
        };
        foreach (var part in new[] { velocity, pillar, carry, map })
        {
            part.WarnOfUnknown();
        }

        return limits;
    }

    private static OfficerThresholds OfficersOf(YamlMap map, OfficerThresholds fallback)
    {
        var limits = new OfficerThresholds
        {
            SlackingXp30Below = map.Number("slacking_xp_30d_below", fallback.SlackingXp30Below),
            NewcomerDays = (int)map.Number("newcomer_days", fallback.NewcomerDays, 1, 3650),
            AnswerShareAbove = map.Share("answer_share_above", fallback.AnswerShareAbove),
            MinAnswers = (int)map.Number("min_answers", fallback.MinAnswers, 1, 3650),
            AnswerGapHoursAbove = (int)map.Number("answer_gap_hours_above", fallback.AnswerGapHoursAbove, 1, 8760),
            RegularMessages = (int)map.Number("regular_messages", fallback.RegularMessages, 1, int.MaxValue),
            RegularDays = (int)map.Number("regular_days", fallback.RegularDays, 1, 30),
            BusyWeekendsFrom = (int)map.Number("busy_weekends_from", fallback.BusyWeekendsFrom, 1, 520),
        };
        map.WarnOfUnknown();
        return limits;
    }

    private static PurgeThresholds PurgeOf(YamlMap map, PurgeThresholds fallback)
    {
        var limits = new PurgeThresholds
        {
            MaxSourceAgeHours = (int)map.Number("max_source_age_hours", fallback.MaxSourceAgeHours, 1, 8760),
            MaxMissingDaysShare = map.Share("max_missing_days_share", fallback.MaxMissingDaysShare),
            NotWarnedAfterDays = (int)map.Number("not_warned_after_days", fallback.NotWarnedAfterDays, 1, 3650),
            DueAfterDays = (int)map.Number("due_after_days", fallback.DueAfterDays, 1, 3650),
        };
        map.WarnOfUnknown();
        return limits;
    }

    private static DecisionThresholds DecisionsOf(YamlMap map, DecisionThresholds fallback)
    {
        var limits = new DecisionThresholds
        {
            OldAfterNights = (int)map.Number("old_after_nights", fallback.OldAfterNights, 1, 3650),
            RegretAfterDays = (int)map.Number("regret_after_days", fallback.RegretAfterDays, 1, 3650),
        };
        map.WarnOfUnknown();
        return limits;
    }
}
