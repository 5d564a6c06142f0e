using System.Globalization;
using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Runs;

/// <summary>What a step of one run took and brought.</summary>
/// <param name="Step">One of <see cref="StepNames"/>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Rows">Rows written or items produced.</param>
public sealed record StepMeasure(string Step, StepOutcome Outcome, TimeSpan Duration, long Rows);

/// <summary>Points out a step that is suddenly slower or emptier than its own history.</summary>
public static class StepTrend
{
    /// <summary>How many runs make the history.</summary>
    public const int Runs = 20;

    /// <summary>Fewer runs of a step say nothing.</summary>
    private const int FewestRuns = 5;

    /// <summary>Slower: more than so many times the median ...</summary>
    private const double SlowerTimes = 3;

    /// <summary>... and by more than this many seconds, for a step of a blink may well take three.</summary>
    private const double SlowerSeconds = 10;

    /// <summary>Emptier: less than this share of the median's rows ...</summary>
    private const double EmptierShare = 0.25;

    /// <summary>... where the median is at least so many.</summary>
    private const double FewestRows = 20;

    /// <summary>One line for each step that is unlike its own history.</summary>
    /// <param name="now">The steps of the run to look at.</param>
    /// <param name="history">The steps of earlier runs of the same command, the newest <see cref="Runs"/>.</param>
    public static IReadOnlyList<string> Unusual(IEnumerable<StepMeasure> now, IEnumerable<StepMeasure> history)
    {
        var before = history.Where(HasWorked).ToLookup(measure => measure.Step);
        return [.. now.Where(HasWorked).SelectMany(measure => Lines(measure, [.. before[measure.Step]]))];
    }

    /// <summary>The median of durations; null of none.</summary>
    public static TimeSpan? Median(IEnumerable<TimeSpan> durations) =>
        Medians.Of(durations.Select(duration => duration.TotalSeconds)) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static bool HasWorked(StepMeasure measure) => measure.Outcome is StepOutcome.Done or StepOutcome.Partial;

    private static IEnumerable<string> Lines(StepMeasure measure, IReadOnlyList<StepMeasure> before)
    {
        if (before.Count < FewestRuns)
        {
            yield break;
        }

        var (usual, took) = (Medians.Of(before.Select(earlier => earlier.Duration.TotalSeconds))!.Value, measure.Duration.TotalSeconds);
        if (took > SlowerTimes * usual && took > usual + SlowerSeconds)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{measure.Step} took {took:0.#} s, {took / Math.Max(usual, 0.1):0.#} times its usual {usual:0.#} s");
        }

        var rows = Medians.Of(before.Select(earlier => (double)earlier.Rows))!.Value;
        if (rows >= FewestRows && measure.Rows < EmptierShare * rows)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{measure.Step} brought {measure.Rows:#,0} rows, usually {rows:#,0}");
        }
    }
}
