using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;

namespace ClanStats.Tests.Discord;

/// <summary>The traps of section 4 of the facts about Discord (relay formats), each by its number, against the loopback server.</summary>
public sealed class RelayTraps
{
    private const string Event = "kind || '|' || author_name || '|' || broadcast_type || '|' || coalesce(broadcast_item, '') || '|' || coalesce(broadcast_value, '')";

    [Fact]
    public async Task S4_1_A_line_in_bold_and_colon_is_the_players_and_a_bare_one_the_games()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(3, "<:Captain:1144000000000000011><:Ironman_chat_badge:1147000000000000001> **Iron Bob**: hi"));
        stage.Relay.Post(DiscordStage.Line(2, "**<:Ironman_chat_badge:1147000000000000001> Eve**: badge inside the bold"));
        stage.Relay.Post(DiscordStage.Line(1, "<:Collectionlog:1147000000000000101>Bob received a new collection log item\\: Boots \\(g\\) \\(33/1717\\)\\."));

        await stage.RunAsync();

        stage.Rows(stage.Relay).ShouldBe(["relay Iron Bob", "relay Eve", "broadcast Bob"]);
        stage.Rows(stage.Relay, Event)[^1].ShouldBe("broadcast|Bob|collection_log|Boots (g)|33");
        Format(stage, 900).ShouldBe("bold-colon");
    }

    [Fact]
    public async Task S4_1_A_relay_of_embeds_has_one_line_in_each_and_the_clans_name_for_broadcasts()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var guild = ClanStats.Simulation.World.SimulatedClan.Name;
        stage.Relay.Post(DiscordStage.Message(3, "", more: new
        {
            author = new { id = "901", username = "TrackScape", bot = true, discriminator = "4821" },
            embeds = new object[]
            {
                new { type = "rich", author = new { name = "Bob" }, description = "gz" },
                new { type = "rich", author = new { name = "Eve" }, description = "**Bob**: I quit" },
                new { type = "rich", author = new { name = guild }, description = "Bob has reached Defence level 70." },
            },
        }));

        await stage.RunAsync();
        await stage.RunAsync();

        stage.Rows(stage.Relay).ShouldBe(["relay Bob", "relay Eve", "broadcast Bob"]);
        stage.Rows(stage.Relay, "CASE WHEN id > 0 THEN 'own' ELSE 'further' END").ShouldBe(["own", "further", "further"]);
        Format(stage, 901).ShouldBe("embed-author");
        stage.Discord.One<string>("SELECT kind FROM discord_accounts WHERE author_id = 901").ShouldBe("bot");
    }

    [Fact]
    public async Task S4_1_A_broadcast_in_an_embed_with_a_headline_is_the_games()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(1, "", embeds: new[]
        {
            new { title = "Pet", author = new { name = "Bob" }, description = "Bob has a funny feeling like they're being followed: Moth at 3 killcount.", footer = new { text = "Event Time: 12:00" } },
        }));

        await stage.RunAsync();

        stage.Rows(stage.Relay, Event).ShouldBe(["broadcast|Bob|pet|Moth|3"]);
    }

    [Fact]
    public async Task S4_1_A_webhook_that_bears_the_players_name_speaks_for_that_player_alone()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(3, "hi all", name: "Bob"));
        stage.Relay.Post(DiscordStage.Line(2, "hey", name: "Mallow-Fox"));
        stage.Relay.Post(DiscordStage.Line(1, "**Bob**: I quit", name: "Eve"));

        await stage.RunAsync();

        stage.Rows(stage.Relay).ShouldBe(["relay Bob", "relay Mallow-Fox", "relay Eve"]);
        Format(stage, 900).ShouldBe("webhook-username");
        stage.Discord.One<int>("SELECT count(*) FROM discord_names WHERE author_id = 900").ShouldBe(0);
    }

    [Fact]
    public async Task S4_1_Several_relays_in_one_channel_are_each_read_by_their_own_format()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(4, "**Bob**: hi"));
        stage.Relay.Post(DiscordStage.Line(3, "", webhook: 901, embeds: new[] { new { author = new { name = "Eve" }, description = "hello" } }));
        stage.Relay.Post(DiscordStage.Line(2, "yo", webhook: 902, name: "Bob"));
        stage.Relay.Post(DiscordStage.Line(1, "hey", webhook: 902, name: "Fay"));

        await stage.RunAsync();

        stage.Rows(stage.Relay).ShouldBe(["relay Bob", "relay Eve", "relay Bob", "relay Fay"]);
        new[] { Format(stage, 900), Format(stage, 901), Format(stage, 902) }.ShouldBe(["bold-colon", "embed-author", "webhook-username"]);
    }

    [Fact]
    public async Task S4_1_A_format_once_found_out_stays()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(20, "**Bob**: hi"));
        await stage.RunAsync();
        stage.Relay.Post(DiscordStage.Line(-0.2, "I am Eve", name: "Eve"));
        stage.Relay.Post(DiscordStage.Line(-0.3, "I am Fay", name: "Fay"));

        await stage.RunAsync(days: 1);

        Format(stage, 900).ShouldBe("bold-colon");
        stage.Rows(stage.Relay).ShouldBe(["relay Bob", "bot -", "bot -"]);
    }

    [Fact]
    public async Task S4_1_What_the_officers_say_of_relays_goes_before_what_the_lines_show()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Discord.People = PeopleNotes.None with { Relays = [new NotedRelay(new Snowflake(902), RelayFormat.WebhookUsername)] };
        stage.Relay.Post(DiscordStage.Line(3, "**Bob**: hi"));
        stage.Relay.Post(DiscordStage.Line(2, "**Bob**: hi", webhook: 902, name: "Eve"));

        var result = await stage.RunAsync();

        stage.Rows(stage.Relay).ShouldBe(["bot -", "relay Eve"]);
        result.Detail.ShouldNotContain("could not be read");
    }

    [Fact]
    public async Task S4_2_1_Escapes_are_undone_in_texts()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Discord.Options.StoreContent = true;
        stage.Relay.Post(DiscordStage.Line(2, "**Bob**: well\\-known\\! \\(1/2\\) \\@ \\~ \\`"));
        stage.Relay.Post(DiscordStage.Line(1, "Bob received special loot from a raid\\: Twisted bow \\(1,200,000,000 coins\\)\\."));

        await stage.RunAsync();

        stage.Rows(stage.Relay, "length").ShouldBe(["23", "73"]);
        stage.Rows(stage.Relay, Event)[1].ShouldBe("broadcast|Bob|raid_drop|Twisted bow|1200000000");
    }

    [Fact]
    public async Task S4_2_6_A_line_said_again_within_fifteen_seconds_is_marked_and_still_counts()
    {
        await using var stage = await DiscordStage.OpenAsync();
        double Ago(double seconds) => 1 - (seconds / 86_400);
        stage.Relay.Post(DiscordStage.Line(Ago(0), "**Bob**: gz"));
        stage.Relay.Post(DiscordStage.Line(Ago(5), "**Eve**: gz"));
        stage.Relay.Post(DiscordStage.Line(Ago(14), "**Bob**: gz"));
        stage.Relay.Post(DiscordStage.Line(Ago(30), "**Bob**: gz"));
        stage.Relay.Post(DiscordStage.Line(Ago(44), "**Bob**: gz", webhook: 901));

        await stage.RunAsync();

        stage.Rows(stage.Relay, "coalesce(is_repeat, 0)").ShouldBe(["0", "0", "1", "0", "1"]);
        stage.Rows(stage.Relay).ShouldAllBe(row => row.StartsWith("relay"));
    }

    [Fact]
    public async Task S4_2_6_A_repeat_is_found_across_two_runs_without_any_text_kept()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(5 / 86_400.0, "**Bob**: gz"));
        await stage.RunAsync();
        stage.Relay.Post(DiscordStage.Line(-5 / 86_400.0, "**Bob**: gz"));

        await stage.RunAsync(days: 0.1);

        stage.Rows(stage.Relay, "coalesce(is_repeat, 0)").ShouldBe(["0", "1"]);
        stage.Rows(stage.Relay, "coalesce(content, '-')").ShouldBe(["-", "-"]);
        stage.Discord.Query<string>("SELECT value FROM harvest_cursors").ShouldAllBe(value => !value.Contains("gz") && !value.Contains("Bob"));
    }

    [Fact]
    public async Task S4_2_7_A_guest_named_in_a_line_need_not_be_a_member()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(1, "Far Stranger received a drop: Coal (9 coins)."));

        await stage.RunAsync();

        stage.Rows(stage.Relay, "author_name || coalesce(user_id, '/nobody')").ShouldBe(["Far Stranger/nobody"]);
    }

    [Theory]
    [InlineData("CA_ID:123|Bob has completed a hard combat task: Whack", "broadcast|Bob|combat_task|Whack|")]
    [InlineData("Bob has completed a quest:", "broadcast|Bob|quest||")]
    [InlineData("Bob has completed a quest: <col=ef1020><str_quest_name_0=x></col>", "broadcast|Bob|quest||")]
    [InlineData("Iron\u00A0Bob has left the clan.", "broadcast|Iron Bob|left_clan||")]
    [InlineData("Mallow-Fox_1 has reached combat level 104.", "broadcast|Mallow-Fox_1|level|combat|104")]
    [InlineData("Eve has expelled Bob from the clan.", "broadcast|Bob|expelled||")]
    public async Task S4_2_8_to_11_Numbers_tags_and_blanks_of_the_game_do_not_hide_a_broadcast(string line, string expected)
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(1, line));

        await stage.RunAsync();

        stage.Rows(stage.Relay, Event).ShouldBe([expected]);
    }

    [Theory]
    [InlineData("**Bob**: **Eve**: I give away my bank")]
    [InlineData("**Bob**: Eve has left the clan.")]
    [InlineData("**Bob**: \n**Eve**: hi")]
    [InlineData("**Bob**: \\*\\*Eve\\*\\*\\: hi")]
    public async Task S4_3_What_a_player_types_never_makes_another_author(string line)
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(1, line));

        await stage.RunAsync();

        stage.Rows(stage.Relay).ShouldBe(["relay Bob"]);
    }

    [Fact]
    public async Task S4_3_A_person_who_writes_like_the_relay_is_a_person()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(2, "**Bob**: hi"));
        stage.Relay.Post(DiscordStage.Message(1, "**Bob**: I quit", name: "sam"));

        await stage.RunAsync();

        stage.Rows(stage.Relay).ShouldBe(["relay Bob", "chat sam"]);
    }

    [Fact]
    public async Task S4_3_Lines_no_rule_reads_are_counted_and_kept_thirty_days()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(3, "**Bob**: hi"));
        stage.Relay.Post(DiscordStage.Line(2, "the brazier is lit"));
        stage.Relay.Post(DiscordStage.Line(1, "To talk in your clan's channel, start each line of chat with // or /c."));

        var result = await stage.RunAsync();

        result.Detail.ShouldContain("1 lines of the game chat could not be read");
        stage.Rows(stage.Relay, "kind || coalesce(content, '')").ShouldBe(["relay", "botthe brazier is lit", "bot"]);
        await stage.RunAsync(days: 29);
        stage.Rows(stage.Relay, "coalesce(content, '')")[1].ShouldBe("the brazier is lit");
        await stage.RunAsync(days: 30);
        stage.Rows(stage.Relay, "coalesce(content, '')")[1].ShouldBe("");
    }

    [Fact]
    public async Task S4_4_One_drop_in_several_lines_is_several_broadcasts_and_no_message()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(1, "Bob received a drop: 2 x Coal (90 coins) from Zulrah."));
        stage.Relay.Post(DiscordStage.Line(1, "Bob received a new collection log item: Coal (1/1717)", counter: 1));
        stage.Relay.Post(DiscordStage.Line(1, "Bob has joined.", counter: 2));
        stage.Relay.Post(DiscordStage.Line(1, "Bob has been invited into the clan by Eve.", counter: 3));

        (await stage.RunAsync()).Outcome.ShouldBe(StepOutcome.Done);

        stage.Rows(stage.Relay, "broadcast_type || coalesce(broadcast_quantity, '') || coalesce('/' || broadcast_other, '')")
            .ShouldBe(["drop2/Zulrah", "collection_log", "presence", "joined_clan/Eve"]);
        stage.Discord.One<int>(
            "SELECT count(*) FROM discord_messages WHERE kind IN ('chat', 'relay') AND channel_id = @Value", new { stage.Relay.Shape.Id.Value }).ShouldBe(0);
    }

    [Fact]
    public async Task S2_1_What_the_bot_itself_posts_is_no_line_of_the_game_chat()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Message(1, "**Bob**: 12 messages", more: new
        {
            author = new { id = stage.Clan.Discord.Bot.Id.ToString(), username = "clanstats", bot = true, discriminator = "4821" },
        }));

        var result = await stage.RunAsync();

        stage.Rows(stage.Relay).ShouldBe(["bot -"]);
        result.Detail.ShouldNotContain("could not be read");
    }

    private static string? Format(DiscordStage stage, long author) =>
        stage.Discord.One<string?>("SELECT relay_format FROM discord_accounts WHERE author_id = @author", new { author });
}
