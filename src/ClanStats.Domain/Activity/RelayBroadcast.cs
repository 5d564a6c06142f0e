using ClanStats.Domain.Identity;

namespace ClanStats.Domain.Activity;

/// <summary>
/// Recognises the game's broadcasts by their first words after the player's name. The wording is the game's; an unknown sentence is no
/// broadcast, and a sentence whose first words are no possible name is none either.
/// </summary>
public static class RelayBroadcast
{
    private const int LongestName = 12;

    /// <summary>Sentence beginnings in the order they are tried, each with a part that must follow somewhere (or nothing).</summary>
    private static readonly (string Begins, string Holds, string Type)[] Sentences =
    [
        ("received a drop: ", "", "drop"),
        ("received special loot from a raid: ", "", "raid_drop"),
        ("received a clue item: ", "", "clue_item"),
        ("received a new collection log item: ", "", "collection_log"),
        ("has a funny feeling like ", "", "pet"),
        ("feels something weird sneaking into ", "", "pet"),
        ("feels like ", "something special", "pet"),
        ("has reached ", " XP in ", "xp"),
        ("has reached ", " level", "level"),
        ("has completed a quest", "", "quest"),
        ("has completed the ", " diary", "diary"),
        ("has completed a", " combat task: ", "combat_task"),
        ("has completed all ", " combat task", "combat_tier"),
        ("has unlocked the ", "Combat Achievements", "combat_tier"),
        ("has achieved a new ", "personal best", "personal_best"),
        ("has defeated ", "", "pvp_win"),
        ("has been defeated by ", "", "pvp_loss"),
        ("has opened a loot key", "", "loot_key"),
        ("has died and lost their ", "Hardcore", "hardcore_death"),
        ("has been invited into the clan", "", "joined_clan"),
        ("has left the clan", "", "left_clan"),
        ("has expelled ", " from the clan", "expelled"),
        ("has been kicked from the clan", "", "expelled"),
        ("has deposited ", " coffer", "coffer"),
        ("has withdrawn ", " coffer", "coffer"),
        ("has unlocked their ", " League ", "league"),
        ("has earned their ", "mastery point", "league"),
    ];

    /// <summary>Recognises a broadcast.</summary>
    /// <param name="line">The line with prefixes removed and escapes undone.</param>
    /// <returns>
    /// The subject and the type; null if it is none. The subject is the name the sentence begins with: of an expulsion that is the moderator.
    /// </returns>
    public static (string Player, string Type)? Recognise(string line)
    {
        for (var end = 1; end <= LongestName && end < line.Length; end++)
        {
            if (line[end] != ' ' || TypeOf(line[(end + 1)..]) is not { } type)
            {
                continue;
            }

            var player = PlayerName.Canonical(line[..end]);
            return PlayerName.IsRuneScapeName(player) ? (player, type) : null;
        }

        return null;
    }

    private static string? TypeOf(string sentence)
    {
        foreach (var (begins, holds, type) in Sentences)
        {
            if (sentence.StartsWith(begins, StringComparison.Ordinal) && sentence.IndexOf(holds, begins.Length - 1, StringComparison.Ordinal) >= 0)
            {
                return type;
            }
        }

        // Coming into and leaving the channel, which is not joining or leaving the clan.
        return sentence.TrimEnd('.', '!') is "has joined" or "has left" ? "presence" : null;
    }
}
