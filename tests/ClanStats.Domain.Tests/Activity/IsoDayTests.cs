using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests.Activity;

public sealed class IsoDayTests
{
    [Fact]
    public void A_day_is_read_as_it_was_written()
    {
        var day = new DateOnly(2026, 1, 2);

        IsoDay.Of(day).ShouldBe("2026-01-02");
        IsoDay.Of((DateOnly?)day).ShouldBe("2026-01-02");
        IsoDay.Of(null).ShouldBeNull();
        IsoDay.TryParse("2026-01-02", out var read).ShouldBeTrue();
        read.ShouldBe(day);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 2026-01-02")]
    [InlineData("2026-1-2")]
    [InlineData("02/01/2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-01-02T00:00:00Z")]
    public void No_other_form_is_a_day(string? text) => IsoDay.TryParse(text, out _).ShouldBeFalse();
}
