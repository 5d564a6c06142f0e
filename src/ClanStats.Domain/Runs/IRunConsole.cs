namespace ClanStats.Domain.Runs;

/// <summary>What a person at the terminal is told about a run beside its progress: a line for each step, and the summary.</summary>
public interface IRunConsole
{
    /// <summary>Tells that a step has ended. Called in the order in which steps end; may be called from several threads.</summary>
    void StepEnded(StepNotice notice);

    /// <summary>Tells how the run ended. Called once, last.</summary>
    void RunEnded(RunNotice notice);
}

/// <summary>A step that has ended, as people read it.</summary>
/// <param name="Name">Its name, one of <see cref="StepNames"/>.</param>
/// <param name="Duration">How long it took, by the real clock.</param>
/// <param name="Result">How it ended and what was done.</param>
public sealed record StepNotice(string Name, TimeSpan Duration, StepResult Result);

/// <summary>A run that has ended, as people read it.</summary>
/// <param name="Command">The command: run, harvest, report or demo.</param>
/// <param name="TraceId">The run's id.</param>
/// <param name="Outcome">How it ended: that of its worst step.</param>
/// <param name="Duration">How long it took, by the real clock.</param>
/// <param name="Steps">Its steps in the order of a night.</param>
/// <param name="WhereToLook">Where the reader goes next, such as the page that was written or the log; one line.</param>
public sealed record RunNotice(
    string Command,
    string TraceId,
    StepOutcome Outcome,
    TimeSpan Duration,
    IReadOnlyList<StepNotice> Steps,
    string WhereToLook)
{
    /// <summary>The environment's name, such as <c>staging</c>; null in production.</summary>
    public string? Environment { get; init; }
}
