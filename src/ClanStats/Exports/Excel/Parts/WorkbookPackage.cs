using System.IO.Packaging;
using System.Xml;
using ClanStats.Domain.Activity;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClanStats.Exports.Excel.Parts;

/// <summary>Makes a workbook's file of sheets.</summary>
internal static class WorkbookPackage
{
    private const string CoreProperties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string DublinTerms = "http://purl.org/dc/terms/";
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The whole file; the same sheets give the same bytes.</summary>
    /// <param name="sheets">The sheets in their order.</param>
    /// <param name="title">What the file says it is.</param>
    /// <param name="time">When it says it was made.</param>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<Sheet> sheets, string title, UtcInstant time)
    {
        using var package = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(package, SpreadsheetDocumentType.Workbook))
        {
            // Packed anew below; packing twice would cost twice.
            document.CompressionOption = CompressionOption.NotCompressed;
            var workbook = document.AddWorkbookPart();
            document.ChangeIdOfPart(workbook, "workbook");
            WriteParts(workbook, sheets);
            WriteProperties(document, title, time);
        }

        package.Position = 0;
        var stable = new MemoryStream();
        StablePackage.Rewrite(package, stable, time);
        return stable.GetBuffer().AsMemory(0, (int)stable.Length);
    }

    private static void WriteParts(WorkbookPart workbook, IReadOnlyList<Sheet> sheets)
    {
        var styles = new StyleSheet();
        var texts = new SharedTexts();
        var writer = new SheetPartWriter(styles, new SheetRowsWriter(styles, texts));
        var tables = 1;
        for (var i = 0; i < sheets.Count; i++)
        {
            writer.Write(workbook.AddNewPart<WorksheetPart>(IdOf(i)), sheets[i], isFirst: i == 0, tables);
            tables += sheets[i].Tables.Count;
        }

        styles.Write(workbook.AddNewPart<WorkbookStylesPart>("styles"));
        texts.Write(workbook.AddNewPart<SharedStringTablePart>("texts"));
        workbook.Workbook = new Workbook(
            new BookViews(new WorkbookView { ActiveTab = 0 }),
            new Sheets(sheets.Select((sheet, i) => new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = sheet.Name, SheetId = (uint)i + 1, Id = IdOf(i) })));
        var names = sheets.SelectMany(NamesOf).ToList();
        if (names.Count > 0)
        {
            workbook.Workbook.AppendChild(new DefinedNames(names));
        }
    }

    /// <summary>What a sheet prints and repeats is said in the workbook, under names the format reserves.</summary>
    private static IEnumerable<DefinedName> NamesOf(Sheet sheet, int index)
    {
        var quoted = $"'{sheet.Name.Replace("'", "''", StringComparison.Ordinal)}'";
        if (sheet.Page.Area is { } area)
        {
            yield return new DefinedName($"{quoted}!{area}") { Name = "_xlnm.Print_Area", LocalSheetId = (uint)index };
        }

        if (sheet.Page.TitleRow is { } row)
        {
            yield return new DefinedName($"{quoted}!${NumberText.Plain(row)}:${NumberText.Plain(row)}") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)index };
        }
    }

    private static string IdOf(int index) => $"sheet{NumberText.Plain(index + 1)}";

    /// <summary>Written by hand: the library would draw the name of the part by chance and stamp it with the clock.</summary>
    private static void WriteProperties(SpreadsheetDocument document, string title, UtcInstant time)
    {
        var part = document.AddCoreFilePropertiesPart();
        document.ChangeIdOfPart(part, "properties");
        using var stream = part.GetStream(FileMode.Create);
        using var xml = XmlWriter.Create(stream);

        // To the second, as spreadsheet programs write it: not every reader takes a fraction.
        var stamp = time.ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        xml.WriteStartElement("cp", "coreProperties", CoreProperties);
        xml.WriteAttributeString("xmlns", "dcterms", null, DublinTerms);
        xml.WriteElementString("dc", "title", DublinCore, title);
        xml.WriteElementString("dc", "creator", DublinCore, "ClanStats");
        xml.WriteElementString("cp", "lastModifiedBy", CoreProperties, "ClanStats");
        foreach (var name in new[] { "created", "modified" })
        {
            xml.WriteStartElement("dcterms", name, DublinTerms);
            xml.WriteAttributeString("xsi", "type", SchemaInstance, "dcterms:W3CDTF");
            xml.WriteString(stamp);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
