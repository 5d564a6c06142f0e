using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>
/// Reads when officers wrote and who answered newcomers. Each message is found down an index: (user_id, created_at) for a person's own,
/// (channel_id, id) for what follows in the channel, because Discord's ids grow with time.
/// </summary>
internal static class OfficerQueries
{
    private const int BitsBelowTime = 22;

    /// <summary>Reads the facts.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="now">Business time.</param>
    /// <param name="limits">Who counts as a newcomer.</param>
    /// <param name="players">Rows of clan_members whose lines are an officer's.</param>
    /// <param name="joins">When somebody joined, where officers noted it.</param>
    public static OfficerFacts Read(
        SqliteConnection connection, UtcInstant now, OfficerThresholds limits, IReadOnlyList<long> players, IReadOnlyDictionary<long, UtcInstant> joins)
    {
        var officers = $"[{string.Join(',', players)}]";
        return new OfficerFacts
        {
            Quarters = ReadQuarters(connection, now, officers),
            Messages = ReadMessages(connection, now, officers, limits, JoinQueries.Noted(joins)),
        };
    }

    private static List<OfficerQuarter> ReadQuarters(SqliteConnection connection, UtcInstant now, string officers) => connection.Rows(
        """
        SELECT DISTINCT o.value, d.created_at / @quarter * @quarter
        FROM json_each(@officers) o CROSS JOIN discord_messages d ON d.user_id = o.value AND d.created_at > @from AND d.created_at <= @now
        WHERE d.kind IN ('chat', 'relay') ORDER BY 1, 2
        """,
        row => new OfficerQuarter(row.Int64(0), new UtcInstant(row.Int64(1))),
        ("quarter", UtcInstant.Hour / 4), ("from", RollingWindow.Month.At(now).Start.Milliseconds), ("now", now.Milliseconds), ("officers", officers));

    private static List<FirstMessage> ReadMessages(
        SqliteConnection connection, UtcInstant now, string officers, OfficerThresholds limits, string noted) => connection.Rows(
        $"""
        WITH joined AS ({JoinQueries.Joined}),
        first AS (
          SELECT f.user_id, f.created_at, f.channel_id, f.id,
            (SELECT n.id FROM discord_messages n WHERE {Follows} AND +n.user_id IS NOT NULL ORDER BY n.id LIMIT 1) AS next_id,
            (SELECT n.id FROM discord_messages n WHERE {Follows}
               AND +n.user_id IN (SELECT value FROM json_each(@officers)) ORDER BY n.id LIMIT 1) AS officer_id
          FROM joined m JOIN discord_messages f ON (f.channel_id, f.id) IN (
            SELECT d.channel_id, d.id FROM discord_messages d
            WHERE d.user_id = m.id AND d.created_at >= m.joined_at AND d.created_at <= @now AND d.id > 0 AND d.kind IN ('chat', 'relay')
            ORDER BY d.created_at, d.id LIMIT @count)
          WHERE m.left_at IS NULL AND m.joined_at > @since AND m.joined_at <= @now)
        SELECT t.user_id, t.created_at, n.created_at, o.created_at, o.user_id
        FROM first t
        LEFT JOIN discord_messages n ON n.channel_id = t.channel_id AND n.id = t.next_id
        LEFT JOIN discord_messages o ON o.channel_id = t.channel_id AND o.id = t.officer_id
        ORDER BY t.user_id, t.created_at, t.id
        """,
        row => new FirstMessage(row.Int64(0), new UtcInstant(row.Int64(1)), Time(row.Number(2)), Time(row.Number(3)), row.Number(4)),
        ("now", now.Milliseconds),
        ("since", RollingWindow.OfDays(limits.NewcomerDays).At(now).Start.Milliseconds),
        ("horizon", OfficerFacts.AnswerHorizonHours * UtcInstant.Hour << BitsBelowTime),
        ("count", OfficerFacts.FirstMessages),
        ("officers", officers),
        ("noted", noted));

    /// <summary>A later message of somebody else in the channel of <c>f</c>: found along the channel (the + keeps SQLite from going by its author).</summary>
    private const string Follows =
        "n.channel_id = f.channel_id AND n.id > f.id AND n.id <= f.id + @horizon AND +n.created_at <= @now AND +n.user_id <> f.user_id AND n.kind IN ('chat', 'relay')";

    private static UtcInstant? Time(long? milliseconds) => milliseconds is { } value ? new UtcInstant(value) : null;
}
