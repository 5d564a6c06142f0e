using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Reads the history that was never read, after the night's own reads and for at most WOM_BACKFILL_MINUTES; the rest waits for the next
/// nights. What is planned is told before the first request.
/// </summary>
internal sealed class BackfillReader(
    WiseOldManOptions options,
    HarvestOptions harvest,
    HistoryStore history,
    PlayerHistoryReader byPlayer,
    DayHistoryReader byDay,
    TimeProvider clock,
    ILogger<BackfillReader> logger)
{
    /// <summary>Reads until everybody's history is held or the time is up.</summary>
    /// <returns>How many snapshots were new.</returns>
    public async Task<int> ReadAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        var waiting = history.WithoutHistory(run.Now);
        if (waiting.Count == 0)
        {
            if (history.IsHistoryOpen())
            {
                Cover(run);
            }

            return 0;
        }

        history.OpenHistory(run.Now, run.RunId);
        HarvestMemory.SweepAll();
        var plan = BackfillPlan.Choose(waiting, options, mayReadByDay: (harvest.FixturesDirectory ?? harvest.RecordDirectory) is null);
        logger.LogInformation(
            "History back to {Days} days: {Plan}; at most {Minutes} minutes tonight (WOM_BACKFILL_MINUTES)",
            options.BackfillDays, plan.Told, options.BackfillMinutes);
        var started = clock.GetTimestamp();
        bool IsTimeLeft() => clock.GetElapsedTime(started).TotalMinutes < options.BackfillMinutes;
        var stored = 0;
        if (plan.ByDay.Count > 0)
        {
            stored += await byDay.ReadAsync(run, plan, IsTimeLeft, failures, cancellationToken);
        }

        if (plan.ByPlayer.Count > 0)
        {
            stored += await byPlayer.ReadAsync(run, plan, IsTimeLeft, failures, cancellationToken);
        }

        var left = history.WithoutHistory(run.Now);
        if (left.Count > 0)
        {
            logger.LogInformation("History of {Count} members waits for the next nights", left.Count);
        }
        else
        {
            Cover(run);
        }

        return stored;
    }

    private void Cover(RunContext run) => history.HistoryCovered(run.Now.PlusDays(-options.BackfillDays), run.Now, run.RunId);
}
