using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>What waits for an officer, what officers decided, and how often the purge list was wrong. Officers only.</summary>
public sealed record DecisionsReport
{
    /// <summary>Everybody to decide about or decided about: new ones first, then old ones without a decision, then decided ones.</summary>
    public required IReadOnlyList<DecisionRow> Rows { get; init; }

    /// <summary>Tonight's suggestions, each with the rule and the numbers behind it, by their number.</summary>
    public required IReadOnlyList<Recommendation> Ledger { get; init; }

    /// <summary>The lists that were judged tonight; a suggestion of another list stands as it was.</summary>
    public required IReadOnlyList<string> Judged { get; init; }

    /// <summary>How often the purge list was wrong.</summary>
    public required Section<RegretReport> Regret { get; init; }

    /// <summary>What was not understood or contradicted itself when the workbook was read this time, one line each.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>What officers said about links, newest first; an officer can take each back.</summary>
    public IReadOnlyList<LinkWord> LinkWords { get; init; } = [];

    /// <summary>The rows that wait for an officer.</summary>
    public IEnumerable<DecisionRow> Waiting => Rows.Where(row => row.IsWaiting);
}

/// <summary>One person on one list. Names and notes are hostile.</summary>
public sealed record DecisionRow
{
    /// <summary>Row of clan_members.</summary>
    public required long MemberId { get; init; }

    /// <summary>One of <see cref="Rules.DecisionLists"/>.</summary>
    public required string List { get; init; }

    /// <summary>The name as people read it.</summary>
    public required string Name { get; init; }

    /// <summary>The role as people read it; "left" for somebody who is not on the roster.</summary>
    public required string RoleTitle { get; init; }

    /// <summary>What is suggested: the rules' names; empty where nothing is any more.</summary>
    public required string Suggestion { get; init; }

    /// <summary>Why, with the numbers.</summary>
    public required string Why { get; init; }

    /// <summary>First UTC day of the suggestion, or of the decision where nothing is suggested any more; null if neither.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Whether an officer still has to decide.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>In words: "needs a decision", "since 2026-11-18", "decided", "on leave".</summary>
    public required string State { get; init; }

    /// <summary>The verdict that stands; null if none.</summary>
    public string? Verdict { get; init; }

    /// <summary>The last UTC day of the person's leave; null if not on leave.</summary>
    public DateOnly? LeaveUntil { get; init; }

    /// <summary>What is noted; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Who decided; empty if nobody said.</summary>
    public string By { get; init; } = "";

    /// <summary>When; null if nothing was decided.</summary>
    public UtcInstant? DecidedAt { get; init; }

    /// <summary>Numbers of the suggestions behind the row.</summary>
    public IReadOnlyList<long> Recommendations { get; init; } = [];
}

/// <summary>How often the purge list was wrong.</summary>
/// <param name="Days">How long after a decision it was looked at.</param>
/// <param name="Judged">Decisions (kept, warned, removed) at least that old.</param>
/// <param name="Returned">After how many the person was active again within those days.</param>
/// <param name="Rejoined">After how many the person joined anew within those days.</param>
/// <param name="Wrong">After how many either came.</param>
/// <param name="Names">Of whom that is true, in order of the decisions.</param>
public sealed record RegretReport(int Days, int Judged, int Returned, int Rejoined, int Wrong, IReadOnlyList<string> Names)
{
    /// <summary>The share that was wrong, 0 to 1.</summary>
    public double Rate => (double)Wrong / Judged;
}
