using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Reads the history of members it was never read of, page by page, for at most WOM_BACKFILL_MINUTES a night. Reading runs ahead of storing,
/// so that neither waits for the other; each page is stored with its mark, so that an interrupted night loses nothing.
/// </summary>
internal sealed class BackfillReader(
    WiseOldManClient client,
    WiseOldManOptions options,
    HistoryStore history,
    TimeProvider clock,
    IRunProgress progress,
    ILogger<BackfillReader> logger)
{
    private const int PagesAhead = 4;

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
        var (stored, read) = (0, 0);
        var complete = true;
        using var task = progress.Start("Reading history", waiting.Count);
        await foreach (var page in ReadAheadAsync(run, waiting, cancellationToken))
        {
            stored += history.SaveHistory(metrics, page.Member, page.Snapshots, page.Mark, run.Now, run.RunId, cancellationToken);
            failures.AddRange(page.Failures);
            complete &= !page.Unread;
            if (page.IsLast)
            {
                read++;
                task.Advance();
            }
        }

        if (read < waiting.Count)
        {
            logger.LogInformation("History of {Count} members waits for the next nights", waiting.Count - read);
        }
        else if (complete)
        {
            history.HistoryCovered(run.Now.PlusDays(-options.BackfillDays), run.Now, run.RunId);
        }

        return stored;
    }

    /// <summary>The pages of all members, read by as many readers as requests may be under way, a few pages ahead of the storing.</summary>
    private async IAsyncEnumerable<HistoryPage> ReadAheadAsync(
        RunContext run, IReadOnlyList<HarvestedMember> waiting, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pages = Channel.CreateBounded<HistoryPage>(PagesAhead);
        var members = new Queue<HarvestedMember>(waiting);
        var started = clock.GetTimestamp();

        bool TryNext(out HarvestedMember member)
        {
            lock (members)
            {
                var mayStart = clock.GetElapsedTime(started).TotalMinutes < options.BackfillMinutes;
                member = mayStart && members.TryDequeue(out var next) ? next : null!;
                return member is not null;
            }
        }

        async Task Reader()
        {
            while (TryNext(out var member))
            {
                await foreach (var page in ReadMemberAsync(run, member, stop.Token))
                {
                    await pages.Writer.WriteAsync(page, stop.Token);
                }
            }
        }

        async Task AllReaders()
        {
            try
            {
                await Task.WhenAll(Enumerable.Range(0, Math.Max(1, options.MaxConcurrent)).Select(_ => Task.Run(Reader, stop.Token)));
                pages.Writer.Complete();
            }
            catch (Exception exception)
            {
                // Whatever stopped a reader is thrown where the pages are stored.
                pages.Writer.Complete(exception);
            }
        }

        var readers = AllReaders();
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(cancellationToken))
            {
                yield return page;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await readers;
        }
    }

    private async IAsyncEnumerable<HistoryPage> ReadMemberAsync(
        RunContext run, HarvestedMember member, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var horizon = run.Now.PlusDays(-options.BackfillDays);
        var seen = 0;
        await using var answers = client.GetSnapshotsAsync(member.Username, cancellationToken).GetAsyncEnumerator(cancellationToken);
        for (var isLast = false; !isLast;)
        {
            if (await NextAsync(answers, member) is { } failed)
            {
                yield return failed;
                yield break;
            }

            var snapshots = Usable(answers.Current, run.Now, out var refused);
            seen += snapshots.Count;
            isLast = answers.Current.Count < WiseOldManClient.SnapshotPage || (snapshots.Count > 0 && snapshots.Min(s => s.At) < horizon);
            HistoryMark? mark = !isLast ? null : seen == 0 ? HistoryMark.EmptyUntil(run.Now) : HistoryMark.End;
            yield return new HistoryPage(
                member, snapshots, mark, isLast, [.. refused.Take(1).Select(fault => $"{refused.Count} snapshots of {member.Username} were set aside, such as {fault}")]);
        }
    }

    private static async Task<HistoryPage?> NextAsync(IAsyncEnumerator<IReadOnlyList<JsonElement>> answers, HarvestedMember member)
    {
        try
        {
            await answers.MoveNextAsync();
            return null;
        }
        catch (HarvestException exception) when (!exception.StopsTheSource)
        {
            var failure = $"The history of {member.Username} could not be read: {exception.Message}";
            return new HistoryPage(member, [], null, IsLast: true, [failure], Unread: true);
        }
    }

    private static List<IncomingSnapshot> Usable(IReadOnlyList<JsonElement> page, UtcInstant now, out List<string> refused)
    {
        refused = [];
        var snapshots = new List<IncomingSnapshot>(page.Count);
        foreach (var element in page)
        {
            if (SnapshotReader.Read(element, now, out var fault) is { } snapshot)
            {
                snapshots.Add(snapshot);
            }
            else
            {
                refused.Add(fault!);
            }
        }

        return snapshots;
    }

    private sealed record HistoryPage(
        HarvestedMember Member,
        IReadOnlyList<IncomingSnapshot> Snapshots,
        HistoryMark? Mark,
        bool IsLast,
        IReadOnlyList<string> Failures,
        bool Unread = false);
}
