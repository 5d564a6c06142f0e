using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Members adopted from the old program of whom nothing said which player they are: the roster that carries their name does. They are in no
/// count of departures, for nobody knows whether they are still the same.
/// </summary>
internal static class AdoptedMemberStore
{
    /// <summary>
    /// Gives them the player ids of the roster: by the same standardised name, else by the same name without separators where that fits one
    /// member and one player. Those the roster does not carry have left.
    /// </summary>
    /// <param name="unit">The roster's transaction.</param>
    /// <param name="memberships">The roster.</param>
    /// <param name="markDepartures">Whether the roster is believed about who is missing.</param>
    /// <param name="now">Business time.</param>
    public static void Recognise(UnitOfWork unit, IReadOnlyList<WomMembership> memberships, bool markDepartures, UtcInstant now)
    {
        var adopted = unit.Query<(long Id, string Name)>("SELECT id, username FROM clan_members WHERE wom_player_id IS NULL AND left_at IS NULL ORDER BY id").ToList();
        if (adopted.Count == 0)
        {
            return;
        }

        var known = unit.Query<long>("SELECT wom_player_id FROM clan_members WHERE wom_player_id IS NOT NULL").ToHashSet();
        var free = memberships.Where(membership => !known.Contains(membership.PlayerId)).ToList();
        var byName = free.GroupBy(membership => PlayerName.Standardise(membership.Player.Username), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().PlayerId, StringComparer.Ordinal);
        var left = new List<(long Id, string Name)>();
        foreach (var member in adopted)
        {
            if (byName.Remove(member.Name, out var player))
            {
                Give(unit, member.Id, player);
            }
            else
            {
                left.Add(member);
            }
        }

        var alike = byName.ToLookup(pair => PlayerName.Normalize(pair.Key), pair => pair.Value, StringComparer.Ordinal);
        foreach (var members in left.GroupBy(member => PlayerName.Normalize(member.Name), StringComparer.Ordinal))
        {
            if (members.Count() == 1 && alike[members.Key].Count() == 1)
            {
                Give(unit, members.Single().Id, alike[members.Key].Single());
            }
            else if (markDepartures)
            {
                members.ToList().ForEach(member => Leave(unit, member.Id, now));
            }
        }
    }

    /// <summary>
    /// The old program wrote names without blanks and capitals. Where the roster shows the same name as it is written, the adopted one is
    /// corrected: nobody was renamed.
    /// </summary>
    public static void Spell(UnitOfWork unit, IReadOnlyList<WomMembership> memberships)
    {
        var adopted = unit.Query<(long NameId, long Player, string Name)>(
            """
            SELECT n.id, m.wom_player_id, n.name FROM player_names n JOIN clan_members m ON m.id = n.member_id
            WHERE n.source = 'legacy' AND n.valid_to IS NULL AND m.wom_player_id IS NOT NULL
            """).ToDictionary(row => row.Player, row => (row.NameId, row.Name));
        foreach (var membership in adopted.Count == 0 ? [] : memberships)
        {
            if (adopted.TryGetValue(membership.PlayerId, out var name)
                && name.Name != membership.Player.DisplayName && PlayerName.AreSame(name.Name, membership.Player.DisplayName))
            {
                unit.Execute(
                    "UPDATE player_names SET name = @shown, normalized_name = @key, source = 'wom' WHERE id = @NameId",
                    new { name.NameId, shown = membership.Player.DisplayName, key = PlayerName.Standardise(membership.Player.DisplayName) });
            }
        }
    }

    private static void Give(UnitOfWork unit, long member, long player) =>
        unit.Execute("UPDATE clan_members SET wom_player_id = @player WHERE id = @member", new { member, player });

    private static void Leave(UnitOfWork unit, long member, UtcInstant now) => unit.Execute(
        """
        UPDATE clan_members SET left_at = @now, last_updated = @now WHERE id = @member;
        UPDATE membership_spans SET left_at = @now WHERE member_id = @member AND left_at IS NULL;
        """,
        new { member, now = now.Milliseconds });
}
