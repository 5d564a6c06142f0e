using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>Who plays and who talks, in each of the four windows; a person counts once, with all their players and accounts.</summary>
/// <param name="Windows">Shortest first.</param>
/// <param name="Note">What must be known before reading; null if nothing.</param>
public sealed record PresenceReport(IReadOnlyList<PresenceWindow> Windows, string? Note);

/// <summary>The quarters of one window.</summary>
/// <param name="Window">The window.</param>
/// <param name="Groups">Both, game only, chat only, neither, not measured, not yet: in this order, each present even if empty.</param>
public sealed record PresenceWindow(RollingWindow Window, IReadOnlyList<PresenceGroup> Groups)
{
    /// <summary>How many people stand in a quarter.</summary>
    public int Count(MemberState state) => Groups.Where(group => group.State == state).Sum(group => group.People.Count);

    /// <summary>The people of all groups.</summary>
    public int People => Groups.Sum(group => group.People.Count);

    /// <summary>How many of them have a Discord account that is known.</summary>
    public int Linked => Groups.Sum(group => group.Linked);
}

/// <summary>The people of one quarter.</summary>
/// <param name="State">The quarter.</param>
/// <param name="People">Who they are, by id.</param>
/// <param name="Linked">How many of them have a Discord account that is known.</param>
/// <param name="OldestSnapshot">The oldest of their newest snapshots; null if nobody has one.</param>
public sealed record PresenceGroup(MemberState State, IReadOnlyList<PersonRef> People, int Linked, UtcInstant? OldestSnapshot);
