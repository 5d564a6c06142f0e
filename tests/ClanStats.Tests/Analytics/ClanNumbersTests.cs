using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Analytics;

/// <summary>The clan's own numbers, sentence by sentence of docs/definitions.md.</summary>
public sealed class ClanNumbersTests : IDisposable
{
    private const long Level99 = 13_034_431;
    private readonly ReportedClan _clan = new();

    [Fact]
    public async Task Maxed_is_who_has_99_in_every_skill_of_the_newest_snapshot_and_is_here()
    {
        Skills(_clan.Member("maxed"), Level99, Level99);
        Skills(_clan.Member("nearly"), Level99, Level99 - 1);
        Skills(_clan.Member("unranked"), Level99, -1);
        Skills(_clan.Member("gone", leftDaysAgo: 2), Level99, Level99);
        _clan.Member("untracked");

        var report = await _clan.ReportAsync();

        report.Game.Maxed.Select(person => person.Name).ShouldBe(["maxed"]);
        ReportedClan.Json(report).GetProperty("maxed")[0].GetProperty("name").GetString().ShouldBe("maxed");
        report.Game.Skills99.Select(skill => (skill.Key, skill.Count)).ShouldBe([("attack", 3), ("strength", 1)]);
    }

    [Fact]
    public async Task A_skill_of_tomorrow_takes_nobody_off_the_list_before_it_is_seen()
    {
        Skills(_clan.Member("before"), Level99, Level99);
        var after = _clan.Member("after");
        _clan.Snapshot(after, ReportedClan.Now.PlusDays(-1), ReportedClan.Skill("attack", Level99), ReportedClan.Skill("sailing", 5));

        (await _clan.ReportAsync()).Game.Maxed.Select(person => person.Name).ShouldBe(["before"]);
    }

    [Fact]
    public async Task Diversity_is_the_top_fifteen_bosses_of_the_week_and_the_rest_as_other()
    {
        var member = _clan.Member("wren");
        var bosses = Enumerable.Range(1, 18).Select(boss => $"boss_{boss:00}").ToList();
        _clan.Snapshot(member, 7.5, 1, [.. bosses.Select(boss => (boss, 100L))])
            .Snapshot(member, 0.5, 1, [.. bosses.Select((boss, index) => (boss, 100L + index))]);

        var diversity = (await _clan.ReportAsync()).Game.BossDiversity;

        diversity.Count.ShouldBe(16);
        (diversity[0], diversity[^1]).ShouldBe((new NamedCount("boss_18", "Boss 18", 17), new NamedCount("other", "Other", 3)));
        diversity.Sum(boss => boss.Count).ShouldBe(Enumerable.Range(0, 18).Sum());
    }

    [Fact]
    public async Task The_boss_of_the_month_has_the_greatest_gain_and_its_days()
    {
        var (one, other) = (_clan.Member("one"), _clan.Member("other"));
        _clan.Snapshot(one, 31, 1, ("zulrah", 10), ("vorkath", 500)).Snapshot(one, 3, 1, ("zulrah", 14), ("vorkath", 505))
            .Snapshot(one, 1, 1, ("zulrah", 15), ("vorkath", 505))
            .Snapshot(other, 31, 1, ("zulrah", 10), ("vorkath", 500)).Snapshot(other, 1, 1, ("zulrah", 13), ("vorkath", 501));

        var report = await _clan.ReportAsync();

        var month = report.Game.BossOfTheMonth.ShouldNotBeNull();
        (month.Key, month.Gain, month.Days.Count).ShouldBe(("zulrah", 8, 31));
        month.Days.Sum(day => day.Kills).ShouldBe(month.Gain);
        month.Days.Where(day => day.Kills > 0).Select(day => (day.Date.Day, day.Kills)).ShouldBe([(30, 4), (1, 4)]);
    }

    [Fact]
    public async Task The_days_of_the_boss_of_the_month_add_up_with_the_part_of_the_first_day()
    {
        var one = _clan.Member("one");
        _clan.Snapshot(one, 31, 1, ("zulrah", 10)).Snapshot(one, 29.9, 1, ("zulrah", 14)).Snapshot(one, 1, 1, ("zulrah", 15));

        var month = (await _clan.ReportAsync()).Game.BossOfTheMonth.ShouldNotBeNull();

        month.Gain.ShouldBe(5);
        (month.Days[0].Date, month.Days[0].Kills).ShouldBe((ReportedClan.Now.PlusDays(-30).Date, 4));
        month.Days.Sum(day => day.Kills).ShouldBe(5);
    }

    [Fact]
    public async Task A_report_about_an_earlier_time_holds_the_records_of_that_time()
    {
        var (first, second, third) = (_clan.Member("first"), _clan.Member("second"), _clan.Member("third"));
        _clan.Snapshot(first, 20, 1, ("zulrah", 50)).Snapshot(first, 1, 1, ("zulrah", 90)).Snapshot(second, 15, 1, ("zulrah", 60)).Snapshot(third, 12, 1, ("zulrah", 60));
        _clan.Snapshot(second, 1, 1, ("zulrah", 61));

        (await _clan.ReportAsync(ReportedClan.Now.PlusDays(-10))).Game.Records.ShouldBe([new BossRecord("zulrah", "Zulrah", second, "second", 60, Former: false)]);
        (await _clan.ReportAsync()).Game.Records.ShouldBe([new BossRecord("zulrah", "Zulrah", first, "first", 90, Former: false)]);
    }

    [Fact]
    public async Task A_record_is_the_highest_value_ever_even_if_the_newest_is_lower_and_ties_go_to_the_lower_id()
    {
        var (first, second) = (_clan.Member("first"), _clan.Member("second"));
        _clan.Snapshot(first, 20, 1, ("zulrah", 90)).Snapshot(first, 1, 1, ("zulrah", 80)).Snapshot(second, 1, 1, ("zulrah", 90), ("vorkath", 0));

        (await _clan.ReportAsync()).Game.Records.ShouldBe([new BossRecord("zulrah", "Zulrah", first, "first", 90, Former: false)]);
    }

    [Fact]
    public async Task Correlation_holds_every_current_member_with_either_number()
    {
        var (both, silent, nothing) = (_clan.Member("both"), _clan.Member("silent"), _clan.Member("nothing"));
        foreach (var (member, gain) in new[] { (both, 70L), (silent, 30), (nothing, 0) })
        {
            _clan.Snapshot(member, 7.2, 1_000).Snapshot(member, 0.5, 1_000 + gain);
        }

        _clan.Account(501, both).Chat(501, ReportedClan.Now.PlusDays(-1), 4);

        (await _clan.ReportAsync()).Activity.Correlation.ShouldBe([new CorrelationPoint(both, "both", 4, 70), new CorrelationPoint(silent, "silent", 0, 30)]);
    }

    public void Dispose() => _clan.Dispose();

    private void Skills(long member, long attack, long strength) => _clan.Snapshot(
        member, ReportedClan.Now.PlusDays(-1), ReportedClan.Skill(MetricCatalog.Overall, 1), ReportedClan.Skill("attack", attack), ReportedClan.Skill("strength", strength));
}
