using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace ClanStats.Decisions;

/// <summary>Texts as a workbook's parts hold them: in pieces of different looks, and with characters that XML cannot hold.</summary>
internal static partial class WorkbookText
{
    private const int LongestText = 32_767;

    /// <summary>The texts that cells share, in their order.</summary>
    public static List<string> ReadShared(XmlReader xml)
    {
        var texts = new List<string>();
        var (text, isReading) = (new StringBuilder(), false);
        while (xml.Read())
        {
            switch (xml)
            {
                case { NodeType: XmlNodeType.Element, LocalName: "si", IsEmptyElement: true }:
                    texts.Add("");
                    break;
                case { NodeType: XmlNodeType.Element, LocalName: "si" }:
                    text.Clear();
                    break;
                case { NodeType: XmlNodeType.EndElement, LocalName: "si" }:
                    texts.Add(Unescape(text.ToString()));
                    break;
                case { NodeType: XmlNodeType.Element, LocalName: "rPh" }:
                    xml.Skip();
                    break;
                case { NodeType: XmlNodeType.Element, LocalName: "t" }:
                    isReading = !xml.IsEmptyElement;
                    break;
                case { NodeType: XmlNodeType.EndElement, LocalName: "t" }:
                    isReading = false;
                    break;
                case { NodeType: XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace } when isReading:
                    Add(text, xml.Value);
                    break;
            }
        }

        return texts;
    }

    /// <summary>Adds an element's text.</summary>
    public static void Append(StringBuilder text, XmlReader element)
    {
        if (element.IsEmptyElement)
        {
            return;
        }

        while (element.Read() && element.NodeType != XmlNodeType.EndElement)
        {
            Add(text, element.Value);
        }
    }

    private static void Add(StringBuilder text, string piece)
    {
        if (text.Length + piece.Length > LongestText * 2)
        {
            throw new UnreadableWorkbookException("a cell holds more text than a cell can hold");
        }

        text.Append(piece);
    }

    /// <summary>Characters that XML cannot hold stand as _x000D_ in a workbook.</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? EscapePattern().Replace(text, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EscapePattern();
}
