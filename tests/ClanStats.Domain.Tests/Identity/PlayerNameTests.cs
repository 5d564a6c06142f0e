using ClanStats.Domain.Identity;
using FsCheck;
using FsCheck.Fluent;

namespace ClanStats.Domain.Tests.Identity;

public sealed class PlayerNameTests
{
    /// <summary>Texts from all of UTF-16, lone surrogates and separators included.</summary>
    private static readonly Arbitrary<string?> AnyText = Gen.OneOf(
            Gen.Choose(0, char.MaxValue).Select(code => (char)code),
            Gen.Elements(' ', '-', '_', '\u00A0', '\u2003', '\u200B', '\uFEFF', '\t', '\u0130', '\uD800', 'a', 'B', '7'))
        .ArrayOf()
        .Select(characters => (string?)new string(characters))
        .ToArbitrary();

    [Theory]
    [InlineData("Iron-Wren", "iron wren")]
    [InlineData("Ivy  Cask", "ivy  cask")]
    [InlineData(" Noob_Man ", "noob man")]
    [InlineData("Noob\u00A0Man", "noob man")]
    [InlineData(null, "")]
    public void Standardised_form_is_the_one_of_Wise_Old_Man(string? name, string expected) =>
        PlayerName.Standardise(name).ShouldBe(expected);

    [Theory]
    [InlineData("Iron Wren", "ironwren")]
    [InlineData("iron_-wren", "ironwren")]
    [InlineData("\u200BIron\uFEFFWren", "ironwren")]
    [InlineData("", "")]
    public void Comparison_form_has_no_separators(string name, string expected) => PlayerName.Normalize(name).ShouldBe(expected);

    [Theory]
    [InlineData("  Iron   Wren ", "Iron Wren")]
    [InlineData("Iron\u200BWren", "IronWren")]
    [InlineData("Iron-Wren", "Iron-Wren")]
    [InlineData(null, "")]
    public void The_form_people_read_keeps_case_and_structure(string? name, string expected) => PlayerName.Canonical(name).ShouldBe(expected);

    [Theory]
    [InlineData("JO HN", "jo_hn", true)]
    [InlineData("Iron-Wren", "ironwren", true)]
    [InlineData("anna", "hannahbanana", false)]
    [InlineData("", "", false)]
    [InlineData("__", "--", false)]
    [InlineData(null, null, false)]
    public void Two_spellings_may_be_one_name(string? left, string? right, bool same) => PlayerName.AreSame(left, right).ShouldBe(same);

    [Fact]
    public void A_text_that_is_no_name_says_why()
    {
        PlayerName.Validate("Iron Wren").ShouldBeNull();
        PlayerName.Validate(" ").ShouldBe("empty");
        PlayerName.Validate("_-_").ShouldBe("no letter or digit");
        PlayerName.Validate(new string('a', 256)).ShouldBe("too long");
        PlayerName.Standardise(new string('a', 256)).ShouldBe("");
        PlayerName.Canonical(new string('a', 256)).ShouldBe("");
    }

    [Theory]
    [InlineData("Iron Wren", true)]
    [InlineData("123456789012", true)]
    [InlineData("1234567890123", false)]
    [InlineData("Ünder", false)]
    [InlineData("=1+1", false)]
    [InlineData("-_", false)]
    public void A_RuneScape_name_has_one_to_twelve_letters_digits_and_separators(string text, bool isName) =>
        PlayerName.IsRuneScapeName(text).ShouldBe(isName);

    [Fact]
    public void Folding_twice_is_folding_once()
    {
        Prop.ForAll(AnyText, text =>
            PlayerName.Standardise(PlayerName.Standardise(text)) == PlayerName.Standardise(text)
            && PlayerName.Normalize(PlayerName.Normalize(text)) == PlayerName.Normalize(text)
            && PlayerName.Canonical(PlayerName.Canonical(text)) == PlayerName.Canonical(text)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Sameness_does_not_depend_on_who_is_asked_first()
    {
        Prop.ForAll(AnyText, AnyText, (left, right) => PlayerName.AreSame(left, right) == PlayerName.AreSame(right, left)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_form_of_a_name_is_the_same_name()
    {
        Prop.ForAll(AnyText, text =>
            PlayerName.Normalize(text).Length == 0
            || (PlayerName.AreSame(text, PlayerName.Standardise(text)) && PlayerName.AreSame(text, PlayerName.Canonical(text)))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_text_is_too_odd_to_be_looked_at()
    {
        Prop.ForAll(AnyText, text =>
        {
            _ = PlayerName.Validate(text);
            _ = PlayerName.IsRuneScapeName(text);
            return PlayerName.Standardise(text).Length <= PlayerName.MaxLength;
        }).QuickCheckThrowOnFailure();
    }
}
