using ClanStats.Domain.Identity;
using ClanStats.Pipeline;
using ClanStats.Simulation.Chat;
using ClanStats.Tests.Discord;

namespace ClanStats.Tests.EndToEnd;

public sealed class RecordingSecretsTests
{
    private const string Webhook = "https://discord.com/api/webhooks/123456789012345678/";

    [Fact]
    public async Task A_recording_holds_no_secret_whether_set_sent_or_posted_by_somebody()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["WOM_API_KEY"] = "simulated-key";
        night.Environment["WOM_GROUP_SECRET"] = "123-456-789";
        night.Environment["WOM_UPDATE_WAIT"] = "0";
        string[] hooks = ["DISCORD_SUMMARY_WEBHOOK", "DISCORD_MEMBERS_WEBHOOK", "FAILURE_WEBHOOK"];
        foreach (var hook in hooks)
        {
            night.Environment[hook] = night.Discord.BaseUrl + night.Discord.Webhooks.Create();
        }

        night.Environment["DISCORD_STORE_CONTENT"] = "true";
        var channel = night.Discord.Script.Add(new SimulatedChannel
        {
            Id = Snowflake.At(night.Clan.Now.PlusDays(-9)),
            Type = ChannelType.Text,
            Name = "bots",
            Use = ChannelUse.Container,
            Created = night.Clan.Founded,
        });
        channel.Post(DiscordStage.Message(3, $"the new hook is {Webhook}posted-token_4 and https://discordapp.com/api/v10/webhooks/42/posted-token_5?wait=true"));
        channel.Post(DiscordStage.Message(2, "my key is simulated-key, do not tell"));
        var recording = Path.Combine(night.Root, "recording");

        (await night.NightAsync("--record", recording)).ShouldBe(ExitCode.Done, night.Diagnostics);

        string[] secrets =
        [
            night.Environment["DISCORD_TOKEN"], "simulated-key", "123-456-789", "posted-token", .. hooks.Select(hook => night.Environment[hook].Split('/')[^1]),
        ];
        var files = Directory.GetFiles(recording);
        files.ShouldContain(file => file.Contains("update-all", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file);
            secrets.ShouldAllBe(secret => !text.Contains(secret, StringComparison.Ordinal), file);
            text.ShouldNotContain("x-api-key", Case.Insensitive, file);
            text.ShouldNotContain("authorization", Case.Insensitive, file);
        }

        files.ShouldContain(file => File.ReadAllText(file).Contains("the new hook is https://discord.com/api/webhooks/123456789012345678/***", StringComparison.Ordinal));
    }
}
