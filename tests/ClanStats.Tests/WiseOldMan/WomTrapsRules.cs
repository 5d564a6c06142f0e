using System.Text.Json.Nodes;
using ClanStats.Domain.Runs;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.WiseOldMan;

/// <summary>The numbered traps 8.1 to 8.5 of Wise Old Man's API (docs/sources.md), each against the loopback server.</summary>
public sealed class WomTrapsRules
{
    [Fact]
    public async Task Trap_8_1_An_ordinary_404_is_decided_by_its_status_whatever_its_code_is()
    {
        await using var wom = await WomHarness.StartAsync();
        wom.Options.GroupId = 999_999;

        var result = (await wom.NightAsync()).Wom;

        result.Outcome.ShouldBe(StepOutcome.Failed);
        result.Detail.ShouldBe("Wise Old Man does not know /groups/999999 (Group not found.).");
        wom.Requests.All.ShouldAllBe(request => request.Status == 404);
        wom.Requests.All.Select(request => request.Path).Distinct().Count().ShouldBe(2, "the roster, and in the second step the name changes");
    }

    [Fact]
    public async Task Trap_8_2_A_limit_is_never_overdrawn_because_its_headers_say_what_is_left()
    {
        await using var wom = await WomHarness.StartAsync(hasLimits: true, members: 30, days: 30);
        (wom.Options.BackfillPlayers, wom.Options.MaxConcurrent, wom.Harvest.HttpRetries) = (true, 1, 4);

        (await wom.NightAsync()).Wom.Outcome.ShouldBe(StepOutcome.Done);

        wom.Server.Requests.Count.ShouldBeGreaterThan(FixedWindowLimiter.WithoutKey, "more than one window holds");
        wom.Server.LimitViolations.ShouldBe(0);
    }

    [Fact]
    public async Task Trap_8_2_A_block_stops_the_source_at_the_first_answer_and_is_told_in_one_line()
    {
        await using var wom = await WomHarness.StartAsync();
        wom.Harvest.HttpRetries = 4;
        wom.Server.Block();

        var result = (await wom.NightAsync()).Wom;

        result.Outcome.ShouldBe(StepOutcome.Failed);
        result.Detail.ShouldStartWith("Wise Old Man blocks this computer");
        result.Detail.ShouldNotContain("\n");
        wom.Requests.All.Count(request => request.Purpose == "roster").ShouldBe(1);
        wom.Requests.All.ShouldAllBe(request => request.Attempts == 1);
    }

    [Fact]
    public async Task Trap_8_2_A_rejected_key_is_told_in_one_line_without_the_key()
    {
        await using var wom = await WomHarness.StartAsync();
        wom.Options.ApiKey = "no-such-key";

        var result = (await wom.NightAsync()).Wom;

        result.Detail.ShouldBe("Wise Old Man rejects WOM_API_KEY. Correct it or leave it empty.");
        wom.Requests.All.Count(request => request.Purpose == "roster").ShouldBe(1);
    }

    [Theory]
    [InlineData(null, 20)]
    [InlineData("simulated-key", 100)]
    public async Task Trap_8_2_With_a_key_and_without_one_the_night_is_the_same(string? key, int budget)
    {
        await using var wom = await WomHarness.StartAsync(hasLimits: true);
        wom.Options.ApiKey = key;

        (await wom.NightAsync()).Wom.Outcome.ShouldBe(StepOutcome.Done);

        wom.Requests.All.Count.ShouldBeLessThan(budget);
        wom.Server.LimitViolations.ShouldBe(0);
    }

    [Theory]
    [InlineData(502, "<html><body>Bad gateway</body></html>")]
    [InlineData(503, """{"code":"HISCORES_SERVICE_UNAVAILABLE","message":"Failed to load hiscores"}""")]
    [InlineData(500, """{"code":"UNEXPECTED_DATABASE_ERROR","message":"down"}""")]
    [InlineData(200, "<html><body>Just a moment</body></html>")]
    [InlineData(200, """[{"player":{"id":1""")]
    public async Task Trap_8_2_An_endpoint_that_fails_leaves_the_other_reads_and_is_told_in_one_line(int status, string body)
    {
        await using var wom = await WomHarness.StartAsync();
        wom.Server.Respond("GET", $"{wom.Group}/bulk-hiscores", status, body: body);

        var (result, names) = await wom.NightAsync();

        result.Outcome.ShouldBe(StepOutcome.Partial);
        var line = result.Failures.ShouldHaveSingleItem();
        line.ShouldContain("/bulk-hiscores");
        line.ShouldNotContain("<html>");
        line.ShouldNotContain("\n");
        names.Outcome.ShouldBe(StepOutcome.Done);
        wom.Count("clan_members WHERE left_at IS NULL").ShouldBe(wom.Clan.Members.Count);
        wom.Count("group_activity").ShouldBe(wom.Clan.Activity.Count);
        wom.Count("achievements").ShouldBeGreaterThan(0);
        wom.Count("wom_snapshots").ShouldBe(0);
        wom.Count("source_reads").ShouldBe(0, "the night has no complete read");
    }

    [Fact]
    public async Task Trap_8_2_An_answer_cut_off_on_its_way_is_asked_for_again()
    {
        await using var wom = await WomHarness.StartAsync();
        wom.Harvest.HttpRetries = 2;
        wom.Server.Fail(
            Fault.Status(200, "[{\"player\":", new Dictionary<string, string> { ["Content-Length"] = "100000" }), $"{wom.Group}/bulk-hiscores");

        (await wom.NightAsync()).Wom.Outcome.ShouldBe(StepOutcome.Done);

        wom.Requests.All.Single(request => request.Purpose == "snapshots").Attempts.ShouldBe(2);
        wom.Count("wom_snapshots").ShouldBe(wom.Clan.Members.Count(player => wom.Clan.LatestOf(player) is not null));
    }

    [Fact]
    public async Task Trap_8_3_No_request_asks_for_more_than_a_page_may_hold()
    {
        await using var wom = await WomHarness.StartAsync(members: 20, days: 210);
        wom.Options.BackfillPlayers = true;

        (await wom.NightAsync()).Wom.Outcome.ShouldBe(StepOutcome.Done);

        wom.Server.Requests.Where(request => request.Query.Contains("limit=", StringComparison.Ordinal)).ShouldNotBeEmpty();
        wom.Server.Requests.ShouldAllBe(request => request.Status == 200);
        wom.Purposes["history, further page"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Trap_8_4_Events_of_one_moment_in_another_order_on_every_page_are_all_found()
    {
        await using var wom = await WomHarness.StartAsync(shufflesTies: true);
        var events = Enumerable.Range(0, 70).Select(place => WomRows.Event(90_000 + place, "joined", wom.Clan.Now.PlusHours(-1).ToIso())).ToArray();
        for (var place = 0; place < 4; place++)
        {
            // Two pages and the seam, as an unstable order may give them: the second page repeats ten of the first and skips ten.
            var order = place switch { 0 => events[..50], 1 => events[..10].Concat(events[60..]).ToArray(), _ => events[25..] };
            wom.Server.Fail(Fault.Status(200, WomRows.List(order.Take(50))), $"{wom.Group}/activity");
        }

        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();

        wom.Count("group_activity WHERE wom_player_id >= 90000").ShouldBe(70);
        wom.Purposes["activity, further page"].ShouldBe(2);
    }

    [Fact]
    public async Task Trap_8_4_The_log_of_a_server_that_shuffles_its_ties_is_read_whole_and_twice_is_once()
    {
        await using var wom = await WomHarness.StartAsync(shufflesTies: true, members: 200, days: 60);
        wom.Clan.Activity.Count.ShouldBeGreaterThan(50);

        await wom.NightAsync();
        await wom.NightAsync();

        wom.Query<string>("SELECT wom_player_id || type || created_at FROM group_activity WHERE retracted_at IS NULL").Order()
            .ShouldBe(wom.Clan.Activity.Select(line => $"{line.Player.Id}{line.Type}{line.At.Milliseconds}").Order());
    }

    [Fact]
    public async Task Trap_8_4_A_name_change_approved_late_is_found_deep_in_the_list_within_a_week()
    {
        await using var wom = await WomHarness.StartAsync();
        var rows = Enumerable.Range(0, 120).Select(place => WomRows.Rename(500_000 - place, 70_000 + place, $"old {place}", $"new {place}", wom.Clan.Now.PlusHours(-6 * place).ToIso())).ToList();
        Serve(wom, rows);
        await wom.NightAsync();
        wom.Purposes["name-changes, further page"].ShouldBe(2, "the first time the list is read whole");
        rows.Insert(110, WomRows.Rename(600_000, 71_000, "old late", "new late", rows[109]["createdAt"]!.GetValue<string>()));
        Serve(wom, rows[..50]);

        wom.NextDay();
        await wom.NightAsync();
        wom.Purposes.ShouldNotContainKey("name-changes, further page", "the first page is known");
        wom.Count("name_changes WHERE id = 600000").ShouldBe(0);
        wom.NextDay(6);
        Serve(wom, rows);
        await wom.NightAsync();

        wom.Purposes["name-changes, further page"].ShouldBe(2);
        wom.Count("name_changes WHERE id = 600000").ShouldBe(1);
    }

    [Fact]
    public async Task Trap_8_5_An_update_whose_queue_begins_late_is_waited_for_until_the_members_stand_still()
    {
        await using var wom = await WomHarness.StartAsync(updateDelay: TimeSpan.FromMinutes(5));
        (wom.Options.GroupSecret, wom.Options.UpdateWaitSeconds) = ("123-456-789", 3_600);

        var result = (await wom.NightAsync()).Wom;

        wom.Purposes["update poll"].ShouldBeGreaterThanOrEqualTo(6);
        wom.Purposes.ShouldNotContainKey("roster", "the last poll is the roster");
        wom.Purposes["update request"].ShouldBe(1);
        result.Failures.ShouldBeEmpty();
        var now = wom.Clan.Now;
        var fresh = wom.Clan.Members.Where(player => player.Trait == PlayerTrait.None).Select(player => player.Id).ToHashSet();
        wom.Query<(long Player, long? Updated)>("SELECT wom_player_id, wom_updated_at FROM clan_members WHERE left_at IS NULL")
            .Where(row => fresh.Contains(row.Player)).ShouldAllBe(row => now.Milliseconds - row.Updated < 24 * 3_600_000);
    }

    /// <summary>Serves the coming night's pages of name changes, one after the other.</summary>
    private static void Serve(WomHarness wom, List<JsonNode> rows)
    {
        wom.Server.Respond("GET", $"{wom.Group}/name-changes", 200, body: "[]");
        foreach (var page in rows.Chunk(WiseOldManClient.GroupPage))
        {
            wom.Server.Fail(Fault.Status(200, WomRows.List(page)), $"{wom.Group}/name-changes");
        }
    }
}
