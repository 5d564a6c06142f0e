using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads what the game and Wise Old Man announced in the last seven days, about players that are known.</summary>
internal static class WeekQueries
{
    /// <summary>Reads the facts.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="now">Business time.</param>
    /// <param name="bests">The highest kill counts, to tell which were reached lately.</param>
    public static WeekFacts Read(SqliteConnection connection, UtcInstant now, IReadOnlyList<BossBest> bests)
    {
        (string, object)[] span = [("from", RollingWindow.Week.At(now).Start.Milliseconds), ("now", now.Milliseconds)];
        return new WeekFacts
        {
            Announcements = connection.Rows(
                """
                SELECT user_id, created_at, broadcast_type, author_name, broadcast_item, broadcast_value, broadcast_quantity, broadcast_other
                FROM discord_messages
                WHERE kind = 'broadcast' AND created_at > @from AND created_at <= @now
                  AND user_id IS NOT NULL AND broadcast_type IS NOT NULL AND NOT coalesce(is_repeat, 0)
                ORDER BY created_at, id
                """,
                row => new Announcement(
                    row.Int64(0), new UtcInstant(row.Int64(1)),
                    new RelayEvent(row.String(2), row.Text(3) ?? "", row.Text(4), row.Number(5), (int?)row.Number(6), row.Text(7))),
                span),
            Achievements = connection.Rows(
                """
                SELECT m.id, a.created_at, a.name, a.metric, a.threshold FROM achievements a JOIN clan_members m ON m.wom_player_id = a.wom_player_id
                WHERE a.created_at > @from AND a.created_at <= @now ORDER BY a.created_at, m.id, a.name
                """,
                row => new PassedThreshold(row.Int64(0), new UtcInstant(row.Int64(1)), row.String(2), row.String(3), row.Int64(4)),
                span),
            RaisedRecords = RaisedRecords(connection, bests, span),
        };
    }

    private static HashSet<string> RaisedRecords(SqliteConnection connection, IReadOnlyList<BossBest> bests, (string, object)[] span)
    {
        var raised = new HashSet<string>(StringComparer.Ordinal);
        connection.Each(
            """
            SELECT m.name FROM json_each(@bests) b JOIN metrics m ON m.name = b.key
            JOIN metric_records r ON r.metric_id = m.id AND r.member_id = b.value
            WHERE r.reached_at > @from AND r.reached_at <= @now
            """,
            row => raised.Add(row.String(0)),
            [.. span, ("bests", BestsAsJson(bests))]);
        return raised;
    }

    private static string BestsAsJson(IReadOnlyList<BossBest> bests)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var best in bests)
            {
                json.WriteNumber(best.Boss, best.MemberId);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
