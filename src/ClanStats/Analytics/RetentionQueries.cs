using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads who came and went, and on which days everybody was there: from the counters by day.</summary>
internal static class RetentionQueries
{
    /// <summary>Reads the facts but for the channels, which need no days.</summary>
    public static RetentionFacts Read(SqliteConnection connection, UtcInstant now, IReadOnlyDictionary<long, PlayerDays> days) => new()
    {
        Events = ReadEvents(connection, now),
        Days = days.Where(entry => entry.Key != DayCounterQueries.Nobody)
            .ToDictionary(entry => entry.Key, entry => new ActiveDays(entry.Value.Seen, entry.Value.Played, entry.Value.Spoken)),
    };

    private static List<RosterEvent> ReadEvents(SqliteConnection connection, UtcInstant now) => connection.Rows(
        """
        SELECT wom_player_id, type, created_at FROM group_activity
        WHERE type IN ('joined', 'left') AND created_at <= @now AND (retracted_at IS NULL OR retracted_at > @now) ORDER BY created_at, wom_player_id, type
        """,
        row => new RosterEvent(row.Int64(0), row.String(1) == "joined", new UtcInstant(row.Int64(2))),
        ("now", now.Milliseconds));

    /// <summary>For everybody who joined lately: the first message in each channel within the first month.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="now">Business time.</param>
    /// <param name="joins">When somebody joined, where officers noted it: then the log does not count.</param>
    public static List<ChannelFirst> ReadChannels(SqliteConnection connection, UtcInstant now, IReadOnlyDictionary<long, UtcInstant> joins) => connection.Rows(
        $"""
        WITH newcomers AS (
          SELECT id, joined_at FROM ({JoinQueries.Joined}) WHERE joined_at > @since
          UNION SELECT m.id, a.created_at FROM group_activity a JOIN clan_members m ON m.wom_player_id = a.wom_player_id
          WHERE a.created_at > @since AND a.type = 'joined' AND a.retracted_at IS NULL AND m.id NOT IN (SELECT CAST(key AS INTEGER) FROM json_each(@noted)))
        SELECT d.user_id, d.channel_id, min(d.created_at) FROM newcomers n CROSS JOIN discord_messages d
          ON d.user_id = n.id AND d.created_at >= n.joined_at AND d.created_at < n.joined_at + @month AND d.created_at <= @now
        WHERE d.kind IN ('chat', 'relay') GROUP BY d.user_id, d.channel_id ORDER BY 1, 3, 2
        """,
        row => new ChannelFirst(row.Int64(0), row.Int64(1), new UtcInstant(row.Int64(2))),
        ("since", now.PlusDays(-RetentionThresholds.NewcomerDays).Milliseconds),
        ("month", RetentionThresholds.FirstDays * UtcInstant.Day),
        ("now", now.Milliseconds),
        ("noted", JoinQueries.Noted(joins)));
}
