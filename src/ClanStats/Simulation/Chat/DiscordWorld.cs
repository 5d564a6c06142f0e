using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.World;

namespace ClanStats.Simulation.Chat;

/// <summary>The clan's Discord guild: accounts, channels, threads, and what was written in them.</summary>
internal sealed class DiscordWorld
{
    private const double DaysUntilArchived = 3;

    private readonly SimulatedClan _clan;
    private readonly Dictionary<Snowflake, SimulatedChannel> _channels;
    private readonly Dictionary<Snowflake, ChatStream> _streams;

    public DiscordWorld(SimulatedClan clan)
    {
        _clan = clan;
        Users = GuildBuilder.Users(clan);
        Channels = GuildBuilder.Channels(clan);
        GuildId = Snowflake.At(clan.Founded);
        OfficerRoleId = new Snowflake(GuildId.Value + (1 << 22));
        RelayWebhookId = new Snowflake(GuildId.Value + (900 << 22));
        var crowd = Crowd.OnDiscord(clan, Users);
        var inGame = Crowd.InGame(clan);
        var rosterEvents = RosterLog.Until(clan.People, clan.FirstDay, clan.Options.Now.PlusDays(2)).ToLookup(line => line.At.DayNumber);
        ChatStream StreamOf(SimulatedChannel channel) => new(clan, channel, channel.Use == ChannelUse.Relay ? inGame : crowd, rosterEvents);
        _streams = Channels.ToDictionary(channel => channel.Id, StreamOf);
        Threads = GuildBuilder.Threads(clan, Channels.First(channel => channel.Type == ChannelType.Forum), FirstTalkInTheMiddle());
        foreach (var thread in Threads)
        {
            _streams[thread.Id] = StreamOf(thread);
        }

        _channels = Channels.Concat(Threads).ToDictionary(channel => channel.Id);
    }

    public Snowflake GuildId { get; }

    public Snowflake OfficerRoleId { get; }

    /// <summary>The webhook that repeats the game's clan chat; the author of every relayed line.</summary>
    public Snowflake RelayWebhookId { get; }

    /// <summary>The account the harvest runs as.</summary>
    public SimulatedUser Bot => Users[0];

    /// <summary>All accounts, bots and deleted ones included.</summary>
    public IReadOnlyList<SimulatedUser> Users { get; }

    /// <summary>The guild's channels, without threads.</summary>
    public IReadOnlyList<SimulatedChannel> Channels { get; }

    /// <summary>All threads, future ones included.</summary>
    public IReadOnlyList<SimulatedChannel> Threads { get; }

    /// <summary>The channel the relay writes in.</summary>
    public SimulatedChannel Relay => Channels.First(channel => channel.Use == ChannelUse.Relay);

    /// <summary>The channel or thread of an id, or null if there is none yet.</summary>
    public SimulatedChannel? Find(Snowflake id) =>
        _channels.GetValueOrDefault(id) is { } channel && channel.Created <= _clan.Now ? channel : null;

    /// <summary>The account linked to a player, or null.</summary>
    public SimulatedUser? AccountOf(SimulatedPlayer player) => Users.FirstOrDefault(user => user.PlayerId == player.Id);

    /// <summary>Who is in the guild at the present.</summary>
    public IEnumerable<SimulatedUser> InGuild => Users.Where(user => user.InGuildSince <= _clan.Now).OrderBy(user => user.Id);

    /// <summary>The newest message of a channel, or null if nothing was ever written.</summary>
    public SimulatedMessage? LastMessageIn(SimulatedChannel channel) =>
        new MessagePager(_streams[channel.Id], _clan.Now).Before(new Snowflake(long.MaxValue), 1) is { Count: > 0 } page ? page[0] : null;

    /// <summary>When a thread was archived for want of talk; null while it is active.</summary>
    public UtcInstant? ArchivedAt(SimulatedChannel thread) =>
        (LastMessageIn(thread)?.At ?? thread.Created).PlusDays(DaysUntilArchived) is var at && at <= _clan.Now ? at : null;

    /// <summary>Reads pages of a channel.</summary>
    public MessagePager PagerOf(SimulatedChannel channel, Func<SimulatedMessage, bool>? isDeleted = null) => new(_streams[channel.Id], _clan.Now, isDeleted);

    /// <summary>The messages of a channel in (<paramref name="from"/>, <paramref name="to"/>], oldest first, made while they are read.</summary>
    public IEnumerable<SimulatedMessage> MessagesIn(SimulatedChannel channel, UtcInstant from, UtcInstant to)
    {
        var stream = _streams[channel.Id];
        var last = stream.LastDay(to < _clan.Now ? to : _clan.Now);
        for (var day = Math.Max(from.DayNumber, stream.FirstDay); day <= last; day++)
        {
            foreach (var message in stream.Day(day).ToArray())
            {
                if (message.At > from && message.At <= to)
                {
                    yield return message;
                }
            }
        }
    }

    /// <summary>Messages per player id in (<paramref name="from"/>, <paramref name="to"/>], hidden channels left out.</summary>
    public IReadOnlyDictionary<long, MessageTally> Tally(UtcInstant from, UtcInstant to, bool withThreads = true)
    {
        var tally = new Dictionary<long, MessageTally>();
        foreach (var channel in _channels.Values.Where(channel => !channel.IsHidden && (withThreads || !channel.IsThread)))
        {
            foreach (var message in MessagesIn(channel, from, to))
            {
                if (message.Speaker.Player is not { } player)
                {
                    continue;
                }

                var before = tally.GetValueOrDefault(player.Id);
                tally[player.Id] = message.Kind switch
                {
                    MessageKind.Talk or MessageKind.Reply or MessageKind.Forward => before with { Discord = before.Discord + 1 },
                    MessageKind.RelayTalk => before with { Relayed = before.Relayed + 1 },
                    _ => before,
                };
            }
        }

        return tally;
    }

    /// <summary>What a message says; empty for notices of the system.</summary>
    public string TextOf(SimulatedMessage message)
    {
        var dice = Dice.Of(_clan.Options.Seed, Topic.Text, message.Luck);
        return message.IsRelayed ? RelayLines.Compose(message, ref dice)
            : message.Kind is MessageKind.Talk or MessageKind.Reply ? PhraseBook.Line(ref dice)
            : "";
    }

    private SimulatedMessage FirstTalkInTheMiddle()
    {
        var stream = _streams[Channels.First(channel => channel.Use == ChannelUse.Talk).Id];
        for (var day = stream.FirstDay + (_clan.Options.Days / 2); ; day++)
        {
            foreach (var message in stream.Day(day))
            {
                if (message.Kind == MessageKind.Talk)
                {
                    return message;
                }
            }
        }
    }
}
