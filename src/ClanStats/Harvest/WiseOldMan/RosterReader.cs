using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Applies a roster as far as it may be believed: one that would mark too many people as departed, or of which something had to be set aside,
/// marks nobody.
/// </summary>
internal sealed class RosterReader(
    HarvestOptions harvest, RosterStore store, DepartureStore departures, TimeProvider clock, ILogger<RosterReader> logger)
{
    private const int NamesShown = 20;

    private const double ToleratedHours = 1.0 / 12;

    /// <summary>Applies the roster.</summary>
    /// <param name="run">The run.</param>
    /// <param name="group">The roster, judged already; the activity log was read before.</param>
    /// <param name="failures">Receives why nobody was marked as departed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What changed.</returns>
    public RosterChange Apply(RunContext run, WomGroup group, List<string> failures, CancellationToken cancellationToken)
    {
        var difference = departures.Compare(group.Memberships.Select(member => member.PlayerId));
        var isWhole = group.Told is null;
        if (!isWhole)
        {
            failures.Add($"{group.Told}; so nobody is marked as departed tonight");
        }

        var mayMark = isWhole && MayDepart(run, difference, failures);
        var change = store.Apply(group, mayMark, run.Now, run.RunId, cancellationToken) with { Note = Note(run, group) };
        logger.LogInformation(
            "Roster of {Group}: {Members} members, {Joined} joined, {Left} left, {Returned} returned, {Renamed} renamed, {Roles} role changes; {Note}",
            group.Name, change.Members, change.Joined, change.Left, change.Returned, change.Renamed, change.RoleChanges, change.Note ?? "all active");
        return change;
    }

    private bool MayDepart(RunContext run, RosterDifference difference, List<string> failures)
    {
        var departing = difference.Departing;
        if (departing.Count <= harvest.SafeDeleteRatio * difference.Known || run.AcceptedDepartures == departing.Count)
        {
            return true;
        }

        var names = ShortText.Names([.. departing.Select(member => member.DisplayName)], NamesShown);
        failures.Add(
            $"The roster would mark {departing.Count} of {difference.Known} members as departed, more than HARVEST_SAFE_DELETE_RATIO "
            + $"({harvest.SafeDeleteRatio}) allows, so nobody was marked: {names}. {Confirmed(departing)} "
            + $"The roster has lacked them since {(departures.RefusedSince() ?? run.Now).ToPeople()}. "
            + $"If that is right: clanstats run --accept-departures {departing.Count}");
        return false;
    }

    private string Confirmed(IReadOnlyList<DepartingMember> departing)
    {
        var left = departures.LoggedDepartures(departing.Select(member => member.WomPlayerId));
        return left.Count == 0
            ? "Wise Old Man's activity log confirms none of them."
            : $"Wise Old Man's activity log confirms {left.Count} of them, gone "
                + (left.Min() == left.Max() ? $"at {left.Max().ToPeople()}." : $"between {left.Min().ToPeople()} and {left.Max().ToPeople()}.");
    }

    /// <summary>Whom Wise Old Man does not update, and a clock that disagrees with it, in one line; null if there is nothing to tell.</summary>
    private string? Note(RunContext run, WomGroup group)
    {
        var parts = group.Memberships
            .Select(member => member.Player)
            .Where(player => player.Status is not null and not StaleUpdates.Active)
            .CountBy(player => player.Status!)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key == "archived" ? $"{pair.Value} archived (identity pending)" : $"{pair.Value} {pair.Key}")
            .ToList();
        var times = group.Memberships.Select(member => ForeignTime.Parse(member.Player.UpdatedAt, run.Now).Value).ToList();
        if (times.Count(time => time is null) is > 0 and var never)
        {
            parts.Add($"{never} never updated");
        }

        var present = UtcInstant.From(clock.GetUtcNow());
        if (times.Max() is { } newest && newest.HoursSince(present > run.Now ? present : run.Now) is var ahead and > ToleratedHours)
        {
            parts.Add($"this computer's clock is at least {ahead:0.0} hours behind Wise Old Man's: correct it");
        }

        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}
