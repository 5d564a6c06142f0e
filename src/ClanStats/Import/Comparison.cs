using System.Globalization;
using System.Text;
using ClanStats.Exports.Enforcer;

namespace ClanStats.Import;

/// <summary>One number of a member in the old program's clan_data.json and by today's rules.</summary>
/// <param name="Measure">Its key in clan_data.json.</param>
/// <param name="Old">What the old program said; null if it said nothing.</param>
/// <param name="New">What it is; null if it is not known.</param>
/// <param name="Cause">Why they differ, one sentence; null if they do not.</param>
internal sealed record ComparedNumber(string Measure, long? Old, long? New, string? Cause);

/// <summary>A member's numbers, old and new.</summary>
internal sealed record ComparedMember(string Name, IReadOnlyList<ComparedNumber> Numbers);

/// <summary>The old program's numbers beside today's, at the instant it wrote them.</summary>
/// <param name="File">Its clan_data.json.</param>
/// <param name="At">That instant, as people read it.</param>
/// <param name="Members">Everybody either side knows.</param>
internal sealed record Comparison(string File, string At, IReadOnlyList<ComparedMember> Members);

/// <summary>A comparison as Markdown.</summary>
internal static class ComparisonText
{
    /// <summary>Appends it.</summary>
    public static void Append(StringBuilder text, Comparison comparison)
    {
        var equal = comparison.Members.Count(member => member.Numbers.All(number => number.Cause is null));
        text.Append(CultureInfo.InvariantCulture, $"\n## Old and new numbers\n\nThe old clan_data.json was written at {comparison.At}; the new numbers are those of the same instant. ");
        text.Append(CultureInfo.InvariantCulture, $"{equal} of {comparison.Members.Count} members have the same numbers.\n\n");
        foreach (var cause in comparison.Members.SelectMany(member => member.Numbers).Where(number => number.Cause is not null)
            .CountBy(number => number.Cause!, StringComparer.Ordinal).OrderByDescending(cause => cause.Value).ThenBy(cause => cause.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {PlainCount.Show(cause.Value)} numbers: {MarkdownText.Literal(cause.Key)}\n");
        }

        text.Append("\n| member | number | old | new | why |\n| --- | --- | ---: | ---: | --- |\n");
        foreach (var member in comparison.Members)
        {
            foreach (var number in member.Numbers)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {MarkdownText.Literal(member.Name)} | {number.Measure} | {Show(number.Old)} | {Show(number.New)} | {MarkdownText.Literal(number.Cause)} |\n");
            }
        }
    }

    private static string Show(long? number) => number is { } known ? PlainCount.Show(known) : "–";
}
