namespace ClanStats.Tests.WiseOldMan;

public sealed class RoleChangeTests
{
    [Fact]
    public async Task A_change_of_role_is_kept_with_the_night_it_was_seen_and_once()
    {
        await using var wom = await WomHarness.StartAsync();
        await wom.NightAsync();
        var stays = wom.Clan.Members.First(player => player.Stints is [{ Left: null }]);
        var member = wom.Query<(long Id, long Player, string Role)>($"SELECT id, wom_player_id, role FROM clan_members WHERE wom_player_id = {stays.Id}").Single();
        wom.Count("role_changes").ShouldBe(0, "what somebody was at first is no change");
        wom.NextDay();
        await wom.RewriteAsync(wom.Group, group =>
            group["memberships"]!.AsArray().Single(row => row!["playerId"]!.GetValue<long>() == member.Player)!["role"] = "a_role_of_tomorrow");

        await wom.NightAsync();
        await wom.NightAsync();

        wom.Query<(long, string, string, long)>("SELECT member_id, previous_role, role, seen_at FROM role_changes")
            .ShouldBe([(member.Id, member.Role, "a_role_of_tomorrow", wom.Clan.Now.Milliseconds)]);
        wom.Query<string>($"SELECT role FROM clan_members WHERE id = {member.Id}").ShouldBe(["a_role_of_tomorrow"]);
    }
}
