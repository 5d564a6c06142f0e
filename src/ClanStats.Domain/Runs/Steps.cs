namespace ClanStats.Domain.Runs;

/// <summary>How a step, or a whole run, ended. Ordered from best to worst; a run is as good as its worst step.</summary>
public enum StepOutcome
{
    /// <summary>Left out on request.</summary>
    Skipped,

    /// <summary>Everything it should do is done.</summary>
    Done,

    /// <summary>Something is missing; the failures say what.</summary>
    Partial,

    /// <summary>Nothing usable came of it.</summary>
    Failed,

    /// <summary>Stopped on request.</summary>
    Cancelled,
}

/// <summary>The names of the steps, in the order of a night.</summary>
public static class StepNames
{
    /// <summary>Validates settings, rules and people.</summary>
    public const string Config = "config";

    /// <summary>Opens, backs up and migrates the database.</summary>
    public const string Prepare = "prepare";

    /// <summary>Reads the officers' entries back from the workbook.</summary>
    public const string Decisions = "decisions";

    /// <summary>Harvests roster, snapshots and achievements from Wise Old Man.</summary>
    public const string Wom = "wom";

    /// <summary>Harvests name changes from Wise Old Man.</summary>
    public const string NameChanges = "name-changes";

    /// <summary>Harvests messages from Discord.</summary>
    public const string Discord = "discord";

    /// <summary>Resolves names to people.</summary>
    public const string Identities = "identities";

    /// <summary>Computes the report.</summary>
    public const string Analytics = "analytics";

    /// <summary>Writes the workbook.</summary>
    public const string Excel = "excel";

    /// <summary>Writes clan_data.json and clan_data.js.</summary>
    public const string Json = "json";

    /// <summary>Writes clan_data.csv.</summary>
    public const string Csv = "csv";

    /// <summary>Writes the officers' and the public page.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>Writes the officers' reports as text.</summary>
    public const string Enforcer = "enforcer";

    /// <summary>Moves the set into place and copies it.</summary>
    public const string Publish = "publish";

    /// <summary>All steps in the order of a night.</summary>
    public static readonly IReadOnlyList<string> InOrder =
    [
        Config, Prepare, Decisions, Wom, NameChanges, Discord, Identities, Analytics, Excel, Json, Csv, Dashboard, Enforcer, Publish,
    ];
}

/// <summary>One step of a run. Each runs in a scope of its own and passes on nothing but the database and its result.</summary>
public interface IRunStep
{
    /// <summary>Its name, one of <see cref="StepNames"/>.</summary>
    string Name { get; }

    /// <summary>Does its work.</summary>
    /// <param name="run">The run it belongs to.</param>
    /// <param name="cancellationToken">Stops it cleanly, in a state that the next run resumes from.</param>
    Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken);
}

/// <summary>What a step says when it has ended.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">One line for people: what was done.</param>
public record StepResult(StepOutcome Outcome, string Detail)
{
    /// <summary>Rows written or items produced.</summary>
    public long Rows { get; init; }

    /// <summary>What is missing, one line each; empty when done.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>A step that did all it should.</summary>
    public static StepResult Done(string detail, long rows = 0) => new(StepOutcome.Done, detail) { Rows = rows };

    /// <summary>A step of which something is missing.</summary>
    public static StepResult Partial(string detail, IReadOnlyList<string> failures, long rows = 0) =>
        new(StepOutcome.Partial, detail) { Failures = failures, Rows = rows };

    /// <summary>A step that came to nothing.</summary>
    public static StepResult Failed(string detail) => new(StepOutcome.Failed, detail) { Failures = [detail] };
}

/// <summary>What the step that reads the officers' entries says when it has ended.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">One line for people.</param>
/// <param name="Findings">What the readers of the workbook should know of this reading, one line each: lines not understood, contradictions.</param>
public sealed record DecisionsResult(StepOutcome Outcome, string Detail, IReadOnlyList<string> Findings) : StepResult(Outcome, Detail);

/// <summary>
/// A fault that is the user's to mend: one clear message (what, where, which value, what to do), shown without a stack trace.
/// </summary>
public sealed class UserFaultException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether settings or usage are at fault (exit code 2) rather than what was found while working (exit code 1).</summary>
    public bool IsConfiguration { get; init; }
}

/// <summary>A step that has ended.</summary>
/// <param name="Name">One of <see cref="StepNames"/>.</param>
/// <param name="Result">How it ended.</param>
/// <param name="StartedAt">By the real clock.</param>
/// <param name="Duration">By the real clock.</param>
/// <param name="Requests">Requests sent meanwhile for it.</param>
public sealed record StepRecord(string Name, StepResult Result, Activity.UtcInstant StartedAt, TimeSpan Duration, int Requests)
{
    /// <summary>Bytes of the answers to these requests.</summary>
    public long Bytes { get; init; }

    /// <summary>Memory the program held when the step ended, in bytes.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>What of it is compared with earlier runs.</summary>
    public StepMeasure Measure => new(Name, Result.Outcome, Duration, Result.Rows);
}
