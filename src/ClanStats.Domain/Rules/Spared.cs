using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Rules;

/// <summary>Whom the officers' notes, or an identity nobody is sure of, keep out of verdicts about inactivity.</summary>
internal static class Spared
{
    /// <summary>Why a person is spared on this day; null if not.</summary>
    public static string? Because(JudgedPerson person, PeopleOnRoster notes, UtcInstant now)
    {
        if (notes.ExemptBecause(person.PersonId) is { } reason)
        {
            return reason.Length == 0 ? "exempt" : $"exempt ({reason})";
        }

        if (notes.LeaveUntil(person.PersonId, now) is { } until)
        {
            return $"on leave until {IsoDay.Of(until)}";
        }

        return person.IdentityPending ? "identity pending: the profile is archived" : null;
    }
}
