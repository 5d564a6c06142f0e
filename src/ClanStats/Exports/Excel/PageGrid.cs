using ClosedXML.Excel;

namespace ClanStats.Exports.Excel;

/// <summary>A page of equal columns that is written from top to bottom, line by line.</summary>
internal sealed class PageGrid
{
    /// <summary>How many columns the page has.</summary>
    public const int Columns = 8;

    private const double ColumnWidth = 13;
    private readonly IXLWorksheet _sheet;
    private double _height = Look.RowHeight;

    /// <summary>Takes an empty sheet.</summary>
    public PageGrid(IXLWorksheet sheet)
    {
        _sheet = sheet;
        _sheet.Columns(1, Columns).Width = ColumnWidth;
    }

    /// <summary>The row being written.</summary>
    public int Row { get; private set; } = 1;

    /// <summary>Ends the row.</summary>
    /// <param name="height">Its height in points; null: what its texts need.</param>
    public void Next(double? height = null)
    {
        _sheet.Row(Row).Height = height ?? _height;
        _height = Look.RowHeight;
        Row++;
    }

    /// <summary>The cells of a span in this row.</summary>
    public IXLRange Area(int column, int span) => _sheet.Range(Row, column, Row, column + span - 1);

    /// <summary>A cell that takes a span of columns.</summary>
    public IXLCell Line(int column, int span)
    {
        if (span > 1)
        {
            Area(column, span).Merge();
        }

        var cell = _sheet.Cell(Row, column);
        cell.Style.Alignment.SetVertical(XLAlignmentVerticalValues.Top);
        return cell;
    }

    /// <summary>A text that wraps in a span of columns; the row grows with it.</summary>
    /// <param name="column">The first column.</param>
    /// <param name="span">How many columns.</param>
    /// <param name="text">The text.</param>
    /// <param name="factor">How much larger than the body its font is.</param>
    public IXLCell Wrapped(int column, int span, string text, double factor = 1)
    {
        var cell = Line(column, span);
        var clean = SafeCell.ForWorkbook(text);
        cell.SetValue(clean);
        cell.Style.Alignment.SetWrapText().Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
        var lines = TextWidth.Lines(clean, span * ColumnWidth / factor);
        _height = Math.Max(_height, 4 + (lines * Look.LineHeight * factor));
        return cell;
    }

    /// <summary>A whole number, or the dash where it is not known.</summary>
    public void Number(int column, int span, long? value)
    {
        var cell = Line(column, span);
        if (value is { } known)
        {
            cell.SetValue((double)known);
            cell.Style.NumberFormat.SetFormat(Look.WholeFormat);
        }
        else
        {
            cell.SetValue(NumberText.NoData);
            cell.Style.Font.SetFontColor(Look.Faint);
        }

        cell.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
    }

    /// <summary>A heading with a line of space above it.</summary>
    public void Heading(string text)
    {
        Next(8);
        SheetFrame.WriteHeading(Line(1, Columns), text);
        Area(1, Columns).Style.Border.SetBottomBorder(XLBorderStyleValues.Thin).Border.SetBottomBorderColor(Look.Gold);
        Next(22);
    }

    /// <summary>A row of small column titles.</summary>
    public void Titles(params (int Column, int Span, string Text, bool IsNumber)[] titles)
    {
        foreach (var (column, span, text, isNumber) in titles)
        {
            var cell = Line(column, span);
            SheetFrame.WriteLine(cell, text);
            cell.Style.Font.SetBold().Alignment.SetIndent(isNumber || column == 1 ? 0 : 1);
            if (isNumber)
            {
                cell.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
            }
        }

        Next();
    }
}
