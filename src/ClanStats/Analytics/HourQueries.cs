using System.Buffers.Text;
using ClanStats.Domain.Activity;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>
/// Reads in which hours of the last 30 days a line of a member came in: what they wrote, and what the game told of them, which says as well that
/// they were there. One index answers it without a look at any message: a text a member, an hour as often as there are lines in it.
/// </summary>
internal static class HourQueries
{
    /// <summary>Hours counted from 1970-01-01, by row of clan_members; only who is on the roster.</summary>
    public static IReadOnlyDictionary<long, IReadOnlyList<int>> Read(SqliteConnection connection, UtcInstant now)
    {
        var from = RollingWindow.Month.At(now).Start;
        var first = from.Milliseconds / UtcInstant.Hour;
        var hours = new Dictionary<long, IReadOnlyList<int>>();
        var written = new bool[(now.Milliseconds / UtcInstant.Hour) - first + 1];
        connection.Each(
            """
            SELECT m.id, (
              SELECT group_concat(d.created_at / @hour - @first) FROM discord_messages d
              WHERE d.user_id = m.id AND d.created_at > @from AND d.created_at <= @now)
            FROM clan_members m WHERE m.left_at IS NULL
            """,
            row =>
            {
                if (!row.IsNull(1))
                {
                    hours.Add(row.Int64(0), Hours(row.Blob(1), written, (int)first));
                }
            },
            ("hour", UtcInstant.Hour), ("first", first), ("from", from.Milliseconds), ("now", now.Milliseconds));
        return hours;
    }

    private static List<int> Hours(ReadOnlySpan<byte> text, bool[] written, int first)
    {
        Array.Clear(written);
        while (Utf8Parser.TryParse(text, out int hour, out var length))
        {
            written[hour] = true;
            text = text[Math.Min(length + 1, text.Length)..];
        }

        var hours = new List<int>();
        for (var hour = 0; hour < written.Length; hour++)
        {
            if (written[hour])
            {
                hours.Add(first + hour);
            }
        }

        return hours;
    }
}
