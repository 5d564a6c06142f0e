using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Excel2010 = DocumentFormat.OpenXml.Office2010.Excel;
using Formula = DocumentFormat.OpenXml.Office.Excel.Formula;

namespace ClanStats.Exports.Excel.Parts;

/// <summary>
/// A sheet's bars. Each is written twice, as the file format wants it: for programs of 2007, and in an extension that ties the bar to zero at its left
/// and to the greatest value at its right, without which later programs would choose both themselves.
/// </summary>
internal sealed class DataBars
{
    private const string RuleExtension = "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}";
    private const string SheetExtension = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}";
    private const string Namespace2010 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";

    private readonly List<(string Area, string Id)> _bars = [];

    /// <summary>A rule that draws bars.</summary>
    public ConditionalFormattingRule Rule(string area, Colour colour)
    {
        var id = $"{{00000000-0000-4000-8000-{_bars.Count + 1:000000000000}}}";
        _bars.Add((area, id));
        var extension = new ConditionalFormattingRuleExtension(new Excel2010.Id(id)) { Uri = RuleExtension };
        extension.AddNamespaceDeclaration("x14", Namespace2010);
        return new ConditionalFormattingRule(
            new DataBar(
                new ConditionalFormatValueObject { Type = ConditionalFormatValueObjectValues.Number, Val = "0" },
                new ConditionalFormatValueObject { Type = ConditionalFormatValueObjectValues.Max },
                new Color { Rgb = colour.Argb }),
            new ConditionalFormattingRuleExtensionList(extension))
        {
            Type = ConditionalFormatValues.DataBar,
        };
    }

    /// <summary>Writes the extension at the end of the sheet; nothing if there are no bars.</summary>
    public void WriteExtension(OpenXmlWriter writer)
    {
        if (_bars.Count > 0)
        {
            var extension = new WorksheetExtension(new Excel2010.ConditionalFormattings(_bars.Select(bar => Of(bar.Area, bar.Id)))) { Uri = SheetExtension };
            extension.AddNamespaceDeclaration("x14", Namespace2010);
            writer.WriteElement(new WorksheetExtensionList(extension));
        }
    }

    private static Excel2010.ConditionalFormatting Of(string area, string id)
    {
        var bar = new Excel2010.DataBar(
            new Excel2010.ConditionalFormattingValueObject(new Formula("0")) { Type = Excel2010.ConditionalFormattingValueObjectTypeValues.Numeric },
            new Excel2010.ConditionalFormattingValueObject { Type = Excel2010.ConditionalFormattingValueObjectTypeValues.AutoMax },
            new Excel2010.NegativeFillColor { Rgb = Look.Act.Argb },
            new Excel2010.BarAxisColor { Rgb = Look.Ink.Argb })
        {
            MinLength = 0,
            MaxLength = 100,
            Gradient = false,
        };
        var formatting = new Excel2010.ConditionalFormatting(
            new Excel2010.ConditionalFormattingRule(bar) { Type = ConditionalFormatValues.DataBar, Id = id },
            new DocumentFormat.OpenXml.Office.Excel.ReferenceSequence(area));
        formatting.AddNamespaceDeclaration("xm", "http://schemas.microsoft.com/office/excel/2006/main");
        return formatting;
    }
}
