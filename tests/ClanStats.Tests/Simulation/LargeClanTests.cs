using ClanStats.Domain.Identity;

namespace ClanStats.Tests.Simulation;

public sealed class LargeClanTests
{
    [Fact]
    public async Task Five_hundred_members_with_two_years_are_made_on_demand()
    {
        var clan = SimulationHarness.Small(members: 500, days: 730);
        await using var wom = await SimulationHarness.WomAsync(clan);
        await using var discord = await SimulationHarness.DiscordAsync(clan);

        var bulk = (await wom.GetAsync(wom.Group + "/bulk-hiscores")).Body;
        var history = (await wom.GetAsync("/players/fernotter/snapshots?limit=200&offset=200")).Body;
        var middle = Snowflake.CursorBefore(clan.FirstDay.PlusDays(365));
        var messages = (await discord.GetAsync($"/channels/{clan.Discord.Relay.Id}/messages?limit=100&after={middle}")).Body;

        bulk.GetArrayLength().ShouldBeGreaterThan(450);
        history.GetArrayLength().ShouldBe(200);
        messages.GetArrayLength().ShouldBe(100);
        messages.EnumerateArray().Select(message => message.GetProperty("id").GetString()).ShouldBeUnique();
    }
}
