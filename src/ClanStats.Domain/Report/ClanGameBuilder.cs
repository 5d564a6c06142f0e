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
    private const int TrendDays = 30 + 1;
    private readonly BossGains _gains = new(facts, now);
    private readonly List<MemberFacts> _current = [.. facts.Members.Where(member => member.IsCurrent)];

    /// <summary>Builds the part.</summary>
    public ClanGame Build()
    {
        var bosses = Bosses();
        return new ClanGame
        {
            BossDiversity = Diversity(bosses),
            Raids = [.. RaidModes.Select(Raid)],
            Skills99 = Skills99(),
            Maxed = [.. _current.Where(IsMaxed).OrderBy(member => member.Id).Select(member => new PersonRef(member.Id, member.DisplayName))],
            BossOfTheMonth = OfTheMonth(),
            Records = Records(),
            Bosses = bosses,
        };
    }

    /// <summary>Member by member, not boss by boss: a member's values lie together.</summary>
    private List<BossSummary> Bosses()
    {
        var totals = new BossTotal[facts.Metrics.Bosses.Count];
        foreach (var member in _current)
        {
            for (var i = 0; i < totals.Length && member.Newest is { } newest; i++)
            {
                if (newest.Values[facts.Metrics.Bosses[i].Id] is > 0 and var kills)
                {
                    totals[i].Add(member, kills);
                }
            }
        }

        return
        [
            .. facts.Metrics.Bosses.Select((boss, i) => Summary(boss, totals[i]))
                .OrderByDescending(boss => boss.Gain30).ThenByDescending(boss => boss.Total).ThenBy(boss => boss.Key, StringComparer.Ordinal),
        ];
    }

    private BossSummary Summary(Metric boss, BossTotal total) => new(
        boss.Name,
        boss.Title,
        _gains.Week(boss),
        _gains.Month(boss),
        total.Kills,
        total.Killers,
        total.Leader is { } leader ? new PersonRef(leader.Id, leader.DisplayName) : null,
        total.Most)
    {
        Gain90 = _gains.Quarter(boss),
        Gain365 = _gains.Year(boss),
    };

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

    /// <summary>Whether every skill the newest snapshot holds is at level 99; a skill that came later is not held against it.</summary>
    private bool IsMaxed(MemberFacts member)
    {
        var isAnyHeld = false;
        foreach (var skill in facts.Metrics.Skills)
        {
            var value = skill.Name == MetricCatalog.Overall ? MetricVector.Absent : member.Newest?.Values[skill.Id] ?? MetricVector.Absent;
            if (value is not MetricVector.Absent and < XpOfLevel99)
            {
                return false;
            }

            isAnyHeld |= value != MetricVector.Absent;
        }

        return isAnyHeld;
    }

    /// <summary>Thirty rolling days touch thirty-one of the calendar, the first and the last in part: only with both do the days add up to the month.</summary>
    private BossOfTheMonth? OfTheMonth()
    {
        if (_gains.OfTheMonth is not { } boss)
        {
            return null;
        }

        var first = now.DayNumber - TrendDays + 1;
        return new BossOfTheMonth(
            boss.Name,
            boss.Title,
            _gains.Month(boss),
            [.. Enumerable.Range(0, TrendDays).Select(index => (UtcInstant.StartOfDay(first + index).Date, facts.BossDays.GetValueOrDefault(first + index)))]);
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

    /// <summary>The roster's kills of one boss; of equals whoever comes first leads.</summary>
    private record struct BossTotal(long Kills, int Killers, MemberFacts? Leader, long Most)
    {
        public void Add(MemberFacts member, long kills)
        {
            Kills += kills;
            Killers++;
            (Leader, Most) = kills > Most ? (member, kills) : (Leader, Most);
        }
    }
}
