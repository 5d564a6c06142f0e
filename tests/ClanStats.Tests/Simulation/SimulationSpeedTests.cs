using System.Diagnostics;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.World;
using Xunit.Abstractions;

namespace ClanStats.Tests.Simulation;

public sealed class SimulationSpeedTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Five_hundred_members_with_two_years_are_served_quickly()
    {
        var clan = await MeasureAsync("found the clan", () => Task.FromResult(SimulationHarness.Small(members: 500, days: 730)));
        await using (var wom = await MeasureAsync("start WOM", () => SimulationHarness.WomAsync(clan)))
        {
            await MeasureAsync("group", () => wom.BytesAsync(wom.Group));
            await MeasureAsync("bulk-hiscores", () => wom.BytesAsync(wom.Group + "/bulk-hiscores"));
            await MeasureAsync("bulk-hiscores again", () => wom.BytesAsync(wom.Group + "/bulk-hiscores"));
            await MeasureAsync("achievements", () => wom.BytesAsync(wom.Group + "/achievements?limit=50"));
            await MeasureAsync("200 snapshots", () => wom.BytesAsync("/players/fernotter/snapshots?limit=200&offset=200"));
        }

        await using var discord = await MeasureAsync("start Discord", () => SimulationHarness.DiscordAsync(clan));
        var relay = clan.Discord.Relay;
        var middle = Snowflake.CursorBefore(clan.FirstDay.PlusDays(365));
        await MeasureAsync("channels", () => discord.BytesAsync($"/guilds/{clan.Discord.GuildId}/channels"));
        await MeasureAsync("100 messages in the middle", () => discord.BytesAsync($"/channels/{relay.Id}/messages?limit=100&after={middle}"));
        var count = await MeasureAsync("all messages counted", () => Task.FromResult(CountAll(clan)));
        output.WriteLine($"{count:N0} messages");
        count.ShouldBeGreaterThan(300_000);
    }

    private static int CountAll(SimulatedClan clan) =>
        clan.Discord.Channels.Sum(channel => clan.Discord.MessagesIn(channel, clan.FirstDay, clan.Now).Count());

    private async Task<T> MeasureAsync<T>(string what, Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        var result = await work();
        output.WriteLine($"{what}: {watch.Elapsed.TotalMilliseconds:N0} ms{(result is byte[] bytes ? $", {bytes.Length / 1024:N0} KiB" : "")}");
        watch.Elapsed.ShouldBeLessThan(Generous);
        return result;
    }
}
