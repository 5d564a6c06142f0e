using System.Text.Json.Nodes;
using ClanStats.Domain.Runs;

namespace ClanStats.Tests.WiseOldMan;

public sealed class AnswerValidationTests
{
    [Theory]
    [InlineData("""{"id":7042,"name":"x","roleOrders":[],"memberships":[]}""", "it is empty")]
    [InlineData("""{"id":7042,"name":"x","roleOrders":[]}""", "it is empty")]
    [InlineData("""{"id":8,"name":"x","roleOrders":[],"memberships":[{}]}""", "it is the one of group 8")]
    [InlineData("""{"id":7042,"name":"x","roleOrders":[],"memberships":[{"playerId":-4},{"playerId":0}]}""", "2 of its 2 elements are unusable")]
    [InlineData("""{"id":7042,"name":"x","roleOrders":[],"memberships":[5,"x",null]}""", "3 of its 3 elements are unusable")]
    public async Task An_empty_or_absurd_roster_changes_nothing(string roster, string reason)
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.NightAsync();
        var members = wom.Query<string>("SELECT id || username || coalesce(role, '') || coalesce(left_at, '') FROM clan_members ORDER BY id");
        wom.NextDay();
        wom.Server.Respond("GET", wom.Group, 200, body: roster);

        var result = (await wom.NightAsync()).Wom;

        result.Outcome.ShouldBe(StepOutcome.Failed);
        result.Detail.ShouldContain(reason);
        wom.Query<string>("SELECT id || username || coalesce(role, '') || coalesce(left_at, '') FROM clan_members ORDER BY id").ShouldBe(members);
        wom.Count("membership_spans WHERE left_at IS NOT NULL").ShouldBe(0);
    }

    [Fact]
    public async Task One_odd_member_is_set_aside_and_nobody_leaves_on_the_word_of_such_a_roster()
    {
        await using var wom = await WomHarness.StartAsync(members: 60);
        await wom.NightAsync();
        var rows = wom.Query<string>("SELECT wom_player_id || ':' || left_at FROM clan_members WHERE left_at IS NOT NULL");
        await wom.RewriteAsync(wom.Group, group => group["memberships"]![7]!["player"]!["updatedAt"] = "1987-01-01T00:00:00.000Z");

        var result = (await wom.NightAsync()).Wom;

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldHaveSingleItem().ShouldEndWith("'1987-01-01T00:00:00.000Z' lies before 2000-01-01; so nobody is marked as departed tonight");
        wom.Query<string>("SELECT wom_player_id || ':' || left_at FROM clan_members WHERE left_at IS NOT NULL").ShouldBe(rows);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 0)]
    public async Task A_few_unusable_snapshots_are_set_aside_and_many_make_the_answer_refused(int bad, int stored)
    {
        await using var wom = await WomHarness.StartAsync(members: 60);
        var places = 0;
        await wom.RewriteAsync($"{wom.Group}/bulk-hiscores", bulk =>
        {
            places = bulk.AsArray().Count;
            for (var place = 0; place < bad; place++)
            {
                var snapshot = bulk[place * 2]!["data"]!;
                switch (place % 4)
                {
                    case 0: snapshot["data"]!["skills"]!["attack"]!["experience"] = -7; break;
                    case 1: snapshot["createdAt"] = "1999-12-31T23:59:59.000Z"; break;
                    case 2: snapshot["playerId"] = -3; break;
                    default: snapshot["data"] = "none"; break;
                }
            }
        });

        var result = (await wom.NightAsync()).Wom;

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldHaveSingleItem().ShouldContain($"{bad} of");
        result.Failures[0].ShouldContain("attack has the value -7");
        wom.Count("wom_snapshots").ShouldBe(stored * (places - bad));
        wom.Count("harvest_cursors WHERE key = 'bulk-read'").ShouldBe(stored, "a refused answer is no complete read");
    }

    [Fact]
    public async Task The_id_of_a_snapshot_is_not_looked_at()
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.RewriteAsync($"{wom.Group}/bulk-hiscores", bulk =>
        {
            foreach (var entry in bulk.AsArray())
            {
                entry!["data"]!["id"] = new JsonObject { ["not"] = "a number" };
            }
        });

        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_in_another_order_than_promised_is_refused_and_nothing_is_taken_back()
    {
        await using var wom = await WomHarness.StartAsync(members: 100);
        await wom.NightAsync();
        var events = wom.Count("group_activity");
        await wom.RewriteAsync($"{wom.Group}/activity", log =>
        {
            var oldest = log[log.AsArray().Count - 1]!.DeepClone();
            log.AsArray().RemoveAt(log.AsArray().Count - 1);
            log.AsArray().Insert(0, oldest);
        }, "?limit=40");

        var result = (await wom.NightAsync()).Wom;

        result.Failures.ShouldHaveSingleItem().ShouldContain("it is not sorted");
        wom.Count("group_activity WHERE retracted_at IS NULL").ShouldBe(events);
    }

    [Fact]
    public async Task An_event_that_is_shown_no_more_is_taken_back_and_counts_again_when_it_is_shown_again()
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.NightAsync();
        await wom.RewriteAsync($"{wom.Group}/activity", log => log.AsArray().RemoveAt(1), "?limit=49");

        (await wom.NightAsync()).Wom.Detail.ShouldContain("1 taken back");

        wom.Count("group_activity WHERE retracted_at IS NOT NULL").ShouldBe(1);
        await wom.RewriteAsync($"{wom.Group}/activity", log => log.AsArray().Insert(1, WomRows.Event(wom.Clan.Activity[1])), "?limit=49");
        await wom.NightAsync();
        wom.Count("group_activity WHERE retracted_at IS NOT NULL").ShouldBe(0);
    }

    [Fact]
    public async Task A_roster_that_loses_too_many_names_them_what_the_log_says_since_when_and_the_one_command()
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.NightAsync();
        var first = wom.Clan.Now;
        var missing = new List<(long Id, string Name)>();
        await wom.RewriteAsync(wom.Group, group =>
        {
            for (var i = 0; i < 9; i++)
            {
                var player = group["memberships"]![0]!["player"]!;
                missing.Add((player["id"]!.GetValue<long>(), player["displayName"]!.GetValue<string>()));
                group["memberships"]!.AsArray().RemoveAt(0);
            }
        });
        await wom.RewriteAsync($"{wom.Group}/activity", log =>
        {
            for (var i = 0; i < 3; i++)
            {
                log.AsArray().Insert(0, WomRows.Event(missing[i].Id, "left", first.PlusHours(-3 + i).ToIso()));
            }
        }, "?limit=40");

        await wom.NightAsync();
        wom.NextDay();
        var line = (await wom.NightAsync()).Wom.Failures.ShouldHaveSingleItem();

        missing.ShouldAllBe(player => line.Contains(player.Name));
        line.ShouldContain($"confirms 3 of them, gone between {first.PlusHours(-3).ToPeople()} and {first.PlusHours(-1).ToPeople()}.");
        line.ShouldContain($"has lacked them since {first.ToPeople()}.");
        line.ShouldEndWith("If that is right: clanstats run --accept-departures 9");
        wom.Count("clan_members WHERE left_at IS NULL").ShouldBe(wom.Clan.RosterAt(first).Count, "nobody was marked");
        wom.AcceptedDepartures = 8;
        (await wom.NightAsync()).Wom.Outcome.ShouldBe(StepOutcome.Partial);
        wom.AcceptedDepartures = 9;
        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();
        wom.Count("clan_members WHERE left_at IS NOT NULL").ShouldBe(9);
        wom.Purposes["vanished player"].ShouldBe(9);
    }

    [Fact]
    public async Task A_clock_behind_Wise_Old_Mans_is_told_in_one_line()
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.RewriteAsync(wom.Group, group => group["memberships"]![3]!["player"]!["updatedAt"] = wom.Clan.Now.PlusHours(2).ToIso());

        var result = (await wom.NightAsync()).Wom;

        result.Outcome.ShouldBe(StepOutcome.Done);
        result.Detail.ShouldContain("this computer's clock is at least 2.0 hours behind Wise Old Man's: correct it");
    }

    [Fact]
    public async Task Members_that_Wise_Old_Man_does_not_update_are_told_in_one_line()
    {
        await using var wom = await WomHarness.StartAsync();

        (await wom.NightAsync()).Wom.Detail.ShouldContain("1 archived (identity pending), 1 flagged, 1 never updated");
    }
}
