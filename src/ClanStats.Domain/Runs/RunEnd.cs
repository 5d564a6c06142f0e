using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Runs;

/// <summary>A run that has ended.</summary>
/// <param name="Run">The run.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Steps">Its steps in the order of a night.</param>
/// <param name="StartedAt">By the real clock.</param>
/// <param name="Duration">By the real clock.</param>
public sealed record RunEnd(RunContext Run, StepOutcome Outcome, IReadOnlyList<StepRecord> Steps, UtcInstant StartedAt, TimeSpan Duration)
{
    /// <summary>Steps that were slower or emptier than their own history, one line each.</summary>
    public IReadOnlyList<string> Unusual { get; init; } = [];

    /// <summary>What is missing, each line with its step.</summary>
    public IEnumerable<(string Step, string Failure)> Failures =>
        Steps.SelectMany(step => step.Result.Failures.Select(failure => (step.Name, failure)));

    /// <summary>Whether this run's clan_data.json is the published one.</summary>
    public bool PublishedData => Run.PublishedData;

    /// <summary>The outcome of a step; skipped if it did not run.</summary>
    public StepOutcome Find(string step) => Steps.FirstOrDefault(record => record.Name == step)?.Result.Outcome ?? StepOutcome.Skipped;
}

/// <summary>How long a named statement took in a run.</summary>
/// <param name="Name">The statement's name.</param>
/// <param name="Calls">How often it ran.</param>
/// <param name="Total">Time of all calls.</param>
/// <param name="Longest">Time of the longest.</param>
public sealed record StatementTime(string Name, int Calls, TimeSpan Total, TimeSpan Longest);
