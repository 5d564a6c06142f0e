using System.Text.RegularExpressions;

namespace ClanStats.Domain.Activity;

/// <summary>
/// The game's sentences behind a player's name, each with the parts that are kept of it. They are tried in this order. The same sentences as
/// a widespread plugin words them stand with the game's.
/// </summary>
internal static partial class RelaySentences
{
    private const int TimeoutMilliseconds = 1000;
    private const string Coins = @"(?: \((?<value>[\d,]{1,19}) coins?\))?";
    private const string End = @"[.!]?\z";

    /// <summary>Type and pattern of each sentence.</summary>
    public static readonly IReadOnlyList<(string Type, Regex Pattern)> All =
    [
        ("drop", Drop()),
        ("raid_drop", RaidDrop()),
        ("clue_item", ClueItem()),
        ("collection_log", CollectionLog()),
        ("pet_duplicate", PetDuplicate()),
        ("pet", Pet()),
        ("xp", Experience()),
        ("level", Level()),
        ("level", SkillLevel()),
        ("quest", Quest()),
        ("diary", Diary()),
        ("combat_task", CombatTask()),
        ("combat_tier", CombatTasks()),
        ("combat_tier", CombatTier()),
        ("personal_best", PersonalBest()),
        ("pvp_loss", PvpLoss()),
        ("pvp_win", PvpWin()),
        ("loot_key", LootKey()),
        ("hardcore_death", HardcoreDeath()),
        ("joined_clan", JoinedClan()),
        ("left_clan", LeftClan()),
        ("expelled", Expelled()),
        ("expelled", Kicked()),
        ("coffer", Coffer()),
        ("league", League()),
        ("league", LeagueMastery()),
        ("presence", Presence()),
    ];

    [GeneratedRegex("<[^<>]{0,200}>", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    public static partial Regex Tags();

    [GeneratedRegex(@"\A(?:received a drop|has looted): (?:(?<count>[\d,]{1,13}) ?x )?(?<item>.+?)" + Coins + "(?: from (?<other>.+?))?" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Drop();

    [GeneratedRegex(@"\Areceived special loot from a raid: (?<item>.+?)" + Coins + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex RaidDrop();

    [GeneratedRegex(@"\Areceived a clue item: (?:(?<count>[\d,]{1,13}) ?x )?(?<item>.+?)" + Coins + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex ClueItem();

    /// <summary>An item may end in brackets of its own: only digits of digits are the count.</summary>
    [GeneratedRegex(@"\A(?:received a new collection log item: (?<item>.+?)(?: \((?<value>\d{1,6})/\d{1,6}\))?|has added (?<item>.+?) to their collection)" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex CollectionLog();

    [GeneratedRegex(@"\Ahas a funny feeling like .{0,20}would have been followed(?:: (?<item>.+?)(?: at (?<value>[\d,]{1,15}) .+?)?)?(?:\.{3})?" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex PetDuplicate();

    [GeneratedRegex(@"\A(?:has a funny feeling like .{0,20}being followed|feels something weird sneaking into .{1,10} backpack|feels like .{0,20}acquired something special)(?:: (?<item>.+?)(?: at (?<value>[\d,]{1,15}) .+?)?)?(?:\.{3})?" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Pet();

    [GeneratedRegex(@"\Ahas reached (?<value>[\d,]{1,15}) XP in (?<item>.+?)" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Experience();

    /// <summary>Totals and the highest levels are worded the other way round.</summary>
    [GeneratedRegex(@"\Ahas reached (?:a|the highest possible) (?<item>.+?) level of (?<value>[\d,]{1,6})" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Level();

    [GeneratedRegex(@"\Ahas (?:reached (?<item>.+?) level (?<value>[\d,]{1,6})|levelled (?<item>.+?) to (?<value>[\d,]{1,6}))" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex SkillLevel();

    /// <summary>A relay that cannot read the game's tags leaves the name out.</summary>
    [GeneratedRegex(@"\Ahas completed a quest:?(?: (?<item>.+?))?" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Quest();

    [GeneratedRegex(@"\Ahas completed the (?<item>.+?) diary" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Diary();

    [GeneratedRegex(@"\Ahas completed an? (?<other>\w{1,15}) combat task: (?:CA_ID:\d{1,9}\|)?(?<item>.+?)" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex CombatTask();

    [GeneratedRegex(@"\Ahas completed all (?:of the )?(?<item>\w{1,15}) combat tasks?" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex CombatTasks();

    [GeneratedRegex(@"\Ahas unlocked the (?<item>.+?) tier of rewards from Combat Achievements" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex CombatTier();

    [GeneratedRegex(@"\Ahas achieved a new (?<item>.+?)(?: \(Team Size: (?<other>[^()]{1,20})\))?(?<mode> \w{1,12} Mode)? personal best(?: \(Team Size: (?<other>[^()]{1,20})\))?: (?<time>\d{1,3}(?::\d{2}){0,2}(?:\.\d{1,3})?)" + End, RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex PersonalBest();

    [GeneratedRegex(@"\Ahas defeated (?<name>.+?)(?: and received \((?<value>[\d,]{1,19}) coins?\) worth of loot)?" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex PvpWin();

    /// <summary>The opponent is named first; a place, the loss and a taunt may follow.</summary>
    [GeneratedRegex(@"\Ahas (?:been defeated|just been PKed) by (?<name>[^.!]{1,12}?)(?: in [Tt]he Wilderness)?(?: and lost \((?<value>[\d,]{1,19}) coins?\) worth of loot)?(?:[.!].*)?\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, TimeoutMilliseconds)]
    private static partial Regex PvpLoss();

    [GeneratedRegex(@"\Ahas opened a loot key worth (?<value>[\d,]{1,19}) coins?" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex LootKey();

    [GeneratedRegex(@"\Ahas died and lost .{1,6} (?<item>Hardcore.{0,30}?) [Ss]tatus" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex HardcoreDeath();

    [GeneratedRegex(@"\Ahas been invited into the clan(?: by (?<name>.{1,12}?))?" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex JoinedClan();

    [GeneratedRegex(@"\Ahas left the clan" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex LeftClan();

    [GeneratedRegex(@"\Ahas expelled (?<object>.{1,12}?) from the clan" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Expelled();

    [GeneratedRegex(@"\Ahas been (?:kicked|expelled) from the clan(?: by (?<name>.{1,12}?))?" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Kicked();

    [GeneratedRegex(@"\Ahas (?<item>deposited|withdrawn) (?<value>[\d,]{1,19}) coins? (?:into|from) the coffer" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Coffer();

    [GeneratedRegex(@"\Ahas unlocked (?:their|a|an) (?:tier )?(?<value>\d{1,3})(?:st|nd|rd|th)? League (?<item>\w{1,15})" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex League();

    [GeneratedRegex(@"\Ahas earned their (?<value>\d{1,3})(?:st|nd|rd|th)? (?<item>.{1,30}?) mastery point" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex LeagueMastery();

    /// <summary>Coming into and leaving the channel, which is not joining or leaving the clan.</summary>
    [GeneratedRegex(@"\Ahas (?<item>joined|left)" + End, RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Presence();
}
