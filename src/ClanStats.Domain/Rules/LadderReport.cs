namespace ClanStats.Domain.Rules;

/// <summary>Who stands where on the way to the next rank.</summary>
/// <param name="Source">Where the ladder comes from: the clan's rules, or the group's order of roles.</param>
/// <param name="Ranks">Lowest first, with what it takes to reach each.</param>
/// <param name="People">Everybody on the ladder below its top: suggested first, then passing, then by how little is missing.</param>
/// <param name="Notes">Who was not judged and why, one line each.</param>
public sealed record LadderReport(string Source, IReadOnlyList<LadderRank> Ranks, IReadOnlyList<LadderPerson> People, IReadOnlyList<string> Notes)
{
    /// <summary>How many stand at a status.</summary>
    public int Count(LadderStatus status) => People.Count(person => person.Status == status);

    /// <summary>The ladder in one line.</summary>
    public string Summary =>
        $"{Source}: {Count(LadderStatus.Suggested)} suggested, {Count(LadderStatus.Passing)} passing, {Count(LadderStatus.NotYet)} not yet, "
        + $"{Count(LadderStatus.NotKnown)} not known";
}

/// <summary>Where somebody stands.</summary>
public enum LadderStatus
{
    /// <summary>Passed every cut-off that is asked for.</summary>
    Suggested,

    /// <summary>Passes now, and has not passed long enough.</summary>
    Passing,

    /// <summary>At least one requirement fails.</summary>
    NotYet,

    /// <summary>No requirement fails, but one cannot be judged.</summary>
    NotKnown,
}

/// <summary>Names of statuses as outputs write them.</summary>
public static class LadderStatuses
{
    /// <summary>The name in clan_data.json.</summary>
    public static string ToName(this LadderStatus status) => status switch
    {
        LadderStatus.Suggested => "suggested",
        LadderStatus.Passing => "passing",
        LadderStatus.NotYet => "not_yet",
        LadderStatus.NotKnown => "not_known",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status"),
    };
}

/// <summary>One person and the next rank.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="RoleTitle">The rank they hold.</param>
/// <param name="Next">WOM's api name of the next rank.</param>
/// <param name="NextTitle">The next rank as people read it.</param>
/// <param name="Status">Where they stand.</param>
/// <param name="CutOffsPassed">Weekly cut-offs passed in a row, tonight's included.</param>
/// <param name="From">The day from which they can be suggested if all goes on; null where that cannot be said.</param>
/// <param name="SmallestChange">The smallest change that would alter the verdict, in words.</param>
/// <param name="Checks">One line a requirement.</param>
public sealed record LadderPerson(
    long MemberId,
    string Name,
    string RoleTitle,
    string Next,
    string NextTitle,
    LadderStatus Status,
    int CutOffsPassed,
    DateOnly? From,
    string SmallestChange,
    IReadOnlyList<LadderCheck> Checks);

/// <summary>One requirement and how somebody meets it.</summary>
/// <param name="Label">What is asked for: "Active weeks of 8".</param>
/// <param name="Needed">At least this; at most, where it is a limit.</param>
/// <param name="Value">The person's value; null if not known.</param>
/// <param name="IsLowerBound">Whether it may be more, because not everything is measured.</param>
/// <param name="PeerMedian">Median of the peers of the same rank and time in the clan; null if none is known.</param>
/// <param name="Passed">Whether it is met; null if nobody can say.</param>
/// <param name="Change">What is missing, or how much could be lost: "2 more", "1 to spare"; empty where nothing would alter it.</param>
public sealed record LadderCheck(string Label, long Needed, long? Value, bool IsLowerBound, double? PeerMedian, bool? Passed, string Change)
{
    /// <summary>Whether it asks for at most <see cref="Needed"/> instead of at least.</summary>
    public bool IsLimit { get; init; }
}
