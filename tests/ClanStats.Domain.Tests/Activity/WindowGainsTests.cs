using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests.Activity;

public sealed class WindowGainsTests
{
    private static readonly RollingWindow Week = RollingWindow.Week;
    private static readonly RollingWindow Month = RollingWindow.Month;

    [Fact]
    public void A_gain_is_what_the_window_added_to_the_mark()
    {
        var gain = new PlayerHistory().DaysAgo(7.5, 1_000).DaysAgo(3, 1_400).DaysAgo(0.5, 1_900).Xp(Week);

        gain.ShouldBe(new Figure<long>(900));
    }

    [Fact]
    public void A_fall_counts_nothing_and_climbing_back_is_no_gain()
    {
        var history = new PlayerHistory().DaysAgo(8, 1_000).DaysAgo(5, 700).DaysAgo(4, 950).DaysAgo(1, 1_020);

        history.Xp(Week).Value.ShouldBe(20);
    }

    /// <summary>The recorded player behind the example of the definitions: two falls and an unranked snapshot in one week.</summary>
    [Fact]
    public void Falls_and_an_unranked_snapshot_leave_15875_of_the_recorded_week()
    {
        var now = At("2026-11-21T00:07:40Z");
        var history = new PlayerHistory()
            .Add(At("2026-11-11T15:57:59.702Z"), 1_246_081)
            .Add(At("2026-11-12T17:28:54.819Z"), 1_250_249)
            .Add(At("2026-11-13T15:42:32.099Z"), 1_072_162)
            .Add(At("2026-11-13T16:35:37.549Z"), 1_072_251)
            .Add(At("2026-11-14T12:18:38.021Z"), 1_072_251)
            .Add(At("2026-11-15T20:05:54.603Z"), 1_258_490)
            .Add(At("2026-11-16T21:47:58.789Z"), PlayerHistory.Unranked)
            .Add(At("2026-11-18T02:42:33.171Z"), 1_267_260)
            .Add(At("2026-11-19T09:50:55.402Z"), 1_274_198)
            .Add(At("2026-11-20T02:23:48.680Z"), 1_274_894);

        history.Xp(Week, now).ShouldBe(new Figure<long>(15_875));
    }

    [Theory]
    [InlineData(7.0, DataMark.None)]
    [InlineData(8.5, DataMark.None)]
    [InlineData(8.51, DataMark.Approximate)]
    [InlineData(8.75, DataMark.Approximate)]
    [InlineData(8.76, DataMark.Partial)]
    [InlineData(19.0, DataMark.Partial)]
    public void How_long_before_the_week_the_first_step_began_decides_its_mark(double baselineDaysAgo, DataMark mark)
    {
        var history = new PlayerHistory().DaysAgo(baselineDaysAgo, 1_000).DaysAgo(5, 8_000).DaysAgo(1, 9_000);

        var gain = history.Xp(Week);

        gain.Mark.ShouldBe(mark);
        gain.Value.ShouldBe(mark == DataMark.Partial ? 1_000 : 8_000);
        gain.Since.ShouldBe(mark switch
        {
            DataMark.Approximate => PlayerHistory.Now.PlusDays(-baselineDaysAgo),
            DataMark.Partial => PlayerHistory.Now.PlusDays(-5),
            _ => null,
        });
        gain.IsMeasured.ShouldBe(mark != DataMark.Partial);
    }

    [Theory]
    [InlineData(37.5, DataMark.Approximate)]
    [InlineData(37.6, DataMark.Partial)]
    public void A_month_tolerates_a_quarter_of_its_days(double baselineDaysAgo, DataMark mark) =>
        new PlayerHistory().DaysAgo(baselineDaysAgo, 1_000).DaysAgo(5, 8_000).DaysAgo(1, 9_000).Xp(Month).Mark.ShouldBe(mark);

    [Fact]
    public void F03_a_baseline_twelve_days_before_the_week_gives_a_partial_million() =>
        new PlayerHistory().DaysAgo(19, 1_000_000).DaysAgo(5, 8_000_000).DaysAgo(1, 9_000_000).Xp(Week)
            .ShouldBe(new Figure<long>(1_000_000, DataMark.Partial, PlayerHistory.Now.PlusDays(-5)));

    [Fact]
    public void A_value_that_did_not_move_is_plain_however_old_its_first_step() =>
        new PlayerHistory().DaysAgo(200, 5_000).DaysAgo(1, 5_000).Xp(Week).ShouldBe(new Figure<long>(0));

    [Fact]
    public void F24_a_partial_window_with_a_single_snapshot_is_null() =>
        new PlayerHistory().DaysAgo(13, 1_000_000).DaysAgo(6.95, 1_000_001).DaysAgo(1, 9_000_000).Xp(RollingWindow.OfDays(3))
            .ShouldBe(new Figure<long>(null, DataMark.Partial, PlayerHistory.Now.PlusDays(-1)));

    [Fact]
    public void F03b_history_that_begins_inside_counts_since_first_seen()
    {
        var history = new PlayerHistory().DaysAgo(3, 10_000_000).DaysAgo(1, 12_000_000);

        foreach (var window in RollingWindow.All)
        {
            history.Xp(window).ShouldBe(new Figure<long>(2_000_000, DataMark.SinceFirstSeen, PlayerHistory.Now.PlusDays(-3)));
        }
    }

    [Fact]
    public void F04_no_fresh_snapshot_is_stale_and_not_zero()
    {
        var history = new PlayerHistory().DaysAgo(60, 1_000).DaysAgo(45, 2_000);

        RollingWindow.All.ShouldAllBe(window => history.Xp(window) == new Figure<long>(null, DataMark.Stale, null));
        history.Boss(Week).Mark.ShouldBe(DataMark.Stale);
    }

    [Theory]
    [InlineData(2.0, 7, true)]
    [InlineData(2.1, 7, false)]
    [InlineData(7.5, 30, true)]
    [InlineData(7.6, 30, false)]
    [InlineData(14.0, 90, true)]
    [InlineData(14.1, 90, false)]
    [InlineData(14.1, 365, false)]
    public void A_newest_snapshot_is_fresh_up_to_a_quarter_of_the_window_and_14_days(double age, int days, bool fresh)
    {
        var window = RollingWindow.OfDays(days);

        var gain = new PlayerHistory().DaysAgo(days + 0.5, 1).DaysAgo(age, 5).Xp(window);

        (gain.Mark == DataMark.Stale).ShouldBe(!fresh);
        gain.Value.ShouldBe(fresh ? 4 : null);
    }

    [Fact]
    public void F11_a_newest_value_that_is_unranked_is_unknown()
    {
        var history = new PlayerHistory().DaysAgo(31, 39_778_599).DaysAgo(1, PlayerHistory.Unranked, zulrah: 5);

        history.Xp(Month).ShouldBe(new Figure<long>(null, DataMark.Unranked, null));
        history.Boss(Month).Value.ShouldBe(0);
    }

    [Fact]
    public void F11_the_first_ranked_value_after_an_unranked_one_is_no_gain() =>
        new PlayerHistory().DaysAgo(10, 100).DaysAgo(6, PlayerHistory.Unranked).DaysAgo(4, 60_000_000).DaysAgo(1, 60_000_050)
            .Xp(Month).Value.ShouldBe(50);

    [Fact]
    public void One_ranked_value_is_not_yet_a_gain()
    {
        new PlayerHistory().DaysAgo(1, 100).Xp(Week).ShouldBe(new Figure<long>(null, DataMark.NotYet, null));
        new PlayerHistory().DaysAgo(8, PlayerHistory.Unranked).DaysAgo(1, 100).Xp(Week).Mark.ShouldBe(DataMark.NotYet);
        new PlayerHistory().Xp(Week).Mark.ShouldBe(DataMark.NotYet);
    }

    [Fact]
    public void F08_a_boss_seen_once_adds_nothing()
    {
        var rookie = new PlayerHistory().DaysAgo(2, 1, zulrah: 4_990).DaysAgo(1, 1, zulrah: 5_000);
        var veteran = new PlayerHistory().DaysAgo(40, 1).DaysAgo(1, 1, vorkath: 300);

        rookie.Boss(Week).Value.ShouldBe(10);
        veteran.Boss(Month).Value.ShouldNotBe(300);
    }

    [Fact]
    public void Boss_gains_of_one_player_add_up_and_an_unranked_boss_adds_nothing() =>
        new PlayerHistory()
            .DaysAgo(8, 1, zulrah: 10, vorkath: PlayerHistory.Unranked)
            .DaysAgo(4, 1, zulrah: 12, vorkath: 50)
            .DaysAgo(1, 1, zulrah: 15, vorkath: 51)
            .Boss(Week).ShouldBe(new Figure<long>(6));

    [Fact]
    public void Computed_hours_are_told_in_hours()
    {
        var history = new PlayerHistory().DaysAgo(8, 1, ehp: 1_000_000, ehb: 250_000).DaysAgo(1, 1, ehp: 1_123_456, ehb: 300_000);

        history.Ehp(Week).ShouldBe(new Figure<double>(1.23456));
        history.Ehb(Week).Value.ShouldBe(0.5);
        new PlayerHistory().DaysAgo(8, 1, ehp: 5).DaysAgo(1, 1, ehp: PlayerHistory.Unranked).Ehp(Week).Mark.ShouldBe(DataMark.Unranked);
        new PlayerHistory().DaysAgo(8, 1).DaysAgo(1, 1, ehb: 7).Ehb(Week).Mark.ShouldBe(DataMark.NotYet);
    }

    [Fact]
    public void Counting_starts_at_the_baseline_unless_its_step_is_left_out()
    {
        var near = new PlayerHistory().DaysAgo(8, 1).DaysAgo(5, 2).DaysAgo(1, 3).Points(Week, PlayerHistory.Now);
        var far = new PlayerHistory().DaysAgo(20, 1).DaysAgo(5, 2).DaysAgo(1, 3).Points(Week, PlayerHistory.Now);
        var young = new PlayerHistory().DaysAgo(5, 2).DaysAgo(1, 3).Points(Week, PlayerHistory.Now);

        WindowGains.CountsFrom(near, PlayerHistory.Now).ShouldBe(near.Baseline);
        WindowGains.CountsFrom(far, PlayerHistory.Now).ShouldBe(far.First);
        WindowGains.CountsFrom(young, PlayerHistory.Now).ShouldBeNull();
    }

    [Theory]
    [InlineData(1_000L, 1_500L, 2, 500L)]
    [InlineData(1_500L, 1_000L, 2, 0L)]
    [InlineData(null, 1_500L, 2, 0L)]
    [InlineData(0L, 1_500L, 2, 0L)]
    [InlineData(1_000L, null, 2, 0L)]
    [InlineData(1_000L, 1_000L, 1, 0L)]
    [InlineData(null, null, 0, null)]
    public void The_official_gain_follows_the_rule_of_Wise_Old_Man(long? first, long? last, int snapshots, long? expected) =>
        OfficialGain.Xp(first, last, snapshots).ShouldBe(expected);

    private static UtcInstant At(string iso) =>
        ForeignTime.Parse(iso, UtcInstant.StartOfDay(new DateOnly(2026, 11, 21))).Value!.Value;
}
