using System.Globalization;
using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>What the bot may do in a channel, worked out beforehand: every refused request counts towards a ban.</summary>
internal sealed class ChannelPermissions
{
    private const ulong Administrator = 1UL << 3;
    private const ulong ViewChannel = 1UL << 10;
    private const ulong ReadMessageHistory = 1UL << 16;
    private const ulong Connect = 1UL << 20;
    private const ulong ManageThreads = 1UL << 34;

    private readonly Snowflake _everyone;
    private readonly Snowflake _self;
    private readonly HashSet<Snowflake> _roles;
    private readonly ulong _base;

    public ChannelPermissions(DiscordGuild guild, DiscordGuildMember member, Snowflake self)
    {
        _everyone = guild.Id;
        _self = self;
        _roles = [.. member.Roles ?? []];
        _base = guild.OwnerId == self ? ulong.MaxValue : 0;
        foreach (var role in guild.Roles ?? [])
        {
            _base |= role.Id == _everyone || _roles.Contains(role.Id) ? Bits(role.Permissions) : 0;
        }
    }

    /// <summary>Whether the bot may see the channel; a voice channel also asks for joining it.</summary>
    public bool MayView(DiscordChannel channel) => Holds(channel, ViewChannel | (ChannelTypes.IsVoice(channel.Type) ? Connect : 0));

    /// <summary>Whether the bot may read what was written before. Without it Discord answers with nothing rather than with an error.</summary>
    public bool MayReadHistory(DiscordChannel channel) => Holds(channel, ReadMessageHistory);

    /// <summary>Whether the bot may see the channel's private threads without being a member of them.</summary>
    public bool MayManageThreads(DiscordChannel channel) => Holds(channel, ManageThreads);

    /// <summary>The rights that are missing to read the channel, as Discord names them; empty if none is.</summary>
    public IReadOnlyList<string> MissingFor(DiscordChannel channel)
    {
        var missing = new List<string>();
        foreach (var (right, name) in new[] { (ViewChannel, "VIEW_CHANNEL"), (Connect, "CONNECT"), (ReadMessageHistory, "READ_MESSAGE_HISTORY") })
        {
            if ((right != Connect || ChannelTypes.IsVoice(channel.Type)) && !Holds(channel, right))
            {
                missing.Add(name);
            }
        }

        return missing;
    }

    private bool Holds(DiscordChannel channel, ulong wanted) => (Of(channel) & wanted) == wanted;

    private ulong Of(DiscordChannel channel)
    {
        if ((_base & Administrator) != 0)
        {
            return ulong.MaxValue;
        }

        var overwrites = channel.PermissionOverwrites ?? [];
        var granted = Apply(_base, overwrites.Where(overwrite => overwrite.Type == 0 && overwrite.Id == _everyone));
        granted = Apply(granted, overwrites.Where(overwrite => overwrite.Type == 0 && overwrite.Id != _everyone && _roles.Contains(overwrite.Id)));
        return Apply(granted, overwrites.Where(overwrite => overwrite.Type == 1 && overwrite.Id == _self));
    }

    /// <summary>All that is denied on one level goes before anything that is allowed on it.</summary>
    private static ulong Apply(ulong granted, IEnumerable<DiscordOverwrite> level)
    {
        var (allow, deny) = (0UL, 0UL);
        foreach (var overwrite in level)
        {
            allow |= Bits(overwrite.Allow);
            deny |= Bits(overwrite.Deny);
        }

        return (granted & ~deny) | allow;
    }

    private static ulong Bits(string? text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : 0;
}

/// <summary>Discord's kinds of channels, as far as reading them goes.</summary>
internal static class ChannelTypes
{
    /// <summary>The type a channel is taken for that nobody lists: the relay channel named by its id alone.</summary>
    public const int Text = 0;

    /// <summary>Voice and stage channels have a chat of their own.</summary>
    public static bool IsVoice(int type) => type is 2 or 13;

    /// <summary>Threads of an announcement, public and private.</summary>
    public static bool IsThread(int type) => type is 10 or 11 or 12;

    /// <summary>Whether messages stand in it.</summary>
    public static bool HasMessages(int type) => type is Text or 5 || IsVoice(type) || IsThread(type);

    /// <summary>The type of a private thread.</summary>
    public const int PrivateThread = 12;

    /// <summary>Only text channels can hold private threads.</summary>
    public static bool HasPrivateThreads(int type) => type is Text;

    /// <summary>Text, announcement, forum and media channels can hold threads.</summary>
    public static bool HasThreads(int type) => type is Text or 5 or 15 or 16;

    /// <summary>Categories, directories, forums and media channels: nothing is written in them directly.</summary>
    public static bool IsContainer(int type) => type is 4 or 14 or 15 or 16;
}
