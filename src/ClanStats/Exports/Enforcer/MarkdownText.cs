using System.Text;

namespace ClanStats.Exports.Enforcer;

/// <summary>
/// Makes text from players and Discord literal in Markdown: it can neither link, style, embed HTML, break a table or a list,
/// nor mention anybody when an officer pastes it into a channel.
/// </summary>
internal static class MarkdownText
{
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>A text on one line, literal.</summary>
    public static string Literal(string? text)
    {
        var line = SafeCell.OneLine(text).Trim();
        var literal = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            if (NeedsBackslash(line, i))
            {
                literal.Append('\\');
            }

            literal.Append(line[i]);
            if (line[i] == '@')
            {
                // Discord mentions even behind a backslash; only a letter that does not follow at once prevents it.
                literal.Append(ZeroWidthSpace);
            }
        }

        return literal.ToString();
    }

    /// <summary>A name in bold; bold also keeps it from the start of a line, where signs begin lists and headings.</summary>
    public static string Name(string? name) => Literal(name) is { Length: > 0 } literal ? $"**{literal}**" : "**(no name)**";

    private static bool NeedsBackslash(string line, int index) => line[index] switch
    {
        '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '~' or '&' => true,
        ':' => Follows(line, index + 1, "//"),
        '.' => index >= 3 && line.AsSpan(index - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool Follows(string line, int index, string what) =>
        index + what.Length <= line.Length && line.AsSpan(index, what.Length).SequenceEqual(what);
}
