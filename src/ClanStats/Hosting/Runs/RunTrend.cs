using ClanStats.Domain.Runs;
using ClanStats.Storage;

namespace ClanStats.Hosting.Runs;

/// <summary>How the runs of one command went, over those that were read.</summary>
/// <param name="Command">run, harvest, report or demo.</param>
/// <param name="Runs">How many.</param>
/// <param name="Outcomes">How many ended how; a run that did not end counts as "not ended".</param>
/// <param name="Usual">Median duration of those before the newest that ended done or partial; null if there is none.</param>
/// <param name="Newest">Duration of the newest that ended; null if it did not.</param>
/// <param name="Unusual">Steps of the newest run that are unlike their own history.</param>
internal sealed record RunTrend(
    string Command, int Runs, IReadOnlyDictionary<string, int> Outcomes, TimeSpan? Usual, TimeSpan? Newest, IReadOnlyList<string> Unusual)
{
    private const string NotEnded = "not ended";

    /// <summary>The trend of each command, in order of its newest run.</summary>
    /// <param name="runs">Runs, newest first.</param>
    public static IReadOnlyList<RunTrend> Of(IReadOnlyList<PastRun> runs) => [.. runs.GroupBy(run => run.Command).Select(group =>
    {
        var all = group.ToList();
        var before = all.Skip(1).Where(run => run.Outcome is "done" or "partial").ToList();
        return new RunTrend(
            group.Key,
            all.Count,
            all.GroupBy(run => run.Outcome ?? NotEnded).OrderBy(outcome => outcome.Key, StringComparer.Ordinal).ToDictionary(outcome => outcome.Key, outcome => outcome.Count()),
            StepTrend.Median(before.Select(run => run.Duration).OfType<TimeSpan>()),
            all[0].Duration,
            StepTrend.Unusual(all[0].Steps.Select(step => step.Measure), before.Take(StepTrend.Runs).SelectMany(run => run.Steps).Select(step => step.Measure)));
    })];

    /// <summary>The trend in one line.</summary>
    public override string ToString()
    {
        var outcomes = string.Join(", ", Outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}"));
        var pace = (Usual, Newest) switch
        {
            ({ } usual, { } newest) => $"; usually {Durations.Show(usual)}, the newest {Durations.Show(newest)}",
            (_, { } newest) => $"; the newest took {Durations.Show(newest)}",
            _ => "",
        };
        return $"{Command}: {Runs} {(Runs == 1 ? "run" : "runs")}, {outcomes}{pace}";
    }
}
