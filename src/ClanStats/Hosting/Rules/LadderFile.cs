using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Hosting.Rules;

/// <summary>Reads the part promotions.ladder of config/rules.yaml.</summary>
internal static class LadderFile
{
    private const int HighestTotalLevel = 2_500;
    private const int HighestCombatLevel = 126;
    private const int LongestTenure = 7_300;
    private const int MostPeers = 1_000;

    /// <summary>Nobody stands above all of a hundred.</summary>
    private const int HighestPercentile = 99;

    /// <summary>Reads the part.</summary>
    /// <param name="map">The mapping below promotions.ladder.</param>
    /// <param name="fallback">What counts where it says nothing.</param>
    /// <param name="findings">Takes what is wrong with it.</param>
    public static LadderSettings Read(YamlMap map, LadderSettings fallback, YamlFindings findings)
    {
        var ranks = map.Map("ranks");
        var all = ranks.Entries.Select(entry => RankOf(ranks, entry.Name)).ToList();
        if (all.Count == 1)
        {
            findings.Fault(map.Find("ranks")!.Start, $"{map.PathOf("ranks")} names one rank; a ladder needs at least two, the lowest first");
        }

        var settings = new LadderSettings
        {
            CutOffs = (int)map.Number("cut_offs", fallback.CutOffs, 1, LadderFacts.MaxCutOffs),
            Ranks = all,
            MinPeers = (int)map.Number("min_peers", fallback.MinPeers, 1, MostPeers),
            TenureDaysPerStep = (int)map.Number("tenure_days_per_step", fallback.TenureDaysPerStep, highest: LongestTenure),
            ActiveWeeks = (int)map.Number("active_weeks", fallback.ActiveWeeks, highest: LadderFacts.RecentWeeks),
            ContributionPerStep = (int)map.Number("contribution_per_step", fallback.ContributionPerStep, highest: int.MaxValue),
            PointsPercentile = (int)map.Number("points_percentile", fallback.PointsPercentile, highest: HighestPercentile),
            NoOpenFlag = map.Flag("no_open_flag", fallback.NoOpenFlag),
        };
        map.WarnOfUnknown();
        return settings;
    }

    private static LadderRank RankOf(YamlMap ranks, string role)
    {
        var map = ranks.Map(role);
        var bosses = map.Map("bosses");
        var rank = new LadderRank(role)
        {
            TenureDays = map.Number("tenure_days", 0, highest: LongestTenure),
            ActiveWeeks = map.Number("active_weeks", 0, highest: LadderFacts.RecentWeeks),
            Contribution = map.Number("contribution", 0),
            PointsPercentile = map.Number("points_percentile", 0, highest: HighestPercentile),
            NoOpenFlag = map.Flag("no_open_flag", false),
            TotalLevel = map.Number("total_level", 0, highest: HighestTotalLevel),
            CombatLevel = map.Number("combat_level", 0, highest: HighestCombatLevel),
            Kills = map.Number("kills", 0),
            Raids = map.Number("raids", 0),
            Bosses = bosses.Entries.ToDictionary(boss => boss.Name, boss => bosses.Number(boss.Name, 0, lowest: 1), StringComparer.Ordinal),
        };
        map.WarnOfUnknown();
        return rank;
    }
}
