using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClanStats.Exports.Excel.Parts;

/// <summary>The workbook's texts, each once, in the order of their first use.</summary>
internal sealed partial class SharedTexts
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>A text's place.</summary>
    public int PlaceOf(string text)
    {
        if (!_places.TryGetValue(text, out var place))
        {
            _places.Add(text, place = _texts.Count);
            _texts.Add(text);
        }

        return place;
    }

    /// <summary>Writes all of them.</summary>
    public void Write(SharedStringTablePart part)
    {
        var item = new SharedStringItem();
        var content = new Text();
        OpenXmlAttribute[] keepsBlanks = [new("xml", "space", "http://www.w3.org/XML/1998/namespace", "preserve")];
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartDocument();
        writer.WriteStartElement(new SharedStringTable());
        foreach (var text in _texts)
        {
            writer.WriteStartElement(item);
            writer.WriteStartElement(content, text.Length > 0 && (text[0] == ' ' || text[^1] == ' ') ? keepsBlanks : []);
            writer.WriteString(Escaped(text));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    /// <summary>Programs read <c>_x000D_</c> in a workbook as the character of that number; a text that says so itself must be told from it.</summary>
    private static string Escaped(string text) =>
        text.Contains("_x", StringComparison.Ordinal) ? CharacterNumber().Replace(text, "_x005F_") : text;

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CharacterNumber();
}
