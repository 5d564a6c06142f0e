using ClanStats.Domain.Runs;

namespace ClanStats.Tests.Discord;

/// <summary>What stands before relayed lines, and what their absence says: traps of section 4.2 by their numbers, against the loopback server.</summary>
public sealed class DiscordRelayTraps
{
    [Theory]
    [InlineData("2: a rank of 270 kinds, a badge and a blank", "<:Gnome_child:1144000000000000011><:Ironman_chat_badge:1147000000000000001> **Bob**: gz", "relay Bob")]
    [InlineData("2: an icon that touches the words", "<:Guideprices:1147000000000000102>Bob received a drop\\: Rune \\(9 coins\\)\\.", "broadcast Bob")]
    [InlineData("2: a badge and an icon", "<:Player_moderator_emblem:1147000000000000007> <:Quest:1147000000000000103>Bob has completed a quest\\: Sea Shanty", "broadcast Bob")]
    [InlineData("3: a badge cut to 32 signs", "<:Hardcore_group_ironman_chat_badg:1147000000000000004> **Bob**: gz", "relay Bob")]
    [InlineData("3: a badge inside the bold", "**<:Unranked_group_ironman_chat_badg:1147000000000000005> Bob**: gz", "relay Bob")]
    [InlineData("4: an icon does not make an event of words nobody knows", "<:Petshopicon:1147000000000000106>Bob did something quite new", "bot -")]
    [InlineData("5: a mention the relay took apart", "**Bob**: @ everyone come to the wilderness", "relay Bob")]
    public async Task S4_2_2_to_5_Prefixes_of_rank_badge_and_icon_hide_neither_player_nor_event(string trap, string line, string expected)
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(2, "**Eve**: hi"));
        stage.Relay.Post(DiscordStage.Line(1, line));

        await stage.RunAsync();

        stage.Rows(stage.Relay).ShouldBe(["relay Eve", expected], trap);
    }

    [Fact]
    public async Task S4_2_9_A_relay_without_any_broadcast_is_no_gap()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(2, "**Bob**: gz"));
        stage.Relay.Post(DiscordStage.Line(1, "**Eve**: ty"));

        var result = await stage.RunAsync();

        result.Outcome.ShouldBe(StepOutcome.Done);
        result.Detail.ShouldNotContain("broadcast");
        stage.Discord.Query<string>("SELECT source FROM source_reads").ShouldContain("relay");
    }
}
