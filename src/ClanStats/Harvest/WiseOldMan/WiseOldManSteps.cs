using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>The step <c>wom</c>.</summary>
internal sealed class WomStep(WiseOldManSource source) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.Wom;

    /// <inheritdoc/>
    public async Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            return await source.RunAsync(run, cancellationToken);
        }
        catch (HarvestException exception)
        {
            return StepResult.Failed(exception.Message);
        }
    }
}

/// <summary>
/// The step <c>name-changes</c>. WOM sorts by submission, so that a change submitted weeks ago and approved today stands deep in the list:
/// it is read back 60 days once a week, and to what is known on the other nights.
/// </summary>
internal sealed class NameChangesStep(WiseOldManClient client, GroupHistoryStore store, NameChangeCursor cursor, RequestLog requests) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.NameChanges;

    /// <inheritdoc/>
    public async Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            var before = requests.Count("wom");
            var (rows, failures) = await ReadAsync(run, cancellationToken);
            var saved = store.SaveNameChanges(rows, run.Now, run.RunId, cancellationToken);
            cursor.Done(run);
            var detail = $"{saved} new name changes of {rows.Count} read in {requests.Count("wom") - before} requests";
            return failures.Count == 0 ? StepResult.Done(detail, saved) : StepResult.Partial(detail, failures, saved);
        }
        catch (HarvestException exception)
        {
            return StepResult.Failed(exception.Message);
        }
    }

    private async Task<(List<(WomNameChange Change, UtcInstant At, UtcInstant? ResolvedAt)> Rows, List<string> Failures)> ReadAsync(
        RunContext run, CancellationToken cancellationToken)
    {
        var depth = cursor.Depth(run);
        var rows = new List<(WomNameChange, UtcInstant, UtcInstant?)>();
        var failures = new List<string>();
        await foreach (var page in client.GetNameChangesAsync(cancellationToken))
        {
            var oldest = run.Now;
            foreach (var change in page)
            {
                var (created, resolved) = (ForeignTime.Parse(change.CreatedAt, run.Now), ForeignTime.Parse(change.ResolvedAt, run.Now));
                if (created.Value is not { } at || resolved.IsRefused)
                {
                    failures.Add($"the name change {change.Id} was set aside: {created.Refusal ?? resolved.Refusal ?? "no time"}");
                    continue;
                }

                oldest = at < oldest ? at : oldest;
                rows.Add((change, at, resolved.Value));
            }

            if (oldest < depth)
            {
                break;
            }
        }

        return (rows, failures);
    }
}
