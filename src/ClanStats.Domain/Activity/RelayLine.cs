using System.Text.RegularExpressions;
using ClanStats.Domain.Identity;

namespace ClanStats.Domain.Activity;

/// <summary>What a line of the relayed game chat turned out to be.</summary>
public enum RelayLineKind
{
    /// <summary>No rule could read it.</summary>
    Unread,

    /// <summary>A player said it.</summary>
    Chat,

    /// <summary>The game said it about a player.</summary>
    Broadcast,

    /// <summary>The game said it to everybody: worth nothing.</summary>
    Notice,
}

/// <summary>
/// One line of the clan's game chat as a relay posts it: <c>**Name**: text</c> for what a player said, a bare sentence for a broadcast,
/// either behind rank, badge and icon emoji. A relay writes the name before the first bold colon of the line, so only that place counts:
/// nothing a player types can put words into another player's mouth.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Player">The name in the line, prefixes removed; null where the line is unread or a notice.</param>
/// <param name="Text">What was said, or the whole broadcast, with the relay's escapes undone.</param>
/// <param name="Event">What a broadcast announces; null unless a broadcast.</param>
public sealed partial record RelayLine(RelayLineKind Kind, string? Player, string Text, RelayEvent? Event)
{
    private const int TimeoutMilliseconds = 1000;
    private const string GameNotice = "To talk in your clan's channel, start each line of chat with";

    /// <summary>Reads a line of the form <see cref="RelayFormat.BoldColon"/>.</summary>
    /// <param name="content">The message's text as Discord gives it; null and blank are unread.</param>
    public static RelayLine Read(string? content)
    {
        var line = WithoutPrefixes(content ?? "");
        return line.StartsWith("**", StringComparison.Ordinal) ? ReadChat(line) : Announcement(line);
    }

    /// <summary>Reads a line that no player can have said: a broadcast, the game's notice, or unread.</summary>
    /// <param name="content">The line as Discord gives it; null and blank are unread.</param>
    public static RelayLine ReadAnnouncement(string? content) => Announcement(WithoutPrefixes(content ?? ""));

    /// <summary>A line a player said.</summary>
    public static RelayLine Said(string player, string text) => new(RelayLineKind.Chat, player, text, null);

    /// <summary>A line no rule could read.</summary>
    public static RelayLine Unread(string text) => new(RelayLineKind.Unread, null, text, null);

    /// <summary>Removes the backslashes a relay puts before characters that mean something in a pattern.</summary>
    public static string Unescape(string text) => text.Contains('\\', StringComparison.Ordinal) ? Escapes().Replace(text, "${sign}") : text;

    /// <summary>The bold name is matched before escapes are undone: a typed <c>\*\*</c> is text and never opens a name.</summary>
    private static RelayLine ReadChat(string line)
    {
        var match = BoldColon().Match(line);
        var player = match.Success ? PlayerName.Canonical(Unescape(Prefixes().Replace(match.Groups["name"].Value, ""))) : "";
        return PlayerName.IsRuneScapeName(player) ? Said(player, Unescape(match.Groups["text"].Value)) : Unread(Unescape(line));
    }

    private static RelayLine Announcement(string line)
    {
        var text = Unescape(line);
        return text.StartsWith(GameNotice, StringComparison.Ordinal) ? new RelayLine(RelayLineKind.Notice, null, text, null)
            : RelayBroadcast.Recognise(text) is { } broadcast ? new RelayLine(RelayLineKind.Broadcast, broadcast.Player, text, broadcast)
            : Unread(text);
    }

    /// <summary>The line without what a relay puts before it: emoji, icons, a clan's tag, a task's number.</summary>
    internal static string WithoutPrefixes(string line)
    {
        var bare = line.Replace('\u00A0', ' ').Trim();
        if (bare.StartsWith("**", StringComparison.Ordinal))
        {
            return bare;
        }

        bare = Prefixes().Replace(bare, "");
        bare = bare.StartsWith('[') ? Prefixes().Replace(ClanTag().Replace(bare, ""), "") : bare;
        return CombatTaskNumber().Replace(bare, "");
    }

    /// <summary>Custom and plain emoji and the game's own icons, with or without a blank after each.</summary>
    [GeneratedRegex(@"\A(?:\s|<a?:\w{2,32}:\d{1,20}>|<img=\d{1,5}>|[\p{So}\p{Sk}\p{Cs}\uFE0F\u200D])+", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Prefixes();

    [GeneratedRegex(@"\A\[[^\]\r\n]{1,24}\]\s*", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex ClanTag();

    [GeneratedRegex(@"\ACA_ID\\?:\d{1,9}\\?\|\s*", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex CombatTaskNumber();

    [GeneratedRegex(@"\A\*\*(?<name>[^*\r\n]{1,80})\*\*:\s?(?<text>.*)\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex BoldColon();

    [GeneratedRegex(@"\\(?<sign>[.\\+*?\[^\]$(){}=!<>|:#\-@~`/])", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Escapes();
}
