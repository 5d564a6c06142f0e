using ClanStats.Domain.Report;
using ClosedXML.Excel;

namespace ClanStats.Exports.Excel;

/// <summary>
/// The first sheet, a page one would print: how fresh the numbers are, the week in one sentence and four numbers, what needs a decision,
/// where the numbers come from and how they add up.
/// </summary>
internal static class ReadMeSheet
{
    private const int NumberOfTiles = 4;

    /// <summary>Fills the sheet.</summary>
    public static void Write(IXLWorksheet sheet, ClanReport report)
    {
        SetUpPage(sheet, report);
        var page = new PageGrid(sheet);
        WriteTop(page, report);
        WriteTiles(page, report.Today.Numbers);
        ReadMeDecisions.Write(page, report);
        ReadMeDecisions.WriteAnswers(page);
        ReadMeSources.WriteSources(page, report);
        ReadMeSources.WriteReconciliation(page, report.Reconciliation);
        ReadMeSources.WriteCoverage(page, report.Links.Content);
        ReadMeLegend.Write(page);
        sheet.PageSetup.PrintAreas.Add(1, 1, page.Row - 1, PageGrid.Columns);
    }

    private static void SetUpPage(IXLWorksheet sheet, ClanReport report)
    {
        SheetFrame.SetUpPage(sheet, report, null);
        sheet.PageSetup.PageOrientation = XLPageOrientation.Portrait;
        sheet.PageSetup.FitToPages(1, 1);
        sheet.PageSetup.CenterHorizontally = true;
        sheet.ShowGridLines = false;
    }

    private static void WriteTop(PageGrid page, ClanReport report)
    {
        SheetFrame.WriteTitle(page.Line(1, PageGrid.Columns), SheetFrame.TitleOf(report));
        page.Next(32);
        SheetFrame.WriteFreshness(page.Line(1, PageGrid.Columns), report);
        page.Next();
        var verdict = page.Wrapped(1, PageGrid.Columns, report.Today.Verdict, factor: 1.35);
        verdict.Style.Font.SetFontSize(14).Font.SetFontColor(Look.Ink);
        page.Next();
        page.Next(6);
    }

    private static void WriteTiles(PageGrid page, IReadOnlyList<HeadlineNumber> numbers)
    {
        const int Span = PageGrid.Columns / NumberOfTiles;
        var tiles = numbers.Take(NumberOfTiles).ToArray();
        for (var line = 0; line < 3; line++)
        {
            for (var tile = 0; tile < tiles.Length; tile++)
            {
                var cell = page.Line(1 + (tile * Span), Span);
                WriteTileLine(cell, tiles[tile], line);
                var area = page.Area(1 + (tile * Span), Span);
                area.Style.Fill.SetBackgroundColor(Look.Paper);
                area.Style.Border.SetLeftBorder(XLBorderStyleValues.Medium).Border.SetLeftBorderColor(Look.Gold);
                area.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left).Alignment.SetIndent(1).Alignment.SetVertical(XLAlignmentVerticalValues.Center);
            }

            page.Next(line == 1 ? 34 : 19);
        }

        page.Next(8);
    }

    private static void WriteTileLine(IXLCell cell, HeadlineNumber number, int line)
    {
        switch (line)
        {
            case 0:
                SheetFrame.WriteLine(cell, number.Label);
                break;
            case 1 when number.Value is { } value:
                cell.SetValue((double)value);
                cell.Style.NumberFormat.SetFormat(Look.WholeFormat).Font.SetFontSize(Look.TileSize).Font.SetBold();
                break;
            case 1:
                cell.SetValue(NumberText.NoData);
                cell.Style.Font.SetFontSize(Look.TileSize).Font.SetFontColor(Look.Faint);
                break;
            default:
                SheetFrame.WriteLine(cell, Beside(number));
                break;
        }
    }

    private static string Beside(HeadlineNumber number)
    {
        var change = number.Change is null ? null : $"{NumberText.Signed(number.Change)} against the span before";
        return string.Join(", ", new[] { change, number.Note }.OfType<string>());
    }
}
