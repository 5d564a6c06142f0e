using System.Text.RegularExpressions;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Schedule;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.Composition;

/// <summary>Carries out <c>schedule</c> with the scheduler this system has.</summary>
internal static partial class ScheduleWork
{
    /// <summary>The job's name; another environment, such as staging, has a job of its own.</summary>
    private const string JobName = "clanstats-nightly";

    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(15);

    /// <summary>Does what was asked.</summary>
    public static Task<ExitCode> RunAsync(SchedulePlan plan, Terminal terminal, TimeProvider time, CancellationToken cancellationToken) =>
        RunAsync(plan, terminal, time, new SystemCommands(), OperatingSystem.IsWindows(), cancellationToken);

    /// <summary>Does what was asked, on a system of that kind.</summary>
    /// <exception cref="UserFaultException">There is no scheduler, or it refused.</exception>
    public static async Task<ExitCode> RunAsync(
        SchedulePlan plan, Terminal terminal, TimeProvider time, ISystemCommands commands, bool isWindows, CancellationToken cancellationToken)
    {
        var scheduler = await SchedulerAsync(plan, time, commands, isWindows, cancellationToken);
        var desk = new ScheduleDesk(scheduler, commands, terminal, time);
        var name = plan.Settings.Environment is { } environment ? $"{JobName}-{Unfit().Replace(environment, "-")}" : JobName;
        return plan.Task switch
        {
            ScheduleTask.Install => await desk.InstallAsync(Job(plan, name), plan, cancellationToken),
            ScheduleTask.Remove => await desk.RemoveAsync(name, plan, cancellationToken),
            _ => await desk.StatusAsync(name, plan.Settings.LogDirectory, cancellationToken),
        };
    }

    private static NightlyJob Job(SchedulePlan plan, string name) => new()
    {
        Name = name,
        Program = plan.Surroundings.Program,
        Arguments = ["run", .. plan.Paths],
        WorkingFolder = plan.Surroundings.WorkingFolder,
        LogFolder = plan.Settings.LogDirectory,
        At = plan.At,
        Limit = plan.Settings.RunDeadline + Slack,
        Wake = plan.Wake,
    };

    private static async Task<IScheduler> SchedulerAsync(
        SchedulePlan plan, TimeProvider time, ISystemCommands commands, bool isWindows, CancellationToken cancellationToken)
    {
        var environment = plan.Surroundings.Environment;
        string Variable(string name) => environment.GetValueOrDefault(name) ?? "";
        WindowsTask Windows() => new(
            $@"{Variable("USERDOMAIN")}\{Variable("USERNAME")}".TrimStart('\\'), plan.Surroundings.TemporaryFolder, DateOnly.FromDateTime(time.GetLocalNow().DateTime), commands);
        SystemdTimer Systemd() => new(
            Path.Combine(Variable("XDG_CONFIG_HOME") is { Length: > 0 } config ? config : Path.Combine(Variable("HOME"), ".config"), "systemd", "user"), commands);
        return plan.With switch
        {
            "task-scheduler" => Windows(),
            "systemd" => Systemd(),
            "cron" => new CronTable(commands),
            _ when isWindows => Windows(),
            _ when (await commands.RunAsync(new SystemCommand("systemctl", ["--user", "show-environment"]), cancellationToken)).Succeeded => Systemd(),
            // Whoever has no table of jobs yet is told so with an exit code; whoever has no crontab cannot start it at all.
            _ when (await commands.RunAsync(new SystemCommand("crontab", ["-l"]), cancellationToken)).ExitCode is not null => new CronTable(commands),
            _ => throw new UserFaultException(
                "This system has neither a systemd of yours nor crontab; start 'clanstats run' every night by whatever else it has, or name one with --with systemd or --with cron"),
        };
    }

    [GeneratedRegex("[^A-Za-z0-9-]+")]
    private static partial Regex Unfit();
}
