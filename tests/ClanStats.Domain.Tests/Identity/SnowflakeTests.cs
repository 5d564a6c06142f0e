using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Domain.Tests.Identity;

public sealed class SnowflakeTests
{
    [Theory]
    [InlineData(2015, 1, 1, 0L, 0L)]
    [InlineData(2014, 6, 1, 0L, 0L)]
    [InlineData(2026, 1, 1, 1_456_074_443_980_800_000L, 1_456_074_443_980_799_999L)]
    [InlineData(2026, 11, 20, 1_573_125_724_569_600_000L, 1_573_125_724_569_599_999L)]
    public void Ids_and_cursors_of_an_instant_are_those_of_Discord(int year, int month, int day, long id, long cursor)
    {
        var time = UtcInstant.StartOfDay(new DateOnly(year, month, day));

        Snowflake.At(time).Value.ShouldBe(id);
        Snowflake.CursorBefore(time).Value.ShouldBe(cursor);
    }

    [Fact]
    public void An_id_carries_its_time() =>
        new Snowflake(1_456_074_443_980_800_000).Time.ShouldBe(UtcInstant.StartOfDay(new DateOnly(2026, 1, 1)));

    [Fact]
    public void Ids_are_compared_as_numbers_and_not_as_texts()
    {
        Snowflake.TryParse("99999999999999999", out var old).ShouldBeTrue();
        Snowflake.TryParse("1456074443980800000", out var young).ShouldBeTrue();

        (old < young && young > old && old <= young && young >= old).ShouldBeTrue();
        old.CompareTo(young).ShouldBeLessThan(0);
        young.ToString().ShouldBe("1456074443980800000");
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData(" 1")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_id_is_refused(string? text)
    {
        Snowflake.TryParse(text, out var id).ShouldBeFalse();
        id.Value.ShouldBe(0);
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void The_ends_of_the_range_are_ids(string text, long value)
    {
        Snowflake.TryParse(text, out var id).ShouldBeTrue();
        id.Value.ShouldBe(value);
    }
}
