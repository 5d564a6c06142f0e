namespace ClanStats.Hosting.Schedule;

/// <summary>The nightly job as every scheduler is told it: absolute paths, as the current user.</summary>
internal sealed record NightlyJob
{
    /// <summary>Its name; letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The program, absolute.</summary>
    public required string Program { get; init; }

    /// <summary>What the program is told, such as <c>run</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder that holds .env, absolute.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>LOG_DIR, absolute.</summary>
    public required string LogFolder { get; init; }

    /// <summary>When, by the computer's own clock.</summary>
    public required TimeOnly At { get; init; }

    /// <summary>After this long it is ended: RUN_DEADLINE and a quarter of an hour, for a run ends itself in good order before.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>Whether the computer is woken for it.</summary>
    public bool Wake { get; init; }
}

/// <summary>A program of the system and what it is told; every argument is handed over as it is, without a shell.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Input">What it reads; null: nothing.</param>
internal sealed record SystemCommand(string File, IReadOnlyList<string> Arguments, string? Input = null)
{
    /// <summary>As somebody would type it.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(File).Select(word => word.All(IsPlain) && word.Length > 0 ? word : $"\"{word}\""));

    private static bool IsPlain(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.' or '/' or '\\' or ':' or '=' or ',' or '@';
}

/// <summary>How a program of the system ended.</summary>
/// <param name="ExitCode">Its exit code; null if it could not be started.</param>
/// <param name="Output">What it answered.</param>
/// <param name="Trouble">What it complained about.</param>
internal sealed record CommandResult(int? ExitCode, string Output, string Trouble)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Starts programs of the system.</summary>
internal interface ISystemCommands
{
    /// <summary>Runs one to its end; what cannot be started is a result, not an exception.</summary>
    Task<CommandResult> RunAsync(SystemCommand command, CancellationToken cancellationToken);
}

/// <summary>Something an installation does, shown before it is done.</summary>
internal abstract record ScheduleAct
{
    /// <summary>A file is written.</summary>
    internal sealed record Write(string Path, string Content) : ScheduleAct
    {
        /// <summary>Written as UTF-16, which the Task Scheduler asks for.</summary>
        public bool IsUtf16 { get; init; }
    }

    /// <summary>A file is removed.</summary>
    internal sealed record Remove(string Path) : ScheduleAct;

    /// <summary>A program is started.</summary>
    internal sealed record Start(SystemCommand Command) : ScheduleAct;
}

/// <summary>What is known of an installed job.</summary>
/// <param name="IsInstalled">Whether it is there.</param>
/// <param name="Lines">What the scheduler says, for people.</param>
/// <param name="LastResult">The exit code the scheduler remembers; null: it remembers none.</param>
internal sealed record JobStatus(bool IsInstalled, IReadOnlyList<string> Lines, long? LastResult);

/// <summary>A scheduler of the system.</summary>
internal interface IScheduler
{
    /// <summary>As people call it.</summary>
    string Title { get; }

    /// <summary>What installing does, in order; an installed job of that name is replaced.</summary>
    Task<IReadOnlyList<ScheduleAct>> InstallAsync(NightlyJob job, CancellationToken cancellationToken);

    /// <summary>What removing does; empty where nothing is installed.</summary>
    Task<IReadOnlyList<ScheduleAct>> RemoveAsync(string name, CancellationToken cancellationToken);

    /// <summary>What is known of the job.</summary>
    Task<JobStatus> StatusAsync(string name, CancellationToken cancellationToken);

    /// <summary>Jobs of the old program, each with the command that switches it off.</summary>
    Task<IReadOnlyList<(string Job, SystemCommand SwitchOff)>> OldJobsAsync(CancellationToken cancellationToken);

    /// <summary>What to know after installing, one line each.</summary>
    IReadOnlyList<string> Hints(NightlyJob job);
}
