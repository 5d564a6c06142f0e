using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Whose lines are an officer's: all players of whoever holds an office, alts that only the officers' notes know included.</summary>
public static class OfficerPlayers
{
    /// <summary>Rows of clan_members on the roster, in order.</summary>
    /// <param name="members">Everybody ever known.</param>
    /// <param name="notes">The officers' notes, whose alts count.</param>
    /// <param name="roles">Who holds an office.</param>
    public static IReadOnlyList<long> Of(IReadOnlyList<MemberFacts> members, PeopleNotes notes, RoleAuthority roles)
    {
        var noted = NotedPeople.Mains(members, notes);
        return
        [
            .. members.Where(member => member.IsCurrent)
                .GroupBy(member => noted.GetValueOrDefault(member.Id, member.PersonId))
                .Where(person => roles.IsOfficer((person.FirstOrDefault(player => player.Id == person.Key) ?? person.MinBy(player => player.Id)!).Role))
                .SelectMany(person => person.Select(player => player.Id))
                .Order(),
        ];
    }
}
