using ClanStats.Domain.Identity;
using FsCheck;
using FsCheck.Fluent;

namespace ClanStats.Domain.Tests.Identity;

public sealed class NameFormTests
{
    private static readonly string TooLong = new('a', PlayerName.MaxLength + 1);

    public static TheoryData<string?, NameForm, string> Normalised => new()
    {
        { "JO HN", NameForm.Comparison, "john" },
        { "jo_hn", NameForm.Comparison, "john" },
        { "Jo-Hn", NameForm.Comparison, "john" },
        { "Jo\u00A0Hn", NameForm.Comparison, "john" },
        { "J\u2000o\u2009h\u200Bn\uFEFF", NameForm.Comparison, "john" },
        { "  Jo_Hn  ", NameForm.Display, "jo_hn" },
        { "", NameForm.Comparison, "" },
        { null, NameForm.Comparison, "" },
        { TooLong, NameForm.Comparison, "" },
    };

    /// <summary>Letters, digits and separators in the mixtures players choose.</summary>
    private static Arbitrary<string> Names => Gen.Elements('a', 'B', 'z', '0', '7', ' ', '_', '-', '\u00A0').ArrayOf()
        .Select(characters => new string(characters)).ToArbitrary();

    [Theory]
    [MemberData(nameof(Normalised))]
    public void Normalise(string? name, NameForm form, string expected) => PlayerName.Normalize(name, form).ShouldBe(expected);

    [Theory]
    [InlineData("  Jo   Hn ", "Jo Hn")]
    [InlineData("Jo\u00A0\u2003Hn", "Jo Hn")]
    [InlineData("Jo_Hn-X", "Jo_Hn-X")]
    [InlineData("\uFEFFJo\u200BHn", "JoHn")]
    [InlineData(null, "")]
    public void Canonical(string? name, string expected) => PlayerName.Canonical(name).ShouldBe(expected);

    [Theory]
    [InlineData("JO HN", "john", true)]
    [InlineData("JO HN", "jo_hn", true)]
    [InlineData("jo-hn", "jo\u00A0hn", true)]
    [InlineData("john", "joan", false)]
    [InlineData("", "", false)]
    [InlineData(null, "john", false)]
    [InlineData(" _ ", "--", false)]
    public void Same_user(string? left, string? right, bool same) => PlayerName.AreSame(left, right).ShouldBe(same);

    [Theory]
    [InlineData("Jo Hn", 0, null)]
    [InlineData("", 0, "empty")]
    [InlineData(null, 0, "empty")]
    [InlineData("a", 300, "too long")]
    [InlineData("_-_", 0, "no letter or digit")]
    public void Validate(string? name, int length, string? reason) => PlayerName.Validate(length == 0 ? name : name!.PadRight(length, 'a')).ShouldBe(reason);

    [Fact]
    public void What_is_too_long_matches_nothing_not_even_itself()
    {
        PlayerName.AreSame(TooLong, TooLong).ShouldBeFalse();
        LookAlike.AreAlike(TooLong, TooLong).ShouldBeFalse();
        NameDistance.Between(TooLong, TooLong).ShouldBe(int.MaxValue);
    }

    [Theory]
    [InlineData("[MOD] Iron Wren", "iron wren")]
    [InlineData("(UK) Iron Wren", "iron wren")]
    [InlineData("{TH} Iron_Wren", "iron wren")]
    [InlineData("Iron Wren [GMT+2]", "iron wren")]
    [InlineData("★ Iron Wren ★", "iron wren")]
    [InlineData("🐢Iron Wren🐢", "iron wren")]
    [InlineData("~Iron Wren~", "iron wren")]
    [InlineData("Iron Wren | Rob", "")]
    [InlineData("Iron Wren / Sedge", "")]
    [InlineData("everybody's favourite", "")]
    [InlineData("Αnna", "")]
    [InlineData(null, "")]
    public void A_nickname_is_a_players_name_only_where_nothing_but_tags_and_ornament_surrounds_it(string? shown, string expected) =>
        DisplayName.ToPlayerName(shown).ShouldBe(expected);

    [Theory]
    [InlineData("Iron Wren | Rob", "iron wren,rob")]
    [InlineData("Rob (Iron Wren)", "rob,iron wren")]
    [InlineData("[TH] Rob - Iron Wren", "th,rob,iron wren")]
    [InlineData("Rob aka Iron-Wren", "rob,iron wren")]
    [InlineData("Iron-Wren", "iron wren")]
    [InlineData("", "")]
    [InlineData("⚔", "")]
    public void A_nickname_may_hold_several_names(string shown, string expected) =>
        string.Join(',', DisplayName.PossibleNames(shown)).ShouldBe(expected);

    [Theory]
    [InlineData("Zezima", "Zеzima", true)]
    [InlineData("Zezima", "Ζezima", false)]
    [InlineData("B0aty", "Boaty", true)]
    [InlineData("lron Wren", "Iron Wren", true)]
    [InlineData("1ron Wren", "Iron Wren", true)]
    [InlineData("Iron Wren", "iron_wren", false)]
    [InlineData("Iron Wren", "Iron Wrem", false)]
    [InlineData("", "", false)]
    public void Names_that_are_drawn_alike_are_a_hint(string left, string right, bool alike) => LookAlike.AreAlike(left, right).ShouldBe(alike);

    [Theory]
    [InlineData("Iron Wren", "ironwren", 0)]
    [InlineData("Iron Wren", "Iron Wrenn", 1)]
    [InlineData("Iron Wren", "Irn Wran", 2)]
    [InlineData("Iron Wren", "Sedge", 7)]
    public void Distance_counts_letters(string left, string right, int distance) => NameDistance.Between(left, right).ShouldBe(distance);

    [Fact]
    public void Distance_is_a_distance() => Prop.ForAll(Names, Names, Names, (a, b, c) =>
    {
        if (PlayerName.Normalize(a).Length == 0 || PlayerName.Normalize(b).Length == 0 || PlayerName.Normalize(c).Length == 0)
        {
            return true;
        }

        return NameDistance.Between(a, b) == NameDistance.Between(b, a)
            && (NameDistance.Between(a, b) == 0) == PlayerName.AreSame(a, b)
            && NameDistance.Between(a, c) <= NameDistance.Between(a, b) + NameDistance.Between(b, c);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tags_and_ornament_never_change_whose_name_it_is() => Prop.ForAll(Names, Gen.Elements("[TH] ", "★", "(main)", "🐢 ", "{x}~ ").ToArbitrary(), (name, tag) =>
        DisplayName.ToPlayerName(name) is not { Length: > 0 } key || DisplayName.ToPlayerName(tag + name) == key).QuickCheckThrowOnFailure();
}
