using System.Text;
using ClanStats.Storage.Verification;

namespace ClanStats.Tests.Storage;

public sealed class QuickTotalsTests
{
    private const string Answer =
        """
        {"playerId":7,"data":{"skills":{"overall":{"metric":"overall","experience":1000,"rank":5,"ehp":9.5},"attack":{"experience":400,"ehp":1}},
        "bosses":{"zulrah":{"kills":12,"rank":3},"vorkath":{"kills":-1,"rank":-1},"nex":{"kills":5,"rank":1}},
        "computed":{"ehp":{"metric":"ehp","value":10.25,"rank":4},"ehb":{"metric":"ehb","value":-1,"rank":-1}}}}
        """;

    private static readonly SnapshotTotals Totals = new(1_000, 17, 1_025_000, null);

    [Fact]
    public void A_quick_look_finds_what_parsing_finds()
    {
        SnapshotTotals.Of(Bytes(Answer)).ShouldBe(Totals);
        QuickTotals.Confirm(Totals, Bytes(Answer)).ShouldBeTrue();
        QuickTotals.Confirm(Totals, Bytes(Answer.Replace("\":", "\": ", StringComparison.Ordinal))).ShouldBeTrue("the old program wrote a blank");
    }

    [Theory]
    [InlineData("\"kills\":12", "\"kills\":13")]
    [InlineData("\"experience\":1000", "\"experience\":1001")]
    [InlineData("\"value\":10.25", "\"value\":10.26")]
    [InlineData("\"value\":-1", "\"value\":2")]
    [InlineData("\"overall\":{", "\"overal\":{")]
    [InlineData("\"computed\":{\"ehp\":", "\"computed\":{\"ehq\":")]
    public void It_confirms_nothing_else(string there, string instead) =>
        QuickTotals.Confirm(Totals, Bytes(Answer.Replace(there, instead, StringComparison.Ordinal))).ShouldBeFalse();

    [Fact]
    public void Other_blanks_are_left_to_parsing()
    {
        var spaced = Bytes(Answer.Replace("\":", "\" : ", StringComparison.Ordinal));

        QuickTotals.Confirm(Totals, spaced).ShouldBeFalse();
        SnapshotTotals.Of(spaced).ShouldBe(Totals);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
