using System.Globalization;
using System.Text;
using ClanStats.Domain.Activity;

namespace ClanStats.Announcements;

/// <summary>Makes text from players literal on Discord: it can neither style, link, mention anybody, show an emoji nor turn the direction of what follows.</summary>
internal static class DiscordText
{
    private const char ZeroWidthSpace = '\u200B';
    private const string Special = @"\*_~`|>[]()<#@:";

    /// <summary>A text on one line, literal, cut where it is long.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters of it that are told.</param>
    public static string Literal(string? text, int most = 200)
    {
        var line = ShortText.Within(OneLine(text), most);
        var literal = new StringBuilder(line.Length + 8);
        foreach (var character in line)
        {
            if (Special.Contains(character, StringComparison.Ordinal))
            {
                literal.Append('\\');
            }

            literal.Append(character);
            if (character == '@')
            {
                // Discord mentions even behind a backslash; only a letter that does not follow at once prevents it.
                literal.Append(ZeroWidthSpace);
            }
        }

        return literal.ToString();
    }

    /// <summary>A name in bold.</summary>
    public static string Name(string? name) => Literal(name, 60) is { Length: > 0 } literal ? $"**{literal}**" : "**(no name)**";

    /// <summary>Lines one below the other as far as there is room, and how many more there are.</summary>
    /// <param name="lines">Literal already.</param>
    /// <param name="shown">The most lines.</param>
    /// <param name="room">The most characters.</param>
    /// <param name="more">How many there are beside these lines.</param>
    public static string Lines(IReadOnlyList<string> lines, int shown, int room, int more = 0)
    {
        const int RoomForMore = 24;
        var text = new StringBuilder();
        var told = 0;
        foreach (var line in lines.Take(shown))
        {
            if (text.Length + line.Length + 1 > room - RoomForMore)
            {
                break;
            }

            text.Append(told == 0 ? "" : "\n").Append(line);
            told++;
        }

        var rest = lines.Count - told + more;
        return rest == 0 ? text.ToString() : text.Append(told == 0 ? "" : "\n").Append($"and {Number(rest)} more").ToString();
    }

    /// <summary>1,204.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string OneLine(string? text) => string.Concat((text ?? "")
        .Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character)
        .Where(character => character is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C')))
        .Trim();
}
