using System.Net;
using System.Runtime.CompilerServices;
using ClanStats.Domain.Identity;
using ClanStats.Harvest;
using ClanStats.Harvest.Discord;

namespace ClanStats.Hosting.Check;

/// <summary>
/// Asks Discord who the bot is, what it was granted, and which channels it may read. Rights are worked out and not tried out, for each refused
/// request counts towards a ban; only the relay channel is read from.
/// </summary>
internal sealed class DiscordProbe(DiscordClient client, RelayProbe relay, DiscordOptions options) : ICheckProbe
{
    private const string Invite = "Invite the bot with the rights VIEW_CHANNEL and READ_MESSAGE_HISTORY, or correct DISCORD_GUILD_ID.";

    /// <inheritdoc/>
    public string Name => "discord";

    /// <inheritdoc/>
    public string Title => "Discord";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckFinding> ProbeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!options.IsConnected)
        {
            yield return CheckFinding.Note("connection", "Discord is not connected: messages are not counted");
            yield break;
        }

        var findings = new List<CheckFinding>();
        try
        {
            await LookAsync(findings, cancellationToken);
        }
        catch (HarvestException exception)
        {
            findings.Add(Explain(exception));
        }

        foreach (var finding in findings)
        {
            yield return finding;
        }
    }

    private static CheckFinding Explain(HarvestException exception) => exception.Status switch
    {
        HttpStatusCode.Unauthorized => CheckFinding.Missing(
            "token", "Discord rejects DISCORD_TOKEN", "Reset the bot's token in the Developer Portal and enter the new one."),
        HttpStatusCode.TooManyRequests => CheckFinding.Missing(
            "limit", exception.Message, "Wait an hour, and look for other programs that use the token."),
        _ => CheckFinding.Missing("answer", exception.Message, "Look whether Discord is up and whether DISCORD_BASE_URL is right, then check again."),
    };

    private async Task LookAsync(List<CheckFinding> findings, CancellationToken cancellationToken)
    {
        var self = await client.FindSelfAsync(cancellationToken);
        findings.Add(CheckFinding.Ok("token", $"DISCORD_TOKEN is accepted: the bot is {self?.Username ?? "not named"}"));
        var intents = DiscordIntents.Of(await client.FindApplicationAsync(cancellationToken));
        findings.Add(Content(intents.Content));
        if (options.GuildId is { } guild)
        {
            findings.Add(Members(intents.Members));
            findings.AddRange(await GuildAsync(guild, self, intents, cancellationToken));
        }
        else
        {
            findings.Add(CheckFinding.Note("guild", "DISCORD_GUILD_ID is not set: only the relay channel is read"));
            findings.AddRange(await relay.LookAsync(null, self?.Id, intents.Content, cancellationToken));
        }
    }

    private async Task<List<CheckFinding>> GuildAsync(Snowflake id, DiscordUser? self, DiscordIntents intents, CancellationToken cancellationToken)
    {
        var guild = await client.FindGuildAsync(id, cancellationToken);
        if (await ChannelsAsync(id, cancellationToken) is not { } channels)
        {
            return [CheckFinding.Missing("guild", $"The bot is not in the guild {id}, or there is none", Invite)];
        }

        List<CheckFinding> findings = [CheckFinding.Ok("guild", $"The guild {id} is {guild?.Name ?? "there, though Discord does not tell its name"}")];
        var member = guild is null || self is null ? null : await client.FindMemberAsync(id, self.Id, cancellationToken);
        if (member is null)
        {
            findings.Add(CheckFinding.Note("rights", "Discord does not tell the bot's rights: a run shows which channels can be read"));
        }
        else
        {
            findings.AddRange(Channels(channels, new ChannelPermissions(guild!, member, self!.Id)));
        }

        var isClosed = findings.Exists(finding => finding.Subject == $"channel:{options.RelayChannelId}" && finding.Level != CheckLevel.Ok);
        findings.AddRange(isClosed ? [] : await relay.LookAsync(channels, self?.Id, intents.Content, cancellationToken));
        return findings;
    }

    private async Task<List<DiscordChannel>?> ChannelsAsync(Snowflake guild, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetChannelsAsync(guild, cancellationToken);
        }
        catch (HarvestException exception) when (exception is { StopsTheSource: false, Status: HttpStatusCode.NotFound or HttpStatusCode.Forbidden })
        {
            return null;
        }
    }

    private List<CheckFinding> Channels(List<DiscordChannel> channels, ChannelPermissions permissions)
    {
        var findings = channels
            .Where(channel => ChannelTypes.HasMessages(channel.Type) || ChannelTypes.HasThreads(channel.Type))
            .OrderBy(channel => channel.Id)
            .Select(channel => Channel(channel, permissions.MissingFor(channel)))
            .ToList();
        if (findings.Count > 0 && findings.TrueForAll(finding => finding.Level != CheckLevel.Ok))
        {
            findings.Add(CheckFinding.Missing("channels", "The bot can read no channel at all", "Give its role VIEW_CHANNEL and READ_MESSAGE_HISTORY."));
        }

        return findings;
    }

    /// <summary>A channel the bot cannot even see is closed to it on purpose; one it sees without its past was opened by halves.</summary>
    private CheckFinding Channel(DiscordChannel channel, IReadOnlyList<string> missing)
    {
        var (subject, name) = ($"channel:{channel.Id}", $"#{channel.Name ?? channel.Id.ToString()}");
        if (missing.Count == 0)
        {
            return CheckFinding.Ok(subject, $"{name} can be read");
        }

        var remedy = $"To have it read, give the bot {string.Join(" and ", missing)} in {name}.";
        var told = $"{name} cannot be read: {string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} missing";
        return channel.Id == options.RelayChannelId ? CheckFinding.Missing(subject, told + ", and it is the relay channel", remedy)
            : missing is ["READ_MESSAGE_HISTORY"] ? CheckFinding.Missing(subject, told, remedy)
            : CheckFinding.Note(subject, told, remedy);
    }

    private static CheckFinding Content(bool? granted) => granted switch
    {
        true => CheckFinding.Ok("message-content", "The message content intent is on"),
        false => CheckFinding.Missing(
            "message-content",
            "The message content intent is off: Discord holds all texts back, and nothing is stored until it gives them",
            "Switch on MESSAGE CONTENT INTENT for the bot in the Developer Portal; if it is on, switch it off, save, on, save."),
        null => CheckFinding.Note("message-content", "Discord does not tell whether the message content intent is on"),
    };

    private static CheckFinding Members(bool? granted) => granted switch
    {
        true => CheckFinding.Ok("members", "The server members intent is on"),
        false => CheckFinding.Note(
            "members",
            "The server members intent is off: names that members show in the guild are not known, nor who never wrote",
            "Switch on SERVER MEMBERS INTENT for the bot in the Developer Portal."),
        null => CheckFinding.Note("members", "Discord does not tell whether the server members intent is on"),
    };
}
