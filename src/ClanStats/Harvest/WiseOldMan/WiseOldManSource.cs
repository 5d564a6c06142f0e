using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// A night at Wise Old Man: a request for fresh data if snapshots will be read, roster, activity, one bulk read of everybody's newest snapshot,
/// achievements, the lists down to what is known; then the history of members it was never read of. The number of requests of a steady night
/// does not depend on the clan's size. A read that fails leaves the others; without a roster to believe nothing is changed.
/// </summary>
internal sealed class WiseOldManSource(
    WiseOldManClient client,
    WiseOldManOptions options,
    UpdateRequest updates,
    RosterReader roster,
    GroupReads group,
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
    /// <exception cref="HarvestException">There is no roster to believe, the key is rejected or this computer blocked.</exception>
    public async Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        var readsBulk = ShouldReadBulk(run);
        var update = readsBulk ? await updates.AskAsync(run, failures, cancellationToken) : UpdateResult.NotAsked;
        var members = update.Roster ?? await client.GetGroupAsync(run.Now, cancellationToken);
        var (events, retracted) = await TryAsync(() => group.ReadActivityAsync(run, failures, cancellationToken), failures);
        var change = roster.Apply(run, members, failures, cancellationToken);
        if (change.Left > 0)
        {
            await vanished.LookUpAsync(run, cancellationToken);
        }

        var snapshots = readsBulk ? await TryAsync(() => ReadBulkAsync(run, failures, cancellationToken), failures) : 0;
        var achievements = await TryAsync(() => group.ReadAchievementsAsync(run, failures, cancellationToken), failures);
        rosterStore.ResolveJoinDates(settings.FoundingDay, cancellationToken);
        if (options.BackfillPlayers)
        {
            snapshots += await backfill.ReadAsync(run, failures, cancellationToken);
        }

        var notes = new[]
        {
            $"{change.Members} members ({change.Joined} new, {change.Left} left)", change.Note, $"{snapshots} snapshots", $"{events} events",
            retracted > 0 ? $"{retracted} taken back" : null, $"{achievements} achievements", update.Detail,
        };
        var detail = string.Join(", ", notes.Where(note => note is not null));
        var rows = change.Joined + change.Left + snapshots + events + achievements;
        return failures.Count == 0 ? StepResult.Done(detail, rows) : StepResult.Partial(detail, failures, rows);
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> read, List<string> failures)
    {
        try
        {
            return await read();
        }
        catch (HarvestException exception) when (!exception.StopsTheSource)
        {
            failures.Add(exception.Message);
            return default;
        }
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

    /// <summary>Stores everybody's newest snapshot. Who is missing from the answer has no data, which says nothing about playing.</summary>
    private async Task<int> ReadBulkAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        var members = history.CurrentMembers();
        var metrics = history.LoadMetrics();
        var answer = await client.GetBulkSnapshotsAsync(run.Now, cancellationToken);
        failures.AddRange(answer.Told is null ? [] : [answer.Told]);
        var stored = 0;
        using var task = progress.Start("Storing snapshots", answer.Elements);
        foreach (var batch in answer.Snapshots.Chunk(SnapshotsPerTransaction))
        {
            var known = batch.Where(entry => members.ContainsKey(entry.PlayerId)).Select(entry => (members[entry.PlayerId], entry.Snapshot)).ToList();
            stored += history.Save(metrics, known, run.RunId, cancellationToken);
            task.Advance(batch.Length);
        }

        history.BulkReadDone(run.Now, run.RunId);
        return stored;
    }
}
