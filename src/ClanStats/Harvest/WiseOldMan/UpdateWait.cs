using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Waits for a requested update. WOM never says that it is finished, its queue may begin long after the request, and members that cannot be
/// updated are queued for ever: so the group is polled once a minute until its active members, having begun to move, stand still between two
/// polls, or nobody active is left to wait for, or WOM_UPDATE_WAIT is over.
/// </summary>
internal sealed class UpdateWait(
    WiseOldManClient client, WiseOldManOptions options, IRunProgress progress, TimeProvider clock, ILogger<UpdateWait> logger)
{
    private const double OutdatedHours = 23.5;

    private static readonly TimeSpan BetweenPolls = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>Waits.</summary>
    /// <param name="run">The run.</param>
    /// <param name="queued">How many members WOM said it queued; null if it did not say.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The group as the last poll showed it; null if there was no poll, or it failed.</returns>
    /// <exception cref="HarvestException">The key is rejected or this computer blocked.</exception>
    public async Task<WomGroup?> WaitAsync(RunContext run, int? queued, CancellationToken cancellationToken)
    {
        if (options.UpdateWaitSeconds <= 0)
        {
            return null;
        }

        var longest = TimeSpan.FromSeconds(options.UpdateWaitSeconds);
        var started = clock.GetTimestamp();
        WomGroup? last = null;
        var hasBegun = false;
        using var task = progress.Start("Waiting for Wise Old Man's update (s)", options.UpdateWaitSeconds);
        for (var left = longest; left >= ShortestPause; left = longest - clock.GetElapsedTime(started))
        {
            var pause = left < BetweenPolls ? left : BetweenPolls;
            await Task.Delay(pause, clock, cancellationToken);
            task.Advance((long)pause.TotalSeconds);
            if (await PollAsync(run, cancellationToken) is not { } group)
            {
                return null;
            }

            var moves = last is not null && HasMoved(last, group);
            var standsStill = last is not null && !moves;
            last = group;
            hasBegun |= moves || Outdated(group, run.Now).Count() < queued;
            if ((hasBegun && standsStill) || !Outdated(group, run.Now).Any(member => member.Player.Status == StaleUpdates.Active))
            {
                break;
            }
        }

        return last;
    }

    private async Task<WomGroup?> PollAsync(RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            return await client.PollGroupAsync(run.Now, cancellationToken);
        }
        catch (HarvestException exception) when (!exception.StopsTheSource)
        {
            logger.LogInformation("No longer waiting for the update: {Reason}", exception.Message);
            return null;
        }
    }

    /// <summary>The members WOM itself counts as outdated.</summary>
    private static IEnumerable<WomMembership> Outdated(WomGroup group, UtcInstant now) => group.Memberships.Where(member =>
        ForeignTime.Parse(member.Player.UpdatedAt, now).Value is not { } updated || now.HoursSince(updated) > OutdatedHours);

    private static bool HasMoved(WomGroup before, WomGroup after)
    {
        var known = before.Memberships.ToDictionary(member => member.PlayerId, member => member.Player.UpdatedAt);
        return after.Memberships.Any(member =>
            member.Player.Status == StaleUpdates.Active
            && known.TryGetValue(member.PlayerId, out var updated)
            && updated != member.Player.UpdatedAt);
    }
}
