using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>Bosses, raids, skills and records; of current members but for the records.</summary>
internal sealed class ClanGameBuilder(ClanFacts facts, UtcInstant now)
{
    /// <summary>The raids with their two modes.</summary>
    public static readonly IReadOnlyList<(string Label, string Normal, string Hard)> RaidModes =
    [
        ("CoX", "chambers_of_xeric", "chambers_of_xeric_challenge_mode"),
        ("ToB", "theatre_of_blood", "theatre_of_blood_hard_mode"),
        ("ToA", "tombs_of_amascut", "tombs_of_amascut_expert"),
    ];

    private const long XpOfLevel99 = 13_034_431;
    private const int DiversityTop = 15;
    private const int TrendDays = 30;
    private readonly List<MemberFacts> _current = [.. facts.Members.Where(member => member.IsCurrent)];

    /// <summary>Counted kills of one boss between two snapshots; an earlier one that is null counts from zero.</summary>
    public static long Gain(SnapshotPoint? newest, SnapshotPoint? from, Metric boss) =>
        Math.Max(0, newest?.Gains[boss.Id] ?? 0) - Math.Max(0, from?.Gains[boss.Id] ?? 0);

    /// <summary>Builds the part.</summary>
    public ClanGame Build()
    {
        var bosses = Bosses();
        return new ClanGame
        {
            BossDiversity = Diversity(bosses),
            Raids = [.. RaidModes.Select(Raid)],
            Skills99 = Skills99(),
            BossOfTheMonth = OfTheMonth(bosses),
            Records = Records(),
            Bosses = bosses,
        };
    }

    private List<BossSummary> Bosses() =>
    [
        .. facts.Metrics.Bosses.Select(boss =>
        {
            var ranked = _current
                .Select(member => (member, Kills: member.Newest?.Values.Ranked(boss.Id)))
                .Where(entry => entry.Kills > 0)
                .OrderByDescending(entry => entry.Kills).ThenBy(entry => entry.member.Id)
                .ToList();
            var leader = ranked.Count == 0 ? null : new PersonRef(ranked[0].member.Id, ranked[0].member.DisplayName);
            return new BossSummary(
                boss.Name,
                boss.Title,
                ClanGain(boss, RollingWindow.Week),
                ClanGain(boss, RollingWindow.Month),
                ranked.Sum(entry => entry.Kills!.Value),
                ranked.Count,
                leader,
                leader is null ? 0 : ranked[0].Kills!.Value);
        })
        .OrderByDescending(boss => boss.Gain30).ThenByDescending(boss => boss.Total).ThenBy(boss => boss.Key, StringComparer.Ordinal),
    ];

    private long ClanGain(Metric boss, RollingWindow window) => _current.Sum(member =>
    {
        if (!member.Windows.TryGetValue(window.Days, out var points)
            || WindowGains.Boss(member.Newest, points, now, facts.Metrics.Bosses).Value is null)
        {
            return 0;
        }

        return Gain(member.Newest, WindowGains.CountsFrom(points, now), boss);
    });

    private static List<NamedCount> Diversity(IEnumerable<BossSummary> bosses)
    {
        var ranked = bosses.Where(boss => boss.Gain7 > 0)
            .OrderByDescending(boss => boss.Gain7).ThenBy(boss => boss.Key, StringComparer.Ordinal)
            .Select(boss => new NamedCount(boss.Key, boss.Label, boss.Gain7))
            .ToList();
        var rest = ranked.Skip(DiversityTop).Sum(boss => boss.Count);
        return rest == 0 ? ranked : [.. ranked.Take(DiversityTop), new NamedCount("other", "Other", rest)];
    }

    private RaidTotals Raid((string Label, string Normal, string Hard) raid)
    {
        var measured = _current.Where(member => member.Newest is not null).ToList();
        var normal = measured.Sum(member => Kills(member, raid.Normal));
        var hard = measured.Sum(member => Kills(member, raid.Hard));
        var mean = measured.Count == 0 ? 0 : Math.Round((normal + hard) / (double)measured.Count, 1, MidpointRounding.AwayFromZero);
        return new RaidTotals(raid.Label, normal, hard, mean);
    }

    private long Kills(MemberFacts member, string metric) =>
        facts.Metrics.Find(metric) is { } found ? member.Newest?.Values.Ranked(found.Id) ?? 0 : 0;

    private List<NamedCount> Skills99() =>
    [
        .. facts.Metrics.Skills.Where(skill => skill.Name != MetricCatalog.Overall)
            .Select(skill => new NamedCount(
                skill.Name, skill.Title, _current.Count(member => member.Newest?.Values.Ranked(skill.Id) >= XpOfLevel99)))
            .OrderByDescending(skill => skill.Count).ThenBy(skill => skill.Key, StringComparer.Ordinal),
    ];

    private BossOfTheMonth? OfTheMonth(IEnumerable<BossSummary> bosses)
    {
        if (bosses.Where(boss => boss.Gain30 > 0).OrderByDescending(boss => boss.Gain30).ThenBy(boss => boss.Key, StringComparer.Ordinal)
            .FirstOrDefault() is not { } best || facts.Metrics.Find(best.Key) is not { } metric)
        {
            return null;
        }

        var current = _current.Select(member => member.Id).ToHashSet();
        var days = new long[TrendDays];
        var first = now.DayNumber - TrendDays + 1;
        foreach (var player in facts.DayPoints.Where(point => current.Contains(point.MemberId)).GroupBy(point => point.MemberId))
        {
            var before = 0L;
            foreach (var point in player)
            {
                if (point.GainOf(metric.Id) is not { } gained)
                {
                    continue;
                }

                if (point.At.DayNumber >= first)
                {
                    days[point.At.DayNumber - first] += gained - before;
                }

                before = gained;
            }
        }

        return new BossOfTheMonth(
            best.Key, best.Label, best.Gain30, [.. days.Select((kills, index) => (UtcInstant.StartOfDay(first + index).Date, kills))]);
    }

    private List<BossRecord> Records()
    {
        var people = facts.Members.ToDictionary(member => member.Id);
        return
        [
            .. facts.BossBests.Where(best => best.Kills > 0 && people.ContainsKey(best.MemberId))
                .GroupBy(best => best.Boss, StringComparer.Ordinal)
                .Select(boss => boss.OrderByDescending(best => best.Kills).ThenBy(best => best.MemberId).First())
                .Select(best => new BossRecord(
                    best.Boss, MetricCatalog.ToTitle(best.Boss), best.MemberId, people[best.MemberId].DisplayName, best.Kills, !people[best.MemberId].IsCurrent))
                .OrderByDescending(record => record.Kills).ThenBy(record => record.Key, StringComparer.Ordinal),
        ];
    }
}
