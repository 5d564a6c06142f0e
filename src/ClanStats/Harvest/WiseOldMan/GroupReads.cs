using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>Reads the group's lists of events, achievements and name changes and stores what is new.</summary>
internal sealed class GroupReads(WiseOldManClient client, ActivityReader activity, GroupHistoryStore store, DeepReads depths, IRunProgress progress)
{
    /// <summary>Reads joins, departures and role changes.</summary>
    /// <returns>How many were new, and how many WOM took back.</returns>
    /// <exception cref="HarvestException">The list could not be read or was refused.</exception>
    public async Task<(int New, int Retracted)> ReadActivityAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        var read = await activity.ReadAsync(run, failures, cancellationToken);
        return store.SaveActivity(read.Events, read.WholeAfter, read.Depth, run, cancellationToken);
    }

    /// <summary>Reads achievements down to the first page on which everything is known.</summary>
    /// <returns>How many were new or changed.</returns>
    /// <exception cref="HarvestException">The list could not be read or was refused.</exception>
    public async Task<int> ReadAchievementsAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        var known = store.KnownAchievements();
        var rows = new List<GroupAchievement>();
        using var task = new PageProgress(progress, "Reading achievements");
        await foreach (var page in client.GetAchievementsAsync(run.Now, cancellationToken))
        {
            task.Note(page.Elements);
            rows.AddRange(page.Rows);
            failures.AddRange(page.Told is null ? [] : [page.Told]);
            if (page.Rows.All(row => known.Contains((row.PlayerId, row.Name))))
            {
                break;
            }
        }

        return store.SaveAchievements(rows, run.RunId, cancellationToken);
    }

    /// <summary>
    /// Reads approved changes of name. WOM sorts by submission, so that one submitted weeks ago and approved today stands deep in the list: it
    /// is read back 60 days once a week, and to the first page on which everything is known on the other nights.
    /// </summary>
    /// <returns>How many were new or changed.</returns>
    /// <exception cref="HarvestException">The list could not be read or was refused.</exception>
    public async Task<int> ReadNameChangesAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        var depth = depths.Tonight(run, DeepReads.NameChanges);
        var known = store.KnownNameChanges();
        var rows = new List<GroupRename>();
        using var task = new PageProgress(progress, "Reading name changes");
        await foreach (var page in client.GetNameChangesAsync(run.Now, cancellationToken))
        {
            task.Note(page.Elements);
            rows.AddRange(page.Rows);
            failures.AddRange(page.Told is null ? [] : [page.Told]);
            var oldest = page.Rows.Count == 0 ? run.Now : page.Rows[^1].At;
            if (!depth.GoesOn(oldest, page.Rows.Any(row => !known.Contains(row.Id))))
            {
                break;
            }
        }

        return store.SaveNameChanges(rows, depth, run, cancellationToken);
    }
}
