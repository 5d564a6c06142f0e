using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClanStats.Exports.Excel.Parts;

/// <summary>
/// Writes a sheet's part from top to bottom, in the order the file format demands. The rows are streamed; what a sheet has but a few of goes
/// through the library's elements.
/// </summary>
internal sealed class SheetPartWriter(StyleSheet styles, SheetRowsWriter rows)
{
    /// <summary>A column is a little wider than its digits.</summary>
    private const double Padding = 0.7109375;

    /// <summary>Writes the sheet with its links, tables and conditional formats.</summary>
    /// <param name="part">The part of the sheet.</param>
    /// <param name="sheet">What it holds.</param>
    /// <param name="isFirst">Whether it is the sheet a program shows when it opens the workbook.</param>
    /// <param name="firstTable">The number of its first table in the workbook.</param>
    public void Write(WorksheetPart part, Sheet sheet, bool isFirst, int firstTable)
    {
        var bars = new DataBars();
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartDocument();
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(View(sheet, isFirst)));
        writer.WriteElement(new SheetFormatProperties { DefaultRowHeight = 15 });
        WriteColumns(writer, sheet);
        rows.Write(writer, sheet);
        WriteAll(writer, new MergeCells(), sheet.Merged.Select(area => new MergeCell { Reference = area }));
        WriteConditions(writer, sheet, bars);
        WriteAll(writer, new DataValidations { Count = (uint)sheet.Choices.Count }, sheet.Choices.Select(Offer));
        WriteAll(writer, new Hyperlinks(), Links(part, sheet));
        WritePage(writer, sheet.Page);
        WriteAll(writer, new TableParts { Count = (uint)sheet.Tables.Count }, Tables(part, sheet, firstTable));
        bars.WriteExtension(writer);
        writer.WriteEndElement();
    }

    private static SheetView View(Sheet sheet, bool isFirst)
    {
        var view = new SheetView { WorkbookViewId = 0 };
        if (!sheet.ShowsGrid)
        {
            view.ShowGridLines = false;
        }

        if (isFirst)
        {
            view.TabSelected = true;
        }

        if (sheet.FrozenRows > 0 || sheet.FrozenColumns > 0)
        {
            view.AppendChild(Frozen(sheet.FrozenRows, sheet.FrozenColumns));
        }

        return view;
    }

    private static Pane Frozen(int rows, int columns)
    {
        var pane = new Pane
        {
            TopLeftCell = CellName.Of(rows + 1, columns + 1),
            State = PaneStateValues.Frozen,
            ActivePane = rows == 0 ? PaneValues.TopRight : columns == 0 ? PaneValues.BottomLeft : PaneValues.BottomRight,
        };
        if (columns > 0)
        {
            pane.HorizontalSplit = columns;
        }

        if (rows > 0)
        {
            pane.VerticalSplit = rows;
        }

        return pane;
    }

    private static void WriteColumns(OpenXmlWriter writer, Sheet sheet) => WriteAll(writer, new Columns(), sheet.Columns.Select(column =>
    {
        var element = new Column { Min = (uint)column.Key, Max = (uint)column.Key, Width = column.Value.Width + Padding, CustomWidth = true };
        if (column.Value.Hidden)
        {
            element.Hidden = true;
        }

        return element;
    }));

    private void WriteConditions(OpenXmlWriter writer, Sheet sheet, DataBars bars)
    {
        var priority = 0;
        foreach (var condition in sheet.Conditions)
        {
            priority++;
            var rule = condition.Bar is { } colour
                ? bars.Rule(condition.Area, colour)
                : new ConditionalFormattingRule(new Formula(condition.Formula!))
                {
                    Type = ConditionalFormatValues.Expression,
                    FormatId = styles.DifferenceOf(condition.Ink, condition.Fill),
                };
            rule.Priority = priority;
            writer.WriteElement(new ConditionalFormatting(rule) { SequenceOfReferences = new ListValue<StringValue>([condition.Area]) });
        }
    }

    private static DataValidation Offer(CellChoices choices) => new(new Formula1($"\"{string.Join(',', choices.Words)}\""))
    {
        Type = DataValidationValues.List,
        AllowBlank = true,
        ShowErrorMessage = true,
        ErrorTitle = "Not understood",
        Error = $"Choose one of: {string.Join(", ", choices.Words)}. Or empty the cell.",
        SequenceOfReferences = new ListValue<StringValue>([choices.Area]),
    };

    private static IEnumerable<Hyperlink> Links(WorksheetPart part, Sheet sheet)
    {
        foreach (var (row, cells) in sheet.Rows)
        {
            foreach (var cell in cells.Cells)
            {
                if (cell.Link is { } link)
                {
                    var id = $"link{NumberText.Plain(row)}x{NumberText.Plain(cell.Column)}";
                    part.AddHyperlinkRelationship(link, isExternal: true, id);
                    yield return new Hyperlink { Reference = CellName.Of(row, cell.Column), Id = id };
                }
                else if (cell.Place is { } place)
                {
                    yield return new Hyperlink { Reference = CellName.Of(row, cell.Column), Location = place };
                }
            }
        }
    }

    private static void WritePage(OpenXmlWriter writer, PrintedPage page)
    {
        if (page.IsCentred)
        {
            writer.WriteElement(new PrintOptions { HorizontalCentered = true });
        }

        writer.WriteElement(new PageMargins { Left = 0.4, Right = 0.4, Top = 0.5, Bottom = 0.75, Header = 0.3, Footer = 0.3 });
        writer.WriteElement(new PageSetup
        {
            PaperSize = 9,
            Orientation = page.IsLandscape ? OrientationValues.Landscape : OrientationValues.Portrait,
            FitToWidth = 1,
            FitToHeight = (uint)(page.PagesTall ?? 0),
        });
        writer.WriteElement(new HeaderFooter(new OddFooter($"&L{page.FooterLeft}&R{page.FooterRight}")));
        if (page.BreakAfter is { } row)
        {
            writer.WriteElement(new RowBreaks(new Break { Id = (uint)row, Max = 16383, ManualPageBreak = true }) { Count = 1, ManualBreakCount = 1 });
        }
    }

    private static IEnumerable<TablePart> Tables(WorksheetPart part, Sheet sheet, int firstTable)
    {
        for (var i = 0; i < sheet.Tables.Count; i++)
        {
            var id = $"table{NumberText.Plain(firstTable + i)}";
            var table = sheet.Tables[i];
            var area = CellName.Of(table.HeaderRow, 1, table.LastRow, table.Columns.Count);
            part.AddNewPart<TableDefinitionPart>(id).Table = new Table(
                new AutoFilter { Reference = area },
                new TableColumns(table.Columns.Select((name, index) => new TableColumn { Id = (uint)index + 1, Name = name })) { Count = (uint)table.Columns.Count },
                new TableStyleInfo { ShowFirstColumn = false, ShowLastColumn = false, ShowRowStripes = true, ShowColumnStripes = false })
            {
                Id = (uint)(firstTable + i),
                Name = table.Name,
                DisplayName = table.Name,
                Reference = area,
                TotalsRowShown = false,
            };
            yield return new TablePart { Id = id };
        }
    }

    /// <summary>Writes a list with its items, or nothing: an empty list is no valid one.</summary>
    private static void WriteAll(OpenXmlWriter writer, OpenXmlElement list, IEnumerable<OpenXmlElement> items)
    {
        list.Append(items);
        if (list.HasChildren)
        {
            writer.WriteElement(list);
        }
    }
}
