using System.Globalization;

namespace ClanStats.Hosting.Schedule;

/// <summary>A timer of systemd that belongs to the user: two files and two commands, without rights of an administrator.</summary>
/// <param name="folder">Where the user's units are.</param>
/// <param name="commands">Starts systemctl.</param>
internal sealed class SystemdTimer(string folder, ISystemCommands commands) : IScheduler
{
    /// <inheritdoc/>
    public string Title => "systemd user timer";

    /// <summary>The unit that runs. systemd refuses quotes in the path of what it starts, so env starts it.</summary>
    public static string Service(NightlyJob job) =>
        $"""
        [Unit]
        Description=ClanStats nightly run
        Wants=network-online.target
        After=network-online.target

        [Service]
        Type=oneshot
        WorkingDirectory={Specified(job.WorkingFolder)}
        ExecStart=/usr/bin/env {string.Join(' ', job.Arguments.Prepend(job.Program).Select(Quoted))}
        TimeoutStartSec={job.Limit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}
        TimeoutStopSec=30

        """;

    /// <summary>The unit that says when; a night that was missed is made up for.</summary>
    public static string Timer(NightlyJob job) =>
        $"""
        [Unit]
        Description=ClanStats every night

        [Timer]
        OnCalendar=*-*-* {job.At.ToString("HH:mm", CultureInfo.InvariantCulture)}:00
        Persistent=true
        WakeSystem={(job.Wake ? "true" : "false")}

        [Install]
        WantedBy=timers.target

        """;

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScheduleAct>> InstallAsync(NightlyJob job, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ScheduleAct>>(
    [
        new ScheduleAct.Write(File(job.Name, "service"), Service(job)),
        new ScheduleAct.Write(File(job.Name, "timer"), Timer(job)),
        new ScheduleAct.Start(Systemctl("daemon-reload")),
        new ScheduleAct.Start(Systemctl("enable", "--now", $"{job.Name}.timer")),
    ]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScheduleAct>> RemoveAsync(string name, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ScheduleAct>>(
        !System.IO.File.Exists(File(name, "timer"))
            ? []
            :
            [
                new ScheduleAct.Start(Systemctl("disable", "--now", $"{name}.timer")),
                new ScheduleAct.Remove(File(name, "timer")),
                new ScheduleAct.Remove(File(name, "service")),
                new ScheduleAct.Start(Systemctl("daemon-reload")),
            ]);

    /// <inheritdoc/>
    public async Task<JobStatus> StatusAsync(string name, CancellationToken cancellationToken)
    {
        if (!System.IO.File.Exists(File(name, "timer")))
        {
            return new JobStatus(false, [], null);
        }

        var timer = Values(await commands.RunAsync(Systemctl("show", $"{name}.timer", "--property=ActiveState,NextElapseUSecRealtime,LastTriggerUSec"), cancellationToken));
        var service = Values(await commands.RunAsync(Systemctl("show", $"{name}.service", "--property=ExecMainStatus,ExecMainExitTimestamp"), cancellationToken));
        string Known(string property, string otherwise) => timer.GetValueOrDefault(property) is { Length: > 0 } value ? value : otherwise;
        var hasRun = service.GetValueOrDefault("ExecMainExitTimestamp") is { Length: > 0 };
        return new JobStatus(
            true,
            [
                $"timer: {timer.GetValueOrDefault("ActiveState") ?? "not known"}",
                $"next: {Known("NextElapseUSecRealtime", "not known")}",
                $"last: {Known("LastTriggerUSec", "never")}",
            ],
            hasRun && long.TryParse(service.GetValueOrDefault("ExecMainStatus"), CultureInfo.InvariantCulture, out var code) ? code : null);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<(string Job, SystemCommand SwitchOff)>> OldJobsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(string, SystemCommand)>>([]);

    /// <inheritdoc/>
    public IReadOnlyList<string> Hints(NightlyJob job) => ["It runs while you are logged in; for always: loginctl enable-linger"];

    private static SystemCommand Systemctl(params string[] words) => new("systemctl", ["--user", .. words]);

    private string File(string name, string kind) => Path.Combine(folder, $"{name}.{kind}");

    private static Dictionary<string, string> Values(CommandResult result) => result.Output.Split('\n', StringSplitOptions.TrimEntries)
        .Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).DistinctBy(parts => parts[0]).ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>A word of a command line: systemd reads quotes, backslashes, % and $ in it.</summary>
    private static string Quoted(string word) =>
        $"\"{Specified(word).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal)}\"";

    private static string Specified(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
