using System.Globalization;
using System.Text;

namespace ClanStats.Exports.Excel;

/// <summary>
/// How wide a text is, in the widths of a digit that Excel measures columns by. An estimate by classes of characters:
/// measuring with a font needs a graphics library that is not there on every system.
/// </summary>
internal static class TextWidth
{
    /// <summary>The width of a text on one line.</summary>
    public static double Of(string text)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    /// <summary>How many lines a text takes in a column when it wraps at blanks.</summary>
    public static int Lines(string text, double columnWidth) => Math.Max(1, (int)Math.Ceiling(Of(text) / Math.Max(1, columnWidth - 2)));

    private static double Of(Rune rune) => rune.Value switch
    {
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF => 2,
        >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F000 => 2,
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' => 0.55,
        ' ' or 'f' or 't' or 'r' or '(' or ')' or '-' or '`' => 0.7,
        'm' or 'w' or 'M' or 'W' or '@' => 1.6,
        >= 'A' and <= 'Z' => 1.2,
        >= 'a' and <= 'z' => 0.95,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format ? 0 : 1,
    };
}
