using ClanStats.Domain.Activity;
using ClosedXML.Excel;

namespace ClanStats.Exports.Excel;

/// <summary>
/// Writes rows as an Excel table with its filter, in the workbook's look. A column's style is made once and put on all its cells, because
/// every change of a cell's style is slow; what depends on a cell's value is left to <see cref="TableConditions"/>.
/// </summary>
/// <typeparam name="T">What a row is about.</typeparam>
internal sealed class TableBlock<T>(IReadOnlyList<SheetColumn<T>> columns)
{
    private readonly double[] _widths = new double[columns.Count];

    /// <summary>Writes header and rows.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="headerRow">The row of the header.</param>
    /// <param name="name">The table's name, unique in the workbook.</param>
    /// <param name="rows">The rows; if there are none, the table says "None".</param>
    /// <returns>The last row written.</returns>
    public int Write(IXLWorksheet sheet, int headerRow, string name, IReadOnlyList<T> rows)
    {
        var isFirst = !sheet.Tables.Any();
        WriteHeader(sheet, headerRow);
        if (rows.Count == 0)
        {
            WriteNone(sheet, headerRow + 1);
        }
        else
        {
            StyleColumns(sheet, headerRow + 1, headerRow + rows.Count);
            for (var index = 0; index < rows.Count; index++)
            {
                WriteRow(sheet, headerRow + 1 + index, rows[index]);
            }
        }

        SetWidths(sheet, isFirst);
        if (rows.Count == 0)
        {
            return headerRow + 1;
        }

        var last = headerRow + rows.Count;
        var table = sheet.Range(headerRow, 1, last, columns.Count).CreateTable(name);
        table.Theme = XLTableTheme.None;
        table.ShowAutoFilter = true;
        TableConditions.Add(sheet, [.. columns.Select(ColumnLook.Of)], headerRow + 1, last);
        OfferChoices(sheet, headerRow + 1, last);
        return last;
    }

    /// <summary>Cells to write in offer the words that are understood.</summary>
    private void OfferChoices(IXLWorksheet sheet, int first, int last)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index].Choices is { Count: > 0 } choices)
            {
                var validation = sheet.Range(first, index + 1, last, index + 1).SetDataValidation();
                validation.List($"\"{string.Join(',', choices)}\"", inCellDropdown: true);
                validation.IgnoreBlanks = true;
                validation.ErrorTitle = "Not understood";
                validation.ErrorMessage = $"Choose one of: {string.Join(", ", choices)}. Or empty the cell.";
            }
        }
    }

    private void WriteHeader(IXLWorksheet sheet, int row)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            sheet.Cell(row, index + 1).SetValue(columns[index].Header);
        }

        var header = sheet.Range(row, 1, row, columns.Count).Style;
        header.Font.SetBold().Font.SetFontSize(Look.HeaderSize).Font.SetFontColor(Look.Ink);
        header.Alignment.SetVertical(XLAlignmentVerticalValues.Top).Alignment.SetWrapText();
        header.Border.SetBottomBorder(XLBorderStyleValues.Medium);
        sheet.Row(row).Height = Look.HeaderHeight;
        for (var index = 0; index < columns.Count; index++)
        {
            var style = sheet.Cell(row, index + 1).Style;
            style.Fill.SetBackgroundColor(Look.TintOf(columns[index].Group));
            style.Border.SetBottomBorderColor(Look.Of(columns[index].Group));
            style.Alignment.SetHorizontal(AlignmentOf(columns[index].Kind)).Alignment.SetIndent(1);
        }
    }

    private static void WriteNone(IXLWorksheet sheet, int row)
    {
        var nobody = sheet.Cell(row, 1);
        nobody.SetValue("None");
        nobody.Style.Font.SetItalic().Font.SetFontColor(Look.Muted).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left).Alignment.SetIndent(1);
        sheet.Row(row).Height = Look.RowHeight;
    }

    private void WriteRow(IXLWorksheet sheet, int row, T item)
    {
        var height = Look.RowHeight;
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            var content = column.Cell(item);
            if (column.Writable && content.Value is null or "")
            {
                continue;
            }

            Set(sheet.Cell(row, index + 1), content);
            if (column.Kind == ColumnKind.Wrapped && content.Value is string text)
            {
                height = Math.Max(height, 4 + (Look.LineHeight * TextWidth.Lines(text, column.Width)));
            }
            else if (!column.Hidden && column.Kind is ColumnKind.Text && content.Value is string line)
            {
                _widths[index] = Math.Max(_widths[index], Math.Min(column.MaxWidth, TextWidth.Of(line) + 3));
            }
        }

        sheet.Row(row).Height = height;
    }

    private static void Set(IXLCell cell, CellContent content)
    {
        switch (content.Value)
        {
            case string text:
                cell.SetValue(SafeCell.ForWorkbook(text));
                break;
            case DateTime time:
                cell.SetValue(time);
                break;
            case long or int or double:
                cell.SetValue(Convert.ToDouble(content.Value));
                if (MarkedFormat(content.Mark) is { } format)
                {
                    cell.Style.NumberFormat.SetFormat(format);
                }

                break;
            default:
                cell.SetValue(NumberText.NoData);
                break;
        }

        if (content.Link is { } link)
        {
            cell.Hyperlink = new XLHyperlink(link);
        }
    }

    /// <summary>The mark stands in the number's format, so that the cell stays a number to compute with.</summary>
    private static string? MarkedFormat(DataMark mark) => mark switch
    {
        DataMark.Approximate => Look.ApproximateFormat,
        DataMark.Partial => Look.LowerBoundFormat,
        DataMark.SinceFirstSeen => Look.SinceFirstSeenFormat,
        _ => null,
    };

    private void StyleColumns(IXLWorksheet sheet, int first, int last)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            var pattern = sheet.Cell(first, index + 1).Style;
            SetStyle(pattern, columns[index]);
            if (last > first)
            {
                sheet.Range(first + 1, index + 1, last, index + 1).Style = pattern;
            }
        }
    }

    /// <summary>Numbers keep their distance by their format: some programs forget an indent beside a data bar.</summary>
    private static void SetStyle(IXLStyle style, SheetColumn<T> column)
    {
        style.Font.SetFontColor(column.Group == ColumnGroup.State ? Look.Muted : Look.Ink);
        style.Alignment.SetHorizontal(AlignmentOf(column.Kind)).Alignment.SetIndent(IsNumber(column.Kind) ? 0 : 1);
        style.Alignment.SetWrapText(column.Kind == ColumnKind.Wrapped);
        style.NumberFormat.SetFormat(Format(column.Kind));
        if (column.Writable)
        {
            style.Fill.SetBackgroundColor(Look.Writable);
            style.Border.SetOutsideBorder(XLBorderStyleValues.Thin).Border.SetOutsideBorderColor(Look.Line);
        }
    }

    private void SetWidths(IXLWorksheet sheet, bool isFirst)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            var column = sheet.Column(index + 1);
            column.Width = Math.Max(isFirst ? 0 : column.Width, Math.Max(columns[index].Width, _widths[index]));
            if (columns[index].Hidden)
            {
                column.Hide();
            }
        }
    }

    private static bool IsNumber(ColumnKind kind) => kind is ColumnKind.Whole or ColumnKind.Decimal;

    private static XLAlignmentHorizontalValues AlignmentOf(ColumnKind kind) =>
        IsNumber(kind) ? XLAlignmentHorizontalValues.Right : XLAlignmentHorizontalValues.Left;

    private static string Format(ColumnKind kind) => kind switch
    {
        ColumnKind.Whole => Look.WholeFormat,
        ColumnKind.Decimal => Look.DecimalFormat,
        ColumnKind.Date => Look.DateFormat,
        ColumnKind.Time => Look.TimeFormat,
        _ => "@",
    };
}
