using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage;

namespace ClanStats.Harvest.Discord;

/// <summary>What storing a batch changed.</summary>
/// <param name="Added">Messages that were new, by kind.</param>
/// <param name="Changed">Known messages that are another now.</param>
internal sealed record BatchResult(IReadOnlyDictionary<string, int> Added, int Changed);

/// <summary>Stores messages, their authors, their counts and the cursors in one transaction.</summary>
internal sealed class MessageStore(Database database, AccountStore accounts)
{
    /// <summary>Source of the cursors.</summary>
    public const string Source = "discord";

    /// <summary>Source of the last lines of the game chat, by channel.</summary>
    public const string RecentLinesSource = "discord-recent-lines";

    /// <summary>Stores a batch; the cursor only ever moves forward.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="known">Messages up to here were read before: those that are another now are changed. 0: none were.</param>
    /// <param name="now">Business time.</param>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Stops waiting for another writer.</param>
    public BatchResult Save(MessageBatch batch, Snowflake known, UtcInstant now, long runId, CancellationToken cancellationToken) => database.Write(
        "discord: messages",
        unit =>
        {
            var added = new Dictionary<string, int>(StringComparer.Ordinal);
            var counters = new MessageCounters();
            var (insert, changed) = (new MessageInsert(unit, runId), 0);
            foreach (var row in batch.Rows)
            {
                if (insert.Execute(row))
                {
                    added[row.Kind] = added.GetValueOrDefault(row.Kind) + 1;
                    counters.Count(row.Kind, row.UserId, row.CreatedAt);
                }
                else if (Math.Abs(row.Id) <= known.Value && RescanStore.Refresh(unit, row, counters))
                {
                    changed++;
                }
            }

            counters.Save(unit);
            accounts.Save(unit, batch, now);
            if (batch.Cursor is { } cursor && cursor > known)
            {
                HarvestCursorStore.Move(unit, Source, batch.Channel.ToString(), cursor.ToString(), now, runId);
                if (batch.RecentLines is { } lines)
                {
                    HarvestCursorStore.Move(unit, RecentLinesSource, batch.Channel.ToString(), lines, now, runId);
                }
            }

            return new BatchResult(added, changed);
        },
        cancellationToken);

    /// <summary>Removes texts that were kept for a time only.</summary>
    public void RemoveExpiredTexts(UtcInstant now, CancellationToken cancellationToken) => database.Write(
        "discord: expired texts",
        unit => unit.Execute("UPDATE discord_messages SET content = NULL, keep_until = NULL WHERE keep_until <= @now", new { now = now.Milliseconds }),
        cancellationToken);

    private sealed class MessageInsert(UnitOfWork unit, long runId)
    {
        private readonly PreparedStatement _insert = unit.Prepare(
            """
            INSERT INTO discord_messages
              (id, channel_id, user_id, author_id, author_name, kind, created_at, message_type, length, run_id, broadcast_type, broadcast_item,
              broadcast_value, broadcast_quantity, broadcast_other, is_repeat, content, keep_until, words)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
            ON CONFLICT (channel_id, id) DO NOTHING
            """);

        /// <summary>Stores a row, unless it is known.</summary>
        public bool Execute(MessageRow row) => _insert.Execute(
            row.Id, row.ChannelId, row.UserId, row.AuthorId, row.AuthorName, row.Kind, row.CreatedAt.Milliseconds, row.Type, row.Length, runId,
            row.Event?.Type, row.Event?.Item, row.Event?.Value, row.Event?.Quantity, row.Event?.Other, row.IsRepeat ? 1 : default(SqlValue), row.Text,
            row.KeepUntil?.Milliseconds, row.Words) > 0;
    }
}
