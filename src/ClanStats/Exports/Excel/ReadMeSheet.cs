using ClanStats.Domain.Report;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>
/// The first sheet, a page one would print: how fresh the numbers are, the week in one sentence and four numbers, what needs a decision,
/// where the numbers come from and how they add up.
/// </summary>
internal static class ReadMeSheet
{
    private const int NumberOfTiles = 4;

    /// <summary>Fills the sheet.</summary>
    public static void Write(Sheet sheet, ClanReport report)
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
        sheet.Page.Area = CellName.Fixed(1, 1, page.Row - 1, PageGrid.Columns);
    }

    private static void SetUpPage(Sheet sheet, ClanReport report)
    {
        SheetFrame.SetUpPage(sheet, report, null);
        sheet.Page.IsLandscape = false;
        sheet.Page.PagesTall = 1;
        sheet.Page.IsCentred = true;
        sheet.ShowsGrid = false;
    }

    private static void WriteTop(PageGrid page, ClanReport report)
    {
        SheetFrame.WriteTitle(page.Line(1, PageGrid.Columns), SheetFrame.TitleOf(report));
        page.Next(32);
        SheetFrame.WriteFreshness(page.Line(1, PageGrid.Columns), report);
        page.Next();
        var verdict = page.Wrapped(1, PageGrid.Columns, report.Today.Verdict, factor: 1.35);
        verdict.Style = verdict.Style with { Size = 14, Ink = Look.Ink };
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
                var first = 1 + (tile * Span);
                var cell = line == 2 ? page.Wrapped(first, Span, HeadlineText.Beside(tiles[tile])) : page.Line(first, Span);
                WriteTileLine(cell, tiles[tile], line);
                page.Restyle(first, Span, style => style with { Fill = Look.Paper, Across = Across.Left, Indent = 1, AtTop = style.Wraps });
                cell.Style = cell.Style with { Left = new Edge(Look.Gold, Strong: true) };
            }

            page.Next(line switch { 0 => 19, 1 => 34, _ => null });
        }

        page.Next(8);
    }

    private static void WriteTileLine(SheetCell cell, HeadlineNumber number, int line)
    {
        switch (line)
        {
            case 0:
                SheetFrame.WriteLine(cell, number.Label);
                break;
            case 1 when number.Value is { } value:
                cell.Value = (double)value;
                cell.Style = cell.Style with
                {
                    Format = number.Unit is { } unit ? $"#,##0\"\u00A0{unit}\"" : "#,##0",
                    Size = Look.TileSize,
                    Bold = true,
                };
                break;
            case 1:
                cell.Value = NumberText.NoData;
                cell.Style = cell.Style with { Size = Look.TileSize, Ink = Look.Faint };
                break;
            default:
                cell.Style = cell.Style with { Ink = Look.Muted };
                break;
        }
    }
}
