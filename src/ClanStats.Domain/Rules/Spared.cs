using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Rules;

/// <summary>Whom the officers' notes keep out of verdicts about inactivity.</summary>
internal static class Spared
{
    /// <summary>Why a person is spared on this day; null if not.</summary>
    public static string? Because(JudgedPerson person, PeopleOnRoster notes, UtcInstant now)
    {
        if (notes.ExemptBecause(person.PersonId) is { } reason)
        {
            return reason.Length == 0 ? "exempt" : $"exempt ({reason})";
        }

        return notes.LeaveUntil(person.PersonId, now) is { } until ? $"on leave until {IsoDay.Of(until)}" : null;
    }
}
