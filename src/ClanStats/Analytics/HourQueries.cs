using ClanStats.Domain.Activity;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>
/// Reads in which hours of the last 30 days a line of a member came in: what they wrote, and what the game told of them, which says as well that
/// they were there. One index answers it without a look at any message, a text a member.
/// </summary>
internal static class HourQueries
{
    /// <summary>Hours counted from 1970-01-01, by row of clan_members; only who is on the roster.</summary>
    public static IReadOnlyDictionary<long, IReadOnlyList<int>> Read(SqliteConnection connection, UtcInstant now)
    {
        var from = RollingWindow.Month.At(now).Start;
        var first = from.Milliseconds / UtcInstant.Hour;
        var hours = new Dictionary<long, IReadOnlyList<int>>();
        connection.Each(
            """
            SELECT m.id, (SELECT group_concat(hour) FROM (
              SELECT DISTINCT d.created_at / @hour - @first AS hour FROM discord_messages d
              WHERE d.user_id = m.id AND d.created_at > @from AND d.created_at <= @now))
            FROM clan_members m WHERE m.left_at IS NULL
            """,
            row =>
            {
                if (!row.IsNull(1))
                {
                    hours.Add(row.Int64(0), Hours(row.Blob(1), (int)first));
                }
            },
            ("hour", UtcInstant.Hour), ("first", first), ("from", from.Milliseconds), ("now", now.Milliseconds));
        return hours;
    }

    private static List<int> Hours(ReadOnlySpan<byte> text, int first)
    {
        var (hours, hour) = (new List<int>(), 0);
        foreach (var sign in text)
        {
            if (sign == (byte)',')
            {
                hours.Add(first + hour);
                hour = 0;
            }
            else
            {
                hour = (hour * 10) + (sign - (byte)'0');
            }
        }

        hours.Add(first + hour);
        return hours;
    }
}
