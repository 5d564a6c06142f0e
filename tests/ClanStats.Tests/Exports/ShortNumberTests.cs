using ClanStats.Exports;

namespace ClanStats.Tests.Exports;

public sealed class ShortNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(9_999, "9,999")]
    [InlineData(10_000, "10\u00A0k")]
    [InlineData(999_499, "999\u00A0k")]
    [InlineData(999_500, "1.0\u00A0M")]
    [InlineData(12_449_999, "12.4\u00A0M")]
    [InlineData(999_950_000, "1.0\u00A0B")]
    [InlineData(-318_400, "-318\u00A0k")]
    public void A_number_is_short_as_people_say_it(long value, string said) => ShortNumber.Of(value).ShouldBe(said);

    [Theory]
    [InlineData(3, "3 more than before")]
    [InlineData(-6, "6 fewer than before")]
    [InlineData(0, "as many as before")]
    public void A_change_is_told_in_words(long change, string said) => ShortNumber.Change(change).ShouldBe(said);
}
