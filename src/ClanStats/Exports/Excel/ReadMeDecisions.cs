using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

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

    /// <summary>Writes where officers answer, and with which words.</summary>
    public static void WriteAnswers(PageGrid page)
    {
        page.Heading("How to answer");
        (string Where, string How)[] cells =
        [
            ($"{WorkbookForm.DecisionsSheet}: {WorkbookForm.Verdict}, {WorkbookForm.LeaveUntil}", $"Choose {string.Join(", ", OfficerVerdicts.All)}; with leave, a day. Note and By are free."),
            ($"{WorkbookForm.LinksSheet}: {WorkbookForm.Decide}", $"{WorkbookForm.Confirm} or {WorkbookForm.Reject} that the account is the member's."),
            ($"{WorkbookForm.PurgeSheet}: {WorkbookForm.DiscordAccount}", $"The account's name or id where somebody is quiet and nobody knows it, or {WorkbookForm.NoAccount}."),
            ("Every yellow cell", "Write, save, done: the next run reads every copy of this file, and of several changes to a row the newest stands. Empty a cell to take it back."),
        ];
        foreach (var (where, how) in cells)
        {
            page.Wrapped(1, 3, where);
            page.Beside(4, 5, how);
            page.Next();
        }
    }

    /// <summary>A list of names that ends with how many more there are.</summary>
    public static string Names(IReadOnlyCollection<string> names, int shown) => ShortText.Names([.. names.Select(SafeCell.OneLine)], shown);

    private static void WriteSection<T>(PageGrid page, string sheet, Section<T> section, Func<T, IEnumerable<string>> who)
        where T : class
    {
        var link = page.Line(1, 2);
        link.Value = sheet;
        link.Place = $"'{sheet}'!A1";
        link.Style = link.Style with { Ink = Look.Game, Underlined = true };
        if (section.Content is { } content)
        {
            var names = who(content).ToArray();
            page.Number(3, 1, names.Length);
            page.Beside(4, 5, names.Length == 0 ? "Nobody" : Names(names, NamesShown), Look.Black);
        }
        else
        {
            page.Number(3, 1, null);
            page.Beside(4, 5, $"○ Not available: {section.Reason}");
        }

        page.Next();
    }
}
