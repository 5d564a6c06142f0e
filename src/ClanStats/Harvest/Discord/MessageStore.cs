using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage;

namespace ClanStats.Harvest.Discord;

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

    /// <summary>Where reading goes on; null if nothing was read.</summary>
    public Snowflake? Cursor { get; private set; }

    /// <summary>Pages in it.</summary>
    public int Pages { get; private set; }

    /// <summary>Messages set aside.</summary>
    public int Refused { get; set; }

    /// <summary>Lines of the game chat no rule could read.</summary>
    public int Unread { get; set; }

    /// <summary>Adds a message and its author.</summary>
    public void Add(MessageRow row, SeenAuthor author)
    {
        _rows.Add(row);
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

/// <summary>Stores messages, their authors and the cursors in one transaction.</summary>
internal sealed class MessageStore(Database database)
{
    /// <summary>Source of the cursors.</summary>
    public const string Source = "discord";

    /// <summary>Stores a batch; messages that are known stay as they are.</summary>
    /// <returns>Messages that were new, by kind.</returns>
    public IReadOnlyDictionary<string, int> Save(MessageBatch batch, UtcInstant now, long runId, CancellationToken cancellationToken) => database.Write(
        "discord: messages",
        unit =>
        {
            var stored = new Dictionary<string, int>(StringComparer.Ordinal);
            var counters = new MessageCounters();
            foreach (var row in batch.Rows.Where(row => Insert(unit, row, runId)))
            {
                stored[row.Kind] = stored.GetValueOrDefault(row.Kind) + 1;
                counters.Count(row.Kind, row.UserId, row.CreatedAt);
            }

            counters.Save(unit);

            foreach (var (author, first) in batch.Authors)
            {
                Save(unit, author, first);
            }

            if (batch.Cursor is { } cursor)
            {
                HarvestCursorStore.Move(unit, Source, batch.Channel.ToString(), cursor.ToString(), now, runId);
            }

            return stored;
        },
        cancellationToken);

    /// <summary>Removes texts that were kept for a time only.</summary>
    public void RemoveExpiredTexts(UtcInstant now, CancellationToken cancellationToken) => database.Write(
        "discord: expired texts",
        unit => unit.Execute("UPDATE discord_messages SET content = NULL, keep_until = NULL WHERE keep_until <= @now", new { now = now.Milliseconds }),
        cancellationToken);

    private static bool Insert(UnitOfWork unit, MessageRow row, long runId) => unit.Prepare(
            """
            INSERT INTO discord_messages
              (id, channel_id, user_id, author_id, author_name, kind, created_at, message_type, length, broadcast_type, run_id, content, keep_until)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            ON CONFLICT (channel_id, id) DO NOTHING
            """).Execute(
            row.Id, row.ChannelId, row.UserId, row.AuthorId, row.AuthorName, row.Kind, row.CreatedAt.Milliseconds, row.Type, row.Length,
            row.BroadcastType, runId, row.Text, row.Text is null ? null : row.KeepUntil?.Milliseconds) > 0;

    /// <summary>A deleted account keeps the last name that was its own; an older message never brings an older name back.</summary>
    private static void Save(UnitOfWork unit, SeenAuthor author, UtcInstant first) => unit.Prepare(
        """
        INSERT INTO discord_accounts (author_id, name, kind, first_seen_at, last_seen_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (author_id) DO UPDATE SET
          name = CASE WHEN excluded.kind = 'deleted' OR excluded.last_seen_at < last_seen_at THEN name ELSE excluded.name END,
          kind = excluded.kind, first_seen_at = min(first_seen_at, excluded.first_seen_at), last_seen_at = max(last_seen_at, excluded.last_seen_at)
        """).Execute(author.Id, author.Name, author.Kind, first.Milliseconds, author.At.Milliseconds);
}
