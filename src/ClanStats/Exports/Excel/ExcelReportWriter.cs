using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>Writes clan_report_full.xlsx: the twelve sheets of the contract, from the report alone.</summary>
internal sealed class ExcelReportWriter : IReportWriter
{
    /// <summary>The file it writes.</summary>
    public const string FileName = "clan_report_full.xlsx";

    /// <summary>The sheets in their order. Other people's formulas refer to them by name.</summary>
    private static readonly (string Name, Action<Sheet, ClanReport> Write)[] Sheets =
    [
        ("Read me", ReadMeSheet.Write),
        ("Clan Roster", RosterSheet.Write),
        ("Decisions", DecisionsSheet.Write),
        ("Promotions", VerdictSheets.WritePromotions),
        ("Purge", PurgeSheet.Write),
        ("Moderation", VerdictSheets.WriteModeration),
        ("Officers", OfficersSheet.Write),
        ("Changes", ChangesSheet.Write),
        ("Retention", RetentionSheet.Write),
        ("Bosses", BossesSheet.Write),
        ("Links", LinksSheet.Write),
        ("Definitions", DefinitionsSheet.Write),
    ];

    /// <summary>The names of the sheets, in their order.</summary>
    public static IReadOnlyList<string> SheetNames { get; } = [.. Sheets.Select(sheet => sheet.Name)];

    /// <inheritdoc/>
    public string Step => StepNames.Excel;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [FileName];

    /// <inheritdoc/>
    public IEnumerable<ReportFile> Render(ClanReport report, CancellationToken cancellationToken)
    {
        var sheets = new List<Sheet>(Sheets.Length);
        foreach (var (name, write) in Sheets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sheet = new Sheet(name);
            write(sheet, report);
            sheets.Add(sheet);
        }

        var title = SafeCell.ForWorkbook($"{SheetFrame.TitleOf(report)}: clan report");
        return [new ReportFile(FileName, WorkbookPackage.Write(sheets, title, report.Now))];
    }
}
