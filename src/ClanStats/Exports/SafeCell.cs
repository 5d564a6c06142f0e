using System.Globalization;
using System.Text;
using System.Xml;

namespace ClanStats.Exports;

/// <summary>Makes text from players and Discord harmless in a spreadsheet's cell. Numbers do not pass through here.</summary>
internal static class SafeCell
{
    /// <summary>The most characters a cell of a workbook can hold.</summary>
    public const int MaxLength = 32_767;

    private const string Starters = "=+@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>
    /// Text for a CSV cell: what a spreadsheet would take for a formula gets a leading apostrophe. A text that is wholly a negative number
    /// stays, because it computes nothing. Quoting by RFC 4180 is the CSV library's part.
    /// </summary>
    public static string ForCsv(string? text)
    {
        var clean = Clean(text);
        return clean.Length > 0 && (Starters.Contains(clean[0]) || (clean[0] == '-' && !IsNegativeNumber(clean))) ? "'" + clean : clean;
    }

    /// <summary>
    /// Text for a workbook's cell that is typed as text, where nothing is a formula: only what XML cannot hold is removed,
    /// line breaks and tabs become blanks, so that a row stays a row, and what a cell cannot hold is cut.
    /// </summary>
    public static string ForWorkbook(string? text)
    {
        var line = OneLine(text);
        return line.Length <= MaxLength ? line : line[..(char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }

    /// <summary>
    /// A text on one line: control characters, marks that turn the direction of what follows and characters without a width are removed,
    /// breaks and tabs are blanks.
    /// </summary>
    public static string OneLine(string? text) => string.Concat(Clean(text)
        .Replace("\r\n", " ", StringComparison.Ordinal)
        .Select(character => character is '\r' or '\n' or '\t' or '\u2028' or '\u2029' ? ' ' : character));

    private static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else if (XmlConvert.IsXmlChar(text[i]) && !(char.IsControl(text[i]) && text[i] is not ('\t' or '\r' or '\n')) && !IsUnseen(text[i]))
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString();
    }

    /// <summary>What turns the reading direction, or takes no room. Joiners stay: emoji and scripts are made of them.</summary>
    private static bool IsUnseen(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        or '\u200B' or '\u2060' or '\uFEFF' or '\u180E';

    private static bool IsNegativeNumber(string text) =>
        text.Length > 1 && char.IsAsciiDigit(text[1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
