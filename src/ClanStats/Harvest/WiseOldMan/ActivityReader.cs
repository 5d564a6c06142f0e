using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>What was read of the activity log.</summary>
/// <param name="Events">Every event once, newest first.</param>
/// <param name="WholeAfter">They are all there are after this instant; null if that cannot be told.</param>
/// <param name="Depth">How deep the log was to be read.</param>
internal sealed record ActivityRead(IReadOnlyList<GroupEvent> Events, UtcInstant? WholeAfter, ListDepth Depth);

/// <summary>
/// Reads the group's activity log. Its pages are cut out of a list that lives: an insertion between two pages repeats a row, and events of one
/// moment, such as all of one roster synchronisation, stand in another order in every answer, so that a page may repeat some of them and skip
/// others. Repetitions give that away, and the seam is read once more, overlapping.
/// </summary>
internal sealed class ActivityReader(WiseOldManClient client, GroupHistoryStore store, DeepReads depths, IRunProgress progress)
{
    private const int MostSeamReads = 3;

    /// <summary>Reads the log as deep as it is due tonight.</summary>
    /// <param name="run">The run.</param>
    /// <param name="failures">Receives what was set aside.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HarvestException">The log could not be read or was refused.</exception>
    public async Task<ActivityRead> ReadAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        var depth = depths.Tonight(run, DeepReads.Activity);
        var known = store.KnownActivity();
        var log = new Log();
        var offset = 0;
        var isWhole = true;
        using var task = new PageProgress(progress, "Reading the activity log");
        await foreach (var page in client.GetActivityAsync(run.Now, cancellationToken))
        {
            task.Note(page.Elements);
            var repeated = log.Add(page.Rows);
            if (repeated > 0)
            {
                repeated = await ReadSeamAsync(run, log, offset, repeated, cancellationToken);
                isWhole &= repeated == 0;
            }

            if (page.Told is { } told)
            {
                failures.Add(told);
                isWhole = false;
            }

            if (page.IsLast)
            {
                return new ActivityRead(log.Events, isWhole ? default(UtcInstant) : null, depth);
            }

            if (!depth.GoesOn(log.Oldest, page.Rows.Any(row => !known.Contains(row.Key))))
            {
                break;
            }

            offset += WiseOldManClient.GroupPage;
        }

        return new ActivityRead(log.Events, isWhole ? log.Oldest : null, depth);
    }

    /// <summary>Reads around the border of two pages until as many events were found there as had been repeated.</summary>
    /// <returns>How many are still missing.</returns>
    private async Task<int> ReadSeamAsync(RunContext run, Log log, int offset, int missing, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostSeamReads && missing > 0; attempt++)
        {
            try
            {
                var seam = await client.GetActivityPageAsync(Math.Max(1, offset - (WiseOldManClient.GroupPage / 2)), run.Now, cancellationToken);
                missing -= seam.Rows.Count - log.Add(seam.Rows);
            }
            catch (HarvestException exception) when (exception.IsNotRecorded)
            {
                break;
            }
        }

        return Math.Max(0, missing);
    }

    /// <summary>The events read so far, each once.</summary>
    private sealed class Log
    {
        private readonly HashSet<(long, long, string)> _keys = [];

        public List<GroupEvent> Events { get; } = [];

        public UtcInstant Oldest => Events.Count == 0 ? new UtcInstant(long.MaxValue) : Events.Min(row => row.At);

        /// <summary>Adds rows and says how many were there before.</summary>
        public int Add(IReadOnlyList<GroupEvent> rows)
        {
            var repeated = 0;
            foreach (var row in rows)
            {
                if (_keys.Add(row.Key))
                {
                    Events.Add(row);
                }
                else
                {
                    repeated++;
                }
            }

            return repeated;
        }
    }
}
