using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests.Activity;

public sealed class RelayReaderTests
{
    private static readonly RelayReader Reader = new(["Foundry"]);

    [Fact]
    public void An_embed_has_its_author_for_the_player_and_its_description_for_the_words()
    {
        var line = Embed(new RelayEmbed("<:Ironman_chat_badge:1147>Iron Bob", null, "**Eve**: hi")).ShouldHaveSingleItem();

        line.ShouldBe(new RelayLine(RelayLineKind.Chat, "Iron Bob", "**Eve**: hi", null));
    }

    [Fact]
    public void Each_embed_of_a_message_is_a_line_of_its_own()
    {
        var lines = Embed(new RelayEmbed("Bob", "", "gz"), new RelayEmbed("Eve", "", "ty"), new RelayEmbed("Foundry", "", "Eve has left the clan."));

        lines.Select(line => (line.Kind, line.Player)).ShouldBe(
            [(RelayLineKind.Chat, "Bob"), (RelayLineKind.Chat, "Eve"), (RelayLineKind.Broadcast, "Eve")]);
    }

    [Theory]
    [InlineData("Foundry", null)]
    [InlineData("The Iron Foundry of Old", null)]
    [InlineData("Bob", "Pet")]
    [InlineData(null, null)]
    public void Under_the_clans_name_or_a_headline_stands_what_the_game_says(string? author, string? title)
    {
        var line = Embed(new RelayEmbed(author, title, "Bob has a funny feeling like they're being followed: Moth at 3 killcount.")).Single();

        line.Kind.ShouldBe(RelayLineKind.Broadcast);
        line.Event.ShouldBe(new RelayEvent("pet", "Bob", "Moth", 3));
    }

    [Fact]
    public void What_a_player_types_into_an_embed_or_under_their_name_is_no_broadcast()
    {
        Embed(new RelayEmbed("Bob", null, "Eve has left the clan.")).Single().ShouldBe(RelayLine.Said("Bob", "Eve has left the clan."));
        Reader.Read(Text("Bob", "**Eve**: I quit"), RelayFormat.WebhookUsername).Single().ShouldBe(RelayLine.Said("Bob", "**Eve**: I quit"));
        Reader.Read(Text("Bob", "Eve has left the clan\\."), RelayFormat.WebhookUsername).Single()
            .ShouldBe(RelayLine.Said("Bob", "Eve has left the clan."));
    }

    [Fact]
    public void A_message_without_any_embed_is_unread_where_lines_are_embeds() => Embed().Single().Kind.ShouldBe(RelayLineKind.Unread);

    [Fact]
    public void The_name_a_webhook_bears_for_a_message_is_the_player_unless_it_is_the_clans()
    {
        Reader.Read(Text("Mallow_Fox", "hi\\!"), RelayFormat.WebhookUsername).Single().ShouldBe(RelayLine.Said("Mallow_Fox", "hi!"));
        Reader.Read(Text("foundry", "Bob has left the clan."), RelayFormat.WebhookUsername).Single().Kind.ShouldBe(RelayLineKind.Broadcast);
        Reader.Read(Text("Clan Announcements", "good evening"), RelayFormat.WebhookUsername).Single().Kind.ShouldBe(RelayLineKind.Unread);
    }

    [Fact]
    public void Who_is_no_relay_says_nothing_in_the_game() => Reader.Read(Text("Bob", "**Bob**: hi"), RelayFormat.None).ShouldBeEmpty();

    [Fact]
    public void The_format_is_what_most_messages_show()
    {
        RelayFormats.Detect([Text("Relay", "**Bob**: hi"), Text("Relay", "Eve has left the clan."), Text("Relay", "???")]).ShouldBe(RelayFormat.BoldColon);
        RelayFormats.Detect([Text("Bob", "hi"), Text("Eve", "hello"), Text("Bob", "**Eve**: I quit")]).ShouldBe(RelayFormat.WebhookUsername);
        RelayFormats.Detect([new RelayPost("Track", "", [new RelayEmbed("Bob", null, "hi")])]).ShouldBe(RelayFormat.EmbedAuthor);
        RelayFormats.Detect([Text("Old name", "**Bob**: hi"), Text("New name", "**Eve**: hi"), Text("New name", "what")]).ShouldBe(RelayFormat.BoldColon);
    }

    [Fact]
    public void A_format_that_does_not_show_is_not_guessed()
    {
        RelayFormats.Detect([]).ShouldBeNull();
        RelayFormats.Detect([Text("Bob", "hi")]).ShouldBeNull();
        RelayFormats.Detect([Text("Music", "Now playing"), Text("Music", "Queue ended")]).ShouldBeNull();
    }

    [Fact]
    public void Formats_have_names_that_lead_back_to_them()
    {
        foreach (var format in Enum.GetValues<RelayFormat>())
        {
            RelayFormats.Find(RelayFormats.NameOf(format)).ShouldBe(format);
        }

        RelayFormats.Find("bold").ShouldBeNull();
        RelayFormats.All.ShouldBe("bold-colon, embed-author, webhook-username, none");
    }

    private static RelayPost Text(string author, string content) => new(author, content, []);

    private static IReadOnlyList<RelayLine> Embed(params RelayEmbed[] embeds) =>
        Reader.Read(new RelayPost("Track", "", embeds), RelayFormat.EmbedAuthor);
}
