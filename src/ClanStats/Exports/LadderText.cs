using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports;

/// <summary>The ladder in words, the same in workbook and text.</summary>
internal static class LadderText
{
    /// <summary>A status with its sign.</summary>
    public static string Of(LadderStatus status) => status switch
    {
        LadderStatus.Suggested => "● Suggested",
        LadderStatus.Passing => "◐ Passing",
        LadderStatus.NotYet => "▲ Not yet",
        LadderStatus.NotKnown => "○ Not known",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status"),
    };

    /// <summary>Where somebody stands, with the day from which they can be suggested.</summary>
    public static string When(LadderPerson person) => person.From is { } day
        ? $"{NumberText.Count(person.CutOffsPassed, "cut-off", "cut-offs")} passed, suggested from {IsoDay.Of(day)} if it stays so"
        : person.SmallestChange;

    /// <summary>All requirements in one line: <c>✓ Days in the clan: 120, needs 90 (peers 140)</c>.</summary>
    public static string Checks(LadderPerson person) => string.Join("  ·  ", person.Checks.Select(Check));

    private static string Check(LadderCheck check)
    {
        var sign = check.Passed switch
        {
            true => "✓",
            false => "✗",
            null => "?",
        };
        var value = check.IsLowerBound && check.Value is not null ? $"at least {NumberText.Whole(check.Value)}" : NumberText.Whole(check.Value);
        if (check.IsLimit)
        {
            return check.Passed == false ? $"{sign} {check.Label}: {check.Change}" : $"{sign} {check.Label}: none";
        }

        return $"{sign} {check.Label}: {value}, needs {NumberText.Whole(check.Needed)} (peers {NumberText.OneDecimal(check.PeerMedian)})";
    }
}
