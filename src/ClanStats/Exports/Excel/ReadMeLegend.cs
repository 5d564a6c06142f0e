using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Excel;

/// <summary>The part of the first sheet that says how to read cells, marks and states.</summary>
internal static class ReadMeLegend
{
    private static readonly IReadOnlyList<(string Sign, string Meaning)> Signs =
    [
        (NumberText.NoData, "Nothing is known. It is never 0, and never counts as inactivity; the Marks column says why."),
        ("~ 1,234", $"Approximate: {StateText.Meaning(DataMark.Approximate)}."),
        ("≥ 1,234", $"Partial: {StateText.Meaning(DataMark.Partial)}."),
        ("1,234 *", $"Since first seen: {StateText.Meaning(DataMark.SinceFirstSeen)}."),
    ];

    /// <summary>Writes the block.</summary>
    public static void Write(PageGrid page)
    {
        page.Heading("How to read this workbook");
        foreach (var (sign, meaning) in Signs)
        {
            WriteLine(page, sign, meaning);
        }

        foreach (var state in Enum.GetValues<MemberState>())
        {
            var meaning = StateText.Meaning(state);
            WriteLine(page, StateText.Of(state), char.ToUpperInvariant(meaning[0]) + meaning[1..] + ".");
        }

        WriteLine(
            page,
            "Windows",
            "7d, 30d, 90d and 365d roll back from the run's time in days of 24 hours. "
            + "All times are UTC. Every number is explained in Definitions.");
    }

    private static void WriteLine(PageGrid page, string sign, string meaning)
    {
        page.Wrapped(1, 2, sign);
        page.Beside(3, 6, meaning);
        page.Next();
    }
}
