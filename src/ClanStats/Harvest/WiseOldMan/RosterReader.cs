using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Reads the roster and decides whether it may be believed: an empty one, or one that would mark too many people as departed, changes nothing.
/// </summary>
internal sealed class RosterReader(
    WiseOldManClient client,
    WiseOldManOptions options,
    HarvestOptions harvest,
    RosterStore store,
    ILogger<RosterReader> logger)
{
    private const int NamesShown = 20;

    /// <summary>Reads and applies the roster.</summary>
    /// <param name="run">The run.</param>
    /// <param name="alreadyRead">The roster, if it was read tonight; null: it is asked for.</param>
    /// <param name="failures">Receives why a roster was refused.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What changed; null if the roster was refused altogether.</returns>
    public async Task<RosterChange?> ReadAsync(
        RunContext run, WomGroup? alreadyRead, List<string> failures, CancellationToken cancellationToken)
    {
        var group = alreadyRead ?? await client.GetGroupAsync(cancellationToken);
        if (group.Id != options.GroupId || group.Memberships is not { Count: > 0 } memberships)
        {
            failures.Add($"Wise Old Man's roster of group {options.GroupId} is empty or of another group; nobody was changed.");
            return null;
        }

        if (memberships.FirstOrDefault(member => member.PlayerId <= 0 || member.Player is null || member.Player.Id != member.PlayerId) is { } odd)
        {
            failures.Add($"Wise Old Man's roster holds a member without a usable player (playerId {odd.PlayerId}); nobody was changed.");
            return null;
        }

        var accepted = MayDepart(run, store.Compare(memberships.Select(member => member.PlayerId)), failures);
        var change = store.Apply(group, accepted, run.Now, run.RunId, cancellationToken);
        logger.LogInformation(
            "Roster of {Group}: {Members} members, {Joined} joined, {Left} left, {Returned} returned, {Renamed} renamed, {Roles} role changes",
            group.Name, change.Members, change.Joined, change.Left, change.Returned, change.Renamed, change.RoleChanges);
        return change;
    }

    private bool MayDepart(RunContext run, RosterDifference difference, List<string> failures)
    {
        var departing = difference.Departing;
        if (departing.Count <= harvest.SafeDeleteRatio * difference.Known || run.AcceptedDepartures == departing.Count)
        {
            return true;
        }

        var names = string.Join(", ", departing.Take(NamesShown).Select(member => member.DisplayName));
        var more = departing.Count > NamesShown ? $" and {departing.Count - NamesShown} more" : "";
        failures.Add(
            $"The roster would mark {departing.Count} of {difference.Known} members as departed, more than HARVEST_SAFE_DELETE_RATIO "
            + $"({harvest.SafeDeleteRatio}) allows, so nobody was marked: {names}{more}. "
            + $"If that is right: clanstats run --accept-departures {departing.Count}");
        return false;
    }
}
