using ClanStats.Domain.Activity;
using FsCheck;
using FsCheck.Fluent;

namespace ClanStats.Domain.Tests.Activity;

public sealed class DayPackTests
{
    private const long Stretch = 640;
    private const int First = (int)Stretch * DayPack.Days;

    private static readonly Gen<long> Numbers =
        Gen.OneOf(Gen.Choose(-5, 300).Select(number => (long)number), Gen.Choose(int.MinValue, int.MaxValue).Select(number => (long)number << 31), Gen.Constant(long.MinValue));

    private static readonly Gen<DayCounter[]> Counters = (
        from member in Gen.Choose(0, 40)
        from day in Gen.Choose(0, DayPack.Days - 1)
        from first in Numbers
        from second in Gen.OneOf(Gen.Constant(0L), Numbers)
        from played in Gen.Elements(true, false)
        select new DayCounter(member, First + day, first, second, played)).ListOf().Select(list => list.DistinctBy(counter => (counter.MemberId, counter.Day)).ToArray());

    [Fact]
    public void What_is_packed_is_read_back_player_by_player_and_day_by_day() => Holds(
        Counters, counters => Read(DayPack.Encode(Stretch, counters)).SequenceEqual(counters.OrderBy(counter => counter.MemberId).ThenBy(counter => counter.Day)));

    [Fact]
    public void The_order_counters_come_in_changes_no_byte() => Holds(
        Counters, counters => DayPack.Encode(Stretch, counters.Reverse()).SequenceEqual(DayPack.Encode(Stretch, counters)));

    [Fact]
    public void Players_tell_how_many_days_follow_and_can_be_passed_over()
    {
        var pack = DayPack.Encode(Stretch, [new(7, First, 1, 0, true), new(7, First + 31, 2, 3, false), new(9, First + 5, long.MinValue, long.MaxValue, true)]);
        var reader = new DayPackReader(Stretch, pack);

        reader.NextMember().ShouldBeTrue();
        (reader.MemberId, reader.Count, reader.PlayedCount).ShouldBe((7, 2, 1));
        reader.SkipDays();
        reader.NextMember().ShouldBeTrue();
        (reader.MemberId, reader.Count, reader.PlayedCount).ShouldBe((9, 1, 1));
        var room = new DayCounter[DayPack.Days];
        reader.ReadDays(room).ShouldBe(1);
        room[0].ShouldBe(new DayCounter(9, First + 5, long.MinValue, long.MaxValue, true));
        reader.NextMember().ShouldBeFalse();
    }

    [Fact]
    public void Whatever_the_bytes_they_are_read_or_refused() => Holds(
        Gen.Choose(0, 255).Select(value => (byte)value).ListOf(),
        bytes =>
        {
            try
            {
                return Read([.. bytes]).Count <= bytes.Count;
            }
            catch (FormatException)
            {
                return true;
            }
        });

    [Theory]
    [InlineData(7, 33, 0, 0)]
    [InlineData(7, 1, 2, 0)]
    [InlineData(7, 1, 0, 9)]
    [InlineData(7, 1, 0, 2, 128, 1, 0)]
    public void What_announces_more_than_there_is_is_refused(params int[] bytes) =>
        Should.Throw<FormatException>(() =>
        {
            var reader = new DayPackReader(Stretch, [.. bytes.Select(value => (byte)value)]);
            while (reader.NextMember())
            {
                reader.SkipDays();
            }

            Read([.. bytes.Select(value => (byte)value)]);
        });

    [Theory]
    [InlineData(7, 1, 0, 3, 0, 2, 0)]
    [InlineData(7, 1, 1, 2, 0, 2)]
    [InlineData(7, 1, 0, 2, 2, 2)]
    public void What_announces_other_days_than_it_holds_is_refused(params int[] bytes) =>
        Should.Throw<FormatException>(() => Read([.. bytes.Select(value => (byte)value)])).Message.ShouldContain("other days");

    private static void Holds<T>(Gen<T> all, Func<T, bool> holds) => Prop.ForAll(all.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    private static List<DayCounter> Read(byte[] pack)
    {
        var counters = new List<DayCounter>();
        var reader = new DayPackReader(Stretch, pack);
        while (reader.NextMember())
        {
            var room = new DayCounter[DayPack.Days];
            counters.AddRange(room[..reader.ReadDays(room)]);
        }

        return counters;
    }
}
