using System.Collections.Concurrent;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Chat;

namespace ClanStats.Simulation.Discord;

/// <summary>An exception to the guild's rights in one channel, for everybody.</summary>
internal readonly record struct Overwrite(Snowflake RoleId, long Allow, long Deny);

/// <summary>What the bot may do: the guild's own rules, and what a test takes away or switches off. Every change shows in the answers at once.</summary>
internal sealed class BotRights(DiscordWorld world, DiscordScript script)
{
    /// <summary>May see a channel.</summary>
    public const long ViewChannel = 1L << 10;

    /// <summary>May read what was written before.</summary>
    public const long ReadHistory = 1L << 16;

    /// <summary>May enter a voice channel, and so read its text.</summary>
    public const long Connect = 1L << 20;

    /// <summary>May see private threads without being a member of them.</summary>
    public const long ManageThreads = 1L << 34;

    /// <summary>What everybody may do where nothing else is said.</summary>
    public const long Everybody = ViewChannel | ReadHistory | Connect | (1L << 11) | (1L << 14);

    private readonly ConcurrentDictionary<Snowflake, long> _denied = new();
    private readonly ConcurrentDictionary<Snowflake, bool> _deleted = new();

    /// <summary>Whether the message content intent is on; without it texts, embeds and attachments come empty.</summary>
    public bool HasContentIntent { get; set; } = true;

    /// <summary>Whether the members intent is on; without it the member list is refused.</summary>
    public bool HasMembersIntent { get; set; } = true;

    /// <summary>Whether the application's answer has the newer field for its flags.</summary>
    public bool HasNewFlags { get; set; } = true;

    /// <summary>Whether the bot is in the guild at all.</summary>
    public bool IsInGuild { get; set; } = true;

    /// <summary>Rights of everybody beyond the usual ones.</summary>
    public long Extra { get; set; }

    /// <summary>Takes rights away in a channel.</summary>
    public void Deny(SimulatedChannel channel, long rights) => _denied.AddOrUpdate(channel.Id, rights, (_, before) => before | rights);

    /// <summary>Deletes a channel.</summary>
    public void Delete(SimulatedChannel channel) => _deleted[channel.Id] = true;

    /// <summary>The channel or thread of an id, or null where there is none.</summary>
    public SimulatedChannel? Find(Snowflake id) => _deleted.ContainsKey(id) ? null : script.Find(id)?.Shape ?? world.Find(id);

    /// <summary>Whether the bot has all of these rights in a channel; a thread has those of its channel.</summary>
    public bool Has(SimulatedChannel channel, long rights)
    {
        var place = channel.IsThread ? Find(channel.ParentId!.Value) ?? channel : channel;
        return IsInGuild && (rights & ~((Everybody | Extra) & ~DeniedIn(place))) == 0;
    }

    /// <summary>Whether a channel's messages can be asked for.</summary>
    public bool CanRead(SimulatedChannel channel) =>
        Has(channel, channel.Type == ChannelType.Voice ? ViewChannel | Connect : ViewChannel)
        && (channel.Type != ChannelType.PrivateThread || Has(channel, ManageThreads) || script.Find(channel.Id) is { IsJoined: true });

    /// <summary>The exceptions a channel's answer lists.</summary>
    public IEnumerable<Overwrite> OverwritesOf(SimulatedChannel channel)
    {
        if (DeniedIn(channel) is > 0 and var denied)
        {
            yield return new Overwrite(world.GuildId, 0, denied);
        }

        if (channel.IsHidden)
        {
            yield return new Overwrite(world.OfficerRoleId, ViewChannel | ReadHistory, 0);
        }
    }

    private long DeniedIn(SimulatedChannel channel) => _denied.GetValueOrDefault(channel.Id) | (channel.IsHidden ? ViewChannel : 0);
}
