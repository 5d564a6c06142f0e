using System.Text;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Notices;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.Schedule;

/// <summary>Installs, shows and removes the nightly job: what will be done is shown first, and done only when somebody agrees.</summary>
internal sealed class ScheduleDesk(IScheduler scheduler, ISystemCommands commands, Terminal terminal, TimeProvider time)
{
    /// <summary>Installs the job.</summary>
    /// <exception cref="UserFaultException">Nobody agreed, or the system refused.</exception>
    public async Task<ExitCode> InstallAsync(NightlyJob job, SchedulePlan plan, CancellationToken cancellationToken)
    {
        var acts = await scheduler.InstallAsync(job, cancellationToken);
        terminal.Answer($"{scheduler.Title}: every day at {job.At:HH\\:mm}, as you, in {job.WorkingFolder}, at most {Durations.Show(job.Limit)}");
        var old = await scheduler.OldJobsAsync(cancellationToken);
        if (!await AgreedAsync(acts, plan, cancellationToken))
        {
            return plan.ShowOnly ? ExitCode.Done : ExitCode.Cancelled;
        }

        terminal.Answer("Installed.");
        foreach (var hint in scheduler.Hints(job))
        {
            terminal.Answer(hint);
        }

        foreach (var (name, switchOff) in old)
        {
            await OfferAsync(name, switchOff, cancellationToken);
        }

        return ExitCode.Done;
    }

    /// <summary>Removes the job.</summary>
    /// <exception cref="UserFaultException">Nobody agreed, or the system refused.</exception>
    public async Task<ExitCode> RemoveAsync(string name, SchedulePlan plan, CancellationToken cancellationToken)
    {
        var acts = await scheduler.RemoveAsync(name, cancellationToken);
        if (acts.Count == 0)
        {
            terminal.Answer($"{scheduler.Title}: there is no job {name}.");
            return ExitCode.Done;
        }

        if (!await AgreedAsync(acts, plan, cancellationToken))
        {
            return plan.ShowOnly ? ExitCode.Done : ExitCode.Cancelled;
        }

        terminal.Answer("Removed.");
        return ExitCode.Done;
    }

    /// <summary>Tells about the job and how its last run ended, in words.</summary>
    public async Task<ExitCode> StatusAsync(string name, string logDirectory, CancellationToken cancellationToken)
    {
        var status = await scheduler.StatusAsync(name, cancellationToken);
        terminal.Answer(status.IsInstalled ? $"{scheduler.Title}: {name} is installed" : $"{scheduler.Title}: there is no job {name}; 'clanstats schedule install' makes one");
        foreach (var line in status.Lines)
        {
            terminal.Answer($"  {LineEscape.Escape(line)}");
        }

        if (status.LastResult is { } result)
        {
            Tell($"  its last result is {result}", result);
        }

        if (new NoticeFile(logDirectory).LoadLast() is { } last)
        {
            Tell($"  last {last.Command}: ended {last.EndedAt.ToPeople()}, {DaysAgo(last.EndedAt)}, exit code {last.ExitCode}", last.ExitCode);
        }

        return status.IsInstalled ? ExitCode.Done : ExitCode.Failed;
    }

    private string DaysAgo(UtcInstant at) => UtcInstant.From(time.GetUtcNow()).WholeDaysSince(at) switch
    {
        0 => "less than a day ago",
        1 => "a day ago",
        var days => $"{days} days ago",
    };

    private void Tell(string what, long code)
    {
        var words = ExitWords.Of(code);
        terminal.Answer($"{what}: {words.Meaning}");
        if (words.Remedy is { } remedy)
        {
            terminal.Answer($"    → {remedy}");
        }
    }

    private async Task<bool> AgreedAsync(IReadOnlyList<ScheduleAct> acts, SchedulePlan plan, CancellationToken cancellationToken)
    {
        foreach (var line in acts.SelectMany(Shown))
        {
            terminal.Answer(line);
        }

        if (plan.ShowOnly)
        {
            return false;
        }

        if (!plan.Confirmed)
        {
            var answer = terminal.Ask("Do this? Write yes:")
                ?? throw new UserFaultException("Nobody is there to agree: add --yes to do it, or --show to see it alone") { IsConfiguration = true };
            if (!string.Equals(answer, "yes", StringComparison.OrdinalIgnoreCase))
            {
                terminal.Answer("Nothing was done.");
                return false;
            }
        }

        Directory.CreateDirectory(plan.Settings.LogDirectory);
        foreach (var act in acts)
        {
            await DoAsync(act, cancellationToken);
        }

        return true;
    }

    private async Task OfferAsync(string name, SystemCommand switchOff, CancellationToken cancellationToken)
    {
        terminal.Answer($"The old program's job is still there: {LineEscape.Escape(name)}. Both write into the same outputs if they share a folder.");
        var answer = terminal.Ask("Switch it off? It stays and can be switched on again. Write yes:");
        if (!string.Equals(answer, "yes", StringComparison.OrdinalIgnoreCase))
        {
            terminal.Answer($"To switch it off: {switchOff}");
            return;
        }

        await DoAsync(new ScheduleAct.Start(switchOff), cancellationToken);
        terminal.Answer("Switched off.");
    }

    private static IEnumerable<string> Shown(ScheduleAct act) => act switch
    {
        ScheduleAct.Write write => [$"write {write.Path}:", .. write.Content.TrimEnd().Split('\n').Select(line => $"    {line}")],
        ScheduleAct.Remove remove => [$"remove {remove.Path}"],
        ScheduleAct.Start { Command.Input: { } input } start => [$"run {start.Command}, which reads:", .. input.TrimEnd().Split('\n').Select(line => $"    {line}")],
        ScheduleAct.Start start => [$"run {start.Command}"],
        _ => [],
    };

    private async Task DoAsync(ScheduleAct act, CancellationToken cancellationToken)
    {
        switch (act)
        {
            case ScheduleAct.Write write:
                Directory.CreateDirectory(Path.GetDirectoryName(write.Path)!);
                await File.WriteAllTextAsync(write.Path, write.Content, write.IsUtf16 ? Encoding.Unicode : new UTF8Encoding(false), cancellationToken);
                break;
            case ScheduleAct.Remove remove:
                File.Delete(remove.Path);
                break;
            case ScheduleAct.Start start:
                var result = await commands.RunAsync(start.Command, cancellationToken);
                if (!result.Succeeded)
                {
                    var said = LineEscape.Escape((result.Trouble + result.Output).Trim());
                    throw new UserFaultException($"{start.Command.File} refused{(said.Length == 0 ? "" : $": {said}")}. It was told: {start.Command}");
                }

                break;
        }
    }
}
