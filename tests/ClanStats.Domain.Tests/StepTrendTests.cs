using ClanStats.Domain.Runs;

namespace ClanStats.Domain.Tests;

public sealed class StepTrendTests
{
    [Theory]
    [InlineData(40, false)]
    [InlineData(60, false)]
    [InlineData(60.1, true)]
    public void Slower_is_more_than_three_times_the_median(double seconds, bool told) =>
        StepTrend.Unusual([Step(seconds)], Earlier(20, 20, 20, 10, 300)).ShouldBe(told ? ["wom took 60.1 s, 3 times its usual 20 s"] : []);

    [Theory]
    [InlineData(10.9, false)]
    [InlineData(11.1, true)]
    public void And_by_more_than_ten_seconds(double seconds, bool told) => StepTrend.Unusual([Step(seconds)], Earlier(1, 1, 1, 1, 1)).Count.ShouldBe(told ? 1 : 0);

    [Theory]
    [InlineData(25, 100, false)]
    [InlineData(24, 100, true)]
    [InlineData(0, 20, true)]
    [InlineData(0, 19, false)]
    public void Emptier_is_less_than_a_quarter_of_the_usual_rows(long rows, long usual, bool told)
    {
        var history = Enumerable.Range(0, 6).Select(_ => new StepMeasure(StepNames.Wom, StepOutcome.Done, TimeSpan.FromSeconds(5), usual));

        StepTrend.Unusual([new StepMeasure(StepNames.Wom, StepOutcome.Done, TimeSpan.FromSeconds(5), rows)], history)
            .ShouldBe(told ? [$"wom brought {rows} rows, usually {usual}"] : []);
    }

    [Fact]
    public void Four_runs_are_no_history() => StepTrend.Unusual([Step(900)], Earlier(1, 1, 1, 1)).ShouldBeEmpty();

    [Fact]
    public void Steps_that_did_not_work_are_neither_history_nor_judged()
    {
        var failed = Enumerable.Repeat(new StepMeasure(StepNames.Wom, StepOutcome.Failed, TimeSpan.FromSeconds(1), 0), 9);
        var other = Enumerable.Repeat(new StepMeasure(StepNames.Discord, StepOutcome.Done, TimeSpan.FromSeconds(1), 0), 9);

        StepTrend.Unusual([Step(900)], [.. failed, .. other, .. Earlier(1, 1, 1, 1)]).ShouldBeEmpty();
        StepTrend.Unusual([new StepMeasure(StepNames.Wom, StepOutcome.Skipped, TimeSpan.Zero, 0)], Earlier(1, 1, 1, 1, 1)).ShouldBeEmpty();
    }

    private static StepMeasure Step(double seconds) => new(StepNames.Wom, StepOutcome.Done, TimeSpan.FromSeconds(seconds), 50);

    private static IEnumerable<StepMeasure> Earlier(params double[] seconds) => seconds.Select(Step);
}
