using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Reads the history of members it was never read of, page by page, for at most WOM_BACKFILL_MINUTES a night. Each page is stored with its
/// mark, so that an interrupted night loses nothing.
/// </summary>
internal sealed class BackfillReader(
    WiseOldManClient client,
    WiseOldManOptions options,
    HistoryStore history,
    TimeProvider clock,
    IRunProgress progress,
    ILogger<BackfillReader> logger)
{
    /// <summary>Reads until everybody's history is held or the time is up.</summary>
    /// <returns>How many snapshots were new.</returns>
    public async Task<int> ReadAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        var waiting = history.WithoutHistory(run.Now);
        if (waiting.Count == 0)
        {
            return 0;
        }

        logger.LogInformation(
            "History of {Count} members is read back to {Days} days, for at most {Minutes} minutes tonight",
            waiting.Count, options.BackfillDays, options.BackfillMinutes);
        var metrics = history.LoadMetrics();
        var started = clock.GetTimestamp();
        var (stored, read, unread) = (0, 0, 0);
        using var task = progress.Start("Reading history", waiting.Count);
        foreach (var member in waiting)
        {
            if (clock.GetElapsedTime(started).TotalMinutes >= options.BackfillMinutes)
            {
                logger.LogInformation("History of {Count} members waits for the next nights", waiting.Count - read);
                return stored;
            }

            try
            {
                stored += await ReadMemberAsync(run, metrics, member, failures, cancellationToken);
            }
            catch (HarvestException exception) when (!exception.StopsTheSource)
            {
                unread++;
                failures.Add($"The history of {member.Username} could not be read: {exception.Message}");
            }

            read++;
            task.Advance();
        }

        if (unread == 0)
        {
            history.HistoryCovered(run.Now.PlusDays(-options.BackfillDays), run.Now, run.RunId);
        }

        return stored;
    }

    private async Task<int> ReadMemberAsync(
        RunContext run, MetricRegistry metrics, HarvestedMember member, List<string> failures, CancellationToken cancellationToken)
    {
        var horizon = run.Now.PlusDays(-options.BackfillDays);
        var (stored, seen, refused) = (0, 0, 0);
        await foreach (var page in client.GetSnapshotsAsync(member.Username, cancellationToken))
        {
            var snapshots = Usable(page, run.Now, ref refused);
            seen += snapshots.Count;
            var atEnd = page.Count < WiseOldManClient.SnapshotPage || (snapshots.Count > 0 && snapshots.Min(s => s.At) < horizon);
            HistoryMark? mark = !atEnd ? null : seen == 0 ? HistoryMark.EmptyUntil(run.Now) : HistoryMark.End;
            stored += history.SaveHistory(metrics, member, snapshots, mark, run.Now, run.RunId, cancellationToken);
            if (atEnd)
            {
                break;
            }
        }

        if (refused > 0)
        {
            failures.Add($"{refused} snapshots in the history of {member.Username} were set aside");
        }

        return stored;
    }

    private static List<IncomingSnapshot> Usable(IReadOnlyList<JsonElement> page, UtcInstant now, ref int refused)
    {
        var snapshots = new List<IncomingSnapshot>(page.Count);
        foreach (var element in page)
        {
            if (SnapshotReader.Read(element, now, out _) is { } snapshot)
            {
                snapshots.Add(snapshot);
            }
            else
            {
                refused++;
            }
        }

        return snapshots;
    }
}
