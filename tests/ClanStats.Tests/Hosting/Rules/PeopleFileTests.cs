using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Rules;

namespace ClanStats.Tests.Hosting.Rules;

public sealed class PeopleFileTests
{
    private static readonly string ShippedPath = Path.Combine(AppContext.BaseDirectory, "config", "people.yaml");

    [Fact]
    public void The_shipped_file_says_nothing_about_anybody()
    {
        var loaded = PeopleFile.Load(ShippedPath);

        loaded.Warnings.ShouldBeEmpty();
        JsonSerializer.Serialize(loaded.Value).ShouldBe(JsonSerializer.Serialize(PeopleNotes.None));
    }

    [Fact]
    public void The_shipped_examples_work_once_their_sign_is_removed()
    {
        var examples = File.ReadAllLines(ShippedPath).Select(line => line is ['#', not ' ', ..] or ['#', ' ', ' ', ..] ? line[1..] : line);

        var loaded = PeopleFile.Parse(string.Join('\n', examples), "people.yaml");

        loaded.Warnings.ShouldBeEmpty();
        var notes = loaded.Value;
        notes.Leave["Iron Wren"].ShouldBe(new DateOnly(2026, 12, 24));
        notes.Exempt["Old Founder"].ShouldBe("founded the clan");
        notes.DoNotPromote["Iron Wren"].ShouldBe("asked to stay a member");
        notes.Alts["Wren Two"].ShouldBe("Iron Wren");
        notes.Joined["Iron Wren"].ShouldBe(new DateOnly(2025, 3, 1));
        notes.Links["Iron Wren"].ShouldBe([new Snowflake(123456789012345678)]);
        notes.Links["Old Founder"].Count.ShouldBe(2);
        notes.Links["123456"].ShouldBeEmpty();
        notes.Relays.ShouldBe([new NotedRelay(new Snowflake(123456789012345681), RelayFormat.BoldColon)]);
        notes.Banned["Bad Leaver"].ShouldBe("took the clan's loot");
        notes.Hidden.ShouldBe(["Quiet Soul"]);
    }

    [Fact]
    public void People_may_be_listed_without_a_reason()
    {
        var loaded = PeopleFile.Parse("exempt: [Iron Wren, 77]\nbanned:\n  Bad Leaver:\n", "people.yaml");

        loaded.Value.Exempt.ShouldBe(new Dictionary<string, string> { ["Iron Wren"] = "", ["77"] = "" }, ignoreOrder: true);
        loaded.Value.Banned["Bad Leaver"].ShouldBe("");
    }

    [Theory]
    [InlineData("leave:\n  Iron Wren: tomorrow", "people.yaml, line 2, column 14: leave.Iron Wren: 'tomorrow' is not a date; write it as 2026-12-24")]
    [InlineData("leave:\n  Iron Wren: 24/12/2026", "is not a date")]
    [InlineData("joined:\n  Iron Wren: [2026-01-01]", "a list or a mapping is not a date")]
    [InlineData("links:\n  Iron Wren: wren#1234", "'wren#1234' is not a Discord id")]
    [InlineData("links:\n  Iron Wren: [1, x]", "'x' is not a Discord id")]
    [InlineData("relays: ['0']", "is not a Discord id")]
    [InlineData("relays: {'5': bold}", "'bold' is no relay format; write one of bold-colon, embed-author, webhook-username, none")]
    [InlineData("alts:\n  Wren Two: '--'", "'--' is not a name or WOM player id of the main")]
    [InlineData("exempt:\n  '--': because", "'--' is not a name or WOM player id (no letter or digit)")]
    [InlineData("hidden: ['__']", "hidden: '__' is not a name")]
    [InlineData("exempt:\n  Iron Wren: [a]", "exempt.Iron Wren: a reason in one line is expected")]
    [InlineData("leave:\n  Iron Wren: 2026-01-01\n Iron: 1", "people.yaml, line ")]
    public void A_line_that_cannot_be_used_is_named_with_its_place(string text, string complaint) =>
        Should.Throw<UserFaultException>(() => PeopleFile.Parse(text, "people.yaml")).Message.ShouldContain(complaint);

    [Fact]
    public void A_relay_may_be_named_without_its_format() =>
        PeopleFile.Parse("relays: ['5']", "people.yaml").Value.Relays.ShouldBe([new NotedRelay(new Snowflake(5), null)]);

    [Fact]
    public void A_misspelt_section_is_a_warning() =>
        PeopleFile.Parse("leaves:\n  Iron Wren: 2026-01-01\n", "people.yaml").Warnings
            .ShouldBe(["people.yaml, line 1, column 1: unknown key 'leaves' is ignored; did you mean 'leave'?"]);
}
