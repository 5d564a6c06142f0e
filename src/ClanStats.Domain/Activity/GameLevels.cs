namespace ClanStats.Domain.Activity;

/// <summary>The game's levels, as they follow from experience.</summary>
public static class GameLevels
{
    /// <summary>The highest level of a skill.</summary>
    public const int Highest = 99;

    private const int FirstHitpoints = 10;
    private static readonly long[] ExperienceOf = Table();

    /// <summary>The level of a skill, 1 to 99.</summary>
    /// <param name="experience">0 or more.</param>
    public static int Of(long experience)
    {
        var place = Array.BinarySearch(ExperienceOf, experience);
        return place >= 0 ? place + 1 : ~place;
    }

    /// <summary>The sum of all levels; an unranked skill counts as the level it begins with, and the sum is then a lower bound.</summary>
    /// <param name="values">A snapshot.</param>
    /// <param name="metrics">The metrics known so far.</param>
    public static (long Level, bool IsLowerBound)? Total(MetricVector values, MetricCatalog metrics)
    {
        var (skills, sum, isLowerBound) = (0, 0L, false);
        foreach (var skill in metrics.Skills)
        {
            if (skill.Name != MetricCatalog.Overall)
            {
                skills++;
                sum += Level(values, skill);
                isLowerBound |= values.Ranked(skill.Id) is null;
            }
        }

        return skills == 0 ? null : (sum, isLowerBound);
    }

    /// <summary>The combat level; with an unranked skill a lower bound.</summary>
    /// <param name="values">A snapshot.</param>
    /// <param name="metrics">The metrics known so far.</param>
    public static (long Level, bool IsLowerBound)? Combat(MetricVector values, MetricCatalog metrics)
    {
        var skills = new[] { "attack", "strength", "defence", "hitpoints", "ranged", "magic", "prayer" }.Select(metrics.Find).ToList();
        if (skills.Contains(null))
        {
            return null;
        }

        var level = skills.Select(skill => Level(values, skill!)).ToList();
        var start = (level[2] + level[3] + (level[6] / 2)) / 4.0;
        var style = Math.Max(level[0] + level[1], Math.Max(level[4] * 3 / 2, level[5] * 3 / 2));
        return ((long)Math.Floor(start + (style * 13 / 40.0)), skills.Exists(skill => values.Ranked(skill!.Id) is null));
    }

    private static int Level(MetricVector values, Metric skill) =>
        values.Ranked(skill.Id) is { } experience ? Of(experience) : skill.Name == "hitpoints" ? FirstHitpoints : 1;

    private static long[] Table()
    {
        var table = new long[Highest];
        var points = 0.0;
        for (var level = 1; level < Highest; level++)
        {
            points += Math.Floor(level + (300 * Math.Pow(2, level / 7.0)));
            table[level] = (long)Math.Floor(points / 4);
        }

        return table;
    }
}
