using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>When people joined, where officers noted it: that goes before whatever else is known.</summary>
public static class NotedJoins
{
    /// <summary>By row of clan_members on the roster; a note that fits nobody, or several, says nothing.</summary>
    /// <param name="members">Everybody ever known.</param>
    /// <param name="notes">The officers' notes.</param>
    public static IReadOnlyDictionary<long, UtcInstant> Of(IReadOnlyList<MemberFacts> members, PeopleNotes notes) => NotedPeople.Joins(members, notes);
}
