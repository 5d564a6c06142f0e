using ClanStats.Domain.Identity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>What was suggested and what officers said, as the database holds it.</summary>
public sealed record DecisionFacts
{
    /// <summary>Nothing yet.</summary>
    public static readonly DecisionFacts None = new();

    /// <summary>Everything officers wrote in the workbook, oldest first.</summary>
    public IReadOnlyList<OfficerEntry> Entries { get; init; } = [];

    /// <summary>The suggestions that stood when the last report was made.</summary>
    public IReadOnlyList<Recommendation> Open { get; init; } = [];

    /// <summary>The greatest number a suggestion ever had; 0 if there was none.</summary>
    public long LastRecommendation { get; init; }

    /// <summary>What became of the people decided about.</summary>
    public IReadOnlyList<DecisionOutcome> Outcomes { get; init; } = [];

    /// <summary>What officers decided about links from the program or the workbook, not from people.yaml.</summary>
    public IReadOnlyList<LinkWord> LinkWords { get; init; } = [];
}

/// <summary>What ClanStats suggested: one person on one list by one rule, without a break from the first day to the last.</summary>
public sealed record Recommendation
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>One of <see cref="DecisionLists"/>.</summary>
    public required string List { get; init; }

    /// <summary>The rule's name.</summary>
    public required string Rule { get; init; }

    /// <summary>Row of clan_members.</summary>
    public required long MemberId { get; init; }

    /// <summary>Version of the rules' logic.</summary>
    public required int RuleVersion { get; init; }

    /// <summary>The thresholds it went by.</summary>
    public required string Thresholds { get; init; }

    /// <summary>One plain sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The numbers it used on the last day.</summary>
    public required IReadOnlyList<Evidence> Numbers { get; init; }

    /// <summary>First UTC day.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last UTC day.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>On how many different UTC days it was shown.</summary>
    public required int Nights { get; init; }
}

/// <summary>What became of somebody on the purge list after an officer decided about them.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="Verdict">kept, warned or removed.</param>
/// <param name="Day">UTC day of the decision.</param>
/// <param name="ActiveOn">First UTC day after it with a counted gain or a message; null if there is none.</param>
/// <param name="RejoinedOn">First UTC day after it on which a stay in the clan began; null if there is none.</param>
public sealed record DecisionOutcome(long MemberId, string Name, string Verdict, DateOnly Day, DateOnly? ActiveOn, DateOnly? RejoinedOn);

/// <summary>What an officer said about an account and a member.</summary>
/// <param name="Account">Discord's id; null: the member has no account.</param>
/// <param name="AccountName">The name it shows.</param>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Member">The member's name.</param>
/// <param name="Kind">link, reject or none.</param>
/// <param name="By">Who decided.</param>
/// <param name="Day">UTC day of the decision.</param>
public sealed record LinkWord(Snowflake? Account, string AccountName, long MemberId, string Member, string Kind, string By, DateOnly Day);
