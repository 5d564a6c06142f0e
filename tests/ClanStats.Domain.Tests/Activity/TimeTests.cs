using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests.Activity;

public sealed class TimeTests
{
    private static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 1, 2, 18, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("2026-01-02T18:30:00.000Z", "2026-01-02T18:30:00.000Z")]
    [InlineData("2026-01-02T18:30:00+02:00", "2026-01-02T16:30:00.000Z")]
    [InlineData("2026-01-02T18:30:00.299000+00:00", "2026-01-02T18:30:00.299Z")]
    [InlineData("2026-01-02 18:30:00.123456", "2026-01-02T18:30:00.123Z")]
    [InlineData(" 2026-01-02 18:30 ", "2026-01-02T18:30:00.000Z")]
    [InlineData("2025-02-14", "2025-02-14T00:00:00.000Z")]
    [InlineData("2000-01-01T00:00:00Z", "2000-01-01T00:00:00.000Z")]
    [InlineData("2027-01-02T18:30:00Z", "2027-01-02T18:30:00.000Z")]
    public void A_foreign_time_is_read_as_UTC(string text, string expected)
    {
        var time = ForeignTime.Parse(text, Now);

        time.Value!.Value.ToIso().ShouldBe(expected);
        time.IsRefused.ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("1970-01-01T00:00:00.000Z")]
    public void A_date_nobody_knows_is_absent_and_not_refused(string? text) => ForeignTime.Parse(text, Now).ShouldBe(default);

    [Theory]
    [InlineData("1999-12-31T23:59:59Z", "before 2000")]
    [InlineData("1970-01-01T00:00:00.001Z", "before 2000")]
    [InlineData("2027-01-02T18:30:00.001Z", "more than a year ahead")]
    [InlineData("9999-12-31T23:59:59Z", "more than a year ahead")]
    [InlineData("yesterday", "not a time")]
    [InlineData("18:30", "not a time")]
    [InlineData("2026-13-45", "not a time")]
    [InlineData("02/01/2026 18:30", "not a time")]
    public void A_time_that_cannot_be_is_refused_and_named(string text, string why)
    {
        var time = ForeignTime.Parse(text, Now);

        time.Value.ShouldBeNull();
        time.Refusal.ShouldNotBeNull().ShouldContain(why);
        time.Refusal.ShouldContain(text);
    }

    [Fact]
    public void A_long_refused_text_is_cut() => ForeignTime.Parse(new string('x', 500), Now).Refusal!.Length.ShouldBeLessThan(80);

    [Fact]
    public void A_number_is_judged_like_a_text()
    {
        ForeignTime.Of(Now, Now).Value.ShouldBe(Now);
        ForeignTime.Of(new UtcInstant(0), Now).ShouldBe(default);
        ForeignTime.Of(new UtcInstant(long.MaxValue), Now).IsRefused.ShouldBeTrue();
        ForeignTime.Of(new UtcInstant(long.MinValue), Now).Refusal!.ShouldContain("before 2000");
    }

    [Fact]
    public void An_instant_is_shown_to_machines_and_to_people()
    {
        Now.ToIso().ShouldBe("2026-01-02T18:30:00.000Z");
        Now.ToString().ShouldBe(Now.ToIso());
        Now.ToPeople().ShouldBe("2026-01-02 18:30 UTC");
        Now.ToPeople(TimeZoneInfo.Utc).ShouldBe("2026-01-02 18:30 UTC");
        Now.ToPeople(TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(1), "x", "x")).ShouldBe("2026-01-02 19:30 +01:00");
    }

    [Fact]
    public void Days_and_hours_are_those_of_UTC()
    {
        Now.Date.ShouldBe(new DateOnly(2026, 1, 2));
        Now.HourOfDay.ShouldBe(18);
        UtcInstant.StartOfDay(Now.DayNumber).ShouldBe(UtcInstant.StartOfDay(Now.Date));
        new UtcInstant(-1).DayNumber.ShouldBe(-1);
        Now.PlusHours(-19).Date.ShouldBe(new DateOnly(2026, 1, 1));
        Now.PlusYears(1).Date.ShouldBe(new DateOnly(2027, 1, 2));
        Now.Plus(TimeSpan.FromMinutes(1)).Since(Now).ShouldBe(TimeSpan.FromMinutes(1));
        Now.HoursSince(Now.PlusHours(-1.5)).ShouldBe(1.5);
        Now.WholeDaysSince(Now.PlusDays(-1.9)).ShouldBe(1);
        Now.WholeDaysSince(Now.PlusDays(3)).ShouldBe(0);
    }

    [Fact]
    public void Instants_are_ordered_by_time()
    {
        var later = Now.PlusHours(1);

        (Now < later && later > Now && Now <= later && later >= Now).ShouldBeTrue();
        (later < Now || Now > later || later <= Now || Now >= later).ShouldBeFalse();
        Now.CompareTo(later).ShouldBeLessThan(0);
    }

    [Fact]
    public void A_window_is_open_at_its_start_and_closed_at_its_end()
    {
        var window = RollingWindow.Week.At(Now);

        window.Contains(Now).ShouldBeTrue();
        window.Contains(Now.PlusDays(-7)).ShouldBeFalse();
        window.Contains(new UtcInstant(Now.PlusDays(-7).Milliseconds + 1)).ShouldBeTrue();
        window.Contains(new UtcInstant(Now.Milliseconds + 1)).ShouldBeFalse();
    }

    [Fact]
    public void Windows_are_called_as_outputs_call_them()
    {
        RollingWindow.All.Select(window => window.Key).ShouldBe(["7d", "30d", "90d", "365d"]);
        RollingWindow.OfDays(0).Days.ShouldBe(1);
    }

    [Fact]
    public void Every_mark_has_a_name_but_the_plain_one()
    {
        Enum.GetValues<DataMark>().Where(mark => mark.ToName() is null).ShouldBe([DataMark.None]);
        Enum.GetValues<DataMark>().Select(mark => mark.ToName()).Distinct().Count().ShouldBe(Enum.GetValues<DataMark>().Length);
        DataMark.SinceFirstSeen.ToName().ShouldBe("since_first_seen");
        Should.Throw<ArgumentOutOfRangeException>(() => ((DataMark)99).ToName());
    }

    [Fact]
    public void Metrics_are_found_by_name_and_called_as_people_call_them()
    {
        PlayerHistory.Metrics.Find("zulrah")!.Id.ShouldBe(3);
        PlayerHistory.Metrics.Find("nobody_knows").ShouldBeNull();
        PlayerHistory.Metrics.Bosses.Select(metric => metric.Title).ShouldBe(["Zulrah", "Vorkath"]);
        PlayerHistory.Metrics.Skills.ShouldHaveSingleItem().Name.ShouldBe(MetricCatalog.Overall);
        PlayerHistory.Metrics.All.Count.ShouldBe(5);
        MetricCatalog.ToTitle("chambers_of_xeric").ShouldBe("Chambers Of Xeric");
    }
}
