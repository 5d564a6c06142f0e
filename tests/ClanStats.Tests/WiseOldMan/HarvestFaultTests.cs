using ClanStats.Tests.Analytics;

namespace ClanStats.Tests.WiseOldMan;

/// <summary>What the old program got wrong while harvesting.</summary>
public sealed class HarvestFaultTests
{
    [Fact]
    public async Task F18_a_fresh_member_keeps_nobody_else_from_being_stored()
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.NightAsync();
        wom.NextDay();
        var due = wom.Clan.Members.Where(player => wom.Clan.LatestOf(player) is not null).ToList();
        var fresh = due.Where(player => wom.Clan.Now.HoursSince(wom.Clan.LatestOf(player)!.At) < 6).Select(player => player.Id).ToHashSet();
        var stale = due.Where(player => !fresh.Contains(player.Id)).Select(player => player.Id).ToHashSet();
        (fresh.Count > 0, stale.Count > 0).ShouldBe((true, true), "the clan has both");

        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();

        foreach (var player in due)
        {
            wom.Count($"wom_snapshots s JOIN clan_members m ON m.id = s.user_id WHERE m.wom_player_id = {player.Id} AND s.timestamp = {wom.Clan.LatestOf(player)!.At.Milliseconds}")
                .ShouldBe(1, $"player {player.Id}");
        }
    }

    [Fact]
    public async Task F19_the_row_of_who_left_is_kept_and_its_id_never_given_again()
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.NightAsync();
        var before = wom.Query<(long Id, long Player)>("SELECT id, wom_player_id FROM clan_members ORDER BY id");
        var leaver = before[^1];
        var snapshots = wom.Count($"wom_snapshots WHERE user_id = {leaver.Id}");

        await wom.RewriteAsync(wom.Group, group =>
        {
            var members = group["memberships"]!.AsArray();
            var gone = members.Single(member => member!["playerId"]!.GetValue<long>() == leaver.Player)!;
            var newcomer = gone.DeepClone();
            members.Remove(gone);
            newcomer["playerId"] = 987_654;
            newcomer["player"]!["id"] = 987_654;
            newcomer["player"]!["username"] = "newbie";
            newcomer["player"]!["displayName"] = "newbie";
            members.Add(newcomer);
        });
        (await wom.NightAsync()).Wom.Failures.ShouldBeEmpty();

        wom.Query<(long, long)>("SELECT id, wom_player_id FROM clan_members WHERE wom_player_id <> 987654 ORDER BY id").ShouldBe(before);
        wom.Count($"wom_snapshots WHERE user_id = {leaver.Id}").ShouldBe(snapshots);
        var newbie = (await ReportedClan.ReportOnAsync(wom.Database.Options, wom.Clan.Now)).Members.Single(member => member.WomPlayerId == 987_654);
        newbie.Id.ShouldBeGreaterThan(leaver.Id);
        (newbie.TotalXp, newbie.MessagesTotal.Value ?? 0).ShouldBe((default(long?), 0));
    }
}
