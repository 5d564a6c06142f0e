using System.Text.Json;
using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>What came of asking for fresh data.</summary>
/// <param name="Roster">The roster as it was read on the way, newer than any other read tonight; null if it was not.</param>
/// <param name="Detail">One line for people; null if there is nothing to tell.</param>
internal sealed record UpdateResult(WomGroup? Roster, string? Detail)
{
    /// <summary>Nothing was asked.</summary>
    public static readonly UpdateResult NotAsked = new(null, null);
}

/// <summary>
/// Asks Wise Old Man for fresh data before the night's reads: with the group's verification code once for all members, without it for a few
/// stale ones. A night that gets none goes on with the data there is.
/// </summary>
internal sealed class UpdateRequest(
    UpdateClient client,
    WiseOldManOptions options,
    HarvestOptions harvest,
    UpdateWait wait,
    StaleUpdates stale,
    ILogger<UpdateRequest> logger)
{
    /// <summary>Asks, and waits as long as the settings allow; in a replay or in the demo it does nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="failures">Receives why the group's update could not be requested.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HarvestException">The key is rejected or this computer blocked: nothing else need be asked.</exception>
    public async Task<UpdateResult> AskAsync(RunContext run, List<string> failures, CancellationToken cancellationToken)
    {
        if (!options.MayRequestUpdate || harvest.FixturesDirectory is not null)
        {
            return UpdateResult.NotAsked;
        }

        if (!string.IsNullOrWhiteSpace(options.GroupSecret))
        {
            return await AskForAllAsync(run, options.GroupSecret.Trim(), failures, cancellationToken);
        }

        return options.UpdateStale > 0 ? await stale.AskAsync(run, cancellationToken) : UpdateResult.NotAsked;
    }

    private async Task<UpdateResult> AskForAllAsync(RunContext run, string code, List<string> failures, CancellationToken cancellationToken)
    {
        var answer = await client.AskForGroupAsync(code, cancellationToken);
        switch (answer.Verdict)
        {
            case UpdateVerdict.Accepted:
                return await AwaitAsync(run, Queued(answer), cancellationToken);
            case UpdateVerdict.NobodyOutdated:
                return new UpdateResult(null, "no member needed an update");
            case UpdateVerdict.WrongCode:
                failures.Add(
                    $"Wise Old Man does not accept WOM_GROUP_SECRET as the verification code of group {options.GroupId}, so no update was "
                    + "requested. Correct it or leave it empty.");
                return UpdateResult.NotAsked;
            default:
                var reason = answer.Status is { } status ? $"HTTP {(int)status}" : "no answer";
                failures.Add(
                    $"Wise Old Man could not be asked to update the group ({reason}), so tonight's figures are as old as each member's last "
                    + "own update.");
                return UpdateResult.NotAsked;
        }
    }

    private async Task<UpdateResult> AwaitAsync(RunContext run, int? queued, CancellationToken cancellationToken)
    {
        // Accepted is accepted: without a number the update is awaited all the same.
        var members = queued is { } count ? $"{count} members" : "the members";
        logger.LogInformation(
            "Wise Old Man was asked for an update of {Members}; waiting at most {Seconds} s for it (WOM_UPDATE_WAIT)",
            members, options.UpdateWaitSeconds);
        var roster = await wait.WaitAsync(run, queued, cancellationToken);
        var still = roster is null ? "" : $", {StaleUpdates.Among(roster, run.Now).Count} active ones are still older than a day";
        return new UpdateResult(roster, $"an update of {members} was requested{still}");
    }

    private static int? Queued(UpdateAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, WiseOldManJson.Default.WomQueuedUpdate)?.Count;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
