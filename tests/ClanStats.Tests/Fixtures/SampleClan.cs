using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Fixtures;

/// <summary>The clan-wide parts of <see cref="SampleReport"/>, consistent with its roster: parts add up to their totals.</summary>
internal static class SampleClan
{
    private static readonly string[] Bosses =
    [
        "vorkath", "zulrah", "the_corrupted_gauntlet", "chambers_of_xeric", "theatre_of_blood", "tombs_of_amascut", "general_graardor", "kril_tsutsaroth",
        "commander_zilyana", "kreearra", "corporeal_beast", "cerberus", "alchemical_hydra", "araxxor", "duke_sucellus", "vardorvis", "the_leviathan",
        "the_whisperer", "tztok_jad",
    ];

    private static readonly string[] Skills =
        ["attack", "strength", "magic", "ranged", "cooking", "firemaking", "fishing", "woodcutting", "slayer", "agility", "runecrafting"];

    /// <summary>Series and grids; every number of messages null where the reconciliation has none.</summary>
    public static ClanActivity Activity(IReadOnlyList<MemberReport> roster, Reconciliation reconciliation)
    {
        var days = Enumerable.Range(0, 30).Select(day => SampleReport.Now.PlusDays(day - 29).Date).ToArray();
        var xp = Spread(reconciliation.Xp.Clan, 30, 40);
        var messages = Optional(reconciliation.Messages, 30, 41);
        var week = Optional(reconciliation.Messages, 7 * 24, 43);
        return new ClanActivity
        {
            History = [.. days.Select((date, index) => new ClanDay(date, xp[index], messages[index], index == 29))],
            HourOfDay = Optional(reconciliation.Messages, 24, 42),
            HourOfWeek = [.. Enumerable.Range(0, 7).Select(row => (IReadOnlyList<long?>)week[(row * 24)..((row + 1) * 24)])],
            Correlation =
            [
                .. roster.Where(member => (member.Messages.D7.Value ?? 0) > 0 || (member.Xp.D7.Value ?? 0) > 0)
                    .OrderBy(member => member.Id)
                    .Select(member => new CorrelationPoint(member.Id, member.DisplayName, member.Messages.D7.Value ?? 0, member.Xp.D7.Value ?? 0)),
            ],
        };
    }

    /// <summary>Bosses, raids, skills and records.</summary>
    public static ClanGame Game(IReadOnlyList<MemberReport> roster)
    {
        var gain7 = Spread(roster.Sum(member => member.Boss.D7.Value ?? 0), Bosses.Length, 50);
        var gain30 = Spread(roster.Sum(member => member.Boss.D30.Value ?? 0), Bosses.Length, 50);
        var total = Spread(roster.Sum(member => member.TotalBoss ?? 0), Bosses.Length, 51);
        var killers = roster.Where(member => member.TotalBoss > 0).OrderBy(member => member.Id).ToArray();
        var summaries = Bosses
            .Select((boss, index) => Summary(boss, index, gain7[index], gain30[index], total[index], killers))
            .OrderByDescending(boss => boss.Gain30)
            .ThenBy(boss => boss.Key, StringComparer.Ordinal)
            .ToArray();
        return new ClanGame
        {
            BossDiversity =
            [
                .. summaries.Where(boss => boss.Gain7 > 0).OrderByDescending(boss => boss.Gain7).Take(15)
                    .Select(boss => new NamedCount(boss.Key, boss.Label, boss.Gain7)),
            ],
            Raids = [new("CoX", 1_204, 311, 17.4), new("ToB", 640, 12, 7.5), new("ToA", 2_015, 890, 33.4)],
            Skills99 = [.. Skills.Select((skill, index) => new NamedCount(skill, MetricCatalog.ToTitle(skill), Math.Max(0, roster.Count - (index * 3))))],
            BossOfTheMonth = summaries[0].Gain30 == 0 ? null : Month(summaries[0]),
            Records =
            [
                .. summaries.Where(boss => boss.Leader is not null).OrderByDescending(boss => boss.LeaderKills)
                    .Select((boss, index) => index == 1
                        ? new BossRecord(boss.Key, boss.Label, 9001, "Gone Fishing", boss.LeaderKills + 40, Former: true)
                        : new BossRecord(boss.Key, boss.Label, boss.Leader!.Id, boss.Leader.Name, boss.LeaderKills, Former: false)),
            ],
            Bosses = summaries,
        };
    }

    private static BossSummary Summary(string key, int index, long gain7, long gain30, long total, MemberReport[] killers)
    {
        var leader = killers.Length == 0 ? null : killers[index % killers.Length];
        return new BossSummary(
            key, MetricCatalog.ToTitle(key), gain7, gain30, total, killers.Length, leader is null ? null : new PersonRef(leader.Id, leader.DisplayName),
            leader is null ? 0 : total / 3)
        {
            Gain90 = gain30 * 2,
            Gain365 = gain30 * 5,
        };
    }

    private static BossOfTheMonth Month(BossSummary boss)
    {
        var kills = Spread(boss.Gain30, 30, 52);
        return new BossOfTheMonth(
            boss.Key, boss.Label, boss.Gain30, [.. kills.Select((count, index) => (SampleReport.Now.PlusDays(index - 29).Date, count))]);
    }

    private static long?[] Optional(Split? split, int parts, int purpose) =>
        split is null ? new long?[parts] : [.. Spread(split.Clan, parts, purpose).Select(part => (long?)part)];

    private static long[] Spread(long total, int parts, int purpose)
    {
        var weights = Enumerable.Range(0, parts).Select(part => 1 + SampleMembers.Noise(part, purpose, 100)).ToArray();
        var shares = weights.Select(weight => (long)((decimal)total * weight / weights.Sum())).ToArray();
        shares[0] += total - shares.Sum();
        return shares;
    }
}
