using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>A page of equal columns that is written from top to bottom, line by line.</summary>
internal sealed class PageGrid
{
    /// <summary>How many columns the page has.</summary>
    public const int Columns = 8;

    private const double ColumnWidth = 13;
    private readonly Sheet _sheet;
    private double _height = Look.RowHeight;

    /// <summary>Takes an empty sheet.</summary>
    public PageGrid(Sheet sheet)
    {
        _sheet = sheet;
        for (var column = 1; column <= Columns; column++)
        {
            sheet.Column(column).Width = ColumnWidth;
        }
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

    /// <summary>Changes how the cells of a span in this row look.</summary>
    public void Restyle(int column, int span, Func<CellStyle, CellStyle> change) => _sheet.Restyle(Row, column, span, change);

    /// <summary>A cell that takes a span of columns.</summary>
    public SheetCell Line(int column, int span)
    {
        if (span > 1)
        {
            _sheet.Merged.Add(CellName.Of(Row, column, Row, column + span - 1));
        }

        var cell = _sheet.Cell(Row, column);
        cell.Style = cell.Style with { AtTop = true };
        return cell;
    }

    /// <summary>A text that wraps in a span of columns; the row grows with it.</summary>
    /// <param name="column">The first column.</param>
    /// <param name="span">How many columns.</param>
    /// <param name="text">The text.</param>
    /// <param name="factor">How much larger than the body its font is.</param>
    public SheetCell Wrapped(int column, int span, string text, double factor = 1)
    {
        var cell = Line(column, span);
        var clean = SafeCell.ForWorkbook(text);
        cell.Value = clean;
        cell.Style = cell.Style with { Wraps = true, Across = Across.Left };
        var lines = TextWidth.Lines(clean, span * ColumnWidth / factor);
        _height = Math.Max(_height, 4 + (lines * Look.LineHeight * factor));
        return cell;
    }

    /// <summary>A text that wraps beside another, a little away from it.</summary>
    /// <param name="column">The first column.</param>
    /// <param name="span">How many columns.</param>
    /// <param name="text">The text.</param>
    /// <param name="ink">Its colour; null: muted.</param>
    public void Beside(int column, int span, string text, Colour? ink = null)
    {
        var cell = Wrapped(column, span, text);
        cell.Style = cell.Style with { Ink = ink ?? Look.Muted, Indent = 1 };
    }

    /// <summary>A whole number, or the dash where it is not known.</summary>
    public void Number(int column, int span, long? value)
    {
        var cell = Line(column, span);
        cell.Value = value is { } known ? (double)known : NumberText.NoData;
        cell.Style = value is null
            ? cell.Style with { Ink = Look.Faint, Across = Across.Right }
            : cell.Style with { Format = Look.WholeFormat, Across = Across.Right };
    }

    /// <summary>A heading with a line of space above it.</summary>
    public void Heading(string text)
    {
        Next(8);
        Line(1, Columns);
        SheetFrame.WriteHeading(_sheet, Row, text);
        Restyle(1, Columns, style => style with { Bottom = new Edge(Look.Gold) });
        Next(22);
    }

    /// <summary>A row of small column titles.</summary>
    public void Titles(params (int Column, int Span, string Text, bool IsNumber)[] titles)
    {
        foreach (var (column, span, text, isNumber) in titles)
        {
            var cell = Line(column, span);
            SheetFrame.WriteLine(cell, text);
            cell.Style = cell.Style with { Bold = true, Indent = isNumber || column == 1 ? 0 : 1, Across = isNumber ? Across.Right : Across.Left };
        }

        Next();
    }
}
