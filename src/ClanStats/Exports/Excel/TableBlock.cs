using ClanStats.Domain.Activity;
using ClosedXML.Excel;

namespace ClanStats.Exports.Excel;

/// <summary>
/// Writes rows as an Excel table with its filter, in the workbook's look. Styles are set on ranges, because a style per cell is slow;
/// stripes are a conditional format, so that they survive sorting.
/// </summary>
/// <typeparam name="T">What a row is about.</typeparam>
internal sealed class TableBlock<T>(IReadOnlyList<SheetColumn<T>> columns)
{
    /// <summary>Writes header and rows.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="headerRow">The row of the header.</param>
    /// <param name="name">The table's name, unique in the workbook.</param>
    /// <param name="rows">The rows; if there are none, the table says "Nobody".</param>
    /// <returns>The last row written.</returns>
    public int Write(IXLWorksheet sheet, int headerRow, string name, IReadOnlyList<T> rows)
    {
        StyleColumns(sheet, headerRow + 1, headerRow + Math.Max(1, rows.Count), isFirstBlock: !sheet.Tables.Any());
        WriteHeader(sheet, headerRow);
        if (rows.Count == 0)
        {
            var nobody = sheet.Cell(headerRow + 1, 1);
            nobody.SetValue("None");
            nobody.Style.Font.SetItalic().Font.SetFontColor(Look.Muted).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
            sheet.Row(headerRow + 1).Height = Look.RowHeight;
            return headerRow + 1;
        }

        for (var index = 0; index < rows.Count; index++)
        {
            WriteRow(sheet, headerRow + 1 + index, rows[index]);
        }

        var last = headerRow + rows.Count;
        var table = sheet.Range(headerRow, 1, last, columns.Count).CreateTable(name);
        table.Theme = XLTableTheme.None;
        table.ShowAutoFilter = true;
        AddConditions(sheet, headerRow + 1, last);
        OfferChoices(sheet, headerRow + 1, last);
        return last;
    }

    /// <summary>Cells to write in are told by their colour, which no stripe covers, and offer the words that are understood.</summary>
    private void OfferChoices(IXLWorksheet sheet, int first, int last)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (!columns[index].Writable)
            {
                continue;
            }

            var cells = sheet.Range(first, index + 1, last, index + 1);
            cells.Style.Fill.SetBackgroundColor(Look.Writable);
            cells.Style.Border.SetOutsideBorder(XLBorderStyleValues.Thin).Border.SetInsideBorder(XLBorderStyleValues.Thin);
            cells.Style.Border.SetOutsideBorderColor(Look.Line).Border.SetInsideBorderColor(Look.Line);
            if (columns[index].Choices.Count > 0)
            {
                var validation = cells.SetDataValidation();
                validation.List($"\"{string.Join(',', columns[index].Choices)}\"", inCellDropdown: true);
                validation.IgnoreBlanks = true;
                validation.ErrorTitle = "Not understood";
                validation.ErrorMessage = $"Choose one of: {string.Join(", ", columns[index].Choices)}. Or empty the cell.";
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

    private void WriteRow(IXLWorksheet sheet, int row, T item)
    {
        var height = Look.RowHeight;
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            var content = column.Cell(item);
            var cell = sheet.Cell(row, index + 1);
            if (column.Writable && content.Value is null or "")
            {
                continue;
            }

            Set(cell, content);
            if (column.Signs && content.Value is string { Length: > 0 } sign)
            {
                cell.Style.Font.SetFontColor(Look.OfSign(sign[0]));
            }

            if (column.Kind == ColumnKind.Wrapped && content.Value is string text)
            {
                height = Math.Max(height, 4 + (Look.LineHeight * TextWidth.Lines(text, column.Width)));
            }

            if (!column.Hidden && column.Kind is ColumnKind.Text && content.Value is string line)
            {
                var width = Math.Min(column.MaxWidth, TextWidth.Of(line) + 3);
                sheet.Column(index + 1).Width = Math.Max(sheet.Column(index + 1).Width, width);
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

        if (content.Value is null or 0L or 0 or 0.0)
        {
            cell.Style.Font.SetFontColor(Look.Faint);
        }

        if (content.Link is { } link)
        {
            cell.Hyperlink = new XLHyperlink(link);
        }
    }

    /// <summary>The mark stands in the number's format, so that the cell stays a number to compute with.</summary>
    private static string? MarkedFormat(DataMark mark) => mark switch
    {
        DataMark.Approximate => "\"~\"" + Look.WholeFormat,
        DataMark.Partial => "\"≥\"" + Look.WholeFormat,
        DataMark.SinceFirstSeen => Look.WholeFormat + "\"*\"",
        _ => null,
    };

    private void StyleColumns(IXLWorksheet sheet, int first, int last, bool isFirstBlock)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            var whole = sheet.Column(index + 1);
            whole.Width = Math.Max(isFirstBlock ? 0 : whole.Width, column.Width);
            var style = sheet.Range(first, index + 1, last, index + 1).Style;
            style.Font.SetFontColor(column.Group == ColumnGroup.State ? Look.Muted : Look.Ink);
            style.Alignment.SetHorizontal(AlignmentOf(column.Kind)).Alignment.SetIndent(1);
            style.Alignment.SetWrapText(column.Kind == ColumnKind.Wrapped);
            style.NumberFormat.SetFormat(Format(column.Kind));
            if (column.Hidden)
            {
                whole.Hide();
            }
        }
    }

    private static XLAlignmentHorizontalValues AlignmentOf(ColumnKind kind) =>
        kind is ColumnKind.Text or ColumnKind.Wrapped ? XLAlignmentHorizontalValues.Left : XLAlignmentHorizontalValues.Right;

    private static string Format(ColumnKind kind) => kind switch
    {
        ColumnKind.Whole => Look.WholeFormat,
        ColumnKind.Decimal => Look.DecimalFormat,
        ColumnKind.Date => Look.DateFormat,
        ColumnKind.Time => Look.TimeFormat,
        _ => "@",
    };

    private void AddConditions(IXLWorksheet sheet, int first, int last)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index].Bars)
            {
                sheet.Range(first, index + 1, last, index + 1).AddConditionalFormat()
                    .DataBar(Look.BarOf(columns[index].Group)).Minimum(XLCFContentType.Number, 0).HighestValue();
            }
        }

        foreach (var (from, to) in Striped())
        {
            sheet.Range(first, from, last, to).AddConditionalFormat().WhenIsTrue("MOD(ROW(),2)=0").Fill.SetBackgroundColor(Look.Zebra);
        }
    }

    /// <summary>Runs of columns nobody writes in: a stripe would cover the colour of the others.</summary>
    private IEnumerable<(int From, int To)> Striped()
    {
        var from = 1;
        for (var column = 1; column <= columns.Count + 1; column++)
        {
            if (column > columns.Count || columns[column - 1].Writable)
            {
                if (column > from)
                {
                    yield return (from, column - 1);
                }

                from = column + 1;
            }
        }
    }
}
