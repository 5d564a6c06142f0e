using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Simulation.Chat;

/// <summary>Discord's numbers for kinds of channels, as far as the simulated guild has them.</summary>
internal enum ChannelType
{
    Text = 0,
    Voice = 2,
    Category = 4,
    Announcement = 5,
    AnnouncementThread = 10,
    PublicThread = 11,
    PrivateThread = 12,
    Forum = 15,
}

/// <summary>What is written in a channel.</summary>
internal enum ChannelUse
{
    /// <summary>Nothing of its own.</summary>
    Container,

    /// <summary>People talk.</summary>
    Talk,

    /// <summary>A webhook repeats the game's clan chat.</summary>
    Relay,
}

/// <summary>One channel or thread.</summary>
internal sealed record SimulatedChannel
{
    public required Snowflake Id { get; init; }

    public required ChannelType Type { get; init; }

    public required string Name { get; init; }

    public required ChannelUse Use { get; init; }

    /// <summary>The category, or a thread's channel.</summary>
    public Snowflake? ParentId { get; init; }

    /// <summary>Where the guild shows it.</summary>
    public int Position { get; init; }

    /// <summary>When it was made; the first message is not earlier.</summary>
    public required UtcInstant Created { get; init; }

    /// <summary>Messages a day per member.</summary>
    public double Share { get; init; }

    /// <summary>How many days people write in it; null without end.</summary>
    public int? LivesDays { get; init; }

    /// <summary>Whether @everyone may not see it, which hides it from the bot too.</summary>
    public bool IsHidden { get; init; }

    /// <summary>A forum post: its first message has the thread's own id.</summary>
    public bool IsPost { get; init; }

    /// <summary>Whether it is a thread.</summary>
    public bool IsThread => Type is ChannelType.AnnouncementThread or ChannelType.PublicThread or ChannelType.PrivateThread;
}

/// <summary>One account.</summary>
internal sealed record SimulatedUser
{
    public required Snowflake Id { get; init; }

    public required string Username { get; init; }

    /// <summary>The display name of the account, or null.</summary>
    public string? GlobalName { get; init; }

    /// <summary>The name in this guild, or null.</summary>
    public string? Nick { get; init; }

    public bool IsBot { get; init; }

    /// <summary>Null for an account that is not in the guild any more.</summary>
    public UtcInstant? InGuildSince { get; init; }

    /// <summary>Whose account it is; null for guests and bots.</summary>
    public long? PlayerId { get; init; }

    /// <summary>Whether the account has been deleted; it wrote in the first third of the period.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Whether the account has the officers' role.</summary>
    public bool IsOfficer { get; init; }

    /// <summary>The name people see.</summary>
    public string DisplayName => Nick ?? GlobalName ?? Username;
}

/// <summary>What a message is.</summary>
internal enum MessageKind
{
    Talk,
    Reply,
    JoinNotice,
    Unknown,
    ThreadStarter,
    Forward,
    RelayTalk,
    RelayBroadcast,
    RelayUnreadable,
    RelayJoined,
    RelayLeft,
}

/// <summary>One message without its text, which <see cref="DiscordWorld.TextOf"/> composes when it is wanted.</summary>
/// <param name="Id">Grows with time inside a channel.</param>
/// <param name="ChannelId">Where it stands.</param>
/// <param name="At">When it was written.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Speaker">Who wrote it, or whom the relay names.</param>
/// <param name="Luck">The source of its text and trimmings.</param>
/// <param name="RepliesTo">The message it answers, starts from or forwards; 0 for none.</param>
internal readonly record struct SimulatedMessage(
    Snowflake Id, Snowflake ChannelId, UtcInstant At, MessageKind Kind, Speaker Speaker, long Luck, Snowflake RepliesTo)
{
    /// <summary>Whether the relay's webhook wrote it.</summary>
    public bool IsRelayed => Kind >= MessageKind.RelayTalk;
}

/// <summary>Messages of one player.</summary>
/// <param name="Discord">Written with the linked account: messages and replies in channels and threads the bot can see.</param>
/// <param name="Relayed">Lines of talk in the game's clan chat that the relay repeated.</param>
internal readonly record struct MessageTally(int Discord, int Relayed);
