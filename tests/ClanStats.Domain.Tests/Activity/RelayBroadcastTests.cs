using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests.Activity;

public sealed class RelayBroadcastTests
{
    public static TheoryData<string, RelayEvent> Sentences => new()
    {
        { "received a drop: 587 x Raw shark (1,456,814 coins) from Vorkath.", new("drop", "Bob", "Raw shark", 1_456_814, 587, "Vorkath") },
        { "received a drop: Moss blade (g) (90 coins).", new("drop", "Bob", "Moss blade (g)", 90) },
        { "received a drop: Moss blade", new("drop", "Bob", "Moss blade") },
        { "has looted: 2 x Coal (300 coins)", new("drop", "Bob", "Coal", 300, 2) },
        { "received special loot from a raid: Twisted bow (1,200,000,000 coins).", new("raid_drop", "Bob", "Twisted bow", 1_200_000_000) },
        { "received special loot from a raid: Twisted bow.", new("raid_drop", "Bob", "Twisted bow") },
        { "received a clue item: Ranger boots (30,000,000 coins).", new("clue_item", "Bob", "Ranger boots", 30_000_000) },
        { "received a new collection log item: Boots (g) (33/1717).", new("collection_log", "Bob", "Boots (g)", 33) },
        { "received a new collection log item: Boots (h1)", new("collection_log", "Bob", "Boots (h1)") },
        { "has added Boots to their collection.", new("collection_log", "Bob", "Boots") },
        { "has a funny feeling like he's being followed: Moth at 2,678 killcount.", new("pet", "Bob", "Moth", 2678) },
        { "has a funny feeling like they're being followed.", new("pet", "Bob") },
        { "has a funny feeling like she would have been followed: Moth at 9 killcount.", new("pet_duplicate", "Bob", "Moth", 9) },
        { "has a funny feeling like they would have been followed...", new("pet_duplicate", "Bob") },
        { "feels something weird sneaking into her backpack: Heron at 1,234,567 XP.", new("pet", "Bob", "Heron", 1_234_567) },
        { "feels like they've acquired something special: Moth at 3 kills.", new("pet", "Bob", "Moth", 3) },
        { "has reached Defence level 70.", new("level", "Bob", "Defence", 70) },
        { "has reached combat level 104.", new("level", "Bob", "combat", 104) },
        { "has reached a total level of 2,225.", new("level", "Bob", "total", 2225) },
        { "has reached the highest possible combat level of 126!", new("level", "Bob", "combat", 126) },
        { "has reached the highest possible Attack level of 99", new("level", "Bob", "Attack", 99) },
        { "has levelled Attack to 99", new("level", "Bob", "Attack", 99) },
        { "has reached 78,000,000 XP in Fishing.", new("xp", "Bob", "Fishing", 78_000_000) },
        { "has completed a quest: Dragon Slayer II", new("quest", "Bob", "Dragon Slayer II") },
        { "has completed a quest:", new("quest", "Bob") },
        { "has completed a quest: <col=ef1020><str_quest_name_0></col>", new("quest", "Bob") },
        { "has completed the Elite Lumbridge & Draynor diary.", new("diary", "Bob", "Elite Lumbridge & Draynor") },
        { "has completed a hard combat task: Whack-a-Mole.", new("combat_task", "Bob", "Whack-a-Mole", Other: "hard") },
        { "has completed an elite combat task: CA_ID:123|Whack", new("combat_task", "Bob", "Whack", Other: "elite") },
        { "has completed all hard combat tasks!", new("combat_tier", "Bob", "hard") },
        { "has unlocked the Hard tier of rewards from Combat Achievements!", new("combat_tier", "Bob", "Hard") },
        { "has achieved a new Vorkath personal best: 2:28", new("personal_best", "Bob", "Vorkath", 148_000) },
        {
            "has achieved a new Chambers of Xeric (Team Size: 2 players) personal best: 46:38.40",
            new("personal_best", "Bob", "Chambers of Xeric", 2_798_400, Other: "2 players")
        },
        {
            "has achieved a new Theatre of Blood (Team Size: 4 players) Hard Mode personal best: 1:09:52",
            new("personal_best", "Bob", "Theatre of Blood Hard Mode", 4_192_000, Other: "4 players")
        },
        { "has defeated Eve and received (972,728 coins) worth of loot!", new("pvp_win", "Bob", Value: 972_728, Other: "Eve") },
        { "has been defeated by Eve.", new("pvp_loss", "Bob", Other: "Eve") },
        {
            "has been defeated by Eve in The Wilderness and lost (953,005 coins) worth of loot. Better luck next time!",
            new("pvp_loss", "Bob", Value: 953_005, Other: "Eve")
        },
        { "has been defeated by Eve and lost (5 coins) worth of loot.", new("pvp_loss", "Bob", Value: 5, Other: "Eve") },
        { "has opened a loot key worth 1,000 coins!", new("loot_key", "Bob", Value: 1000) },
        { "has died and lost their Hardcore Ironman status.", new("hardcore_death", "Bob", "Hardcore Ironman") },
        { "has been invited into the clan by Mallow-Fox.", new("joined_clan", "Bob", Other: "Mallow-Fox") },
        { "has left the clan.", new("left_clan", "Bob") },
        { "has been kicked from the clan by Eve.", new("expelled", "Bob", Other: "Eve") },
        { "has joined.", new("presence", "Bob", "joined") },
        { "has left.", new("presence", "Bob", "left") },
        { "has deposited 5,000 coins into the coffer.", new("coffer", "Bob", "deposited", 5000) },
        { "has withdrawn 1 coins from the coffer.", new("coffer", "Bob", "withdrawn", 1) },
        { "has unlocked their 3rd League area!", new("league", "Bob", "area", 3) },
        { "has unlocked their tier 3 League relic!", new("league", "Bob", "relic", 3) },
        { "has earned their 6th Combat mastery point!", new("league", "Bob", "Combat", 6) },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_gives_its_subject_item_and_value(string sentence, RelayEvent expected)
    {
        RelayBroadcast.Recognise("Bob " + sentence).ShouldBe(expected);
        RelayBroadcast.Recognise("Iron-Bob 7 " + sentence).ShouldBe(expected with { Player = "Iron-Bob 7" });
    }

    [Fact]
    public void Of_an_expulsion_the_subject_is_whom_it_hit() =>
        RelayBroadcast.Recognise("Eve has expelled Iron Bob from the clan.").ShouldBe(new RelayEvent("expelled", "Iron Bob", Other: "Eve"));

    [Theory]
    [InlineData("Bob has a cat.")]
    [InlineData("Bob has left the clan because of Eve.")]
    [InlineData("Bob! has left the clan.")]
    [InlineData("A name that is too long has left the clan.")]
    [InlineData("has left the clan.")]
    [InlineData("Bob has expelled nobody you could ever know from the clan.")]
    public void A_sentence_of_other_wording_is_no_broadcast(string line) => RelayBroadcast.Recognise(line).ShouldBeNull();

    [Fact]
    public void Numbers_beyond_all_measure_are_not_taken()
    {
        RelayBroadcast.Recognise("Bob has achieved a new Vorkath personal best: 999:59:59").ShouldNotBeNull().Value.ShouldBeNull();
        RelayBroadcast.Recognise("Bob received a drop: 9,999,999,999 x Coal").ShouldNotBeNull().Quantity.ShouldBeNull();
    }

    [Fact]
    public void A_hostile_sentence_is_read_in_time() =>
        RelayBroadcast.Recognise("Bob received a drop: " + string.Concat(Enumerable.Repeat("1 x (2 coins) from ", 100)) + "\n").ShouldNotBeNull();
}
