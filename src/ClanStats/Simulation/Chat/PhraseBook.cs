using ClanStats.Simulation.World;

namespace ClanStats.Simulation.Chat;

/// <summary>Composes what people write: short invented lines, now and then one that is out to break a reader.</summary>
internal static class PhraseBook
{
    private static readonly string[] Openers =
        ["anyone up for", "done with", "so tired of", "finally finished", "who wants", "never again", "one more hour of", "looking for two for", "good luck at"];

    private static readonly string[] Subjects =
        ["the lantern hunt", "those beetles", "a quick trip", "agility laps", "the moss caves", "barrel rolling", "tonight's mass", "my herb run", "the long quest", "fishing"];

    private static readonly string[] Tails = ["", "?", " :)", " lol", "!", ", brb tea", " - 20 mins", " (world 330)", " 🎉", ""];

    private static readonly string[] Shorts = ["gz", "gzz", "nice one", "lol", "hey all", "gn", "ty", "sadge", "same", "on my way", "5 mins", "🔥", "wb"];

    private static readonly string[] Hostile =
    [
        "<script>alert('hall')</script>", "<img src=x onerror=\"alert(1)\">", "=HYPERLINK(\"http://127.0.0.1/\",\"free gold\")", "+1+1", "-2+3", "@SUM(A1:A9)",
        "\u202Eolleh\u202C", "\u200Fשלום", "**Spoofed**: I never wrote this", "| not | a | table |", "`code` ```block```", "a\tb\nnew line", "\u0007 bell",
        "'; DROP TABLE members; --", "@everyone hi", "👩‍👩‍👧‍👦 𝕳𝖊𝖑𝖑𝖔 Z̷a̷l̷g̷o̷", "C:\\path\\to\\nowhere", "\"quoted\",\"cells\"", "</td></tr></table>", "{{7*7}} ${7*7}",
    ];

    /// <summary>A line of talk.</summary>
    public static string Line(ref Dice dice) => dice.Unit() switch
    {
        < 0.012 => dice.Pick(Hostile),
        < 0.35 => dice.Pick(Shorts),
        _ => $"{dice.Pick(Openers)} {dice.Pick(Subjects)}{dice.Pick(Tails)}",
    };

    /// <summary>A title for a forum post.</summary>
    public static string Title(ref Dice dice) => dice.Pick(Subjects);
}
