using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests;

public sealed class GainBaseTests
{
    private const long Absent = MetricVector.Absent;
    private const long Unranked = MetricVector.Unranked;

    [Fact]
    public void Gains_follow_from_values_by_a_base()
    {
        var values = new MetricVector([1_000, Unranked, 7, Absent, 0]);
        var gains = new MetricVector([400, 3, 0, 12, 0]);

        var found = GainBase.GainsOf(values, GainBase.Of(values, gains).Encode());

        Enumerable.Range(0, 6).Select(id => Math.Max(0, found[id])).ShouldBe([400, 3, 0, 12, 0, 0]);
    }

    [Fact]
    public void A_base_holds_as_long_as_steps_count_their_whole_difference()
    {
        var held = GainBase.Of(new MetricVector([1_000, 5]), new MetricVector([0, 0]));

        held.Explains(new MetricVector([1_250, 6]), new MetricVector([250, 1])).ShouldBeTrue();
        held.Explains(new MetricVector([900, 6]), new MetricVector([250, 1])).ShouldBeFalse("a fall counts nothing");
        held.Explains(new MetricVector([1_250, Unranked]), new MetricVector([250, 1])).ShouldBeFalse("unranked keeps what was counted");
        held.Explains(new MetricVector([1_250, 6, 80]), new MetricVector([250, 1, 0])).ShouldBeFalse("a first sight is no gain");
    }

    [Fact]
    public void A_packed_base_comes_back_and_answers_for_one_metric()
    {
        var values = new MetricVector([200_000_000, Unranked, 7]);
        var gains = new MetricVector([5, 3, 9]);
        var packed = GainBase.Of(values, gains).Encode();

        GainBase.Decode(packed).Explains(values, gains).ShouldBeTrue();
        Enumerable.Range(0, 4).Select(id => GainBase.GainAt(packed, id, values[id])).ShouldBe([5, 3, 9, 0]);
        Should.Throw<FormatException>(() => GainBase.Decode([0x80]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_a_ledger_counts_a_base_explains(int seed)
    {
        var random = new Random(seed);
        var ledger = new GainLedger(id => id == 2);
        var (at, held, bases) = (UtcInstant.StartOfDay(new DateOnly(2026, 1, 1)), (GainBase?)null, 0);
        for (var step = 0; step < 300; step++, at = at.PlusHours(random.Next(1, 200)))
        {
            var values = new MetricVector([.. Enumerable.Range(0, random.Next(3, 6)).Select(_ => random.Next(8) switch
            {
                0 => Unranked,
                1 => Absent,
                _ => (long)random.Next(1_000),
            })]);
            var gains = ledger.Add(at, values);
            if (held is null || !held.Explains(values, gains))
            {
                held = GainBase.Of(values, gains);
                bases++;
            }

            var found = GainBase.GainsOf(values, held.Encode());
            Enumerable.Range(0, 6).ShouldAllBe(id => Math.Max(0, found[id]) == Math.Max(0, gains[id]));
        }

        bases.ShouldBeGreaterThan(1);
    }
}
