using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.World;

/// <summary>A threshold a player passed.</summary>
/// <param name="Player">Who passed it.</param>
/// <param name="Name">WOM's name of it.</param>
/// <param name="Metric">The metric it is about.</param>
/// <param name="Threshold">The value passed.</param>
/// <param name="Measure">experience or kills.</param>
/// <param name="At">The snapshot that showed it first; null if it was passed before tracking began.</param>
/// <param name="Accuracy">Milliseconds between that snapshot and the one before it.</param>
internal sealed record Achievement(
    SimulatedPlayer Player, string Name, string Metric, long Threshold, string Measure, UtcInstant? At, long? Accuracy);

/// <summary>Finds what thresholds were passed and when, by halving the time: every number only grows.</summary>
internal static class AchievementBook
{
    private static readonly long[] SkillMarks = [Levels.Of99, 50_000_000, 100_000_000];
    private static readonly long[] OverallMarks = [100_000_000, 200_000_000, 500_000_000, 1_000_000_000];
    private static readonly long[] BossMarks = [500, 1_000, 5_000];

    /// <summary>The achievements of one player up to an instant, in no order.</summary>
    public static IEnumerable<Achievement> Of(SimulatedPlayer player, PlayerHistory history, UtcInstant at)
    {
        var times = history.Times(player.Registered, at);
        if (times.Count == 0)
        {
            yield break;
        }

        var sheets = new Dictionary<int, HiscoreSheet>();
        HiscoreSheet Sheet(int step) => sheets.TryGetValue(step, out var known) ? known : sheets[step] = history.SheetAt(times[step]);
        var (first, last) = (Sheet(0), Sheet(times.Count - 1));
        foreach (var mark in Marks())
        {
            if (mark.Read(last) < mark.Threshold)
            {
                continue;
            }

            var step = mark.Read(first) >= mark.Threshold ? 0 : FirstPast(times.Count - 1, middle => mark.Read(Sheet(middle)) >= mark.Threshold);
            yield return step == 0
                ? new Achievement(player, mark.Name, mark.Metric, mark.Threshold, mark.Measure, null, null)
                : new Achievement(player, mark.Name, mark.Metric, mark.Threshold, mark.Measure, times[step],
                    times[step].Milliseconds - times[step - 1].Milliseconds);
        }
    }

    private static IEnumerable<Mark> Marks()
    {
        foreach (var threshold in OverallMarks)
        {
            yield return new Mark(MetricNames.Overall, threshold, "experience", $"{threshold / 1_000_000}m Overall Exp.", sheet => sheet.Skills[0]);
        }

        for (var i = 1; i < MetricNames.Skills.Length; i++)
        {
            var (index, title) = (i, MetricCatalog.ToTitle(MetricNames.Skills[i]));
            foreach (var threshold in SkillMarks)
            {
                var name = threshold == Levels.Of99 ? $"99 {title}" : $"{threshold / 1_000_000}m {title}";
                yield return new Mark(MetricNames.Skills[i], threshold, "experience", name, sheet => sheet.Skills[index]);
            }
        }

        for (var i = 0; i < MetricNames.Bosses.Length; i++)
        {
            var (index, title) = (i, MetricCatalog.ToTitle(MetricNames.Bosses[i]));
            foreach (var threshold in BossMarks)
            {
                var name = threshold < 1_000 ? $"{threshold} {title} kills" : $"{threshold / 1_000}k {title} kills";
                yield return new Mark(MetricNames.Bosses[i], threshold, "kills", name, sheet => sheet.Bosses[index]);
            }
        }
    }

    private static int FirstPast(int last, Func<int, bool> isPast)
    {
        var (below, past) = (0, last);
        while (past - below > 1)
        {
            var middle = (below + past) / 2;
            (below, past) = isPast(middle) ? (below, middle) : (middle, past);
        }

        return past;
    }

    private sealed record Mark(string Metric, long Threshold, string Measure, string Name, Func<HiscoreSheet, long> Read);
}
