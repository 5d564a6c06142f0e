using System.Security.Cryptography;
using ClanStats.Domain.Identity;

namespace ClanStats.Tests.Simulation;

public sealed class DeterminismTests
{
    [Fact]
    public async Task The_same_seed_answers_the_same_bytes_and_another_seed_does_not()
    {
        var first = await FingerprintAsync(seed: 5);
        (await FingerprintAsync(seed: 5)).ShouldBe(first);
        (await FingerprintAsync(seed: 6)).ShouldNotBe(first);
    }

    [Fact]
    public async Task Answers_do_not_depend_on_what_was_asked_before()
    {
        var clan = SimulationHarness.Small();
        var page = $"/channels/{clan.Discord.Relay.Id}/messages?limit=100&before={Snowflake.At(clan.FirstDay.PlusDays(30))}";
        await using var fresh = await SimulationHarness.DiscordAsync();
        await using var used = await SimulationHarness.DiscordAsync();
        foreach (var channel in used.Clan.Discord.Channels)
        {
            await used.RawAsync($"{used.Discord.BaseUrl}/channels/{channel.Id}/messages?after=0&limit=100");
        }

        (await used.BytesAsync(page)).ShouldBe(await fresh.BytesAsync(page));
    }

    private static async Task<string> FingerprintAsync(int seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var clan = SimulationHarness.Small(seed);
        await using (var wom = await SimulationHarness.WomAsync(clan))
        {
            foreach (var path in new[]
                     {
                         "", "/bulk-hiscores", "/name-changes?limit=50", "/activity?limit=50", "/achievements?limit=50", "/competitions",
                     })
            {
                hash.AppendData(await wom.BytesAsync(wom.Group + path));
            }

            hash.AppendData(await wom.BytesAsync($"/players/{Uri.EscapeDataString(clan.Members[4].NameAt(clan.Now))}/snapshots?limit=200"));
            hash.AppendData(await wom.BytesAsync($"/players/id/{clan.Members[5].Id}"));
        }

        await using var discord = await SimulationHarness.DiscordAsync(clan);
        var guild = $"/guilds/{clan.Discord.GuildId}";
        foreach (var path in new[] { guild, guild + "/channels", guild + "/members?limit=1000", guild + "/threads/active" })
        {
            hash.AppendData(await discord.BytesAsync(path));
        }

        hash.AppendData(await discord.BytesAsync($"/channels/{clan.Discord.Relay.Id}/messages?limit=100"));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
