using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;

namespace ClanStats.Domain.Tests;

public sealed class ReportPartsTests
{
    [Fact]
    public void A_set_asks_for_each_window_shortest_first()
    {
        var set = WindowSet<long>.From(window => new Figure<long>(window.Days));

        set.All.Select(entry => (entry.Window.Key, entry.Figure.Value)).ShouldBe([("7d", 7L), ("30d", 30L), ("90d", 90L), ("365d", 365L)]);
        WindowSet<long>.Same(set.D30).D365.ShouldBe(set.D30);
    }

    [Fact]
    public void A_section_has_content_or_a_reason()
    {
        Section<string>.Of("text").Available.ShouldBeTrue();
        Section<string>.Unavailable("not yet built").ShouldBe(new Section<string>(null, "not yet built"));
    }

    [Fact]
    public void A_raid_total_is_both_modes() => new RaidTotals("CoX", 160, 20, 60).Total.ShouldBe(180);

    [Fact]
    public void A_step_that_failed_says_what_is_missing()
    {
        StepResult.Done("read", 5).Rows.ShouldBe(5);
        StepResult.Failed("no answer").Failures.ShouldBe(["no answer"]);
        StepResult.Partial("half", ["one page"]).Failures.ShouldBe(["one page"]);
        StepNames.InOrder.Distinct().Count().ShouldBe(14);
    }
}
