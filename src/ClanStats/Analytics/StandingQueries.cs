using ClanStats.Domain.Activity;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads where the players on the roster stood at earlier times: all values of the newest snapshot not later than each.</summary>
internal static class StandingQueries
{
    /// <summary>By row of clan_members and the place of the time in the list; nothing of who had no snapshot yet.</summary>
    public static Dictionary<(long MemberId, int Time), MetricVector> Read(SqliteConnection connection, params UtcInstant[] times)
    {
        var rows = string.Join(", ", times.Select((time, place) => $"({place}, {time.Milliseconds})"));
        var standing = new Dictionary<(long, int), MetricVector>();
        connection.Each(
            $"""
            WITH times (place, at) AS (VALUES {rows})
            SELECT m.id, t.place,
              (SELECT s.metric_values FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp <= t.at AND s.metric_values IS NOT NULL
               ORDER BY s.timestamp DESC LIMIT 1)
            FROM clan_members m CROSS JOIN times t WHERE m.left_at IS NULL
            """,
            row =>
            {
                if (!row.IsNull(2))
                {
                    standing.Add((row.Int64(0), row.Int32(1)), MetricVector.Decode(row.Blob(2)));
                }
            });
        return standing;
    }
}
