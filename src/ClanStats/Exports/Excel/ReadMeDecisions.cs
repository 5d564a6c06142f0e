using ClanStats.Domain.Report;
using ClosedXML.Excel;

namespace ClanStats.Exports.Excel;

/// <summary>The part of the first sheet that says what waits for an officer, each line leading to its sheet.</summary>
internal static class ReadMeDecisions
{
    private const int NamesShown = 6;

    /// <summary>Writes the block.</summary>
    public static void Write(PageGrid page, ClanReport report)
    {
        page.Heading("What needs a decision");
        page.Titles((1, 2, "Sheet", false), (3, 1, "People", true), (4, 5, "Who", false));
        WriteSection(page, "Purge", report.Purge, purge => purge.Candidates.Select(candidate => $"{candidate.Name} ({candidate.Status})"));
        WriteSection(page, "Moderation", report.Moderation, moderation => moderation.People
            .Select(verdict => $"{verdict.Name} ({verdict.Rule})"));
        WriteSection(page, "Promotions", report.Promotions, promotions => promotions.People
            .Select(verdict => $"{verdict.Name} ({verdict.Rule})"));
        WriteSection(page, "Officers", report.Officers, officers => officers.Officers
            .Where(officer => officer.Label is not null)
            .Select(officer => $"{officer.Name} ({officer.Label})"));
        WriteSection(page, "Links", report.Links, links => links.Waiting.Select(link => link.Member).Distinct(StringComparer.Ordinal));
        WriteSection(page, "Decisions", report.Decisions, decisions => decisions.Waiting.Select(row => $"{row.Name} ({row.Suggestion})"));
    }

    /// <summary>A list of names that ends with how many more there are.</summary>
    public static string Names(IReadOnlyCollection<string> names, int shown)
    {
        var first = string.Join(", ", names.Take(shown).Select(SafeCell.OneLine));
        return names.Count <= shown ? first : $"{first} and {NumberText.Whole(names.Count - shown)} more";
    }

    private static void WriteSection<T>(PageGrid page, string sheet, Section<T> section, Func<T, IEnumerable<string>> who)
        where T : class
    {
        var link = page.Line(1, 2);
        link.SetValue(sheet);
        link.Hyperlink = new XLHyperlink($"'{sheet}'!A1");
        link.Style.Font.SetFontColor(Look.Game).Alignment.SetVertical(XLAlignmentVerticalValues.Top);
        if (section.Content is { } content)
        {
            var names = who(content).ToArray();
            page.Number(3, 1, names.Length);
            page.Wrapped(4, 5, names.Length == 0 ? "Nobody" : Names(names, NamesShown)).Style.Alignment.SetIndent(1);
        }
        else
        {
            page.Number(3, 1, null);
            page.Wrapped(4, 5, $"○ Not available: {section.Reason}").Style.Font.SetFontColor(Look.Muted).Alignment.SetIndent(1);
        }

        page.Next();
    }
}
