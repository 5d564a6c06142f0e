using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClanStats.Exports.Excel.Parts;

/// <summary>Streams the rows and cells of a sheet: they are most of a workbook, so none becomes an element of its own.</summary>
internal sealed class SheetRowsWriter(StyleSheet styles, SharedTexts texts)
{
    private readonly Row _row = new();
    private readonly Cell _cell = new();
    private readonly CellValue _value = new();

    /// <summary>Writes all rows of a sheet.</summary>
    public void Write(OpenXmlWriter writer, Sheet sheet)
    {
        var attributes = new List<OpenXmlAttribute>();
        writer.WriteStartElement(new SheetData());
        foreach (var (number, row) in sheet.Rows)
        {
            attributes.Clear();
            attributes.Add(new OpenXmlAttribute("r", "", NumberText.Plain(number)));
            if (row.Height is { } height)
            {
                attributes.Add(new OpenXmlAttribute("ht", "", Number(height)));
                attributes.Add(new OpenXmlAttribute("customHeight", "", "1"));
            }

            writer.WriteStartElement(_row, attributes);
            foreach (var cell in row.Cells)
            {
                WriteCell(writer, number, cell, attributes);
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private void WriteCell(OpenXmlWriter writer, int row, SheetCell cell, List<OpenXmlAttribute> attributes)
    {
        attributes.Clear();
        attributes.Add(new OpenXmlAttribute("r", "", CellName.Of(row, cell.Column)));
        attributes.Add(new OpenXmlAttribute("s", "", NumberText.Plain(styles.NumberOf(cell.Style))));
        if (cell.Value is string)
        {
            attributes.Add(new OpenXmlAttribute("t", "", "s"));
        }

        writer.WriteStartElement(_cell, attributes);
        if (ValueOf(cell) is { } value)
        {
            writer.WriteStartElement(_value);
            writer.WriteString(value);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private string? ValueOf(SheetCell cell) => cell.Value switch
    {
        string text => NumberText.Plain(texts.PlaceOf(text)),
        DateTime time => Number(time.ToOADate()),
        double number => Number(number),
        _ => null,
    };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
