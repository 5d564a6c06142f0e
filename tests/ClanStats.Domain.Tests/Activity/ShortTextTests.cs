using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests.Activity;

public sealed class ShortTextTests
{
    [Theory]
    [InlineData("", 3, "")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc…")]
    [InlineData("ab\uD83D\uDE00", 3, "ab…")]
    [InlineData("a\uD83D\uDE00b", 3, "a\uD83D\uDE00…")]
    [InlineData("\uD83D\uDE00b", 1, "…")]
    public void What_is_cut_says_so_and_leaves_no_half_character(string text, int kept, string expected) => ShortText.Of(text, kept).ShouldBe(expected);

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("a\uD83D\uDE00b", 3, "a…")]
    [InlineData("\uD83D\uDE00b", 2, "…")]
    public void The_ellipsis_has_its_place_in_the_room(string text, int most, string expected) => ShortText.Within(text, most).ShouldBe(expected);

    [Theory]
    [InlineData(0, "")]
    [InlineData(2, "n0, n1")]
    [InlineData(3, "n0, n1 and 1 more")]
    [InlineData(1_206, "n0, n1 and 1,204 more")]
    public void A_list_tells_how_many_it_does_not_name(int count, string expected) =>
        ShortText.Names([.. Enumerable.Range(0, count).Select(number => $"n{number}")], 2).ShouldBe(expected);
}
