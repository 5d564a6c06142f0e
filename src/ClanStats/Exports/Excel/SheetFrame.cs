using ClanStats.Domain.Report;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>What all sheets share: page, fonts, and the lines above a table.</summary>
internal static class SheetFrame
{
    /// <summary>Sets a page up to be printed: landscape, one page wide, the header on every page.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="report">For the footer.</param>
    /// <param name="headerRow">The row to repeat on every page; null: none.</param>
    public static void SetUpPage(Sheet sheet, ClanReport report, int? headerRow)
    {
        sheet.Page.FooterLeft = $"{ForFooter(TitleOf(report))}, {report.Now.ToPeople()}";
        sheet.Page.FooterRight = "&A, page &P of &N";
        sheet.Page.TitleRow = headerRow;
    }

    /// <summary>Writes a sheet's title, the clan's freshness and the lines to know before reading.</summary>
    /// <returns>The row where the table's header belongs.</returns>
    public static int WriteHead(Sheet sheet, ClanReport report, string title, IEnumerable<string> lines)
    {
        WriteTitle(sheet.Cell(1, 1), title);
        sheet.Row(1).Height = 30;
        WriteFreshness(sheet.Cell(2, 1), report);
        sheet.Row(2).Height = Look.RowHeight;
        var row = 3;
        foreach (var line in lines)
        {
            WriteLine(sheet.Cell(row, 1), line);
            sheet.Row(row).Height = Look.RowHeight;
            row++;
        }

        return row + 1;
    }

    /// <summary>A sheet for a part that has no content, with its reason.</summary>
    public static void WriteUnavailable(Sheet sheet, ClanReport report, string purpose, string? reason)
    {
        SetUpPage(sheet, report, null);
        var row = WriteHead(sheet, report, sheet.Name, [purpose]);
        var cell = sheet.Cell(row, 1);
        cell.Value = $"○ Not available: {SafeCell.ForWorkbook(reason ?? "this version of the workbook does not show it")}";
        cell.Style = cell.Style with { Size = Look.HeaderSize, Bold = true, Ink = Look.Muted };
        sheet.Row(row).Height = Look.RowHeight + 6;
        sheet.Column(1).Width = 110;
    }

    /// <summary>A title's text and style.</summary>
    public static void WriteTitle(SheetCell cell, string title)
    {
        cell.Value = SafeCell.ForWorkbook(title);
        cell.Style = cell.Style with { Size = Look.TitleSize, Bold = true, Ink = Look.Ink, Across = Across.Left, Wraps = false };
    }

    /// <summary>The freshness line with its state's sign, word and colour.</summary>
    public static void WriteFreshness(SheetCell cell, ClanReport report)
    {
        WriteLine(cell, $"{StateText.OfFreshness(report.Today.FreshnessState)}   {report.Today.Freshness}");
        cell.Style = cell.Style with { Ink = Look.OfFreshness(report.Today.FreshnessState) };
    }

    /// <summary>A muted line that may run over the cells to its right.</summary>
    public static void WriteLine(SheetCell cell, string line)
    {
        cell.Value = SafeCell.ForWorkbook(line);
        cell.Style = cell.Style with { Ink = Look.Muted, Across = Across.Left, Wraps = false };
    }

    /// <summary>The heading of a block.</summary>
    public static void WriteHeading(Sheet sheet, int row, string heading)
    {
        var cell = sheet.Cell(row, 1);
        cell.Value = SafeCell.ForWorkbook(heading);
        cell.Style = cell.Style with { Size = 13, Bold = true, Ink = Look.Gold, Across = Across.Left, Wraps = false };
        sheet.Row(row).Height = 24;
    }

    /// <summary>The clan's name and, outside production, the environment beside it.</summary>
    public static string TitleOf(ClanReport report) =>
        report.Environment is { } environment ? $"{report.Clan.Name} [{environment}]" : report.Clan.Name;

    /// <summary>In a footer an ampersand begins a code.</summary>
    private static string ForFooter(string text)
    {
        var line = SafeCell.OneLine(text).Replace("&", "&&", StringComparison.Ordinal);
        return line.Length <= 100 ? line : line[..100].TrimEnd('&');
    }
}
