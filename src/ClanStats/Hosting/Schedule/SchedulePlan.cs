using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.Schedule;

/// <summary>What <c>schedule</c> can be asked for.</summary>
internal enum ScheduleTask
{
    /// <summary>Install the nightly job.</summary>
    Install,

    /// <summary>Tell about it.</summary>
    Status,

    /// <summary>Remove it.</summary>
    Remove,
}

/// <summary>What <c>schedule</c> was asked to do.</summary>
/// <param name="Task">Which of them.</param>
/// <param name="Settings">The log folder and the deadline; for installing all that a run needs.</param>
/// <param name="Surroundings">Where the program is and where it was started.</param>
internal sealed record SchedulePlan(ScheduleTask Task, ClanStatsSettings Settings, ProcessSurroundings Surroundings)
{
    /// <summary><c>--at</c>.</summary>
    public TimeOnly At { get; init; } = new(6, 0);

    /// <summary><c>--with</c>: task-scheduler, systemd or cron; null: what this system has.</summary>
    public string? With { get; init; }

    /// <summary><c>--wake</c>.</summary>
    public bool Wake { get; init; }

    /// <summary><c>--show</c>: say what would be done and do nothing.</summary>
    public bool ShowOnly { get; init; }

    /// <summary><c>--yes</c>.</summary>
    public bool Confirmed { get; init; }

    /// <summary>What the job tells the program beside <c>run</c>: the paths this command was given.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
}

/// <summary>Carries out <c>schedule</c>.</summary>
internal delegate Task<ExitCode> ScheduleDelegate(SchedulePlan plan, Terminal terminal, TimeProvider time, CancellationToken cancellationToken);
