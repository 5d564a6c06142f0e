using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Analytics.Faults;

/// <summary>What the old program got wrong about people and their messages, on its own minimal examples.</summary>
public sealed class PeopleFaultTests : IDisposable
{
    private static readonly UtcInstant Evening = UtcInstant.StartOfDay(new DateOnly(2025, 12, 26)).PlusHours(20);
    private readonly ReportedClan _clan = new();

    [Fact]
    public async Task F02_a_rename_three_days_ago_parts_nobody_from_gains_messages_and_days()
    {
        var member = _clan.Member("Newname", joinedDaysAgo: 200);
        for (var day = 60; day >= 0; day--)
        {
            _clan.SnapshotUnder(
                day >= 3 ? "oldname" : "newname",
                member,
                ReportedClan.Now.PlusDays(-day),
                ReportedClan.Skill(MetricCatalog.Overall, (61 - day) * 100_000L),
                ReportedClan.Boss("zulrah", 61 - day));
        }

        for (var day = 1; day <= 60; day++)
        {
            _clan.Line("Oldname", ReportedClan.Now.PlusDays(-3 - (day * 0.4)));
        }

        _clan.Renamed(member, "Oldname", "Newname", 3);

        var report = await _clan.ReportAsync();

        var entry = ReportedClan.Entry(report, member);
        Numbers(entry, "xp_7d", "xp_30d", "boss_7d", "boss_30d", "msgs_30d", "msgs_total", "days_in_clan").ShouldBe([700_000, 3_000_000, 7, 30, 60, 60, 200]);
        entry.GetProperty("former_names").EnumerateArray().Select(name => name.GetString()).ShouldBe(["Oldname"]);
        using var written = await WrittenReport.OfAsync(report);
        (written.Roster("XP 7d")[0], written.Roster("XP 30d")[0], written.Roster("Msgs 30d")[0]).ShouldBe((700_000.0, 3_000_000.0, 60.0));
    }

    [Fact]
    public async Task F05_the_whole_first_day_of_the_window_counts_from_its_first_instant_on()
    {
        _clan.Account(501, _clan.Member("wren")).Chat(501, Evening, 10).Chat(501, Evening.PlusHours(20));

        var report = await _clan.ReportAsync();

        report.Members.Single().Messages.D7.Value.ShouldBe(11);
        report.Activity.HourOfDay[20].ShouldBe(10);
        report.Activity.HourOfDay.Sum().ShouldBe(11);
        report.Activity.History.Where(day => day.Messages > 0).Select(day => (day.Date.Day, day.Messages)).ShouldBe([(26, 10), (27, 1)]);
        using var written = await WrittenReport.OfAsync(report);
        written.Roster("Msgs 7d").ShouldBe([11.0]);
    }

    [Fact]
    public async Task F06_accounts_count_by_their_links_and_not_by_the_names_they_show()
    {
        var (wren, other) = (_clan.Member("Wren"), _clan.Member("Other"));
        _clan.Account(501, wren).Account(502, wren).Account(503, other).Chat(501, Evening, 3).Chat(502, Evening, 4).Chat(503, Evening, 5);
        _clan.Temp.Execute("UPDATE discord_accounts SET name = 'Wren' WHERE author_id = 503; UPDATE discord_messages SET author_name = 'Wren' WHERE author_id = 503");

        var report = await _clan.ReportAsync();

        Numbers(ReportedClan.Entry(report, wren), "msgs_7d").ShouldBe([7]);
        Numbers(ReportedClan.Entry(report, other), "msgs_7d").ShouldBe([5]);
    }

    [Fact]
    public async Task F06c_spellings_that_are_one_name_add_up_and_do_not_overwrite()
    {
        var member = _clan.Member("Wren");
        _clan.Line("Wren", Evening, 5).Line("wren", Evening, 2);

        Numbers(ReportedClan.Entry(await _clan.ReportAsync(), member), "msgs_7d").ShouldBe([7]);
    }

    [Fact]
    public async Task F10_raids_are_told_per_member_and_in_all_with_both_modes()
    {
        _clan.Snapshot(_clan.Member("a"), 1, 1, ("chambers_of_xeric", 100), ("chambers_of_xeric_challenge_mode", 20))
            .Snapshot(_clan.Member("b"), 1, 1, ("chambers_of_xeric", 50))
            .Snapshot(_clan.Member("c"), 1, 1, ("chambers_of_xeric", 10), ("chambers_of_xeric_challenge_mode", -1));

        var report = await _clan.ReportAsync();

        report.Game.Raids[0].ShouldBe(new RaidTotals("CoX", 160, 20, 60));
        report.Game.Raids[0].Total.ShouldBe(180);
        ReportedClan.Json(report).GetProperty("chart_raids").GetProperty("datasets")[0].GetProperty("data").EnumerateArray().Select(value => value.GetDouble())
            .ShouldBe([60, 0, 0]);
        using var written = await WrittenReport.OfAsync(report);
        var raids = written.Sheet("Bosses").RowsUsed().Single(row => row.Cell(1).GetString() == "CoX");
        raids.Cells(2, 5).Select(cell => cell.GetDouble()).ShouldBe([160, 20, 180, 60]);
    }

    [Fact]
    public async Task F13_everybody_on_the_roster_is_listed_silent_untracked_or_not()
    {
        var (silent, untracked) = (_clan.Member("silent"), _clan.Member("untracked"));
        _clan.Snapshot(silent, 31, 1_000).Snapshot(silent, 0.5, 89_001_000).Account(502, untracked).Chat(502, Evening, 50);

        var report = await _clan.ReportAsync();

        Numbers(ReportedClan.Entry(report, silent), "xp_30d", "msgs_total").ShouldBe([89_000_000, 0]);
        Numbers(ReportedClan.Entry(report, untracked), "xp_30d", "msgs_total").ShouldBe([null, 50]);
        report.Reconciliation.LeftOut.ShouldBe([new PersonRef(silent, "silent")]);
        report.Reconciliation.InAllMembers.ShouldBe([new PersonRef(untracked, "untracked")]);
        using var written = await WrittenReport.OfAsync(report);
        written.Csv("username").ShouldBe(["untracked", "silent"]);
        written.Roster("Name").ShouldBe(["untracked", "silent"]);
    }

    [Fact]
    public async Task F15_who_left_is_in_no_chart_of_the_clan_and_marked_in_the_records()
    {
        var (here, gone) = (_clan.Member("here"), _clan.Member("gone", leftDaysAgo: 1));
        var strength = ReportedClan.Skill("strength", 14_000_000);
        foreach (var (member, kills) in new[] { (here, 40L), (gone, 9_999) })
        {
            _clan.Snapshot(member, ReportedClan.Now.PlusDays(-8), ReportedClan.Skill(MetricCatalog.Overall, 1_000), strength, ReportedClan.Boss("zulrah", kills - 10))
                .Snapshot(member, ReportedClan.Now.PlusDays(-2), ReportedClan.Skill(MetricCatalog.Overall, 5_000), strength, ReportedClan.Boss("zulrah", kills));
        }

        _clan.Account(502, gone).Chat(502, Evening, 9);

        var report = await _clan.ReportAsync();

        report.Game.Records.ShouldBe([new BossRecord("zulrah", "Zulrah", gone, "gone", 9_999, Former: true)]);
        report.Game.Skills99.Single(skill => skill.Key == "strength").Count.ShouldBe(1);
        report.Game.BossDiversity.Single().Count.ShouldBe(10);
        report.Game.BossOfTheMonth.ShouldNotBeNull().Days.Sum(day => day.Kills).ShouldBe(10);
        report.Game.Bosses.Single().ShouldSatisfyAllConditions(boss => boss.Leader.ShouldBe(new PersonRef(here, "here")), boss => boss.Total.ShouldBe(40));
        report.Activity.Correlation.Select(point => point.Id).ShouldBe([here]);
        report.Reconciliation.Xp.ShouldBe(new Split(4_000, 4_000, 0, 8_000));
        report.Reconciliation.Messages.ShouldBe(new Split(0, 9, 0, 9));
        ReportedClan.Json(report).GetProperty("clan_records")[0].GetProperty("former").GetBoolean().ShouldBeTrue();
    }

    public void Dispose() => _clan.Dispose();

    private static List<long?> Numbers(JsonElement entry, params string[] keys) =>
        [.. keys.Select(key => entry.GetProperty(key) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : default(long?))];
}
