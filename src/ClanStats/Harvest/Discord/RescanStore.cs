using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage;
using Dapper;

namespace ClanStats.Harvest.Discord;

/// <summary>Brings known messages in line with what Discord shows of them now: edits, and what is no longer there.</summary>
internal sealed class RescanStore(Database database)
{
    /// <summary>Source of the days on which the newest messages of a channel were last read again.</summary>
    public const string Source = "discord-rescan";

    /// <summary>Embeds a message can hold: more lines than that no message has.</summary>
    private const int MostLines = 10;

    private const string ValueColumns =
        "author_name, message_type, length, broadcast_type, broadcast_item, broadcast_value, broadcast_quantity, broadcast_other, words";

    /// <summary>The UTC day of an instant, as it is noted.</summary>
    public static string DayOf(UtcInstant at) => IsoDay.Of(at.Date);

    /// <summary>The newest known message of a channel before an id; null if there is none.</summary>
    public Snowflake? NewestBefore(Snowflake channel, Snowflake before) => database.Read("discord: anchor", connection =>
        connection.ExecuteScalar<long?>(
            "SELECT max(id) FROM discord_messages WHERE channel_id = @channel AND id > 0 AND id < @before",
            new { channel = channel.Value, before = before.Value }) is { } id
            ? new Snowflake(id)
            : (Snowflake?)null);

    /// <summary>The known messages in (<paramref name="after"/>, <paramref name="upTo"/>].</summary>
    public List<long> Known(Snowflake channel, Snowflake after, Snowflake upTo) => database.Read("discord: known messages", connection => connection
        .Query<long>(
            "SELECT id FROM discord_messages WHERE channel_id = @channel AND id > @after AND id <= @upTo ORDER BY id",
            new { channel = channel.Value, after = after.Value, upTo = upTo.Value })
        .AsList());

    /// <summary>Removes messages that are gone, with their counts, and notes the day of the read.</summary>
    public void Finish(Snowflake channel, IReadOnlyCollection<long> gone, UtcInstant now, long runId, CancellationToken cancellationToken) =>
        database.Write(
            "discord: read again",
            unit =>
            {
                var counters = new MessageCounters();
                foreach (var id in gone)
                {
                    Remove(unit, channel.Value, id, id, counters);
                    Remove(unit, channel.Value, RelaySorter.IdOf(id, MostLines), RelaySorter.IdOf(id, 1), counters);
                }

                counters.Save(unit);
                HarvestCursorStore.Move(unit, Source, channel.ToString(), DayOf(now), now, runId);
            },
            cancellationToken);

    /// <summary>
    /// Changes a known message to what it is now; whom it belongs to is decided anew only where the name in it is another. What was found when
    /// it was first read stays: the time, whether it repeated a line, how long an unread line is kept.
    /// </summary>
    /// <returns>Whether it was another.</returns>
    public static bool Refresh(UnitOfWork unit, MessageRow row, MessageCounters counters)
    {
        Row? before = null;
        unit.Prepare($"SELECT user_id, kind, created_at, content, {ValueColumns} FROM discord_messages WHERE channel_id = ?1 AND id = ?2")
            .ForEach(reader => before = Read(reader), row.ChannelId, row.Id);
        if (before is null || before == Now(row, before))
        {
            return false;
        }

        var after = Now(row, before);
        counters.Count(before.Kind, before.UserId, before.At, times: -1);
        counters.Count(after.Kind, after.UserId, after.At);
        unit.Prepare(
            """
            UPDATE discord_messages SET user_id = ?3, kind = ?4, content = ?5, keep_until = ?6, author_name = ?7, message_type = ?8, length = ?9,
              broadcast_type = ?10, broadcast_item = ?11, broadcast_value = ?12, broadcast_quantity = ?13, broadcast_other = ?14, words = ?15
            WHERE channel_id = ?1 AND id = ?2
            """).Execute(
            row.ChannelId, row.Id, after.UserId, after.Kind, after.Text, row.KeepUntil?.Milliseconds, after.Name, after.Type, after.Length,
            after.Event?.Type, after.Event?.Item, after.Event?.Value, after.Event?.Quantity, after.Event?.Other, after.Words);
        return true;
    }

    /// <summary>The name a person showed when they wrote stays; the name in a line of the game chat is part of the line.</summary>
    private static Row Now(MessageRow row, Row before)
    {
        var isChat = row.Kind == MessageKinds.Chat && before.Kind == MessageKinds.Chat;
        var name = isChat ? before.Name : row.AuthorName;
        var isSame = isChat || (name == before.Name && row.Kind == before.Kind);
        var wasKeptForATime = row is { IsUnreadLine: true, KeepUntil: not null } && before.Kind == row.Kind && before.Length == row.Length;
        return new Row(
            isSame ? before.UserId : row.UserId, row.Kind, before.At, wasKeptForATime ? before.Text : row.Text, name, row.Type, row.Length, row.Words, row.Event);
    }

    private static Row Read(Microsoft.Data.Sqlite.SqliteDataReader reader)
    {
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        long? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
        var name = Text(4);
        return new Row(
            Number(0), reader.GetString(1), new UtcInstant(reader.GetInt64(2)), Text(3), name, (int)(Number(5) ?? 0), (int)(Number(6) ?? 0), (int)(Number(12) ?? -1),
            Text(7) is { } type ? new RelayEvent(type, name ?? "", Text(8), Number(9), (int?)Number(10), Text(11)) : null);
    }

    private static void Remove(UnitOfWork unit, long channel, long from, long to, MessageCounters counters)
    {
        unit.Prepare("SELECT kind, user_id, created_at FROM discord_messages WHERE channel_id = ?1 AND id BETWEEN ?2 AND ?3").ForEach(
            row => counters.Count(row.GetString(0), row.IsDBNull(1) ? null : row.GetInt64(1), new UtcInstant(row.GetInt64(2)), times: -1),
            channel,
            from,
            to);
        unit.Prepare("DELETE FROM discord_messages WHERE channel_id = ?1 AND id BETWEEN ?2 AND ?3").Execute(channel, from, to);
    }

    private sealed record Row(
        long? UserId, string Kind, UtcInstant At, string? Text, string? Name, int Type, int Length, int Words, RelayEvent? Event);
}
