using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;
using ClanStats.Storage;

namespace ClanStats.Tests.WiseOldMan;

public sealed class BackfillTests
{
    [Theory]
    [InlineData(360, 18, 0, 360, 0)]
    [InlineData(361, 18, 0, 0, 361)]
    [InlineData(1_800, 90, 0, 1_800, 0)]
    [InlineData(1_801, 90, 0, 0, 1_801)]
    [InlineData(5_000, 0, 0, 5_000, 0)]
    [InlineData(10, 18, 700, 10, 700)]
    public void History_is_read_by_player_whenever_that_takes_at_most_an_hour(int fresh, int rpm, int begun, int byPlayer, int byDay)
    {
        var waiting = Enumerable.Range(1, fresh + begun).Select(i => new WaitingMember(new HarvestedMember(i, i, $"p{i}"), 0, i > fresh)).ToList();

        var plan = BackfillPlan.Choose(waiting, new WiseOldManOptions { TargetRpm = rpm, BackfillDays = 400 }, mayReadByDay: true);

        (plan.ByPlayer.Count, plan.ByDay.Count).ShouldBe((byPlayer, byDay));
        plan.PlayerRequests.ShouldBe(byPlayer * 3);
        plan.DayRequests.ShouldBe(byDay > 0 ? 401 : 0);
        BackfillPlan.Choose(waiting, new WiseOldManOptions { TargetRpm = rpm }, mayReadByDay: false).ByDay.ShouldBeEmpty("a recording holds no history by day");
    }

    [Fact]
    public async Task History_by_player_is_read_once_and_costs_one_request_a_page()
    {
        await using var wom = await WomHarness.StartAsync();
        wom.Options.BackfillPlayers = true;

        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();

        wom.Purposes["history"].ShouldBe(wom.Clan.Members.Count);
        wom.Count("wom_snapshots").ShouldBe(wom.Clan.Members.Sum(player => wom.Clan.SnapshotsOf(player).Count()));
        await wom.NightAsync();
        wom.Purposes.ShouldNotContainKey("history");
    }

    [Fact]
    public async Task A_night_that_was_interrupted_in_the_middle_of_a_player_goes_on_where_it_was()
    {
        await using var wom = await WomHarness.StartAsync(members: 20, days: 230);
        (wom.Options.BackfillPlayers, wom.Options.MaxConcurrent) = (true, 1);
        var player = wom.Clan.Members.First(player => wom.Clan.SnapshotsOf(player).Count() > 200);
        var name = Domain.Identity.PlayerName.Standardise(player.NameAt(wom.Clan.Now));
        wom.Server.Fail(Fault.Status(500), $"/players/{name}/snapshots", skip: 1);

        (await wom.NightAsync()).Wom.Outcome.ShouldBe(StepOutcome.Partial);
        wom.Query<string>($"SELECT value FROM harvest_cursors WHERE key = 'history:{player.Id}'").ShouldBe(["offset:200"]);
        (await wom.NightAsync()).Wom.Outcome.ShouldBe(StepOutcome.Done);

        wom.Requests.All.Single(request => request.Path.Contains("/snapshots?", StringComparison.Ordinal)).Path.ShouldEndWith("offset=200");
        wom.Query<string>($"SELECT value FROM harvest_cursors WHERE key = 'history:{player.Id}'").ShouldBe(["end"]);
        wom.Count($"wom_snapshots s JOIN clan_members m ON m.id = s.user_id WHERE m.wom_player_id = {player.Id}")
            .ShouldBe(wom.Clan.SnapshotsOf(player).Count());
    }

    [Fact]
    public async Task A_night_killed_behind_the_last_page_is_followed_by_one_that_enters_what_is_held()
    {
        await using var wom = await WomHarness.StartAsync();
        wom.Options.BackfillPlayers = true;
        await wom.NightAsync();
        const string Covered = "SELECT covers_from || ' ' || covers_to FROM source_reads WHERE source = 'wom' ORDER BY 1";
        var whole = wom.Database.Query<string>(Covered);
        wom.Database.Execute(
            """
            DELETE FROM source_reads WHERE id = (SELECT id FROM source_reads WHERE source = 'wom' ORDER BY covers_from LIMIT 1);
            UPDATE harvest_cursors SET value = '1' WHERE key = 'history-open';
            """);
        wom.Database.Query<string>(Covered).ShouldNotBe(whole);

        await wom.NightAsync();

        wom.Database.Query<string>(Covered).ShouldBe(whole);
    }

    [Fact]
    public async Task An_empty_history_is_asked_for_again_after_thirty_days()
    {
        await using var wom = await WomHarness.StartAsync();
        (wom.Options.BackfillPlayers, wom.Options.StalenessSkipHours) = (true, 0);
        var untracked = wom.Clan.Members.First(player => player.Trait == PlayerTrait.NeverTracked);
        bool IsAskedFor() => wom.Requests.All.Any(request => request.Purpose == "history"
            && request.Path.StartsWith($"/players/{Uri.EscapeDataString(ClanStats.Domain.Identity.PlayerName.Standardise(untracked.NameAt(wom.Clan.Now)))}/", StringComparison.Ordinal));

        await wom.NightAsync();
        IsAskedFor().ShouldBeTrue();
        wom.NextDay(29);
        await wom.NightAsync();
        IsAskedFor().ShouldBeFalse();
        wom.NextDay(2);
        await wom.NightAsync();
        IsAskedFor().ShouldBeTrue();
    }

    [Fact]
    public async Task Without_time_left_the_rest_waits_for_the_next_night()
    {
        await using var wom = await WomHarness.StartAsync();
        (wom.Options.BackfillPlayers, wom.Options.BackfillMinutes) = (true, 0);

        (await wom.NightAsync()).Wom.Outcome.ShouldBe(StepOutcome.Done);

        wom.Purposes.ShouldNotContainKey("history");
        wom.Count("source_reads WHERE covers_to - covers_from > 86400000").ShouldBe(0);
    }

    [Fact]
    public async Task History_by_day_takes_one_request_a_day_and_stores_what_such_an_answer_can_tell()
    {
        await using var wom = await WomHarness.StartAsync();
        ReadByDay(wom);

        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();

        wom.Purposes["history by day"].ShouldBe(wom.Options.BackfillDays + 1);
        wom.Purposes.ShouldNotContainKey("history");
        wom.Count("harvest_cursors WHERE key LIKE 'history:%' AND value = 'end'").ShouldBe(wom.Clan.Members.Count);
        var read = wom.Query<(long Player, long At, long? Xp, double? Ehp, long Metrics, string Source)>(
            """
            SELECT m.wom_player_id, s.timestamp, s.total_xp, s.ehp, length(s.metric_values), s.source
            FROM wom_snapshots s JOIN clan_members m ON m.id = s.user_id
            """);
        read.Count(row => row.Source == SnapshotSources.BulkGained).ShouldBeGreaterThan(wom.Clan.Members.Count * 5);
        foreach (var row in read.Where(row => row.Source == SnapshotSources.BulkGained))
        {
            var truth = wom.Clan.HistoryOf(wom.Clan.Find(row.Player)!).SnapshotAt(new UtcInstant(row.At)).Sheet;
            row.Xp.ShouldBe(truth.Skills[0] > 0 ? truth.Skills[0] : null);
            row.Ehp.ShouldBeNull("Wise Old Man works EHP out anew with today's rates here");
        }

        wom.Count("boss_snapshots b JOIN wom_snapshots s ON s.id = b.wom_snapshot_id WHERE s.source = 'bulk-gained' AND (b.rank IS NOT NULL OR b.kills <= 0)")
            .ShouldBe(0);
        wom.Count("boss_snapshots b JOIN wom_snapshots s ON s.id = b.wom_snapshot_id WHERE s.source = 'bulk-gained'").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task History_by_day_goes_on_at_the_day_where_it_stopped()
    {
        await using var wom = await WomHarness.StartAsync();
        ReadByDay(wom);
        wom.Server.Fail(Fault.Status(503, """{"code":"HISCORES_UNEXPECTED_ERROR","message":"down"}"""), $"{wom.Group}/bulk-gained", skip: 4);

        (await wom.NightAsync()).Wom.Failures.ShouldHaveSingleItem().ShouldStartWith("History by day stops for tonight");
        wom.Purposes["history by day"].ShouldBe(5);
        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();

        wom.Purposes["history by day"].ShouldBe(wom.Options.BackfillDays + 1 - 4);
        await using var whole = await WomHarness.StartAsync();
        ReadByDay(whole);
        await whole.NightAsync();
        Hash(wom).ShouldBe(Hash(whole));
    }

    [Fact]
    public async Task What_was_read_by_day_is_replaced_when_the_snapshot_itself_is_read()
    {
        await using var wom = await WomHarness.StartAsync();
        ReadByDay(wom);
        await wom.NightAsync();
        wom.Database.Execute("DELETE FROM harvest_cursors WHERE key LIKE 'history%'");
        wom.Options.TargetRpm = 0;

        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();

        wom.Count("wom_snapshots WHERE source = 'bulk-gained'").ShouldBe(0);
        await using var real = await WomHarness.StartAsync();
        (real.Options.BackfillPlayers, real.Options.BackfillDays) = (true, wom.Options.BackfillDays);
        await real.NightAsync();
        Snapshots(wom).ShouldBe(Snapshots(real));
    }

    [Fact]
    public async Task While_recording_and_in_a_replay_history_is_never_read_by_day()
    {
        var folder = Directory.CreateTempSubdirectory("clanstats-history-");
        try
        {
            await using var recorded = await WomHarness.StartAsync();
            ReadByDay(recorded);
            recorded.Harvest.RecordDirectory = folder.FullName;
            (await recorded.NightAsync()).Wom.Failures.ShouldBeEmpty();
            recorded.Purposes.ShouldNotContainKey("history by day");

            await using var replayed = await WomHarness.StartAsync();
            ReadByDay(replayed);
            replayed.Harvest.FixturesDirectory = folder.FullName;
            (await replayed.NightAsync()).Wom.Failures.ShouldBeEmpty();

            replayed.Purposes.ShouldNotContainKey("history by day");
            replayed.Purposes["history"].ShouldBe(recorded.Purposes["history"]);
            replayed.Server.Requests.ShouldBeEmpty();
            Snapshots(replayed).ShouldBe(Snapshots(recorded));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    public async Task A_steady_night_asks_the_same_few_requests_whatever_the_size_of_the_clan(int members)
    {
        await using var wom = await WomHarness.StartAsync(members: members, days: 14);
        (wom.Options.GroupSecret, wom.Options.UpdateWaitSeconds) = ("123-456-789", 0);
        await wom.NightAsync();
        wom.NextDay(0.5);
        await wom.NightAsync();

        wom.Purposes.Where(pair => pair.Key is not ("vanished player" or "achievements, further page"))
            .Select(pair => $"{pair.Value} {pair.Key}").Order()
            .ShouldBe(["1 achievements", "1 activity", "1 name-changes", "1 roster", "1 snapshots", "1 update request"]);
    }

    [Fact]
    public async Task A_member_who_was_never_on_the_hiscores_does_not_use_up_every_nights_update()
    {
        await using var wom = await WomHarness.StartAsync();
        wom.Options.UpdateStale = 1;

        var first = (await wom.NightAsync()).Wom.Detail;
        wom.NextDay();
        var second = (await wom.NightAsync()).Wom.Detail;

        first.ShouldContain("1 cannot be updated");
        second.ShouldContain("1 of ");
        second.ShouldContain("1 left out because Wise Old Man refused them within a week");
    }

    /// <summary>Pacing that makes reading by player take more than an hour; the clock leaps over its waits.</summary>
    private static void ReadByDay(WomHarness wom) =>
        (wom.Options.BackfillPlayers, wom.Options.TargetRpm, wom.Options.BackfillDays, wom.Options.BackfillMinutes) = (true, 1, 400, 100_000);

    private static string Hash(WomHarness wom) => string.Join('\n', Snapshots(wom));

    private static List<string> Snapshots(WomHarness wom) => wom.Query<string>(
        """
        SELECT m.wom_player_id || ' ' || s.timestamp || ' ' || coalesce(s.total_xp, '') || ' ' || s.total_boss_kills || ' ' || s.xp_gained || ' '
          || s.boss_gained || ' ' || coalesce(s.ehp, '') || ' ' || s.source || ' ' || (SELECT count(*) FROM boss_snapshots b WHERE b.wom_snapshot_id = s.id)
        FROM wom_snapshots s JOIN clan_members m ON m.id = s.user_id ORDER BY 1
        """);
}
