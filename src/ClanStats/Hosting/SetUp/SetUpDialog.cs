using ClanStats.Domain.Runs;
using ClanStats.Hosting.Check;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Settings;

namespace ClanStats.Hosting.SetUp;

/// <summary>The six questions of the first set-up, each answer tried at once.</summary>
internal sealed class SetUpDialog(InitPlan plan, SetUpQuestions questions, ServiceTests tests, Terminal terminal, TimeProvider time)
{
    private const int MostTries = 3;

    /// <summary>How many stale members a night asks for one by one where nobody has the group's code.</summary>
    private const string StaleWithoutCode = "50";

    /// <summary>View channels and read their history: bits 10 and 16.</summary>
    private const long Rights = (1L << 10) | (1L << 16);

    /// <summary>A channel's name given before the channels are known.</summary>
    private string? _relayName;

    /// <summary>Asks everything.</summary>
    /// <exception cref="UserFaultException">A service refuses what was given, and nobody is there to give something else.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        if (questions.Known(SettingTable.RelayChannelId) is { } relay && SettingTable.RelayChannelId.Read(relay).Fault is not null)
        {
            _relayName = relay;
            questions.Forget(SettingTable.RelayChannelId);
        }

        await WiseOldManAsync(cancellationToken);
        Code();
        await DiscordAsync(cancellationToken);
        var zone = time.LocalTimeZone.HasIanaId ? time.LocalTimeZone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(time.LocalTimeZone.Id, out var iana) ? iana : "UTC";
        questions.Ask(
            SettingTable.ClanTimeZone, "6 of 6. The clan's time zone, in which people read times:", SettingTable.ClanTimeZone.Read(zone).Fault is null ? zone : "UTC");
    }

    private async Task WiseOldManAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            questions.Ask(SettingTable.WomGroupId, "1 of 6. Your group on Wise Old Man: its number, or the address of its page:", read: SetUpQuestions.GroupOf);
            if (questions.Known(SettingTable.WomGroupId) is null)
            {
                throw new UserFaultException("WOM_GROUP_ID is missing: give --group, the number in the address of the group's page on Wise Old Man") { IsConfiguration = true };
            }

            questions.Ask(SettingTable.WomApiKey, "2 of 6. A free API key of Wise Old Man lets ClanStats ask 90 instead of 18 times a minute. The key, or Enter for none:");
            var findings = await tests.WiseOldManAsync(questions.Values, cancellationToken);
            Tell(findings);
            if (!findings.Any(IsRefused))
            {
                break;
            }

            GiveUp(findings, tries);
            questions.Forget(SettingTable.WomGroupId);
            questions.Forget(SettingTable.WomApiKey);
        }

        var ranks = await tests.RanksAsync(questions.Values, cancellationToken);
        terminal.Tell(ranks.Count == 0
            ? "  · The group has no order of roles: without ranks in config/rules.yaml there is no ladder of promotions."
            : LineEscape.Escape($"  ✓ The ladder of ranks is the group's own, highest first: {string.Join(", ", ranks)}"));
    }

    private void Code()
    {
        questions.Ask(
            SettingTable.WomGroupSecret,
            "3 of 6. The group's verification code lets one request a night have everybody updated. Without it numbers are as old as the members' own visits to Wise Old Man. "
                + "The code, or Enter for none:");
        if (questions.Known(SettingTable.WomGroupSecret) is null)
        {
            questions.Ask(SettingTable.WomUpdateStale, "     Without the code: how many stale members a night may ask for, one by one:", StaleWithoutCode);
        }
    }

    private async Task DiscordAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (!plan.WithoutDiscord)
            {
                questions.Ask(SettingTable.DiscordToken, "4 of 6. The token of your Discord bot (Developer Portal, Bot), or Enter to do without Discord:");
            }

            if (plan.WithoutDiscord || questions.Known(SettingTable.DiscordToken) is null)
            {
                questions.Forget(SettingTable.DiscordToken);
                questions.Take([KeyValuePair.Create(SettingTable.DiscordEnabled.Name, "false")]);
                terminal.Tell("  · Without Discord: messages are told as not connected, never as none.");
                return;
            }

            questions.Take([KeyValuePair.Create(SettingTable.DiscordEnabled.Name, "true")]);
            if (await tests.ApplicationAsync(questions.Values, cancellationToken) is { } bot)
            {
                terminal.Tell($"  ✓ If the bot is not yet in your server, invite it: https://discord.com/oauth2/authorize?client_id={bot}&scope=bot&permissions={Rights}");
                terminal.Tell("    In the Developer Portal switch MESSAGE CONTENT INTENT on, and SERVER MEMBERS INTENT for nicknames.");
            }

            questions.Ask(SettingTable.DiscordGuildId, "     Your server's id (right-click its name, Copy Server ID):");
            await RelayAsync(cancellationToken);
            var findings = await tests.DiscordAsync(questions.Values, cancellationToken);
            Tell(findings);
            if (!findings.Any(IsRefused))
            {
                return;
            }

            GiveUp(findings, tries);
            questions.Forget(SettingTable.DiscordToken);
            questions.Forget(SettingTable.DiscordGuildId);
            questions.Forget(SettingTable.RelayChannelId);
        }
    }

    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        var channels = await tests.ChannelsAsync(questions.Values, cancellationToken);
        if (channels.Count > 0 && questions.MayAsk)
        {
            terminal.Tell(LineEscape.Escape($"     Channels: {string.Join(", ", channels.Select(channel => $"#{channel.Name}"))}"));
        }

        string IdOf(string typed) => channels.Where(channel => channel.Name.Equals(typed.TrimStart('#'), StringComparison.OrdinalIgnoreCase)).Select(channel => $"{channel.Id}").FirstOrDefault() ?? typed;
        questions.Ask(
            SettingTable.RelayChannelId, "5 of 6. The channel your game chat is relayed to: its name or id, or Enter for none:", _relayName is null ? null : IdOf(_relayName), IdOf);
    }

    /// <summary>Without Discord a night is still of use, but whoever gives a token means it.</summary>
    private static bool IsRefused(CheckFinding finding) =>
        finding.Level >= CheckLevel.Unusable || (finding.Level == CheckLevel.Finding && finding.Subject is "token" or "guild");

    private void GiveUp(IReadOnlyList<CheckFinding> findings, int tries)
    {
        if (!questions.MayAsk || tries == MostTries)
        {
            var fault = findings.First(IsRefused);
            throw new UserFaultException($"{fault.Message}. {fault.Remedy} Nothing was written.");
        }
    }

    private void Tell(IEnumerable<CheckFinding> findings)
    {
        foreach (var line in CheckText.Lines(findings))
        {
            terminal.Tell(line);
        }
    }
}
