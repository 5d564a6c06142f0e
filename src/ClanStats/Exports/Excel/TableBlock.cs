using ClanStats.Domain.Activity;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>
/// Writes rows as an Excel table with its filter, in the workbook's look. A column's style is made once for all its cells; what depends on a cell's
/// value is left to <see cref="TableConditions"/>, so that it follows the value when somebody sorts or writes.
/// </summary>
/// <typeparam name="T">What a row is about.</typeparam>
internal sealed class TableBlock<T>(IReadOnlyList<SheetColumn<T>> columns)
{
    private readonly double[] _widths = new double[columns.Count];
    private readonly CellStyle?[] _styles = new CellStyle?[columns.Count];
    private readonly CellStyle?[] _links = new CellStyle?[columns.Count];

    /// <summary>Writes header and rows.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="headerRow">The row of the header.</param>
    /// <param name="name">The table's name, unique in the workbook.</param>
    /// <param name="rows">The rows; if there are none, the table says "None".</param>
    /// <returns>The last row written.</returns>
    public int Write(Sheet sheet, int headerRow, string name, IReadOnlyList<T> rows)
    {
        var isFirst = sheet.Tables.Count == 0;
        WriteHeader(sheet, headerRow);
        if (rows.Count == 0)
        {
            WriteNone(sheet, headerRow + 1);
            SetWidths(sheet, isFirst);
            return headerRow + 1;
        }

        for (var index = 0; index < rows.Count; index++)
        {
            WriteRow(sheet.Row(headerRow + 1 + index), rows[index]);
        }

        SetWidths(sheet, isFirst);
        var last = headerRow + rows.Count;
        sheet.Tables.Add(new TableArea(name, [.. columns.Select(column => column.Header)], headerRow, last));
        TableConditions.Add(sheet, [.. columns.Select(ColumnLook.Of)], headerRow + 1, last);
        OfferChoices(sheet, headerRow + 1, last);
        return last;
    }

    /// <summary>Cells to write in offer the words that are understood.</summary>
    private void OfferChoices(Sheet sheet, int first, int last)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index].Choices is { Count: > 0 } choices)
            {
                sheet.Choices.Add(new CellChoices(CellName.Of(first, index + 1, last, index + 1), choices));
            }
        }
    }

    private void WriteHeader(Sheet sheet, int row)
    {
        sheet.Row(row).Height = Look.HeaderHeight;
        for (var index = 0; index < columns.Count; index++)
        {
            var cell = sheet.Cell(row, index + 1);
            cell.Value = columns[index].Header;
            cell.Style = new CellStyle
            {
                Bold = true,
                Size = Look.HeaderSize,
                Ink = Look.Ink,
                Fill = Look.TintOf(columns[index].Group),
                Bottom = new Edge(Look.Of(columns[index].Group), Strong: true),
                Across = AcrossOf(columns[index].Kind),
                AtTop = true,
                Wraps = true,
                Indent = 1,
            };
        }
    }

    private static void WriteNone(Sheet sheet, int row)
    {
        var nobody = sheet.Cell(row, 1);
        nobody.Value = "None";
        nobody.Style = new CellStyle { Italic = true, Ink = Look.Muted, Across = Across.Left, Indent = 1 };
        sheet.Row(row).Height = Look.RowHeight;
    }

    private void WriteRow(SheetRow row, T item)
    {
        var height = Look.RowHeight;
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            var content = column.Cell(item);
            var cell = row.Cell(index + 1);
            cell.Style = StyleOf(index, content);
            if (column.Writable && content.Value is null or "")
            {
                continue;
            }

            Set(cell, content);
            if (column.Kind == ColumnKind.Wrapped && content.Value is string text)
            {
                height = Math.Max(height, 4 + (Look.LineHeight * TextWidth.Lines(text, column.Width)));
            }
            else if (!column.Hidden && column.Kind is ColumnKind.Text && content.Value is string line)
            {
                _widths[index] = Math.Max(_widths[index], Math.Min(column.MaxWidth, TextWidth.Of(line) + 3));
            }
        }

        row.Height = height;
    }

    private static void Set(SheetCell cell, CellContent content)
    {
        cell.Value = content.Value switch
        {
            string text => SafeCell.ForWorkbook(text),
            DateTime time => time,
            long or int or double => Convert.ToDouble(content.Value),
            _ => NumberText.NoData,
        };
        cell.Link = content.Link;
    }

    /// <summary>The mark stands in the number's format, so that the cell stays a number to compute with.</summary>
    private static string? MarkedFormat(DataMark mark) => mark switch
    {
        DataMark.Approximate => Look.ApproximateFormat,
        DataMark.Partial => Look.LowerBoundFormat,
        DataMark.SinceFirstSeen => Look.SinceFirstSeenFormat,
        _ => null,
    };

    /// <summary>The style of a column's cells: but for marked numbers and links, always the same object.</summary>
    private CellStyle StyleOf(int index, CellContent content)
    {
        var style = _styles[index] ??= PlainStyle(columns[index]);
        if (content.Link is not null)
        {
            return _links[index] ??= style with { Underlined = true };
        }

        return content.Value is not null && MarkedFormat(content.Mark) is { } format ? style with { Format = format } : style;
    }

    /// <summary>Numbers keep their distance by their format: some programs forget an indent beside a data bar.</summary>
    private static CellStyle PlainStyle(SheetColumn<T> column)
    {
        var line = column.Writable ? new Edge(Look.Line) : null;
        return new CellStyle
        {
            Ink = column.Group == ColumnGroup.State ? Look.Muted : Look.Ink,
            Across = AcrossOf(column.Kind),
            Indent = IsNumber(column.Kind) ? 0 : 1,
            Wraps = column.Kind == ColumnKind.Wrapped,
            Format = Format(column.Kind),
            Fill = column.Writable ? Look.Writable : null,
            Left = line,
            Right = line,
            Top = line,
            Bottom = line,
        };
    }

    private void SetWidths(Sheet sheet, bool isFirst)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            var column = sheet.Column(index + 1);
            column.Width = Math.Max(isFirst ? 0 : column.Width, Math.Max(columns[index].Width, _widths[index]));
            column.Hidden |= columns[index].Hidden;
        }
    }

    private static bool IsNumber(ColumnKind kind) => kind is ColumnKind.Whole or ColumnKind.Decimal;

    private static Across AcrossOf(ColumnKind kind) => IsNumber(kind) ? Across.Right : Across.Left;

    private static string Format(ColumnKind kind) => kind switch
    {
        ColumnKind.Whole => Look.WholeFormat,
        ColumnKind.Decimal => Look.DecimalFormat,
        ColumnKind.Date => Look.DateFormat,
        ColumnKind.Time => Look.TimeFormat,
        _ => "@",
    };
}
