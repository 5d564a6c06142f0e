using ClanStats.Domain.Activity;
using ClosedXML.Excel;

namespace ClanStats.Exports.Excel;

/// <summary>
/// Writes rows as an Excel table with its filter, in the workbook's look. Styles are set on columns and ranges and by conditional formats,
/// because a style per cell is slow, and because stripes and muted zeros then survive sorting.
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
        StyleColumns(sheet, headerRow + 1, headerRow + Math.Max(1, rows.Count));
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
        return last;
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
            Set(cell, content);
            if (column.Kind == ColumnKind.Wrapped && content.Value is string text)
            {
                height = Math.Max(height, 4 + (Look.LineHeight * TextWidth.Lines(text, column.Width)));
            }

            if (!column.Hidden && column.Kind is ColumnKind.Text && content.Value is string line)
            {
                var width = Math.Min(column.MaxWidth, TextWidth.Of(line) + 2);
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

    private void StyleColumns(IXLWorksheet sheet, int first, int last)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            var whole = sheet.Column(index + 1);
            whole.Width = Math.Max(first > 2 && whole.Width > 9 ? whole.Width : 0, column.Width);
            var style = sheet.Range(first, index + 1, last, index + 1).Style;
            style.Font.SetFontColor(column.Group == ColumnGroup.State ? Look.Muted : Look.Ink);
            style.Alignment.SetHorizontal(column.Kind is ColumnKind.Text or ColumnKind.Wrapped
                ? XLAlignmentHorizontalValues.Left
                : XLAlignmentHorizontalValues.Right);
            style.Alignment.SetIndent(column.Kind is ColumnKind.Text or ColumnKind.Wrapped ? 1 : 0);
            style.Alignment.SetWrapText(column.Kind == ColumnKind.Wrapped);
            if (Format(column.Kind) is { } format)
            {
                style.NumberFormat.SetFormat(format);
            }

            if (column.Hidden)
            {
                whole.Hide();
            }
        }
    }

    private static string? Format(ColumnKind kind) => kind switch
    {
        ColumnKind.Whole => Look.WholeFormat,
        ColumnKind.Decimal => Look.DecimalFormat,
        ColumnKind.Date => Look.DateFormat,
        ColumnKind.Time => Look.TimeFormat,
        _ => null,
    };

    private void AddConditions(IXLWorksheet sheet, int first, int last)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            var range = sheet.Range(first, index + 1, last, index + 1);
            if (column.Signs)
            {
                AddSigns(range);
            }

            if (column.Bars)
            {
                range.AddConditionalFormat().DataBar(Look.BarOf(column.Group)).Minimum(XLCFContentType.Number, 0).HighestValue();
            }
        }

        var all = sheet.Range(first, 1, last, columns.Count);
        var corner = all.FirstCell().Address.ToString();
        all.AddConditionalFormat().WhenIsTrue($"{corner}=\"{NumberText.NoData}\"").Font.SetFontColor(Look.Faint);
        all.AddConditionalFormat().WhenIsTrue($"AND(ISNUMBER({corner}),{corner}=0)").Font.SetFontColor(Look.Faint);
        all.AddConditionalFormat().WhenIsTrue("MOD(ROW(),2)=0").Fill.SetBackgroundColor(Look.Zebra);
    }

    private static void AddSigns(IXLRange range)
    {
        var corner = range.FirstCell().Address.ToString();
        (string Signs, XLColor Color)[] colours = [("●", Look.Good), ("◐", Look.Game), ("◑", Look.Chat), ("▲", Look.Watch), ("■", Look.Act)];
        foreach (var (sign, colour) in colours)
        {
            range.AddConditionalFormat().WhenIsTrue($"LEFT({corner},1)=\"{sign}\"").Font.SetFontColor(colour);
        }
    }
}
