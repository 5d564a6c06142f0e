using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Rules;

/// <summary>The words officers decide with.</summary>
public static class OfficerVerdicts
{
    /// <summary>Looked at; stays.</summary>
    public const string Kept = "kept";

    /// <summary>Was told; leaves the clan if nothing changes.</summary>
    public const string Warned = "warned";

    /// <summary>Was taken out of the clan.</summary>
    public const string Removed = "removed";

    /// <summary>Is away until the day beside it.</summary>
    public const string Leave = "leave";

    /// <summary>Got the higher rank.</summary>
    public const string Promoted = "promoted";

    /// <summary>Does not belong on this list, now and later.</summary>
    public const string Ignore = "ignore";

    /// <summary>All of them, in the order people choose from.</summary>
    public static readonly IReadOnlyList<string> All = [Kept, Warned, Removed, Leave, Promoted, Ignore];
}

/// <summary>What officers decide about.</summary>
public static class DecisionLists
{
    /// <summary>The purge list.</summary>
    public const string Purge = "purge";

    /// <summary>Moderation and outliers.</summary>
    public const string Moderation = "moderation";

    /// <summary>Promotions.</summary>
    public const string Promotion = "promotion";

    /// <summary>Nothing suggested: leave and what is noted about somebody.</summary>
    public const string People = "people";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Purge, Moderation, Promotion, People];
}

/// <summary>
/// What an officer wrote about a person in the workbook. Entries are never changed: a later one stands instead of an earlier one, for the
/// verdict (with note and name) and for the leave apart.
/// </summary>
public sealed record OfficerEntry
{
    /// <summary>Its number; a later entry has a greater one.</summary>
    public required long Id { get; init; }

    /// <summary>Row of clan_members.</summary>
    public required long MemberId { get; init; }

    /// <summary>One of <see cref="DecisionLists"/>.</summary>
    public required string List { get; init; }

    /// <summary>Whether it speaks about the verdict; without a word it takes the verdict back.</summary>
    public bool SaysVerdict { get; init; }

    /// <summary>One of <see cref="OfficerVerdicts"/>; null: none.</summary>
    public string? Verdict { get; init; }

    /// <summary>What the officer noted; may be empty. Hostile text.</summary>
    public string Note { get; init; } = "";

    /// <summary>Who decided, as written; empty if nobody said. Hostile text.</summary>
    public string By { get; init; } = "";

    /// <summary>Whether it speaks about the leave; without a day it ends the leave.</summary>
    public bool SaysLeave { get; init; }

    /// <summary>The last UTC day of the leave; null: none.</summary>
    public DateOnly? LeaveUntil { get; init; }

    /// <summary>The leave that people.yaml stated when this was entered: while it states the same, this entry is the newer word.</summary>
    public DateOnly? NotedLeave { get; init; }

    /// <summary>Business time of the run that read it.</summary>
    public required UtcInstant At { get; init; }

    /// <summary>Name of the file it was read from.</summary>
    public string File { get; init; } = "";

    /// <summary>When that file was saved, by the real clock.</summary>
    public UtcInstant SavedAt { get; init; }
}

/// <summary>The verdict that stands about a person on one list.</summary>
/// <param name="Verdict">One of <see cref="OfficerVerdicts"/>; null where only something is noted.</param>
/// <param name="Note">What is noted; may be empty.</param>
/// <param name="By">Who decided; empty if nobody said.</param>
/// <param name="Since">When this verdict was given first without another in between.</param>
/// <param name="At">When it was last written about.</param>
public sealed record OfficerStatement(string? Verdict, string Note, string By, UtcInstant Since, UtcInstant At);
