using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Analytics.Faults;

/// <summary>What the old program got wrong about gains, on its own minimal examples, from the database to the document.</summary>
public sealed class GainFaultTests : IDisposable
{
    private static readonly UtcInstant Day1230 = UtcInstant.StartOfDay(new DateOnly(2025, 12, 30)).PlusHours(12);
    private readonly ReportedClan _clan = new();

    [Fact]
    public async Task F01_a_player_missing_on_a_day_neither_takes_from_the_clans_xp_nor_adds_to_it()
    {
        var (alpha, beta) = (_clan.Member("alpha"), _clan.Member("beta"));
        foreach (var (member, day, xp) in new[] { (alpha, 0, 100_000_000L), (alpha, 1, 100_000_000), (alpha, 2, 100_000_000), (beta, 0, 50_000_000), (beta, 2, 50_000_000) })
        {
            _clan.Snapshot(member, Day1230.PlusDays(day), ReportedClan.Skill(MetricCatalog.Overall, xp));
        }

        var report = await _clan.ReportAsync();

        var known = report.Activity.History.Where(day => day.Date >= Day1230.Date).ToList();
        known.Select(day => day.Xp).ShouldBe([0, 0, 0, 0]);
        report.Activity.History[^1].ShouldSatisfyAllConditions(
            today => today.Date.ShouldBe(new DateOnly(2026, 1, 2)), today => today.Partial.ShouldBeTrue("today is shown and is not over"));
        report.Activity.History.Count.ShouldBe(30);
    }

    [Fact]
    public async Task F03_a_baseline_twelve_days_before_the_week_makes_the_same_partial_million_in_every_output()
    {
        var member = _clan.Member("wren");
        _clan.Snapshot(member, 19, 1_000_000).Snapshot(member, 5, 8_000_000).Snapshot(member, 1, 9_000_000);

        var report = await _clan.ReportAsync();

        await ShouldBeEverywhereAsync(report, member, 1_000_000, "partial");
        var tooOld = new[] { report.Moderation.Content!.People, report.Promotions.Content!.People };
        tooOld.ShouldAllBe(verdicts => verdicts.Count == 0, "a partial number gives no verdict");
    }

    [Fact]
    public async Task F03b_two_million_since_first_seen_are_the_same_flagged_two_million_in_every_output()
    {
        var member = _clan.Member("wren");
        _clan.Snapshot(member, 3, 10_000_000).Snapshot(member, 0.5, 12_000_000);

        var report = await _clan.ReportAsync();

        await ShouldBeEverywhereAsync(report, member, 2_000_000, "since_first_seen");
        foreach (var window in new[] { "30d", "90d", "365d" })
        {
            var entry = ReportedClan.Entry(report, member);
            entry.GetProperty($"xp_{window}").GetInt64().ShouldBe(2_000_000);
            entry.GetProperty("marks").GetProperty($"xp_{window}").GetString().ShouldBe("since_first_seen");
        }
    }

    [Fact]
    public async Task F04_a_snapshot_45_days_old_is_unknown_and_nobody_is_purged_for_it()
    {
        var member = _clan.Member("wren");
        _clan.Snapshot(member, 75, 5_000).Snapshot(member, 45, 5_000);

        var report = await _clan.ReportAsync();

        await ShouldBeEverywhereAsync(report, member, null, "stale");
        ReportedClan.Entry(report, member).GetProperty("state").GetString().ShouldBe("not_measured");
        report.Purge.Content.ShouldNotBeNull().Candidates.ShouldBeEmpty();
        report.Purge.Content.QuietDiscordUnknown.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task F08_kills_of_before_the_first_sight_are_nobodys_gain(int snapshotsOfTheWeek)
    {
        var (rookie, vet) = (_clan.Member("rookie"), _clan.Member("vet"));
        _clan.Snapshot(rookie, 2, 1, ("zulrah", 4_990)).Snapshot(rookie, 0.5, 1, ("zulrah", 5_000)).Snapshot(vet, 40, 1);
        for (var i = snapshotsOfTheWeek; i > 0; i--)
        {
            _clan.Snapshot(vet, i / 2.0, 1, ("vorkath", 300));
        }

        var report = await _clan.ReportAsync();

        report.Game.BossDiversity.ShouldBe([new NamedCount("zulrah", "Zulrah", 10)]);
        report.Game.BossOfTheMonth.ShouldNotBeNull().Gain.ShouldBe(10);
        ReportedClan.Entry(report, vet).GetProperty("boss_7d").GetInt64().ShouldBe(0);
        ReportedClan.Entry(report, rookie).GetProperty("boss_7d").GetInt64().ShouldBe(10);
    }

    [Fact]
    public async Task F08b_who_killed_nothing_has_no_favourite_boss()
    {
        var member = _clan.Member("wren");
        _clan.Snapshot(member, 31, 1).Snapshot(member, 0.5, 1, ("vorkath", 300));

        var entry = ReportedClan.Entry(await _clan.ReportAsync(), member, "allMembers");

        entry.GetProperty("favorite_boss").GetString().ShouldBe("None");
        entry.GetProperty("boss_30d").GetInt64().ShouldBe(0);
        entry.GetProperty("favorite_boss_all_time").GetString().ShouldBe("Vorkath");
    }

    [Fact]
    public async Task F09_two_snapshots_of_a_day_are_not_two_players()
    {
        var member = _clan.Member("wren");
        foreach (var (hours, kills) in new[] { (0, 1_000L), (24, 1_000), (30, 1_000), (48, 1_001) })
        {
            _clan.Snapshot(member, Day1230.PlusHours(hours), ReportedClan.Skill(MetricCatalog.Overall, 1), ReportedClan.Boss("zulrah", kills));
        }

        var month = (await _clan.ReportAsync()).Game.BossOfTheMonth.ShouldNotBeNull();

        month.Gain.ShouldBe(1);
        month.Days.Where(day => day.Date >= new DateOnly(2025, 12, 31)).Select(day => day.Kills).ShouldBe([0, 1, 0]);
        month.Days.Sum(day => day.Kills).ShouldBe(1);
    }

    [Fact]
    public async Task F11_unranked_is_no_number_and_the_way_to_it_and_from_it_no_gain()
    {
        var (fallen, risen) = (_clan.Member("fallen"), _clan.Member("risen"));
        _clan.Snapshot(fallen, 31, 39_778_599).Snapshot(fallen, 0.5, -1).Snapshot(risen, 7.5, -1).Snapshot(risen, 0.5, 60_000_000);

        var report = await _clan.ReportAsync();

        var entry = ReportedClan.Entry(report, fallen);
        (entry.GetProperty("xp_30d").ValueKind, entry.GetProperty("total_xp").ValueKind).ShouldBe((System.Text.Json.JsonValueKind.Null, System.Text.Json.JsonValueKind.Null));
        entry.GetProperty("marks").GetProperty("xp_30d").GetString().ShouldBe("unranked");
        await ShouldBeEverywhereAsync(report, risen, null, "not_yet");
        report.Activity.History.Sum(day => day.Xp ?? 0).ShouldBe(0);
    }

    [Fact]
    public async Task F12_a_year_is_365_days_and_not_all_time()
    {
        var member = _clan.Member("wren", joinedDaysAgo: 600);
        _clan.Snapshot(member, 500, 10_000_000).Snapshot(member, 366, 50_000_000).Snapshot(member, 0.5, 80_000_000, ("zulrah", 1));

        var report = await _clan.ReportAsync();

        ReportedClan.Entry(report, member).GetProperty("xp_365d").GetInt64().ShouldBe(30_000_000);
        ReportedClan.Entry(report, member, "allMembers").GetProperty("xp_year").GetInt64().ShouldBe(30_000_000);
    }

    [Fact]
    public async Task F24_a_gain_of_which_nobody_knows_when_it_happened_is_unknown()
    {
        var member = _clan.Member("wren");
        _clan.Snapshot(member, 13, 1_000_000).Snapshot(member, UtcInstant.From(ReportedClan.Now.ToDateTimeOffset()).PlusDays(-7).PlusHours(1), ReportedClan.Skill(MetricCatalog.Overall, 9_000_000));

        await ShouldBeEverywhereAsync(await _clan.ReportAsync(), member, null, "stale");
    }

    [Fact]
    public async Task F25_one_old_snapshot_is_not_gained_from_itself()
    {
        var member = _clan.Member("wren");
        _clan.Snapshot(member, 20, 1, ("zulrah", 77));

        var report = await _clan.ReportAsync();

        report.Game.BossDiversity.ShouldBeEmpty();
        report.Game.BossOfTheMonth.ShouldBeNull();
        report.Game.Bosses.Single().ShouldSatisfyAllConditions(boss => boss.Gain7.ShouldBe(0), boss => boss.Gain30.ShouldBe(0), boss => boss.Total.ShouldBe(77));
        ReportedClan.Entry(report, member, "allMembers").GetProperty("favorite_boss").GetString().ShouldBe("None");
    }

    public void Dispose() => _clan.Dispose();

    /// <summary>The XP of 7 days as JSON, the old list, CSV and workbook show it.</summary>
    private static async Task ShouldBeEverywhereAsync(ClanReport report, long member, long? xp, string mark)
    {
        var entry = ReportedClan.Entry(report, member);
        (entry.GetProperty("xp_7d").ValueKind == System.Text.Json.JsonValueKind.Null ? null : (long?)entry.GetProperty("xp_7d").GetInt64()).ShouldBe(xp);
        entry.GetProperty("marks").GetProperty("xp_7d").GetString().ShouldBe(mark);
        using var written = await WrittenReport.OfAsync(report);
        var id = report.Members.ToList().FindIndex(row => row.Id == member);
        written.Csv("xp_7d")[id].ShouldBe(xp is null ? "" : $"{xp}");
        written.Csv("marks")[id].ShouldContain($"xp_7d={mark}");
        written.Roster("XP 7d")[id].ShouldBe(xp is null ? "–" : (double)xp.Value);
    }
}
