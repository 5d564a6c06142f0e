using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>What a player reached in a lifetime: nothing here tells when, and so nothing of what they did lately.</summary>
public sealed record Lifetime
{
    /// <summary>The sum of all levels; null if nothing is ranked. A lower bound where a skill is unranked.</summary>
    public long? TotalLevel { get; init; }

    /// <summary>WOM's api names of the skills at level 99, in the game's order.</summary>
    public IReadOnlyList<string> Mastered { get; init; } = [];

    /// <summary>The most kills of a boss, greatest first; a handful.</summary>
    public IReadOnlyList<LifetimeBoss> Bosses { get; init; } = [];

    /// <summary>What comes next, the nearest first: a level 99, a round number of experience, a round number of kills.</summary>
    public IReadOnlyList<NextMilestone> Next { get; init; } = [];
}

/// <summary>A player's kills of one boss.</summary>
/// <param name="Boss">WOM's api name.</param>
/// <param name="Kills">How many.</param>
/// <param name="IsClanRecord">Whether nobody in the clan ever had more.</param>
public sealed record LifetimeBoss(string Boss, long Kills, bool IsClanRecord);

/// <summary>Something a player comes to next.</summary>
/// <param name="Metric">WOM's api name.</param>
/// <param name="Kind">level, experience or kills.</param>
/// <param name="Now">Where the player stands.</param>
/// <param name="Goal">Where it is reached.</param>
public sealed record NextMilestone(string Metric, string Kind, long Now, long Goal)
{
    /// <summary>How far it is done, 0 to 1.</summary>
    public double Share => (double)Now / Goal;
}

/// <summary>Makes the lifetimes of everybody on the roster with a snapshot.</summary>
internal static class LifetimeBuilder
{
    private const long XpOfLevel99 = 13_034_431;
    private const int BossesShown = 5;
    private static readonly long[] XpGoals = [1_000_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000, 200_000_000, 500_000_000, 1_000_000_000, 2_000_000_000, 4_600_000_000];
    private static readonly long[] KillGoals = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000];

    /// <summary>Builds them, by row of clan_members.</summary>
    public static IReadOnlyDictionary<long, Lifetime> Build(ClanFacts facts)
    {
        var records = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var best in facts.BossBests)
        {
            records.TryAdd(best.Boss, best.MemberId);
        }

        var lifetimes = new Dictionary<long, Lifetime>();
        foreach (var member in facts.Members)
        {
            if (member.IsCurrent && member.Newest is { } newest)
            {
                lifetimes.Add(member.Id, Of(member.Id, newest.Values, facts.Metrics, records));
            }
        }

        return lifetimes;
    }

    private static Lifetime Of(long member, MetricVector values, MetricCatalog metrics, Dictionary<string, long> records)
    {
        var mastered = new List<string>();
        NextMilestone? level = null, experience = null;
        foreach (var skill in metrics.Skills)
        {
            var value = values.Ranked(skill.Id) ?? 0;
            if (skill.Name == MetricCatalog.Overall)
            {
                experience = GoalAfter(value, XpGoals) is { } goal ? new NextMilestone(skill.Name, "experience", value, goal) : null;
            }
            else if (value >= XpOfLevel99)
            {
                mastered.Add(skill.Name);
            }
            else if (value > (level?.Now ?? 0))
            {
                level = new NextMilestone(skill.Name, "level", value, XpOfLevel99);
            }
        }

        var bosses = new List<LifetimeBoss>();
        NextMilestone? kills = null;
        foreach (var boss in metrics.Bosses)
        {
            if (values.Ranked(boss.Id) is > 0 and var count)
            {
                bosses.Add(new LifetimeBoss(boss.Name, count, records.TryGetValue(boss.Name, out var holder) && holder == member));
                if (GoalAfter(count, KillGoals) is { } goal && !(kills?.Share >= (double)count / goal))
                {
                    kills = new NextMilestone(boss.Name, "kills", count, goal);
                }
            }
        }

        NextMilestone?[] coming = [level, experience, kills];
        return new Lifetime
        {
            TotalLevel = GameLevels.Total(values, metrics)?.Level,
            Mastered = mastered,
            Bosses = Most(bosses),
            Next = [.. coming.OfType<NextMilestone>().OrderByDescending(next => next.Share).ThenBy(next => next.Metric, StringComparer.Ordinal)],
        };
    }

    /// <summary>The clan's records, however many, then what else was killed most.</summary>
    private static List<LifetimeBoss> Most(List<LifetimeBoss> bosses)
    {
        bosses.Sort((one, other) => one.IsClanRecord != other.IsClanRecord
            ? other.IsClanRecord.CompareTo(one.IsClanRecord)
            : one.Kills != other.Kills ? other.Kills.CompareTo(one.Kills) : string.CompareOrdinal(one.Boss, other.Boss));
        return [.. bosses.Take(Math.Max(BossesShown, bosses.Count(boss => boss.IsClanRecord)))];
    }

    /// <summary>The first goal above a value; null where nothing was begun or nothing is left.</summary>
    private static long? GoalAfter(long value, long[] goals)
    {
        foreach (var goal in goals)
        {
            if (value > 0 && value < goal)
            {
                return goal;
            }
        }

        return null;
    }
}
