using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.Discord;

/// <summary>What is known beforehand about reading a channel.</summary>
internal enum ChannelAccess
{
    /// <summary>The permissions could not be worked out; reading shows.</summary>
    Unknown,

    /// <summary>It can be read.</summary>
    Granted,

    /// <summary>It cannot be seen.</summary>
    Forbidden,

    /// <summary>It can be seen, but not what was written before.</summary>
    NoHistory,
}

/// <summary>A channel or thread to read.</summary>
/// <param name="Id">Discord's id.</param>
/// <param name="Name">As people read it, without the sign.</param>
/// <param name="Type">Discord's number of its type.</param>
/// <param name="ParentId">The channel of a thread, the category of a channel; null if none.</param>
/// <param name="LastMessage">The newest message's id, which may have been deleted; null if not known.</param>
/// <param name="NeverWritten">Whether Discord says that nothing was ever written in it.</param>
/// <param name="Access">What is known about reading it.</param>
internal sealed record ChannelToRead(
    Snowflake Id, string Name, int Type, Snowflake? ParentId, Snowflake? LastMessage, bool NeverWritten, ChannelAccess Access);

/// <summary>All there is to read tonight.</summary>
/// <param name="Channels">Channels and threads, the relay channel first.</param>
/// <param name="Self">The bot's own id; null if not known.</param>
/// <param name="ContentGranted">Whether Discord gives message texts; null if not known.</param>
/// <param name="MembersGranted">Whether Discord gives the list of members; null if not known.</param>
/// <param name="GuildName">The guild's name; null if not known.</param>
/// <param name="UnknownTypes">Channels of types this program does not know.</param>
/// <param name="WholeGuild">Whether the guild was listed; false: only the relay channel is read.</param>
internal sealed record ChannelList(
    IReadOnlyList<ChannelToRead> Channels,
    Snowflake? Self,
    bool? ContentGranted,
    bool? MembersGranted,
    string? GuildName,
    int UnknownTypes,
    bool WholeGuild);

/// <summary>Finds out which channels and threads there are and which of them the bot may read.</summary>
internal sealed class ChannelDirectory(DiscordClient client, ThreadDirectory threads, DiscordOptions options)
{
    /// <summary>Lists what there is to read.</summary>
    /// <param name="lastComplete">End of the last complete read: threads archived well before it hold nothing new; null: all are listed.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops between requests.</param>
    /// <exception cref="HarvestException">The token is rejected, or the guild cannot be listed.</exception>
    public async Task<ChannelList> ListAsync(UtcInstant? lastComplete, RunContext run, CancellationToken cancellationToken)
    {
        var self = await client.FindSelfAsync(cancellationToken);
        var intents = DiscordIntents.Of(await client.FindApplicationAsync(cancellationToken));
        if (options.GuildId is not { } guild)
        {
            return new ChannelList([RelayByIdAlone()], self?.Id, intents.Content, null, null, 0, WholeGuild: false);
        }

        var answer = await client.FindGuildAsync(guild, cancellationToken);
        var permissions = await PermissionsAsync(answer, self, cancellationToken);
        var channels = await ChannelsAsync(guild, cancellationToken);
        var found = channels.DistinctBy(channel => channel.Id).ToDictionary(channel => channel.Id);
        var list = found.Values.Where(channel => ChannelTypes.HasMessages(channel.Type)).Select(channel => ToRead(channel, channel, permissions)).ToList();
        var parents = found.Values
            .Where(parent => ChannelTypes.HasThreads(parent.Type) && Access(parent, permissions) is ChannelAccess.Unknown or ChannelAccess.Granted)
            .OrderBy(parent => parent.Id);
        await foreach (var thread in threads.ListAsync(guild, [.. parents], permissions, lastComplete, run, cancellationToken))
        {
            var parent = thread.ParentId is { } id ? found.GetValueOrDefault(id) : null;
            list.Add(ToRead(thread, parent, permissions));
        }

        if (options.RelayChannelId is { } relay && list.TrueForAll(channel => channel.Id != relay))
        {
            list.Add(RelayByIdAlone());
        }

        var unknown = found.Values.Count(channel => !ChannelTypes.HasMessages(channel.Type) && !ChannelTypes.IsContainer(channel.Type));
        var ordered = list.GroupBy(channel => channel.Id).Select(Newest).OrderBy(channel => channel.Id != options.RelayChannelId).ThenBy(channel => channel.Id);
        return new ChannelList(
            [.. ordered], self?.Id, intents.Content, intents.Members, answer?.Name, unknown, WholeGuild: true);
    }

    /// <summary>A thread that is archived or woken while the threads are listed comes twice, once perhaps with an older last message.</summary>
    private static ChannelToRead Newest(IEnumerable<ChannelToRead> same) => same.MaxBy(channel => channel.LastMessage?.Value ?? 0)!;

    private ChannelToRead RelayByIdAlone() =>
        new(options.RelayChannelId!.Value, "relay", ChannelTypes.Text, null, null, NeverWritten: false, ChannelAccess.Unknown);

    private async Task<ChannelPermissions?> PermissionsAsync(DiscordGuild? guild, DiscordUser? self, CancellationToken cancellationToken)
    {
        var member = guild is null || self is null ? null : await client.FindMemberAsync(guild.Id, self.Id, cancellationToken);
        return member is null ? null : new ChannelPermissions(guild!, member, self!.Id);
    }

    private async Task<List<DiscordChannel>> ChannelsAsync(Snowflake guild, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetChannelsAsync(guild, cancellationToken);
        }
        catch (HarvestException exception) when (exception.IsNotFound || exception.Status == System.Net.HttpStatusCode.Forbidden)
        {
            throw new HarvestException(
                $"The bot is not in the guild {guild}, or there is none. Invite it with the rights to view channels and to read their history, "
                + "or correct DISCORD_GUILD_ID.",
                exception.Status,
                exception.Code,
                exception);
        }
    }

    /// <summary>A thread is open to whom its channel is open to.</summary>
    private static ChannelToRead ToRead(DiscordChannel channel, DiscordChannel? permittedBy, ChannelPermissions? permissions)
    {
        var known = Snowflake.TryParse(channel.LastMessageId.ValueKind == JsonValueKind.String ? channel.LastMessageId.GetString() : null, out var last);
        return new ChannelToRead(
            channel.Id,
            channel.Name ?? channel.Id.ToString(),
            channel.Type,
            channel.ParentId,
            known ? last : null,
            channel.LastMessageId.ValueKind == JsonValueKind.Null,
            permittedBy is null ? ChannelAccess.Unknown : Access(permittedBy, permissions));
    }

    private static ChannelAccess Access(DiscordChannel channel, ChannelPermissions? permissions) => permissions switch
    {
        null => ChannelAccess.Unknown,
        _ when !permissions.MayView(channel) => ChannelAccess.Forbidden,
        _ => permissions.MayReadHistory(channel) ? ChannelAccess.Granted : ChannelAccess.NoHistory,
    };
}
