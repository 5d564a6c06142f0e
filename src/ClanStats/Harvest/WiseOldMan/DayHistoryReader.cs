using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Reads history day by day for the whole group, oldest day first, so that every snapshot is counted once. What such an answer cannot tell
/// stays unknown: ranks, values of 0, and EHP and EHB, which WOM works out anew with today's rates here.
/// </summary>
internal sealed class DayHistoryReader(WiseOldManClient client, WiseOldManOptions options, HistoryStore history, IRunProgress progress)
{
    private const int SnapshotsTogether = 10_000;

    /// <summary>Reads the days of a plan while there is time.</summary>
    /// <returns>How many snapshots were new.</returns>
    public async Task<int> ReadAsync(RunContext run, BackfillPlan plan, Func<bool> isTimeLeft, List<string> failures, CancellationToken cancellationToken)
    {
        if (plan.ByDay.Any(waiting => !waiting.IsByDay))
        {
            history.BeginByDay(plan.ByDay, run.Now, run.RunId);
        }

        var today = run.Now.DayNumber;
        var first = history.LastDayRead() + 1 ?? run.Now.PlusDays(-options.BackfillDays).DayNumber;
        var members = plan.ByDay.ToDictionary(waiting => waiting.Member.WomPlayerId, waiting => waiting.Member);
        var gathered = new Dictionary<long, List<IncomingSnapshot>>();
        var metrics = history.LoadMetrics();
        var (stored, count) = (0, 0);
        using var task = progress.Start($"Reading history: {plan.Told}", today - first + 1);

        void Store(long lastDay)
        {
            stored += history.SaveDays(metrics, members, gathered, lastDay, isWhole: lastDay == today, run, cancellationToken);
            gathered.Clear();
            count = 0;
        }

        for (var day = first; day <= today; day++)
        {
            var answer = isTimeLeft() ? await TryReadAsync(day, run, failures, cancellationToken) : null;
            if (answer is null)
            {
                Store(day - 1);
                break;
            }

            failures.AddRange(answer.Told is null ? [] : [answer.Told]);
            count += Gather(answer, members, metrics, gathered);
            task.Advance();
            if (count >= SnapshotsTogether || day == today)
            {
                Store(day);
            }
        }

        return stored;
    }

    private async Task<GainsAnswer?> TryReadAsync(long day, RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        try
        {
            var (from, next) = (UtcInstant.StartOfDay(day), UtcInstant.StartOfDay(day + 1));
            return await client.GetGainsAsync(from, next.Plus(TimeSpan.FromMilliseconds(-1)), run.Now, cancellationToken);
        }
        catch (HarvestException exception) when (!exception.StopsTheSource)
        {
            failures.Add($"History by day stops for tonight: {exception.Message}");
            return null;
        }
    }

    private static int Gather(
        GainsAnswer answer, Dictionary<long, HarvestedMember> members, MetricRegistry metrics, Dictionary<long, List<IncomingSnapshot>> gathered)
    {
        var count = 0;
        foreach (var shown in answer.Snapshots.Where(shown => members.ContainsKey(shown.PlayerId)))
        {
            var values = new List<IncomingMetric>(shown.Values.Count);
            foreach (var (name, value) in shown.Values)
            {
                if (metrics.CategoryOf(name) is { } category and not MetricCategory.Computed)
                {
                    values.Add(new IncomingMetric(name, category, value, null));
                }
            }

            if (!gathered.TryGetValue(shown.PlayerId, out var list))
            {
                gathered.Add(shown.PlayerId, list = []);
            }

            list.Add(new IncomingSnapshot(shown.At, values, default, SnapshotSources.BulkGained));
            count++;
        }

        return count;
    }
}
