using System.Text.RegularExpressions;

namespace ClanStats.Domain.Identity;

/// <summary>The player's name inside the name somebody shows on Discord.</summary>
public static partial class DisplayName
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

        var bare = Bare(shown);
        return PlayerName.IsRuneScapeName(bare) ? PlayerName.Standardise(bare) : "";
    }

    /// <summary>
    /// Every standardised player's name a display name may hold: the whole, what stands inside and outside its brackets and between its
    /// separators. Each is a hint and no more: of "Bob | Alice" nobody knows which is the player.
    /// </summary>
    public static IReadOnlyList<string> PossibleNames(string? shown)
    {
        if (string.IsNullOrWhiteSpace(shown) || shown.Length > PlayerName.MaxLength)
        {
            return [];
        }

        return
        [
            .. Separators().Split(shown).Prepend(Bare(shown))
                .Select(part => Decoration().Replace(part, ""))
                .Where(PlayerName.IsRuneScapeName)
                .Select(PlayerName.Standardise)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>A display name without bracketed tags and decoration at its ends, as people read it; it may be no player's name.</summary>
    public static string Bare(string shown) => Decoration().Replace(Tags().Replace(shown, ""), "");

    [GeneratedRegex(
        @"\A(?:[^\p{L}\p{Nd}\[({]*(?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\}))+|(?:(?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\})[^\p{L}\p{Nd}\])}]*)+\z",
        RegexOptions.ExplicitCapture,
        TimeoutMilliseconds)]
    private static partial Regex Tags();

    /// <summary>Letters of other scripts stay: a name that only looks like a player's is not that player's name.</summary>
    [GeneratedRegex(@"\A[^\p{L}\p{Nd}]+|[^\p{L}\p{Nd}]+\z", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Decoration();

    [GeneratedRegex(@"[|/\\\[\](){}<>~•·:;,+&=★☆✦→]+|\s+(?:-|–|—|aka|a\.k\.a\.)\s+", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Separators();
}
