using System.CommandLine;
using System.Globalization;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Schedule;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>schedule install, status and remove.</summary>
internal sealed class ScheduleCommand : ICommandHandler
{
    private static readonly string[] Schedulers = ["task-scheduler", "systemd", "cron"];
    private readonly ScheduleTask _task;
    private readonly Option<string> _at = new("--at") { Description = "When, by this computer's clock (06:00).", HelpName = "HH:MM" };
    private readonly Option<string> _with = new("--with") { Description = $"Which scheduler: {string.Join(", ", Schedulers)}; found out by itself.", HelpName = "SCHEDULER" };
    private readonly Option<bool> _wake = new("--wake") { Description = "Wake the computer for it." };
    private readonly Option<bool> _show = new("--show") { Description = "Say what would be done, and do nothing." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask." };

    private ScheduleCommand(ScheduleTask task) => _task = task;

    /// <summary>Builds the command with its subcommands.</summary>
    public static Command Build(Func<string, string, ICommandHandler, Option[], Command> make)
    {
        var schedule = new Command("schedule", "The nightly job in the system's scheduler: Task Scheduler, a systemd user timer, or cron.");
        var install = new ScheduleCommand(ScheduleTask.Install);
        schedule.Add(make(
            "install", "Install the nightly job for this folder, as yourself. What it will do is shown first.", install,
            [install._at, install._with, install._wake, install._show, install._yes]));
        var status = new ScheduleCommand(ScheduleTask.Status);
        schedule.Add(make("status", "Show the nightly job and, in words, how its last run ended.", status, [status._with]));
        var remove = new ScheduleCommand(ScheduleTask.Remove);
        schedule.Add(make("remove", "Remove the nightly job.", remove, [remove._with, remove._show, remove._yes]));
        return schedule;
    }

    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Schedule is not { } schedule)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var parse = invocation.Parse;
        var with = parse.GetValue(_with);
        if (with is not null && !Schedulers.Contains(with, StringComparer.Ordinal))
        {
            throw new UserFaultException($"--with: '{with}' is none of {string.Join(", ", Schedulers)}") { IsConfiguration = true };
        }

        var isInstall = _task == ScheduleTask.Install;
        var settings = invocation.Load(invocation.ToSettingsRequest() with { NeedsServices = isInstall });
        var plan = new SchedulePlan(_task, settings, invocation.Host.Surroundings)
        {
            At = isInstall ? Time(parse.GetValue(_at)) : default,
            With = with,
            Wake = isInstall && parse.GetValue(_wake),
            ShowOnly = _task != ScheduleTask.Status && parse.GetValue(_show),
            Confirmed = _task != ScheduleTask.Status && parse.GetValue(_yes),
            Paths = [.. Paths(invocation)],
        };
        return await schedule(plan, invocation.Terminal, invocation.Host.Time, cancellationToken);
    }

    private static IEnumerable<string> Paths(Invocation invocation) => new[] { invocation.Common.Config, invocation.Common.Database, invocation.Common.Output }
        .SelectMany(option => invocation.PathOf(option) is { } path ? new[] { option.Name, path } : []);

    private static TimeOnly Time(string? text) => text is null
        ? new TimeOnly(6, 0)
        : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : throw new UserFaultException($"--at: '{text}' is not a time such as 06:00") { IsConfiguration = true };
}
