using ClanStats.Domain.Rules;

namespace ClanStats.Hosting.Rules;

/// <summary>Reads the part <c>retention</c> of config/rules.yaml.</summary>
internal static class RetentionRules
{
    /// <summary>Reads it; what is left out keeps its default.</summary>
    public static RetentionThresholds Of(YamlMap map, RetentionThresholds fallback)
    {
        int Number(string key, int value, long highest) => (int)map.Number(key, value, 1, highest);
        var limits = new RetentionThresholds
        {
            SmallCohortBelow = Number("small_cohort_below", fallback.SmallCohortBelow, 1000),
            RepairHours = Number("repair_hours", fallback.RepairHours, 720),
            MinHistoryDays = Number("min_history_days", fallback.MinHistoryDays, 3650),
            BreakDays = Number("break_days", fallback.BreakDays, 365),
            BreakActiveDays = Number("break_active_days", fallback.BreakActiveDays, 365),
            BreakActiveWithin = Number("break_active_within", fallback.BreakActiveWithin, 365),
            BreakBlindDays = Number("break_blind_days", fallback.BreakBlindDays, 365),
            StillActiveAfterDays = Number("still_active_after_days", fallback.StillActiveAfterDays, 365),
            WelcomeDays = Number("welcome_days", fallback.WelcomeDays, 365),
        };
        map.WarnOfUnknown();
        return limits;
    }
}
