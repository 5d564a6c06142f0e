using System.Text.Json.Nodes;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.WiseOldMan;

public sealed class RejoinerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_leaves_and_rejoins_is_the_same_member_with_the_whole_history_and_the_whole_gain(bool readsHistory)
    {
        await using var wom = await WomHarness.StartAsync();
        await using var stayed = await WomHarness.StartAsync();
        var player = wom.Clan.Members.First(player =>
            player.Trait == PlayerTrait.None && player.Renames.Count == 0 && player.Stints is [{ Left: null }] && wom.Clan.LatestOf(player) is not null);
        (wom.Options.BackfillPlayers, stayed.Options.BackfillPlayers) = (readsHistory, readsHistory);
        await wom.NightAsync();
        await stayed.NightAsync();
        var (id, held) = (Member(wom, player), Snapshots(wom, player));

        for (var night = 0; night < 3; night++)
        {
            wom.NextDay();
            stayed.NextDay();
            wom.Server.Fail(Fault.Status(200, await WithoutAsync(wom, player)), wom.Group);
            (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();
            await stayed.NightAsync();
            wom.Count($"clan_members WHERE id = {id} AND left_at IS NOT NULL").ShouldBe(1);
            Snapshots(wom, player).ShouldBe(held, "what is known of who left stays");
        }

        wom.NextDay();
        stayed.NextDay();
        var back = (await wom.NightAsync()).Wom;
        await stayed.NightAsync();

        back.Failures.ShouldBeEmpty();
        Member(wom, player).ShouldBe(id);
        wom.Count($"clan_members WHERE id = {id} AND left_at IS NULL").ShouldBe(1);
        wom.Count($"membership_spans WHERE member_id = {id}").ShouldBe(2);
        wom.Count($"membership_spans WHERE member_id = {id} AND left_at IS NULL").ShouldBe(1);
        Snapshots(wom, player).Take(held.Count).ShouldBe(held);
        var newest = Snapshots(wom, player)[^1];
        newest.ShouldBe(Snapshots(stayed, player)[^1], "what was gained while away counts once, with the snapshot that shows it");
        newest.Xp.ShouldBeGreaterThan(held[^1].Xp);
    }

    private static async Task<string> WithoutAsync(WomHarness wom, SimulatedPlayer player)
    {
        using var http = new HttpClient();
        var group = JsonNode.Parse(await http.GetStringAsync(wom.Server.BaseUrl + wom.Group))!;
        var members = group["memberships"]!.AsArray();
        members.Remove(members.Single(member => member!["playerId"]!.GetValue<long>() == player.Id));
        return group.ToJsonString();
    }

    private static long Member(WomHarness wom, SimulatedPlayer player) =>
        wom.Query<long>($"SELECT id FROM clan_members WHERE wom_player_id = {player.Id}").Single();

    private static List<(long At, long? Total, long Xp, long Boss)> Snapshots(WomHarness wom, SimulatedPlayer player) =>
        wom.Query<(long, long?, long, long)>(
            $"""
            SELECT s.timestamp, s.total_xp, s.xp_gained, s.boss_gained FROM wom_snapshots s JOIN clan_members m ON m.id = s.user_id
            WHERE m.wom_player_id = {player.Id} ORDER BY s.timestamp
            """);
}
