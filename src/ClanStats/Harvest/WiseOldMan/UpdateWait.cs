using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Waits for a requested update. WOM never says that it is finished, and members that cannot be updated are queued for ever: so the group is
/// polled once a minute until its active members stand still between two polls, or WOM_UPDATE_WAIT is over.
/// </summary>
internal sealed class UpdateWait(
    WiseOldManClient client, WiseOldManOptions options, IRunProgress progress, TimeProvider clock, ILogger<UpdateWait> logger)
{
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>Waits.</summary>
    /// <returns>The group as the last poll showed it; null if there was no poll, or it failed.</returns>
    /// <exception cref="HarvestException">The key is rejected or this computer blocked.</exception>
    public async Task<WomGroup?> WaitAsync(CancellationToken cancellationToken)
    {
        if (options.UpdateWaitSeconds <= 0)
        {
            return null;
        }

        var longest = TimeSpan.FromSeconds(options.UpdateWaitSeconds);
        var started = clock.GetTimestamp();
        WomGroup? last = null;
        using var task = progress.Start("Waiting for Wise Old Man's update (s)", options.UpdateWaitSeconds);
        for (var left = longest; left >= ShortestPause; left = longest - clock.GetElapsedTime(started))
        {
            var pause = left < BetweenPolls ? left : BetweenPolls;
            await Task.Delay(pause, clock, cancellationToken);
            task.Advance((long)pause.TotalSeconds);
            if (await PollAsync(cancellationToken) is not { } group)
            {
                return null;
            }

            var standsStill = last is not null && !HasMoved(last, group);
            last = group;
            if (standsStill)
            {
                break;
            }
        }

        return last;
    }

    private async Task<WomGroup?> PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.PollGroupAsync(cancellationToken);
        }
        catch (HarvestException exception) when (!exception.StopsTheSource)
        {
            logger.LogInformation("No longer waiting for the update: {Reason}", exception.Message);
            return null;
        }
    }

    private static bool HasMoved(WomGroup before, WomGroup after)
    {
        var known = new Dictionary<long, string?>();
        foreach (var member in before.Memberships ?? [])
        {
            known[member.PlayerId] = member.Player?.UpdatedAt;
        }

        return (after.Memberships ?? []).Any(member =>
            member.Player is { Status: StaleUpdates.Active } player
            && known.TryGetValue(member.PlayerId, out var updated)
            && updated != player.UpdatedAt);
    }
}
