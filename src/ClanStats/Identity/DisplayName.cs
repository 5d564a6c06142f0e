using System.Text.RegularExpressions;
using ClanStats.Domain.Identity;

namespace ClanStats.Identity;

/// <summary>The player's name inside the name somebody shows on Discord.</summary>
internal static partial class DisplayName
{
    private const int TimeoutMilliseconds = 1000;

    /// <summary>
    /// The standardised player's name a display name amounts to once bracketed tags and decoration at its ends are gone; "" if that could
    /// be no player's name. Nothing is cut out of its middle: "Bob | Alice" is nobody's name.
    /// </summary>
    public static string ToPlayerName(string? shown)
    {
        if (string.IsNullOrWhiteSpace(shown) || shown.Length > PlayerName.MaxLength)
        {
            return "";
        }

        var bare = Decoration().Replace(Tags().Replace(shown, ""), "");
        return PlayerName.IsRuneScapeName(bare) ? PlayerName.Standardise(bare) : "";
    }

    [GeneratedRegex(
        @"\A(?:[^A-Za-z0-9\[({]*(?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\}))+|(?:(?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\})[^A-Za-z0-9\])}]*)+\z",
        RegexOptions.ExplicitCapture,
        TimeoutMilliseconds)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\A[^A-Za-z0-9]+|[^A-Za-z0-9]+\z", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Decoration();
}
