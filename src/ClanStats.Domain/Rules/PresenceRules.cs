using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>Sorts the people on the roster into quarters (docs/definitions.md, "Presence").</summary>
public static class PresenceRules
{
    private const string GameAlone = "Discord is not connected: only the game speaks, so that nobody stands under chat.";

    /// <summary>Sorts them for each window.</summary>
    /// <param name="members">The whole roster.</param>
    /// <param name="rules">The clan's rules.</param>
    public static PresenceReport Judge(IReadOnlyList<MemberReport> members, ClanRules rules)
    {
        var people = JudgedPerson.On(members, new RoleAuthority(rules.Roles));
        var isGameAlone = people.Any(person => person.Head.Messages.D30.Mark == DataMark.NotConnected);
        return new PresenceReport([.. RollingWindow.All.Select(window => Sort(people, window))], isGameAlone ? GameAlone : null);
    }

    private static PresenceWindow Sort(IReadOnlyList<JudgedPerson> people, RollingWindow window)
    {
        var groups = people.ToLookup(person => person.Quarter(window));
        return new PresenceWindow(window, [.. Enum.GetValues<MemberState>().Select(state => Group(state, [.. groups[state]]))]);
    }

    private static PresenceGroup Group(MemberState state, List<JudgedPerson> people) => new(
        state,
        [.. people.Select(person => new PersonRef(person.Id, person.Head.DisplayName))],
        people.Count(person => person.IsLinked),
        people.Min(person => person.Head.MeasuredAt?.Milliseconds) is { } oldest ? new UtcInstant(oldest) : null);
}
