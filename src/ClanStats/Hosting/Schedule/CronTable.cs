namespace ClanStats.Hosting.Schedule;

/// <summary>The user's own table of cron: two lines of it are ours, a mark and the job; everything else stays as it is.</summary>
internal sealed class CronTable(ISystemCommands commands) : IScheduler
{
    /// <inheritdoc/>
    public string Title => "cron";

    /// <summary>The job's line. What it says on its way goes to a file that the next night replaces; the log has the rest.</summary>
    public static string Line(NightlyJob job)
    {
        var command = string.Join(' ', job.Arguments.Prepend(job.Program).Select(Quoted));
        var text = $"cd {Quoted(job.WorkingFolder)} && {command} >{Quoted(Path.Combine(job.LogFolder, "cron.log"))} 2>&1";
        // cron takes a bare % for the end of the command.
        return $"{job.At.Minute} {job.At.Hour} * * * {text.Replace("%", "\\%", StringComparison.Ordinal)}";
    }

    /// <summary>A table with the job in it, once.</summary>
    public static string With(string table, NightlyJob job) => $"{Without(table, job.Name)}{Mark(job.Name)}\n{Line(job)}\n";

    /// <summary>A table without the job.</summary>
    public static string Without(string table, string name)
    {
        var kept = new List<string>();
        var isOurs = false;
        foreach (var line in table.Split('\n'))
        {
            if (!isOurs && line != Mark(name))
            {
                kept.Add(line);
            }

            isOurs = line == Mark(name);
        }

        var rest = string.Join('\n', kept);
        return rest.Length == 0 || rest.EndsWith('\n') ? rest : rest + "\n";
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScheduleAct>> InstallAsync(NightlyJob job, CancellationToken cancellationToken) =>
        [new ScheduleAct.Start(new SystemCommand("crontab", ["-"], With(await TableAsync(cancellationToken), job)))];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScheduleAct>> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        return !table.Split('\n').Contains(Mark(name)) ? [] : [new ScheduleAct.Start(new SystemCommand("crontab", ["-"], Without(table, name)))];
    }

    /// <inheritdoc/>
    public async Task<JobStatus> StatusAsync(string name, CancellationToken cancellationToken)
    {
        var lines = (await TableAsync(cancellationToken)).Split('\n').ToList();
        var mark = lines.IndexOf(Mark(name));
        return mark < 0 || mark + 1 >= lines.Count
            ? new JobStatus(false, [], null)
            : new JobStatus(true, [lines[mark + 1], "cron remembers neither when a job ran nor how it ended."], null);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<(string Job, SystemCommand SwitchOff)>> OldJobsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(string, SystemCommand)>>([]);

    /// <inheritdoc/>
    public IReadOnlyList<string> Hints(NightlyJob job) =>
    [
        "cron does not make up for a night the computer was off.",
        .. job.Wake ? new[] { "cron cannot wake the computer: --wake has no effect." } : [],
    ];

    /// <summary>A user without a table has none: crontab complains and that is no fault.</summary>
    private async Task<string> TableAsync(CancellationToken cancellationToken)
    {
        var result = await commands.RunAsync(new SystemCommand("crontab", ["-l"]), cancellationToken);
        return result.Succeeded ? result.Output : "";
    }

    private static string Mark(string name) => $"# {name}: the nightly run of ClanStats, made by 'clanstats schedule install'";

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
