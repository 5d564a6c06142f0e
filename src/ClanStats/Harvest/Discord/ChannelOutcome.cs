using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>How the reading of a channel ended.</summary>
internal enum ChannelResult
{
    /// <summary>Read to the end fixed beforehand.</summary>
    Read,

    /// <summary>Nothing new: no request was needed.</summary>
    Quiet,

    /// <summary>The bot may not see it.</summary>
    Forbidden,

    /// <summary>Discord gives nothing although something is there: the right to read the history is probably missing.</summary>
    NoHistory,

    /// <summary>Discord holds the texts back.</summary>
    HeldBack,

    /// <summary>It no longer exists.</summary>
    Deleted,

    /// <summary>It is of a kind that has no messages.</summary>
    WithoutMessages,

    /// <summary>DISCORD_MAX_MESSAGES was reached.</summary>
    LimitReached,

    /// <summary>An answer did not come or could not be read.</summary>
    Failed,
}

/// <summary>What came of a channel.</summary>
internal sealed class ChannelOutcome(ChannelToRead channel)
{
    /// <summary>The channel.</summary>
    public ChannelToRead Channel => channel;

    /// <summary>How it ended.</summary>
    public ChannelResult Result { get; set; }

    /// <summary>Why it failed; null if it did not.</summary>
    public HarvestException? Fault { get; set; }

    /// <summary>Pages that brought messages.</summary>
    public int Pages { get; private set; }

    /// <summary>Messages set aside.</summary>
    public int SetAside { get; private set; }

    /// <summary>What was wrong with one of them; null if none was set aside.</summary>
    public string? Sample { get; private set; }

    /// <summary>Lines of the game chat no rule could read.</summary>
    public int Unread { get; private set; }

    /// <summary>How far its messages are stored; null if nothing was read.</summary>
    public Snowflake? ReadUpTo { get; private set; }

    /// <summary>Known messages that were edited.</summary>
    public int Changed { get; private set; }

    /// <summary>Known messages that were deleted on Discord.</summary>
    public int Removed { get; set; }

    /// <summary>Known messages that Discord no longer shows, too many at once to believe it.</summary>
    public int Doubted { get; set; }

    /// <summary>New messages by kind.</summary>
    public Dictionary<string, int> Stored { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes a page that was read.</summary>
    public void Note(MessagePage page)
    {
        Pages++;
        SetAside += page.SetAside;
        Sample ??= page.Told;
    }

    /// <summary>Notes a batch that was stored.</summary>
    public void Note(MessageBatch batch, BatchResult result)
    {
        foreach (var (kind, count) in result.Added)
        {
            Stored[kind] = Stored.GetValueOrDefault(kind) + count;
        }

        Changed += result.Changed;
        Unread += batch.Unread;
        ReadUpTo = batch.Cursor;
    }
}
