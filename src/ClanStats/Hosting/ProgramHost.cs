using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Check;
using ClanStats.Hosting.CommandLine;
using ClanStats.Hosting.People;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;
using Microsoft.Extensions.Logging;

namespace ClanStats.Hosting;

/// <summary>Carries out a run that was planned; builds its own container and owns it.</summary>
/// <param name="plan">What to do, with which settings.</param>
/// <param name="services">What the run speaks through; stays the caller's.</param>
/// <param name="cancellationToken">Stops it cleanly.</param>
internal delegate Task<ExitCode> RunDelegate(RunPlan plan, RunServices services, CancellationToken cancellationToken);

/// <summary>Carries out <c>db migrate</c>; what it prints as its answer goes through the services' terminal.</summary>
internal delegate Task<ExitCode> MigrateDelegate(MigrationPlan plan, RunServices services, CancellationToken cancellationToken);

/// <summary>Carries out the other <c>db</c> commands.</summary>
internal delegate Task<ExitCode> DatabaseDelegate(DatabasePlan plan, RunServices services, CancellationToken cancellationToken);

/// <summary>Carries out <c>db import</c>.</summary>
internal delegate Task<ExitCode> ImportDelegate(ImportPlan plan, RunServices services, CancellationToken cancellationToken);

/// <summary>Carries out <c>check</c>; tells on the terminal only how far it is.</summary>
internal delegate Task<CheckReport> CheckDelegate(CheckPlan plan, Terminal terminal, TimeProvider time, CancellationToken cancellationToken);

/// <summary>Carries out <c>member</c> without an option: shows a card. Writes no file.</summary>
internal delegate Task<ExitCode> MemberDelegate(MemberPlan plan, Terminal terminal, CancellationToken cancellationToken);

/// <summary>Carries out <c>forget</c>.</summary>
internal delegate Task<ExitCode> ForgetDelegate(ForgetPlan plan, RunServices services, CancellationToken cancellationToken);

/// <summary>What a command's work speaks through.</summary>
/// <param name="Loggers">Write to app.log, app.jsonl and the terminal with the run's trace id.</param>
/// <param name="Progress">Bars or lines.</param>
/// <param name="Console">The line of each step and the summary.</param>
/// <param name="Terminal">Answers and diagnostics of their own.</param>
/// <param name="Time">The real clock, for waiting and durations.</param>
internal sealed record RunServices(ILoggerFactory Loggers, IRunProgress Progress, IRunConsole Console, Terminal Terminal, TimeProvider Time)
{
    /// <summary>What a run leaves behind for its closing.</summary>
    public Notices.RunAftermath Aftermath { get; init; } = new();
}

/// <summary>What <c>db migrate</c> was asked to do.</summary>
/// <param name="Settings">Where the database and its backups are.</param>
/// <param name="TargetVersion"><c>--to</c>: the script number to go up or down to; null: the newest.</param>
/// <param name="Rehearse"><c>--rehearse</c>: work on a copy and print counts before and after.</param>
internal sealed record MigrationPlan(ClanStatsSettings Settings, int? TargetVersion, bool Rehearse);

/// <summary>What <c>db</c> can be asked for besides migrating and importing.</summary>
internal enum DatabaseTask
{
    /// <summary>Tell its state.</summary>
    Status,

    /// <summary>Make a copy.</summary>
    Backup,

    /// <summary>List the copies.</summary>
    Backups,

    /// <summary>Put a copy in its place.</summary>
    Restore,

    /// <summary>Check it.</summary>
    Verify,

    /// <summary>Analyse and rewrite it.</summary>
    Optimize,
}

/// <summary>What a <c>db</c> command was asked to do.</summary>
/// <param name="Task">Which of them.</param>
/// <param name="Settings">Where the database and its backups are.</param>
/// <param name="Now">Business time: <c>--now</c>, else the clock's.</param>
internal sealed record DatabasePlan(DatabaseTask Task, ClanStatsSettings Settings, UtcInstant Now)
{
    /// <summary><c>--label</c>, fit for a file name; null: none.</summary>
    public string? Label { get; init; }

    /// <summary>The file to restore, absolute; null for the other tasks.</summary>
    public string? File { get; init; }

    /// <summary><c>--json</c>.</summary>
    public bool AsJson { get; init; }

    /// <summary><c>--hash</c>.</summary>
    public bool WithHash { get; init; }
}

/// <summary>What <c>db import</c> was asked to do.</summary>
/// <param name="Settings">Where the database, its backups and the report go, and what is carried.</param>
/// <param name="Now">Business time: <c>--now</c>, else the clock's.</param>
/// <param name="LegacyFile">The old program's database, absolute.</param>
/// <param name="CompareFile"><c>--compare</c>, absolute; null: looked for beside the old database.</param>
internal sealed record ImportPlan(ClanStatsSettings Settings, UtcInstant Now, string LegacyFile, string? CompareFile);

/// <summary>What <c>check</c> was asked to look at.</summary>
/// <param name="Settings">The configuration.</param>
/// <param name="Now">Business time: <c>--now</c>, else the clock's.</param>
internal sealed record CheckPlan(ClanStatsSettings Settings, UtcInstant Now);

/// <summary>What <c>member</c> was asked.</summary>
/// <param name="Settings">Where the database and people.yaml are.</param>
/// <param name="Now">Business time: <c>--now</c>, else the clock's.</param>
/// <param name="Name">A name or an id; empty for the clan.</param>
/// <param name="AsJson"><c>--json</c>.</param>
/// <param name="Notes">What is to be written into people.yaml.</param>
internal sealed record MemberPlan(ClanStatsSettings Settings, UtcInstant Now, string Name, bool AsJson, WantedNotes Notes)
{
    /// <summary>The UTC days of <c>--from</c> and <c>--to</c>, the second not included; null where none were given.</summary>
    public (DateOnly From, DateOnly Before)? Range { get; init; }

    /// <summary><c>--clan</c>: the range of the whole clan instead of a person's card.</summary>
    public bool IsClan { get; init; }

    /// <summary><c>--metric</c>: what the range tells day by day beside the usual.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];
}

/// <summary>What <c>forget</c> was asked to do.</summary>
/// <param name="Settings">Where the database, the outputs and the backups are.</param>
/// <param name="Now">Business time: <c>--now</c>, else the clock's.</param>
/// <param name="TraceId">Of the log, and of the outputs that are written anew.</param>
/// <param name="Name">A name or an id.</param>
/// <param name="Backups"><c>--backups</c>: rewrite the backups too.</param>
/// <param name="Confirmed"><c>--yes</c>.</param>
internal sealed record ForgetPlan(ClanStatsSettings Settings, UtcInstant Now, string TraceId, string Name, bool Backups, bool Confirmed);

/// <summary>Carries out <c>link</c> and its subcommands.</summary>
internal delegate Task<ExitCode> LinkDelegate(LinkCommandPlan plan, RunServices services, CancellationToken cancellationToken);

/// <summary>What <c>link</c> can be asked for.</summary>
internal enum LinkTask
{
    /// <summary>List links and what waits for an officer.</summary>
    List,

    /// <summary>An account is a member's.</summary>
    Confirm,

    /// <summary>An account is not a member's.</summary>
    Reject,

    /// <summary>Take the last decision about an account back.</summary>
    Undo,
}

/// <summary>What a <c>link</c> command was asked to do.</summary>
/// <param name="Task">Which of them.</param>
/// <param name="Settings">Where the database is.</param>
/// <param name="Now">Business time: <c>--now</c>, else the clock's.</param>
internal sealed record LinkCommandPlan(LinkTask Task, ClanStatsSettings Settings, UtcInstant Now)
{
    /// <summary>The account as typed; null for a list.</summary>
    public string? Account { get; init; }

    /// <summary>The member as typed; null where none is asked for.</summary>
    public string? Name { get; init; }

    /// <summary><c>--merge</c>.</summary>
    public bool Merge { get; init; }

    /// <summary><c>--move</c>.</summary>
    public bool Move { get; init; }
}

/// <summary>The process as the command line sees it, and the work it can hand out. A piece of work that is null is not built yet.</summary>
internal sealed record ProgramHost
{
    public required Terminal Terminal { get; init; }

    public required ProcessSurroundings Surroundings { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Shows a file on the desktop and tells whether that went; null: there is no desktop.</summary>
    public Func<string, bool>? Open { get; init; }

    /// <summary>run, harvest, report and demo.</summary>
    public RunDelegate? Run { get; init; }

    /// <summary>db migrate.</summary>
    public MigrateDelegate? Migrate { get; init; }

    /// <summary>db status, backup, backups, restore, verify and optimize.</summary>
    public DatabaseDelegate? Database { get; init; }

    /// <summary>db import.</summary>
    public ImportDelegate? Import { get; init; }

    /// <summary>check.</summary>
    public CheckDelegate? Check { get; init; }

    /// <summary>member.</summary>
    public MemberDelegate? Member { get; init; }

    /// <summary>forget.</summary>
    public ForgetDelegate? Forget { get; init; }

    /// <summary>link.</summary>
    public LinkDelegate? Link { get; init; }

    /// <summary>runs.</summary>
    public Runs.RunsDelegate? Runs { get; init; }

    /// <summary>init.</summary>
    public SetUp.InitDelegate? Init { get; init; }

    /// <summary>schedule.</summary>
    public Schedule.ScheduleDelegate? Schedule { get; init; }
}
