using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>A row of discord_messages.</summary>
internal sealed record MessageRow(
    long Id,
    long ChannelId,
    long? UserId,
    long AuthorId,
    string? AuthorName,
    string Kind,
    UtcInstant CreatedAt,
    int Type,
    int Length,
    string? Text)
{
    /// <summary>How many words it has.</summary>
    public int Words { get; init; }

    /// <summary>What a broadcast announces; null for everything else.</summary>
    public RelayEvent? Event { get; init; }

    /// <summary>When the text goes; null: it stays.</summary>
    public UtcInstant? KeepUntil { get; init; }

    /// <summary>Whether the same player's line said the same a moment before. It counts: a player may say the same twice.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Whether it stands in the relayed game chat and no rule could read it.</summary>
    public bool IsUnreadLine { get; init; }
}

/// <summary>An author as a message shows them.</summary>
/// <param name="Id">Discord's id.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Kind">user, bot, webhook or deleted.</param>
/// <param name="At">When they wrote.</param>
/// <param name="User">The account's own names; null for a webhook, which bears any, and for a deleted account, which bears none of its own.</param>
internal sealed record SeenAuthor(long Id, string Name, string Kind, UtcInstant At, DiscordUser? User);

/// <summary>Messages of one channel that are stored together, with the cursor behind them.</summary>
internal sealed class MessageBatch(Snowflake channel)
{
    private readonly List<MessageRow> _rows = [];
    private readonly Dictionary<long, (SeenAuthor Newest, UtcInstant First)> _authors = [];

    /// <summary>The channel.</summary>
    public Snowflake Channel => channel;

    /// <summary>The rows, oldest first.</summary>
    public IReadOnlyList<MessageRow> Rows => _rows;

    /// <summary>Their authors, each as last seen and with the time first seen.</summary>
    public IEnumerable<(SeenAuthor Newest, UtcInstant First)> Authors => _authors.Values;

    /// <summary>Formats of relays that were found out.</summary>
    public Dictionary<long, RelayFormat> Formats { get; } = [];

    /// <summary>The last lines of the game chat, which the next ones may repeat; null where there is none.</summary>
    public string? RecentLines { get; set; }

    /// <summary>Where reading goes on; null if nothing was read.</summary>
    public Snowflake? Cursor { get; private set; }

    /// <summary>Pages in it.</summary>
    public int Pages { get; private set; }

    /// <summary>Lines of the game chat no rule could read.</summary>
    public int Unread { get; private set; }

    /// <summary>Adds the rows of a message and its author.</summary>
    public void Add(IEnumerable<MessageRow> rows, SeenAuthor author)
    {
        foreach (var row in rows)
        {
            _rows.Add(row);
            Unread += row.IsUnreadLine ? 1 : 0;
        }

        _authors[author.Id] = _authors.TryGetValue(author.Id, out var seen)
            ? (author.At >= seen.Newest.At ? author : seen.Newest, author.At < seen.First ? author.At : seen.First)
            : (author, author.At);
    }

    /// <summary>Notes that a page is in.</summary>
    public void Advance(Snowflake newest)
    {
        Cursor = newest;
        Pages++;
    }

    /// <summary>Notes that there is nothing more up to an id.</summary>
    public void CloseAt(Snowflake end) => Cursor = Cursor is { } cursor && cursor > end ? cursor : end;
}
