using System.Globalization;
using System.Text.RegularExpressions;
using ClanStats.Domain.Identity;

namespace ClanStats.Domain.Activity;

/// <summary>
/// Recognises the game's broadcasts: a player's name and a sentence of known wording. The wording is the game's; an unknown sentence is no
/// broadcast, and a sentence whose first words are no possible name is none either.
/// </summary>
public static class RelayBroadcast
{
    private const int LongestName = 12;
    private const int LongestPart = 120;

    /// <summary>Recognises a broadcast.</summary>
    /// <param name="line">The line with prefixes removed and escapes undone.</param>
    /// <returns>What it announces; null if it is none.</returns>
    public static RelayEvent? Recognise(string line)
    {
        for (var end = 1; end <= LongestName && end < line.Length; end++)
        {
            if (line[end] != ' ' || !MayBeSentence(line.AsSpan(end + 1)))
            {
                continue;
            }

            if (Sentence(line[(end + 1)..].TrimEnd()) is { } found)
            {
                return Name(line[..end]) is { } player ? About(found, player) : null;
            }
        }

        return null;
    }

    private static bool MayBeSentence(ReadOnlySpan<char> text) =>
        text.StartsWith("has ", StringComparison.Ordinal)
        || text.StartsWith("received ", StringComparison.Ordinal)
        || text.StartsWith("feels ", StringComparison.Ordinal);

    private static (string Type, Match Match)? Sentence(string sentence)
    {
        foreach (var (type, pattern) in RelaySentences.All)
        {
            if (pattern.Match(sentence) is { Success: true } match)
            {
                return (type, match);
            }
        }

        return null;
    }

    /// <summary>A moderator's sentence is about whom it names behind the verb.</summary>
    private static RelayEvent? About((string Type, Match Match) found, string player)
    {
        var (type, match) = found;
        var other = Part(match, "other");
        if (match.Groups["object"] is { Success: true } expelled)
        {
            return Name(expelled.Value) is { } subject ? new RelayEvent(type, subject, Other: player) : null;
        }

        return new RelayEvent(
            type,
            player,
            Part(match, "item") is { } item ? item + match.Groups["mode"].Value : null,
            match.Groups["time"].Success ? Duration(match.Groups["time"].Value) : Number(match, "value"),
            Number(match, "count") is { } count and > 0 and <= int.MaxValue ? (int)count : null,
            match.Groups["name"].Success ? Name(match.Groups["name"].Value) : other);
    }

    private static string? Name(string text) =>
        PlayerName.Canonical(text) is var name && PlayerName.IsRuneScapeName(name) ? name : null;

    /// <summary>A part without the game's own tags, which some relays leave in; null if nothing is left.</summary>
    private static string? Part(Match match, string group)
    {
        var text = RelaySentences.Tags().Replace(match.Groups[group].Value, "").Trim();
        return text.Length is 0 or > LongestPart ? null : text;
    }

    private static long? Number(Match match, string group) =>
        long.TryParse(match.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Hours, minutes and seconds with an optional fraction, in milliseconds; null where it is too long to be one.</summary>
    private static long? Duration(string text)
    {
        var seconds = 0m;
        foreach (var part in text.Split(':'))
        {
            seconds = (seconds * 60) + decimal.Parse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        }

        return seconds < 1_000_000 ? (long)(seconds * 1000) : null;
    }
}
