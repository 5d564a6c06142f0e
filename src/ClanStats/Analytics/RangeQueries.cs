using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>What one player did in a span of UTC days.</summary>
/// <param name="Metrics">The metrics known.</param>
/// <param name="Series">The gains.</param>
/// <param name="Messages">Messages by day number.</param>
/// <param name="GameDays">Day numbers on which a counted step ends.</param>
internal sealed record PlayerRange(MetricCatalog Metrics, GainSeries Series, IReadOnlyDictionary<long, long> Messages, IReadOnlySet<long> GameDays);

/// <summary>Reads what a player did in any span: snapshots by their index, messages and active days from the counters.</summary>
internal static class RangeQueries
{
    /// <summary>Reads a span.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="member">Row of clan_members.</param>
    /// <param name="from">First instant, the start of a UTC day.</param>
    /// <param name="before">First instant after it, the start of a UTC day.</param>
    public static PlayerRange Read(SqliteConnection connection, long member, UtcInstant from, UtcInstant before)
    {
        var span = new { member, from = from.Milliseconds, before = before.Milliseconds, UtcInstant.Day };
        var points = connection.Query<(long At, long Xp, byte[]? Values, byte[]? Base)>(
            """
            SELECT s.timestamp, s.xp_gained, s.metric_values,
              (SELECT g.base FROM gain_bases g WHERE g.member_id = s.user_id AND g.valid_from <= s.timestamp ORDER BY g.valid_from DESC LIMIT 1)
            FROM wom_snapshots s
            WHERE s.user_id = @member AND s.timestamp < @before AND s.metric_values IS NOT NULL AND s.timestamp >= coalesce(
              (SELECT max(b.timestamp) FROM wom_snapshots b WHERE b.user_id = @member AND b.timestamp < @from AND b.metric_values IS NOT NULL), @from)
            ORDER BY s.timestamp
            """,
            span).Select(row => new DayPoint(member, new UtcInstant(row.At), row.Xp, row.Values, row.Base));
        var messages = connection.Query<(long Day, long Messages)>(
            """
            SELECT d.day / @Day, sum(d.messages) FROM clan_members m JOIN message_days d ON d.member_id = m.id AND d.day >= @from AND d.day < @before
            WHERE coalesce(m.person_id, m.id) = (SELECT coalesce(person_id, id) FROM clan_members WHERE id = @member) GROUP BY d.day
            """,
            span).ToDictionary(row => row.Day, row => row.Messages);
        var played = connection.Query<long>(
            "SELECT day / @Day FROM member_days WHERE day >= @from AND day < @before AND member_id = @member AND steps > 0", span).ToHashSet();
        return new PlayerRange(new MetricCatalog(MetricRegistry.Read(connection)), new GainSeries(points), messages, played);
    }
}
