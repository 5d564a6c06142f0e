using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ClanStats.Domain.Runs;
using ClanStats.Storage;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Reads history player by player. Reading, parsing and packing run ahead of storing, so that neither waits for the other. A player's pages
/// are stored together, newest first as they come, because older snapshots make a player's gains be counted again; each transaction moves the
/// player's mark, so that an interrupted night goes on where it was.
/// </summary>
internal sealed class PlayerHistoryReader(WiseOldManClient client, WiseOldManOptions options, HistoryStore history, IRunProgress progress)
{
    private const int PagesTogether = 10;
    private const int BatchesAhead = 2;

    /// <summary>Reads the histories of a plan while there is time.</summary>
    /// <returns>How many snapshots were new.</returns>
    public async Task<int> ReadAsync(RunContext run, BackfillPlan plan, Func<bool> isTimeLeft, List<string> failures, CancellationToken cancellationToken)
    {
        var metrics = history.LoadMetrics();
        var stored = 0;
        using var task = progress.Start($"Reading history: {plan.Told}", plan.ByPlayer.Count);
        await foreach (var batch in ReadAheadAsync(run, plan.ByPlayer, isTimeLeft, cancellationToken))
        {
            failures.AddRange(batch.Failures);
            if (batch.Mark is { } mark)
            {
                stored += history.SaveHistory(metrics, batch.Member, batch.Snapshots, mark, run.Now, run.RunId, cancellationToken);
                HarvestMemory.Sweep();
            }

            if (batch.IsLast)
            {
                task.Advance();
            }
        }

        return stored;
    }

    /// <summary>The batches of all members, read by as many readers as requests may be under way, a little ahead of the storing.</summary>
    private async IAsyncEnumerable<Batch> ReadAheadAsync(
        RunContext run, IReadOnlyList<WaitingMember> waiting, Func<bool> isTimeLeft, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<Batch>(BatchesAhead);
        var next = -1;

        async Task Reader()
        {
            for (int place; isTimeLeft() && (place = Interlocked.Increment(ref next)) < waiting.Count;)
            {
                await foreach (var batch in ReadMemberAsync(run, waiting[place], isTimeLeft, stop.Token))
                {
                    await batches.Writer.WriteAsync(batch, stop.Token);
                }
            }
        }

        async Task AllReaders()
        {
            try
            {
                await Task.WhenAll(Enumerable.Range(0, Math.Max(1, options.MaxConcurrent)).Select(_ => Task.Run(Reader, stop.Token)));
                batches.Writer.Complete();
            }
            catch (Exception exception)
            {
                // Whatever stopped a reader is thrown where the batches are stored.
                batches.Writer.Complete(exception);
            }
        }

        var readers = AllReaders();
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
            {
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await readers;
        }
    }

    private async IAsyncEnumerable<Batch> ReadMemberAsync(
        RunContext run, WaitingMember waiting, Func<bool> isTimeLeft, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var horizon = run.Now.PlusDays(-options.BackfillDays);
        var offset = waiting.Offset;
        var isAny = offset > 0;
        for (var isLast = false; !isLast && (offset == waiting.Offset || isTimeLeft());)
        {
            var (snapshots, told) = (new List<IncomingSnapshot>(), new List<string>());
            Batch? failed = null;
            for (var pages = 0; pages < PagesTogether && !isLast; pages++)
            {
                var (page, failure) = await TryReadAsync(waiting.Member, offset, run, cancellationToken);
                if (page is null)
                {
                    failed = new Batch(waiting.Member, snapshots, snapshots.Count > 0 ? HistoryMark.ReadTo(offset) : null, IsLast: true, [.. told, failure!]);
                    break;
                }

                snapshots.AddRange(page.Snapshots);
                told.AddRange(page.Told is null ? [] : [page.Told]);
                offset += page.Elements;
                isAny |= page.Elements > 0;
                isLast = page.Elements < WiseOldManClient.SnapshotPage || page.Snapshots[^1].At < horizon;
            }

            yield return failed ?? new Batch(
                waiting.Member, snapshots, !isLast ? HistoryMark.ReadTo(offset) : isAny ? HistoryMark.End : HistoryMark.EmptyUntil(run.Now), isLast, told);
            if (failed is not null)
            {
                yield break;
            }
        }
    }

    private async Task<(SnapshotPage? Page, string? Failure)> TryReadAsync(
        HarvestedMember member, int offset, RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetSnapshotsAsync(member, offset, run.Now, cancellationToken), null);
        }
        catch (HarvestException exception) when (!exception.StopsTheSource)
        {
            return (null, $"The history of {member.Username} could not be read: {exception.Message}");
        }
    }

    /// <param name="Member">Whose history.</param>
    /// <param name="Snapshots">What was read of it.</param>
    /// <param name="Mark">How far it is read then; null: nothing changes.</param>
    /// <param name="IsLast">Whether nothing more of this member comes tonight.</param>
    /// <param name="Failures">What was set aside or could not be read.</param>
    private sealed record Batch(
        HarvestedMember Member, IReadOnlyList<IncomingSnapshot> Snapshots, HistoryMark? Mark, bool IsLast, IReadOnlyList<string> Failures);
}
