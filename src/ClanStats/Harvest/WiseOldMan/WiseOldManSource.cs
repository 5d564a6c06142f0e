using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// A night at Wise Old Man: a request for fresh data if snapshots will be read, roster, one bulk read of everybody's newest snapshot,
/// activity and achievements down to what is known, then the history of members it was never read of. The number of requests of a steady
/// night does not depend on the clan's size.
/// </summary>
internal sealed class WiseOldManSource(
    WiseOldManClient client,
    WiseOldManOptions options,
    UpdateRequest updates,
    RosterReader roster,
    GroupHistoryStore groupHistory,
    HistoryStore history,
    BackfillReader backfill,
    VanishedPlayers vanished,
    RosterStore rosterStore,
    Domain.Report.ReportSettings settings,
    IRunProgress progress,
    ILogger<WiseOldManSource> logger)
{
    private const int SnapshotsPerTransaction = 50;

    /// <summary>Reads the night.</summary>
    public async Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        var readsBulk = ShouldReadBulk(run);
        var update = readsBulk ? await updates.AskAsync(run, failures, cancellationToken) : UpdateResult.NotAsked;
        var change = await roster.ReadAsync(run, update.Roster, failures, cancellationToken);
        if (change is null)
        {
            return StepResult.Partial("the roster was refused; nothing was changed", failures);
        }

        if (change.Left > 0)
        {
            await vanished.LookUpAsync(run, cancellationToken);
        }

        var snapshots = 0;
        if (readsBulk)
        {
            snapshots = await ReadBulkAsync(run, failures, cancellationToken);
        }

        var events = await ReadActivityAsync(run, failures, cancellationToken);
        var achievements = await ReadAchievementsAsync(run, failures, cancellationToken);
        rosterStore.ResolveJoinDates(settings.FoundingDay, cancellationToken);
        if (options.BackfillPlayers)
        {
            snapshots += await backfill.ReadAsync(run, failures, cancellationToken);
        }

        var detail = $"{change.Members} members ({change.Joined} new, {change.Left} left), {snapshots} snapshots, {events} events, "
            + $"{achievements} achievements" + (update.Detail is null ? "" : $"; {update.Detail}");
        var rows = change.Joined + change.Left + snapshots + events + achievements;
        return failures.Count == 0 ? StepResult.Done(detail, rows) : StepResult.Partial(detail, failures, rows);
    }

    private bool ShouldReadBulk(RunContext run)
    {
        if (run.Force || history.LastBulkRead() is not { } last || run.Now.HoursSince(last) >= options.StalenessSkipHours)
        {
            return true;
        }

        logger.LogInformation("Snapshots were read {Hours:0.0} h ago and are not read again (WOM_STALENESS_SKIP_HOURS)", run.Now.HoursSince(last));
        return false;
    }

    private async Task<int> ReadBulkAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        var members = history.CurrentMembers();
        var metrics = history.LoadMetrics();
        var batch = new List<(HarvestedMember, IncomingSnapshot)>(SnapshotsPerTransaction);
        var setAside = new List<string>();
        var (stored, seen) = (0, 0);
        using var task = progress.Start("Reading snapshots", members.Count);
        await foreach (var entry in client.GetBulkHiscoresAsync(cancellationToken))
        {
            task.Advance();
            seen++;
            if (!members.TryGetValue(entry.Player.Id, out var member))
            {
                continue;
            }

            if (SnapshotReader.Read(entry.Data, run.Now, out var fault) is not { } snapshot)
            {
                setAside.Add($"{entry.Player.Username}: {fault}");
                continue;
            }

            batch.Add((member, snapshot));
            if (batch.Count == SnapshotsPerTransaction)
            {
                stored += history.Save(metrics, batch, run.RunId, cancellationToken);
                batch.Clear();
            }
        }

        stored += history.Save(metrics, batch, run.RunId, cancellationToken);
        if (setAside.Count > 0)
        {
            failures.Add($"{setAside.Count} of {seen} snapshots were set aside, such as {setAside[0]}");
        }

        history.BulkReadDone(run.Now, run.RunId);
        return stored;
    }

    private async Task<int> ReadActivityAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        var known = groupHistory.KnownActivity();
        var rows = new List<(WomActivity, UtcInstant)>();
        await foreach (var page in client.GetActivityAsync(cancellationToken))
        {
            var anyNew = false;
            foreach (var row in page)
            {
                var time = ForeignTime.Parse(row.CreatedAt, run.Now);
                if (time.Value is not { } at)
                {
                    failures.Add($"an event of player {row.PlayerId} was set aside: {time.Refusal ?? "no time"}");
                    continue;
                }

                anyNew |= !known.Contains((row.PlayerId, at.Milliseconds, row.Type));
                rows.Add((row, at));
            }

            if (!anyNew)
            {
                break;
            }
        }

        return groupHistory.SaveActivity(rows, run.RunId, cancellationToken);
    }

    private async Task<int> ReadAchievementsAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        var known = groupHistory.KnownAchievements();
        var rows = new List<(WomAchievement, UtcInstant?)>();
        await foreach (var page in client.GetAchievementsAsync(cancellationToken))
        {
            var anyNew = false;
            foreach (var row in page)
            {
                var time = ForeignTime.Parse(row.CreatedAt, run.Now);
                if (time.IsRefused)
                {
                    failures.Add($"the achievement '{row.Name}' of player {row.PlayerId} was set aside: {time.Refusal}");
                    continue;
                }

                anyNew |= !known.Contains((row.PlayerId, row.Name));
                rows.Add((row, time.Value));
            }

            if (!anyNew)
            {
                break;
            }
        }

        return groupHistory.SaveAchievements(rows, run.RunId, cancellationToken);
    }
}
