using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.World;

/// <summary>One line of the group's activity.</summary>
internal sealed record RosterEvent(SimulatedPlayer Player, string Type, string Role, string? PreviousRole, UtcInstant At);

/// <summary>Who joined, left and changed role, from the founding of the group on.</summary>
internal static class RosterLog
{
    /// <summary>All events up to an instant, newest first. Those there at the founding have no event of joining, as at WOM.</summary>
    public static IReadOnlyList<RosterEvent> Until(IReadOnlyList<SimulatedPlayer> players, UtcInstant founded, UtcInstant at) =>
    [
        .. players
            .SelectMany(EventsOf)
            .Where(line => line.At <= at && line.At > founded)
            .OrderByDescending(line => line.At)
            .ThenBy(line => line.Player.Id),
    ];

    private static IEnumerable<RosterEvent> EventsOf(SimulatedPlayer player)
    {
        foreach (var stint in player.Stints)
        {
            yield return new RosterEvent(player, "joined", stint.Roles[0].Role, null, stint.Joined);
            for (var i = 1; i < stint.Roles.Count; i++)
            {
                yield return new RosterEvent(player, "changed_role", stint.Roles[i].Role, stint.Roles[i - 1].Role, stint.Roles[i].At);
            }

            if (stint.Left is { } left)
            {
                yield return new RosterEvent(player, "left", stint.Roles[^1].Role, null, left);
            }
        }
    }
}
