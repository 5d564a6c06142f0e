using ClanStats.Domain.Report;

namespace ClanStats.Domain.Tests;

public sealed class SurvivalCurveTests
{
    [Fact]
    public void The_share_falls_where_somebody_goes_by_those_who_were_there()
    {
        // A textbook's example: 6, 6, 6, 6+, 7, 9+, 10, 10+, 11+, 13, 16, 17+, 19+, 20+, 22, 23, 25+, 32+, 32+, 34+, 35+ (weeks of remission).
        var curve = new SurvivalCurve(
            new[] { 6, 6, 6, 7, 10, 13, 16, 22, 23 }.Select(age => new WatchedLife(0, age, Ended: true))
                .Concat(new[] { 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35 }.Select(age => new WatchedLife(0, age, Ended: false))));

        new[] { 6, 7, 10, 13, 16, 22, 23 }.Select(age => Math.Round(curve.At(age)!.Value.Share, 3)).ShouldBe([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]);
        curve.AtRisk(22).ShouldBe(7);
        var band = curve.At(10)!.Value;
        (Math.Round(band.Low, 3), Math.Round(band.High, 3)).ShouldBe((0.503, 0.889));
    }

    [Fact]
    public void Who_came_under_watch_late_is_not_counted_among_those_at_risk_before()
    {
        WatchedLife[] lives = [new(0, 10, true), new(0, 50, false), new(200, 300, false), new(200, 300, false)];

        new SurvivalCurve(lives).At(30)!.Value.Share.ShouldBe(0.5);
        new SurvivalCurve(lives).AtRisk(30).ShouldBe(1);
        new SurvivalCurve(lives).AtRisk(250).ShouldBe(2);
    }

    [Fact]
    public void Where_all_stayed_the_band_says_how_few_that_says()
    {
        var eight = new SurvivalCurve(Enumerable.Repeat(new WatchedLife(0, 40, Ended: false), 8)).At(30)!.Value;

        (eight.Share, eight.High).ShouldBe((1, 1));
        eight.Low.ShouldBe(0.631, 0.001);
        new SurvivalCurve(Enumerable.Repeat(new WatchedLife(0, 10, Ended: true), 8)).At(30)!.Value.ShouldSatisfyAllConditions(
            gone => gone.Share.ShouldBe(0), gone => gone.Low.ShouldBe(0), gone => gone.High.ShouldBe(0.369, 0.001));
        new SurvivalCurve([]).At(30).ShouldBeNull();
    }

    [Fact]
    public void Who_went_before_being_watched_is_not_in_it()
    {
        WatchedLife[] lives = [new(7, 5, true), new(7, 20, true), new(7, 90, false)];

        new SurvivalCurve(lives).At(30)!.Value.Share.ShouldBe(0.5);
    }
}
