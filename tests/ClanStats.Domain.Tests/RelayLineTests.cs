using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests;

public sealed class RelayLineTests
{
    [Theory]
    [InlineData("**Bob**: hi", "Bob", "hi")]
    [InlineData("**Bob**:hi", "Bob", "hi")]
    [InlineData("<:Captain:1144000000000000011>**Iron Bob**: well\\-known\\!", "Iron Bob", "well-known!")]
    [InlineData("<:Captain:1144><:Ironman_chat_badge:1147> **Bob**: gz", "Bob", "gz")]
    [InlineData("**<:Ironman_chat_badge:1147> Bob**: gz", "Bob", "gz")]
    [InlineData("**<img=2>Bob**: gz", "Bob", "gz")]
    [InlineData("[Thistle] **Bob**: gz", "Bob", "gz")]
    [InlineData("**Iron\u00A0Bob**: gz", "Iron Bob", "gz")]
    [InlineData("**Mallow-Fox**: \\(1/2\\)", "Mallow-Fox", "(1/2)")]
    [InlineData("⚔️ **Bob_1**: gz", "Bob_1", "gz")]
    [InlineData("**Bob**: one\ntwo", "Bob", "one\ntwo")]
    [InlineData("**Bob**: ", "Bob", "")]
    public void A_players_line_gives_name_and_words(string content, string player, string text)
    {
        var line = RelayLine.Read(content);

        line.Kind.ShouldBe(RelayLineKind.Chat);
        line.Player.ShouldBe(player);
        line.Text.ShouldBe(text);
        line.Event.ShouldBeNull();
    }

    [Theory]
    [InlineData("**Bob**: **Eve**: I give away my bank")]
    [InlineData("**Bob**: \\*\\*Eve\\*\\*\\: I give away my bank")]
    [InlineData("**Bob**: Eve has left the clan.")]
    [InlineData("**Bob**: \n**Eve**: I give away my bank")]
    public void What_a_player_types_never_speaks_for_another(string content) => RelayLine.Read(content).Player.ShouldBe("Bob");

    [Theory]
    [InlineData("\\*\\*Eve\\*\\*\\: hello")]
    [InlineData("look: **Eve**: hello")]
    [InlineData("**Eve\n**: hello")]
    [InlineData("**A name that is far too long for the game**: hello")]
    [InlineData("**: no name at all")]
    [InlineData("**Bob** **: hello")]
    [InlineData("the quick brown fox has left the clan.")]
    [InlineData("<:Broken:")]
    [InlineData("")]
    [InlineData(null)]
    public void A_line_no_rule_fits_has_no_author(string? content)
    {
        var line = RelayLine.Read(content);

        line.Kind.ShouldBe(RelayLineKind.Unread);
        line.Player.ShouldBeNull();
    }

    [Theory]
    [InlineData("Bob received a drop: 587 x Rune (1,456 coins) from Vorkath.", "drop")]
    [InlineData("<:Guideprices:1147>Bob received special loot from a raid\\: Bow \\(9 coins\\)\\.", "raid_drop")]
    [InlineData("<:Collectionlog:1147000000000000101>Bob received a new collection log item\\: Boots \\(g\\) \\(33/1717\\)\\.", "collection_log")]
    [InlineData("Bob received a clue item: Boots (9 coins)", "clue_item")]
    [InlineData("Bob has a funny feeling like they're being followed: Moth at 2,678 killcount.", "pet")]
    [InlineData("Bob feels something weird sneaking into her backpack: Moth at 3 XP", "pet")]
    [InlineData("Bob has reached Defence level 70.", "level")]
    [InlineData("Bob has reached a total level of 2225", "level")]
    [InlineData("Bob has reached 78,000,000 XP in Fishing.", "xp")]
    [InlineData("Bob has completed a quest:", "quest")]
    [InlineData("Bob has completed the Elite Lumbridge & Draynor diary.", "diary")]
    [InlineData("CA_ID:123|Bob has completed a hard combat task: Whack", "combat_task")]
    [InlineData("Bob has unlocked the Hard tier of rewards from Combat Achievements!", "combat_tier")]
    [InlineData("Bob has achieved a new Vorkath personal best: 2:28", "personal_best")]
    [InlineData("Bob has defeated Eve and received (972,728 coins) worth of loot!", "pvp_win")]
    [InlineData("Bob has been defeated by Eve in The Wilderness", "pvp_loss")]
    [InlineData("Bob has opened a loot key worth 5 coins!", "loot_key")]
    [InlineData("Bob has died and lost their Hardcore Ironman status.", "hardcore_death")]
    [InlineData("Bob has been invited into the clan by Mallow\\-Fox\\.", "joined_clan")]
    [InlineData("Bob has left the clan.", "left_clan")]
    [InlineData("Eve has expelled Bob from the clan.", "expelled")]
    [InlineData("Bob has been kicked from the clan by Eve.", "expelled")]
    [InlineData("Bob has joined.", "presence")]
    [InlineData("Bob has left.", "presence")]
    [InlineData("Bob has deposited 5 coins into the coffer.", "coffer")]
    [InlineData("Bob has unlocked their 3rd League area!", "league")]
    public void A_broadcast_names_its_subject(string content, string type)
    {
        var line = RelayLine.Read(content);

        line.Kind.ShouldBe(RelayLineKind.Broadcast);
        line.Player.ShouldBe("Bob");
        line.Event!.Type.ShouldBe(type);
    }

    [Fact]
    public void A_name_of_several_words_is_taken_whole() =>
        RelayLine.Read("Iron Bob Jr has left the clan.").Player.ShouldBe("Iron Bob Jr");

    [Fact]
    public void The_games_own_hint_is_neither_chat_nor_unread() =>
        RelayLine.Read("To talk in your clan's channel, start each line of chat with // or /c\\.").Kind.ShouldBe(RelayLineKind.Notice);

    [Fact]
    public void A_hostile_line_is_read_in_time()
    {
        var hostile = string.Concat(Enumerable.Repeat("<:a:1> ** [x] \\", 400)) + "**";

        RelayLine.Read(hostile).Kind.ShouldBe(RelayLineKind.Unread);
    }
}
