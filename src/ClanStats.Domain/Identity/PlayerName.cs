using System.Text;

namespace ClanStats.Domain.Identity;

/// <summary>
/// The only place that knows how names are written. A name is an attribute of a person, never a key: two spellings that fold to the same
/// text are a candidate for one person, and count only where that candidate is unique ("noob man" and "noobman" are two players).
/// </summary>
public static class PlayerName
{
    /// <summary>Longest text that is looked at; anything longer is no name.</summary>
    public const int MaxLength = 255;

    /// <summary>
    /// WOM's standardised form, the strong key: every <c>-</c>, <c>_</c> and white space becomes a blank, the ends are trimmed, lower case.
    /// Runs of blanks are kept, as WOM keeps them. Null, empty or over-long input gives "".
    /// </summary>
    public static string Standardise(string? name) => Fold(name, separator => ' ').Trim();

    /// <summary>
    /// The comparison form: like <see cref="Standardise"/>, but separators are removed altogether. A fallback, only where it is unique.
    /// </summary>
    public static string Normalize(string? name) => Fold(name, separator => null);

    /// <summary>
    /// A normalised form: for comparison without separators, for display with the structure kept: lower case, separators as written, white
    /// space tidied to single blanks.
    /// </summary>
    public static string Normalize(string? name, NameForm form) => form == NameForm.Display ? Canonical(name).ToLowerInvariant() : Normalize(name);

    /// <summary>The form people read: case and structure kept, white space tidied to single blanks.</summary>
    public static string Canonical(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength)
        {
            return "";
        }

        var tidy = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (!IsBlank(character))
            {
                tidy.Append(character);
            }
            else if (tidy.Length > 0 && tidy[^1] != ' ' && character is not ('\u200B' or '\uFEFF'))
            {
                tidy.Append(' ');
            }
        }

        return tidy.ToString().TrimEnd();
    }

    /// <summary>Whether two spellings may be one name: <c>JO HN</c> = <c>john</c> = <c>jo_hn</c>. Two empty names are never the same.</summary>
    public static bool AreSame(string? left, string? right) => Normalize(left) is { Length: > 0 } key && key == Normalize(right);

    /// <summary>Why a text is no name, or null if it can be one.</summary>
    public static string? Validate(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "empty";
        }

        if (name.Length > MaxLength)
        {
            return "too long";
        }

        return name.Any(char.IsLetterOrDigit) ? null : "no letter or digit";
    }

    /// <summary>Whether a text has the form of a RuneScape name: 1 to 12 letters, digits and separators, with at least one letter or digit.</summary>
    public static bool IsRuneScapeName(string? name) =>
        Standardise(name) is { Length: >= 1 and <= 12 } key && key.All(character => character == ' ' || char.IsAsciiLetterOrDigit(character));

    private static string Fold(string? name, Func<char, char?> onSeparator)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength)
        {
            return "";
        }

        var folded = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (IsBlank(character) || character is '_' or '-')
            {
                if (onSeparator(character) is { } replacement)
                {
                    folded.Append(replacement);
                }
            }
            else
            {
                folded.Append(char.ToLowerInvariant(character));
            }
        }

        return folded.ToString();
    }

    private static bool IsBlank(char character) =>
        char.IsWhiteSpace(character) || character is '\u00A0' or (>= '\u2000' and <= '\u200B') or '\uFEFF';
}

/// <summary>What a normalised name is for.</summary>
public enum NameForm
{
    /// <summary>To be compared: separators removed.</summary>
    Comparison,

    /// <summary>To be shown: structure kept.</summary>
    Display,
}
