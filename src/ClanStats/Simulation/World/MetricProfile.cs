using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.World;

/// <summary>All numbers of one player at one instant, in the order of <see cref="MetricNames"/>.</summary>
internal sealed class HiscoreSheet
{
    /// <summary>Experience per skill, total first; −1 is unranked.</summary>
    public long[] Skills { get; } = new long[MetricNames.Skills.Length];

    /// <summary>Scores per activity; −1 is unranked.</summary>
    public long[] Activities { get; } = new long[MetricNames.Activities.Length];

    /// <summary>Kills per boss; −1 is unranked, <see cref="MetricVector.Absent"/> a boss the game does not have yet.</summary>
    public long[] Bosses { get; } = new long[MetricNames.Bosses.Length];

    /// <summary>Efficient hours played.</summary>
    public double Ehp { get; set; }

    /// <summary>Efficient hours bossed.</summary>
    public double Ehb { get; set; }

    /// <summary>Total experience as the player object shows it: never negative.</summary>
    public long Exp => Math.Max(0, Skills[0]);

    /// <summary>Total level.</summary>
    public int TotalLevel => Skills.Skip(1).Sum(Levels.Of);
}

/// <summary>What a player started from and how much an hour of play adds, per metric.</summary>
internal sealed class MetricProfile
{
    private const long MostExperience = 200_000_000;
    private const int FewestKills = 5;
    private const double SkillingShare = 0.8;

    private static readonly HashSet<string> CombatSkills = ["attack", "defence", "strength", "hitpoints", "ranged", "magic", "prayer", "slayer"];

    private readonly Rate[] _skills;
    private readonly Rate[] _activities;
    private readonly Rate[] _bosses;
    private readonly long _hoursBefore;

    /// <summary>Draws a profile.</summary>
    public MetricProfile(SimulatedPlayer player, int seed)
    {
        var dice = Dice.Of(seed, Topic.Profile, player.Index);
        var progress = 0.05 + (0.95 * dice.Unit());
        _hoursBefore = (long)(progress * 4000);
        _skills = [.. MetricNames.Skills.Select(name => DrawSkill(name, progress, ref dice))];
        _activities = [.. MetricNames.Activities.Select(_ => DrawActivity(progress, ref dice))];
        _bosses = [.. MetricNames.Bosses.Select(_ => DrawBoss(progress, ref dice))];
        _bosses[MetricNames.NewBossIndex] = new Rate(0, 0, dice.Between(0, 60));
    }

    /// <summary>Efficient kills an hour at a boss; the same for everybody.</summary>
    public static int KillsPerHour(int boss) => 12 + (boss * 7 % 49);

    /// <summary>All numbers after some effort.</summary>
    /// <param name="effort">Minutes since tracking began.</param>
    /// <param name="bossingWhenNew">Minutes of fighting when the new boss came; null while the game does not have it.</param>
    public HiscoreSheet Sheet(Effort effort, long? bossingWhenNew)
    {
        var sheet = new HiscoreSheet();
        for (var i = 1; i < _skills.Length; i++)
        {
            sheet.Skills[i] = _skills[i].Base < 0 ? -1 : Math.Min(MostExperience, _skills[i].After(effort));
            sheet.Skills[0] += Math.Max(0, sheet.Skills[i]);
        }

        for (var i = 0; i < _activities.Length; i++)
        {
            var score = _activities[i].After(effort);
            sheet.Activities[i] = score < 2 ? -1 : score;
        }

        var efficientHours = 0.0;
        for (var i = 0; i < _bosses.Length; i++)
        {
            var kills = _bosses[i].After(i == MetricNames.NewBossIndex ? SinceNew(effort, bossingWhenNew) : effort);
            sheet.Bosses[i] = i == MetricNames.NewBossIndex && bossingWhenNew is null ? MetricVector.Absent : kills < FewestKills ? -1 : kills;
            efficientHours += Math.Max(0, sheet.Bosses[i]) / (double)KillsPerHour(i);
        }

        sheet.Ehp = Math.Round(_hoursBefore + (SkillingShare * effort.Skilling / 60), 5);
        sheet.Ehb = Math.Round(efficientHours, 5);
        return sheet;
    }

    private static Effort SinceNew(Effort effort, long? bossingWhenNew) => new(0, Math.Max(0, effort.Bossing - (bossingWhenNew ?? effort.Bossing)));

    private static Rate DrawSkill(string name, double progress, ref Dice dice)
    {
        if (name == "sailing" && dice.Chance(0.25))
        {
            return new Rate(-1, 0, 0);
        }

        var start = (long)(20_000 + (MostExperience * 0.4 * progress * progress * dice.Unit() * dice.Unit()));
        var isFavourite = dice.Chance(0.3);
        var bossing = CombatSkills.Contains(name) ? dice.Between(40, 220) * 1000 : 0;
        return new Rate(start, (isFavourite ? dice.Between(120, 420) : dice.Between(2, 25)) * 1000, bossing);
    }

    private static Rate DrawActivity(double progress, ref Dice dice) => dice.Chance(0.4)
        ? new Rate(0, 0, 0)
        : new Rate((long)(progress * dice.Between(0, 400)), dice.Between(0, 9), dice.Between(0, 6));

    private static Rate DrawBoss(double progress, ref Dice dice) => dice.Chance(0.35)
        ? new Rate(0, 0, 0)
        : new Rate((long)(progress * progress * dice.Between(0, 900)), 0, dice.Chance(0.2) ? dice.Between(40, 320) : dice.Between(0, 8));

    /// <summary>A start and what a thousand minutes of each kind of effort add.</summary>
    private readonly record struct Rate(long Base, long Skilling, long Bossing)
    {
        public long After(Effort effort) => Base + (((effort.Skilling * Skilling) + (effort.Bossing * Bossing)) / 1000);
    }
}

/// <summary>The game's table of levels.</summary>
internal static class Levels
{
    /// <summary>Experience of level 99.</summary>
    public const long Of99 = 13_034_431;

    private static readonly long[] Needed = Build();

    /// <summary>The level of an amount of experience, 1 to 99; 1 for unranked.</summary>
    public static int Of(long experience)
    {
        var at = Array.BinarySearch(Needed, experience);
        return Math.Max(1, at >= 0 ? at + 1 : ~at);
    }

    private static long[] Build()
    {
        var needed = new long[99];
        var points = 0.0;
        for (var level = 1; level < needed.Length; level++)
        {
            points += Math.Floor(level + (300 * Math.Pow(2, level / 7.0)));
            needed[level] = (long)Math.Floor(points / 4);
        }

        return needed;
    }
}
