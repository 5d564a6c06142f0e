using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClosedXML.Excel;

namespace ClanStats.Exports.Excel;

/// <summary>Writes clan_report_full.xlsx: the twelve sheets of the contract, from the report alone.</summary>
internal sealed class ExcelReportWriter : IReportWriter
{
    /// <summary>The file it writes.</summary>
    public const string FileName = "clan_report_full.xlsx";

    /// <summary>The sheets in their order. Other people's formulas refer to them by name.</summary>
    private static readonly (string Name, Action<IXLWorksheet, ClanReport> Write)[] Sheets =
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
        using var stable = new MemoryStream();
        using var package = Package(report, cancellationToken);
        StablePackage.Rewrite(package, stable, report.Now);
        return [new ReportFile(FileName, stable.GetBuffer().AsMemory(0, (int)stable.Length))];
    }

    private static MemoryStream Package(ClanReport report, CancellationToken cancellationToken)
    {
        using var workbook = new XLWorkbook(XLEventTracking.Disabled);
        workbook.Style.Font.FontName = Look.Font;
        workbook.Style.Font.FontSize = Look.BodySize;
        workbook.Style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        foreach (var (name, write) in Sheets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            write(workbook.AddWorksheet(name), report);
        }

        SetProperties(workbook, report);

        // Consolidating would merge the stripes with the other formats of a sheet and change their order.
        var package = new MemoryStream();
        workbook.SaveAs(package, new SaveOptions { ConsolidateConditionalFormatRanges = false, ValidatePackage = false });
        package.Position = 0;
        return package;
    }

    private static void SetProperties(XLWorkbook workbook, ClanReport report)
    {
        var properties = workbook.Properties;
        properties.Title = SafeCell.ForWorkbook($"{SheetFrame.TitleOf(report)}: clan report");
        properties.Author = "ClanStats";
        properties.LastModifiedBy = "ClanStats";
        properties.Created = report.Now.ToDateTimeOffset().UtcDateTime;
        properties.Modified = report.Now.ToDateTimeOffset().UtcDateTime;
    }
}
