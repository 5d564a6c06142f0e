using System.Text.Json.Nodes;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.World;
using ClanStats.Storage;

namespace ClanStats.Tests.WiseOldMan;

/// <summary>Trap 8.6 of Wise Old Man's API: a name is not a person. Each scenario of it against the loopback server.</summary>
public sealed class WomTrapsIdentity
{
    private const long TemporaryId = 99_001;

    [Fact]
    public async Task Trap_8_6_A_renamed_player_keeps_the_id_the_row_and_the_history()
    {
        await using var wom = await WomHarness.StartAsync();
        var player = Ordinary(wom);
        await wom.NightAsync();
        var before = Row(wom, player.Id);
        await wom.RewriteAsync(wom.Group, group => Rename(Membership(group, player.Id), "Brand New"));

        var result = (await wom.NightAsync()).Wom;

        result.Failures.ShouldBeEmpty();
        var after = Row(wom, player.Id);
        (after.Id, after.Username, after.LeftAt, after.JoinedAt).ShouldBe((before.Id, "brand new", null, before.JoinedAt));
        wom.Count($"player_names WHERE member_id = {before.Id} AND normalized_name = '{before.Username}'").ShouldBeGreaterThan(0);
        wom.Count($"wom_snapshots WHERE user_id = {before.Id}").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Trap_8_6_A_change_of_case_only_is_a_new_spelling_of_the_same_name()
    {
        await using var wom = await WomHarness.StartAsync();
        var player = Ordinary(wom);
        await wom.NightAsync();
        var before = Row(wom, player.Id);
        var spelling = new string([.. before.DisplayName.Select(letter => char.IsAsciiLetterLower(letter) ? (char)(letter - 32) : letter)]);
        await wom.RewriteAsync(wom.Group, group => Membership(group, player.Id)["player"]!["displayName"] = spelling);

        await wom.NightAsync();

        Row(wom, player.Id).ShouldBe(before with { DisplayName = spelling });
        wom.Count($"player_name_aliases WHERE member_id = {before.Id} AND is_current = 1").ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Trap_8_6_A_late_rename_takes_back_the_departure_and_moves_the_snapshots(bool isDeleted)
    {
        await using var wom = await WomHarness.StartAsync();
        var player = Ordinary(wom);
        await wom.NightAsync();
        var before = Row(wom, player.Id);
        var joined = wom.Clan.Now.PlusHours(20).ToIso();

        // Meanwhile a temporary profile bears the new name, and the log says that somebody left and somebody joined.
        wom.NextDay();
        await wom.RewriteAsync(wom.Group, group => BecomeTemporary(Membership(group, player.Id), joined));
        await wom.RewriteAsync($"{wom.Group}/bulk-hiscores", bulk => BecomeTemporarySnapshot(bulk, player.Id));
        await wom.RewriteAsync($"{wom.Group}/activity", log =>
        {
            log.AsArray().Insert(0, WomRows.Event(player.Id, "left", joined));
            log.AsArray().Insert(0, WomRows.Event(TemporaryId, "joined", joined));
            Cut(log);
        }, "?limit=50");
        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();
        Row(wom, player.Id).LeftAt.ShouldBe(wom.Clan.Now.Milliseconds);
        var temporary = Row(wom, TemporaryId);
        var moved = wom.Query<long>($"SELECT timestamp FROM wom_snapshots WHERE user_id = {temporary.Id}").ShouldHaveSingleItem();
        var theirs = Snapshots(wom, temporary.Id);
        if (!isDeleted)
        {
            wom.Server.Respond("GET", $"/players/id/{TemporaryId}", 200, body: $$"""{"id":{{TemporaryId}},"status":"archived"}""");
        }

        // Approved: the old id is back under the new name, the pair is gone from the log, the snapshot belongs to the old id.
        wom.NextDay();
        await wom.RewriteAsync(wom.Group, group =>
        {
            var membership = Membership(group, TemporaryId);
            (membership["player"]!["id"], membership["playerId"]) = (player.Id, player.Id);
        });
        wom.Server.Respond("GET", $"{wom.Group}/bulk-hiscores", 200, body: "[]");
        wom.Server.Respond("GET", $"{wom.Group}/activity", 200, body: WomRows.List(wom.Clan.Activity.Take(49).Select(WomRows.Event)));
        wom.Server.Respond("GET", $"{wom.Group}/name-changes", 200, body: WomRows.List([WomRows.Rename(700_001, player.Id, before.DisplayName, "Temporary", joined)]));
        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();
        wom.Options.BackfillPlayers = true;
        wom.Server.Respond("GET", "/players/temporary/snapshots", 200, body: await HistoryAsync(wom, before.Username, player.Id, moved));
        wom.NextDay(0.5);
        await wom.NightAsync();

        var after = Row(wom, player.Id);
        (after.Id, after.Username, after.LeftAt, after.JoinedAt).ShouldBe((before.Id, "temporary", null, before.JoinedAt));
        wom.Count($"group_activity WHERE retracted_at IS NOT NULL AND wom_player_id IN ({player.Id}, {TemporaryId})").ShouldBe(2);
        wom.Query<string>($"SELECT status FROM clan_members WHERE wom_player_id = {TemporaryId} AND left_at IS NOT NULL")
            .ShouldBe([isDeleted ? "deleted" : "archived"]);
        wom.Count($"wom_snapshots WHERE timestamp = {moved} AND user_id = {before.Id}").ShouldBe(1);
        wom.Count($"wom_snapshots WHERE user_id = {temporary.Id}").ShouldBe(0);
        wom.Count($"member_days WHERE member_id = {temporary.Id}").ShouldBe(0);
        wom.Count($"metric_records WHERE member_id = {temporary.Id}").ShouldBe(0);

        // Taken back, the snapshot is the other profile's again, byte for byte, with everything counted from it, and is taken back but once.
        var move = MovedSnapshots.List(wom.Database.Database).ShouldHaveSingleItem();
        (move.Before, move.After, move.Snapshots).ShouldBe(("Temporary", "Temporary", 1));
        var registry = wom.Database.Database.Read("test", MetricRegistry.Load);
        wom.Database.Database.Write("test", unit => new MovedSnapshots(unit, registry).Undo(move.Id, wom.Clan.Now)).ShouldBe(1);
        Snapshots(wom, temporary.Id).ShouldBe(theirs);
        wom.Count($"wom_snapshots WHERE timestamp = {moved} AND user_id = {before.Id}").ShouldBe(0);
        wom.Count($"metric_records WHERE member_id = {temporary.Id}").ShouldBeGreaterThan(0);
        wom.Count("repointings WHERE undone_at IS NOT NULL").ShouldBe(1);
        wom.Database.Database.Write("test", unit => new MovedSnapshots(unit, registry).Undo(move.Id, wom.Clan.Now)).ShouldBeNull();
        MovedSnapshots.List(wom.Database.Database).ShouldBeEmpty();
    }

    /// <summary>Snapshots with their answers and boss rows, and what is counted from them.</summary>
    private static List<string> Snapshots(WomHarness wom, long member) =>
    [
        .. wom.Query<(long Id, string Row)>(
            $"SELECT id, username || ' ' || timestamp || ' ' || total_xp || ' ' || total_boss_kills || ' ' || ehp || ' ' || source || ' ' || hex(metric_values) FROM wom_snapshots WHERE user_id = {member}")
            .Select(snapshot => snapshot.Row + Convert.ToHexString(wom.Database.Database.Write("test", unit => AnswerStore.Find(unit, snapshot.Id)!.Value.ToArray()))),
        .. wom.Query<string>(
            $"SELECT boss_name || ' ' || kills || ' ' || coalesce(rank, 0) FROM boss_snapshots WHERE wom_snapshot_id IN (SELECT id FROM wom_snapshots WHERE user_id = {member}) ORDER BY 1"),
        .. wom.Query<string>($"SELECT day || ' ' || xp || ' ' || snapshots FROM member_days WHERE member_id = {member} ORDER BY day"),
        .. wom.Query<string>($"SELECT metric_id || ' ' || value || ' ' || reached_at FROM metric_records WHERE member_id = {member} ORDER BY metric_id"),
    ];

    [Fact]
    public async Task Trap_8_6_A_name_taken_by_somebody_else_is_another_person_and_the_archived_one_stays_pending()
    {
        await using var wom = await WomHarness.StartAsync();
        var player = Ordinary(wom);
        await wom.NightAsync();
        var before = Row(wom, player.Id);
        await wom.RewriteAsync(wom.Group, group =>
        {
            var old = Membership(group, player.Id);
            var other = old.DeepClone();
            (other["playerId"], other["player"]!["id"]) = (TemporaryId, TemporaryId);
            Rename(old, "archive48777");
            old["player"]!["status"] = "archived";
            group["memberships"]!.AsArray().Add(other);
        });

        var result = (await wom.NightAsync()).Wom;

        result.Failures.ShouldBeEmpty();
        result.Detail.ShouldContain("archived (identity pending)");
        Row(wom, player.Id).ShouldBe(before with { Username = "archive48777", DisplayName = "archive48777" });
        Row(wom, TemporaryId).Username.ShouldBe(before.Username);
        wom.Count($"wom_snapshots WHERE user_id = {before.Id}").ShouldBeGreaterThan(0);
        wom.Count($"wom_snapshots WHERE user_id = {Row(wom, TemporaryId).Id}").ShouldBe(0);
        wom.Query<long>($"SELECT member_id FROM player_name_aliases WHERE normalized_name = '{before.Username}'").ShouldBe([Row(wom, TemporaryId).Id]);

        await wom.RewriteAsync(wom.Group, group =>
        {
            Rename(Membership(group, player.Id), "Restored One");
            Membership(group, player.Id)["player"]!["status"] = "active";
        });
        await wom.NightAsync();
        (Row(wom, player.Id).Id, Row(wom, player.Id).Username, Row(wom, player.Id).LeftAt).ShouldBe((before.Id, "restored one", null));
    }

    [Fact]
    public async Task Trap_8_6_History_asked_for_by_a_name_that_passed_to_somebody_else_is_refused()
    {
        await using var wom = await WomHarness.StartAsync();
        var player = Ordinary(wom);
        wom.Options.BackfillPlayers = true;
        var username = PlayerName.Standardise(player.NameAt(wom.Clan.Now));
        await wom.RewriteAsync($"/players/{username}/snapshots", rows =>
        {
            foreach (var row in rows.AsArray())
            {
                row!["playerId"] = TemporaryId;
            }
        }, "?limit=200");

        var result = (await wom.NightAsync()).Wom;

        result.Failures.ShouldHaveSingleItem().ShouldContain($"a snapshot of player {TemporaryId} instead of {player.Id}");
        wom.Count($"wom_snapshots WHERE user_id = {Row(wom, player.Id).Id}").ShouldBe(1, "the night's own bulk snapshot");
        wom.Count($"harvest_cursors WHERE key = 'history:{player.Id}'").ShouldBe(0, "the history is still to be read");
    }

    [Fact]
    public async Task Trap_8_6_Two_names_that_differ_by_a_run_of_blanks_are_two_players()
    {
        await using var wom = await WomHarness.StartAsync();
        var player = Ordinary(wom);
        wom.Options.BackfillPlayers = true;
        await wom.RewriteAsync(wom.Group, group => Rename(Membership(group, player.Id), "Ivy  Cask"));
        await wom.RewriteAsync($"/players/{PlayerName.Standardise(player.NameAt(wom.Clan.Now))}/snapshots", _ => { }, "?limit=200");

        await wom.NightAsync();

        wom.Server.Requests.ShouldContain(request => request.Path == "/players/ivy  cask/snapshots");
        Row(wom, player.Id).Username.ShouldBe("ivy  cask");
    }

    /// <summary>The look-up by id stands in the way of the player called "id"; WOM takes the bar for a blank and trims it.</summary>
    [Fact]
    public async Task Trap_4_The_player_called_id_is_asked_for_as_a_name()
    {
        await using var wom = await WomHarness.StartAsync();
        var player = Ordinary(wom);
        wom.Options.BackfillPlayers = true;
        await wom.RewriteAsync(wom.Group, group => Rename(Membership(group, player.Id), "Id"));
        wom.Server.Respond("GET", "/players/_id/snapshots", 200, body: await HistoryAsync(wom, PlayerName.Standardise(player.NameAt(wom.Clan.Now)), player.Id));

        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();

        wom.Server.Requests.ShouldContain(request => request.Path == "/players/_id/snapshots");
        wom.Server.Requests.ShouldNotContain(request => request.Path.StartsWith("/players/id/", StringComparison.Ordinal));
        Row(wom, player.Id).Username.ShouldBe("id");
        wom.Count($"wom_snapshots WHERE user_id = {Row(wom, player.Id).Id}").ShouldBe(wom.Clan.SnapshotsOf(player).Count());
    }

    private static SimulatedPlayer Ordinary(WomHarness wom) => wom.Clan.Members.First(player =>
        player.Trait == PlayerTrait.None && player.Renames.Count == 0 && player.Stints is [{ Left: null }] && wom.Clan.LatestOf(player) is not null
        && player.ClientSyncJoined is null);

    private static JsonNode Membership(JsonNode group, long player) =>
        group["memberships"]!.AsArray().Single(member => member!["playerId"]!.GetValue<long>() == player)!;

    private static void Rename(JsonNode membership, string name) =>
        (membership["player"]!["username"], membership["player"]!["displayName"]) = (PlayerName.Standardise(name), name);

    private static void BecomeTemporary(JsonNode membership, string joined)
    {
        Rename(membership, "Temporary");
        (membership["playerId"], membership["player"]!["id"], membership["createdAt"]) = (TemporaryId, TemporaryId, joined);
    }

    private static void BecomeTemporarySnapshot(JsonNode bulk, long player)
    {
        var entry = bulk.AsArray().Single(row => row!["player"]!["id"]!.GetValue<long>() == player)!;
        (entry["player"]!["id"], entry["data"]!["playerId"]) = (TemporaryId, TemporaryId);
        entry["data"]!["createdAt"] = "2026-11-22T05:06:07.089Z";
    }

    private static void Cut(JsonNode log)
    {
        while (log.AsArray().Count > 49)
        {
            log.AsArray().RemoveAt(49);
        }
    }

    private static async Task<string> HistoryAsync(WomHarness wom, string username, long player)
    {
        using var http = new HttpClient();
        var rows = JsonNode.Parse(await http.GetStringAsync($"{wom.Server.BaseUrl}/players/{Uri.EscapeDataString(username)}/snapshots?limit=200"))!.AsArray();
        rows.ShouldAllBe(row => row!["playerId"]!.GetValue<long>() == player);
        return rows.ToJsonString();
    }

    /// <summary>The player's own history and, before it, the snapshot that WOM moved.</summary>
    private static async Task<string> HistoryAsync(WomHarness wom, string username, long player, long moved)
    {
        using var http = new HttpClient();
        var rows = JsonNode.Parse(await http.GetStringAsync($"{wom.Server.BaseUrl}/players/{Uri.EscapeDataString(username)}/snapshots?limit=100"))!.AsArray();
        var copy = rows[0]!.DeepClone();
        (copy["createdAt"], copy["playerId"]) = (new UtcInstant(moved).ToIso(), player);
        var older = rows.Where(row => ForeignTime.Parse(row!["createdAt"]!.GetValue<string>(), wom.Clan.Now).Value < new UtcInstant(moved)).ToList();
        return new JsonArray([copy, .. older.Select(row => row!.DeepClone())]).ToJsonString();
    }

    private static MemberRow Row(WomHarness wom, long player) => wom.Query<MemberRow>(
        $"""
        SELECT id, username, display_name AS DisplayName, left_at AS LeftAt, joined_at AS JoinedAt FROM clan_members WHERE wom_player_id = {player}
        """).Single();

    private sealed record MemberRow(long Id, string Username, string DisplayName, long? LeftAt, long? JoinedAt);
}
