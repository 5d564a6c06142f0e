using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Domain.Report;

/// <summary>Who is who: what waits for an officer, what is linked and why, and how much is not assigned. Officers only.</summary>
public sealed record LinksReport
{
    /// <summary>How far members and messages are known to belong together.</summary>
    public required LinkCoverage Coverage { get; init; }

    /// <summary>Links that wait for an officer, strongest first.</summary>
    public required IReadOnlyList<LinkRow> Waiting { get; init; }

    /// <summary>Links that are followed, with what they rest on.</summary>
    public required IReadOnlyList<LinkRow> Linked { get; init; }

    /// <summary>Players that may be one under two names, as long as Wise Old Man has not approved it; never applied.</summary>
    public required IReadOnlyList<RenameRow> Renames { get; init; }

    /// <summary>The names with the most messages of nobody known, most first.</summary>
    public required IReadOnlyList<UnassignedName> Unassigned { get; init; }
}

/// <summary>How much is assigned.</summary>
/// <param name="MembersLinked">Current members with a Discord account.</param>
/// <param name="Members">Current members.</param>
/// <param name="MessagesAttributed">Messages ever read that belong to somebody known; null where Discord is not connected.</param>
/// <param name="Messages">Messages ever read; null where Discord is not connected.</param>
public sealed record LinkCoverage(int MembersLinked, int Members, long? MessagesAttributed, long? Messages)
{
    /// <summary>The share of messages that belong to somebody known, in per cent rounded down; null where there is none.</summary>
    public long? PerCent => Messages > 0 ? 100 * MessagesAttributed / Messages : null;

    /// <summary>In words: "31 of 40 linked · 92 % of messages assigned".</summary>
    public string ToPeople() => $"{MembersLinked} of {Members} linked" + (PerCent is { } share ? $" · {share} % of messages assigned" : "");
}

/// <summary>An account that is, or may be, a member's. Names come from players and are hostile.</summary>
/// <param name="Account">Discord's id.</param>
/// <param name="AccountName">The name it shows.</param>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Member">The member's name.</param>
/// <param name="Weight">From 0.5, a hint, to 1, an officer's word.</param>
/// <param name="Evidence">What speaks for it.</param>
/// <param name="State">suggested, automatic, confirmed or rejected.</param>
/// <param name="Since">When it was first seen.</param>
public sealed record LinkRow(
    Snowflake Account, string AccountName, long MemberId, string Member, double Weight, string Evidence, string State, UtcInstant Since);

/// <summary>Two players that may be one.</summary>
/// <param name="OldId">Row of who left the roster.</param>
/// <param name="OldName">Their name.</param>
/// <param name="NewId">Row of who came.</param>
/// <param name="NewName">Their name.</param>
/// <param name="Weight">How strongly the numbers speak for it, 0 to 1.</param>
/// <param name="Evidence">What speaks for it.</param>
/// <param name="Since">When it was first seen.</param>
public sealed record RenameRow(long OldId, string OldName, long NewId, string NewName, double Weight, string Evidence, UtcInstant Since);

/// <summary>A name whose messages belong to nobody known.</summary>
/// <param name="Name">The name in the game, or the one an account shows.</param>
/// <param name="Kind">relay or chat.</param>
/// <param name="Messages">How many.</param>
public sealed record UnassignedName(string Name, string Kind, long Messages);

/// <summary>Somebody who was not to come back and is on the roster.</summary>
/// <param name="Id">Row of clan_members.</param>
/// <param name="Name">The name they bear now.</param>
/// <param name="NotedAs">What the officers' note calls them.</param>
/// <param name="Reason">Why; empty if none was noted.</param>
public sealed record BannedReturn(long Id, string Name, string NotedAs, string Reason);

/// <summary>Links and names as the database holds them.</summary>
public sealed record IdentityFacts
{
    /// <summary>No links at all.</summary>
    public static readonly IdentityFacts None = new();

    /// <summary>Every link but the rejected ones, strongest first.</summary>
    public IReadOnlyList<LinkRow> Links { get; init; } = [];

    /// <summary>Likely renames.</summary>
    public IReadOnlyList<RenameRow> Renames { get; init; } = [];

    /// <summary>Names with the most unassigned messages.</summary>
    public IReadOnlyList<UnassignedName> Unassigned { get; init; } = [];

    /// <summary>Messages ever read that belong to somebody.</summary>
    public long Attributed { get; init; }

    /// <summary>Messages ever read.</summary>
    public long Messages { get; init; }
}
