using System.Text.Json;
using System.Text.Json.Nodes;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.WiseOldMan;

/// <summary>Trap 8.7 of Wise Old Man's API (docs/sources.md): values that come, go, or say nothing, against the loopback server.</summary>
public sealed class WomTrapsValues
{
    [Fact]
    public async Task Trap_8_7_A_metric_that_appears_is_kept_and_one_that_disappears_is_no_fall()
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.NightAsync();
        wom.NextDay();
        await wom.RewriteAsync($"{wom.Group}/bulk-hiscores", bulk =>
        {
            foreach (var entry in bulk.AsArray())
            {
                var bosses = entry!["data"]!["data"]!["bosses"]!.AsObject();
                bosses.Remove("zulrah");
                bosses["the_new_one"] = JsonSerializer.SerializeToNode(new { metric = "the_new_one", kills = 12, rank = 5, ehb = 0 });
                entry["data"]!["data"]!["sailing_ranks"] = JsonSerializer.SerializeToNode(new { unknown = new[] { 1, 2 } });
            }
        });

        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();

        wom.Query<string>("SELECT category FROM metrics WHERE name = 'the_new_one'").ShouldBe(["boss"]);
        wom.Count("boss_snapshots WHERE boss_name = 'the_new_one' AND kills = 12").ShouldBeGreaterThan(0);
        wom.Query<long>("SELECT max(boss_gained) FROM wom_snapshots WHERE boss_gained >= 0").Single().ShouldBeLessThan(5_000);
        wom.Count("wom_snapshots WHERE boss_gained < 0").ShouldBe(0);
    }

    [Fact]
    public async Task Trap_8_7_Nulls_where_nulls_may_be_and_words_nobody_knows_change_nothing_else()
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.RewriteAsync(wom.Group, group =>
        {
            (group["clanChat"], group["homeworld"], group["roleOrders"]) = (null, null, new JsonArray());
            var member = group["memberships"]![0]!;
            (member["role"], member["clientSyncJoinedAt"]) = (null, null);
            (member["player"]!["updatedAt"], member["player"]!["lastChangedAt"], member["player"]!["country"]) = (null, null, null);
            group["memberships"]![1]!["role"] = "a_role_of_next_year";
            group["memberships"]![1]!["player"]!["status"] = "a_status_of_next_year";
            group["memberships"]![1]!["player"]!["type"] = "a_type_of_next_year";
        });

        var result = (await wom.NightAsync()).Wom;

        result.Failures.ShouldBeEmpty();
        result.Detail.ShouldContain("1 a_status_of_next_year");
        wom.Count("clan_members WHERE left_at IS NULL").ShouldBe(wom.Clan.Members.Count);
        wom.Count("clan_members WHERE role IS NULL").ShouldBe(1);
        wom.Count("clan_members WHERE role = 'a_role_of_next_year'").ShouldBe(1);
        wom.Query<string>("SELECT role_order FROM clan_group").ShouldBe(["[]"]);
    }

    [Fact]
    public async Task Trap_8_7_An_achievement_of_1970_has_no_date_and_gets_one_when_it_is_known()
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.NightAsync();
        var unknown = wom.Clan.Achievements.Count(achievement => achievement.At is null);
        unknown.ShouldBeGreaterThan(0);
        wom.Count("achievements WHERE created_at IS NULL").ShouldBe(unknown);
        await wom.RewriteAsync($"{wom.Group}/achievements", rows => rows[0]!["createdAt"] = wom.Clan.Now.ToIso(), "?limit=50");

        await wom.NightAsync();

        wom.Count("achievements").ShouldBe(wom.Clan.Achievements.Count);
        wom.Count($"achievements WHERE created_at = {wom.Clan.Now.Milliseconds}").ShouldBe(1);
    }

    [Fact]
    public async Task Trap_8_7_Who_is_missing_from_the_bulk_answer_has_no_data_and_stays_a_member()
    {
        await using var wom = await WomHarness.StartAsync();

        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();

        var missing = wom.Clan.Members.Where(player => wom.Clan.LatestOf(player) is null).Select(player => player.Id).ToList();
        missing.Count.ShouldBeGreaterThan(1);
        wom.Query<long>(
                "SELECT wom_player_id FROM clan_members m WHERE left_at IS NULL AND NOT EXISTS (SELECT 1 FROM wom_snapshots s WHERE s.user_id = m.id) ORDER BY 1")
            .ShouldBe(missing.Order());
    }

    [Fact]
    public async Task Trap_8_7_In_gains_a_0_looks_unranked_and_a_total_that_was_unranked_gains_nothing()
    {
        await using var wom = await WomHarness.StartAsync();
        var player = wom.Clan.Members.Single(player => player.Trait == PlayerTrait.OverallUnrankedOnce);
        var from = wom.Clan.SnapshotsOf(player).Single(snapshot => snapshot.Sheet.Skills[0] < 0).At;
        using var http = new HttpClient();

        var body = await http.GetByteArrayAsync(
            $"{wom.Server.BaseUrl}{wom.Group}/bulk-gained?startDate={from.ToIso()}&endDate={wom.Clan.Now.ToIso()}");

        using var answer = JsonDocument.Parse(body);
        var gains = answer.RootElement.EnumerateArray().Single(entry => entry.GetProperty("player").GetProperty("id").GetInt64() == player.Id)
            .GetProperty("data").EnumerateArray().ToDictionary(gain => gain.GetProperty("metric").GetString()!);
        (gains["overall"].GetProperty("start").GetDouble(), gains["overall"].GetProperty("gained").GetDouble()).ShouldBe((-1, 0));
        gains["overall"].GetProperty("end").GetDouble().ShouldBeGreaterThan(0);
        answer.RootElement.EnumerateArray().SelectMany(entry => entry.GetProperty("data").EnumerateArray())
            .ShouldAllBe(gain => gain.GetProperty("start").GetDouble() != 0 && gain.GetProperty("gained").GetDouble() >= 0);
        var read = GainsAnswer.Read(body, "gains", from, wom.Clan.Now, wom.Clan.Now);
        read.Told.ShouldBeNull();
        read.Snapshots.First(shown => shown.PlayerId == player.Id).Values.ShouldNotContain(value => value.Metric == "overall");
        read.Snapshots.SelectMany(shown => shown.Values).ShouldAllBe(value => value.Value > 0);
    }
}
