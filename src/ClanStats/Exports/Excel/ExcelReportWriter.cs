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
        ("Changes", (sheet, report) =>
            SheetFrame.WriteUnavailable(sheet, report, "What changed since the last good run.", report.Changes.Reason)),
        ("Retention", (sheet, report) =>
            SheetFrame.WriteUnavailable(sheet, report, "Whether newcomers stay.", report.Retention.Reason)),
        ("Bosses", BossesSheet.Write),
        ("Links", LinksSheet.Write),
        ("Definitions", DefinitionsSheet.Write),
    ];

    /// <inheritdoc/>
    public string Step => StepNames.Excel;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [FileName];

    /// <inheritdoc/>
    public async Task WriteAsync(ClanReport report, string directory, CancellationToken cancellationToken)
    {
        using var package = new MemoryStream();
        using (var workbook = new XLWorkbook(XLEventTracking.Disabled))
        {
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
            workbook.SaveAs(package, new SaveOptions { ConsolidateConditionalFormatRanges = false, ValidatePackage = false });
        }

        package.Position = 0;
        Directory.CreateDirectory(directory);
        using var stable = new MemoryStream();
        StablePackage.Rewrite(package, stable, report.Now);
        stable.Position = 0;
        await using var file = File.Create(Path.Combine(directory, FileName));
        await stable.CopyToAsync(file, cancellationToken);
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
