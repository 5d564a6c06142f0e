using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using FsCheck;
using FsCheck.Fluent;

namespace ClanStats.Domain.Tests.Activity;

public sealed class GainSeriesTests
{
    private const int Metric = 0;
    private static readonly UtcInstant Start = UtcInstant.StartOfDay(new DateOnly(2025, 10, 1));

    /// <summary>Hours since the snapshot before and a value, which may be unranked or absent.</summary>
    private static readonly Gen<(int Hours, int Value)[]> Histories = (
        from hours in Gen.Choose(1, 60)
        from value in Gen.Frequency((8, Gen.Choose(0, 5_000)), (1, Gen.Constant(-1)), (1, Gen.Constant(-2)))
        select (hours, value)).ArrayOf();

    [Fact]
    public void Adjacent_spans_add_up_wherever_they_are_cut() => Holds((series, end, steps) =>
    {
        var cuts = new[] { Start.PlusHours(-50), Start.PlusHours(steps.Length), Start.PlusHours(steps.Length * 20), end.PlusHours(1) };
        var parts = cuts.Zip(cuts.Skip(1)).Sum(cut => cut.First < cut.Second ? series.Between(Metric, cut.First, cut.Second) ?? 0 : 0);
        return parts == (series.Between(Metric, cuts[0], cuts[^1]) ?? 0);
    });

    [Fact]
    public void The_days_of_a_span_add_up_to_it() => Holds((series, end, _) =>
    {
        var days = (int)(end.DayNumber - Start.DayNumber) + 1;
        return series.ByDay(Metric, Start.DayNumber, days).Sum(day => day ?? 0) == (series.Between(Metric, Start, UtcInstant.StartOfDay(Start.DayNumber + days)) ?? 0);
    });

    [Fact]
    public void A_span_begins_with_its_first_instant_and_ends_before_its_last()
    {
        var series = Series([(24, 100), (24, 150), (24, 180)], out _);
        var (one, two, three) = (Start.PlusDays(1), Start.PlusDays(2), Start.PlusDays(3));

        series.Between(Metric, two, three).ShouldBe(50);
        series.Between(Metric, one, three).ShouldBe(50);
        series.Between(Metric, two, three.Plus(TimeSpan.FromMilliseconds(1))).ShouldBe(80);
        series.Between(Metric, Start, one).ShouldBeNull();
        series.ByDay(Metric, Start.DayNumber, 4).ShouldBe([null, 0, 50, 30]);
    }

    [Fact]
    public void Players_together_are_the_sum_of_each()
    {
        GainSeries[] players = [Series([(24, 100), (24, 150)], out _), Series([(48, 10), (24, 17)], out _)];

        GainSeries.Together(players, Metric, Start.DayNumber, 4).ShouldBe([null, 0, 50, 7]);
    }

    private static void Holds(Func<GainSeries, UtcInstant, (int Hours, int Value)[], bool> law) =>
        Prop.ForAll(Histories.ToArbitrary(), steps => law(Series(steps, out var end), end, steps)).QuickCheckThrowOnFailure();

    private static GainSeries Series((int Hours, int Value)[] steps, out UtcInstant end)
    {
        var ledger = new GainLedger(_ => false);
        var points = new List<DayPoint>();
        var at = Start;
        foreach (var step in steps)
        {
            at = at.PlusHours(step.Hours);
            var values = new MetricVector([step.Value]);
            points.Add(new DayPoint(1, at, 0, values.Encode(), GainBase.Of(values, ledger.Add(at, values)).Encode()));
        }

        end = at;
        return new GainSeries(points);
    }
}
