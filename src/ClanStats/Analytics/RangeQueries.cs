using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>What one player, or the clan, did in a span of UTC days.</summary>
/// <param name="Metrics">The metrics known.</param>
/// <param name="Series">The gains of each player.</param>
/// <param name="Messages">Messages by day number.</param>
/// <param name="GameDays">Day numbers on which a counted step ends.</param>
internal sealed record DayRange(
    MetricCatalog Metrics, IReadOnlyList<GainSeries> Series, IReadOnlyDictionary<long, long> Messages, IReadOnlySet<long> GameDays);

/// <summary>Reads what a player or the clan did in any span: snapshots by their index, messages and active days from the counters.</summary>
internal static class RangeQueries
{
    /// <summary>Reads a span.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="member">Row of clan_members.</param>
    /// <param name="from">First instant, the start of a UTC day.</param>
    /// <param name="before">First instant after it, the start of a UTC day.</param>
    public static DayRange Read(SqliteConnection connection, long member, UtcInstant from, UtcInstant before)
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
        return new DayRange(new MetricCatalog(MetricRegistry.Read(connection)), [new GainSeries(points)], messages, played);
    }

    /// <summary>Reads a span of the clan: everybody ever known, and lines of nobody known, as the clan's history counts them.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="from">First instant, the start of a UTC day.</param>
    /// <param name="before">First instant after it, the start of a UTC day.</param>
    public static DayRange ReadClan(SqliteConnection connection, UtcInstant from, UtcInstant before)
    {
        var span = new { from = from.Milliseconds, before = before.Milliseconds, UtcInstant.Day };
        var points = connection.Query<(long Member, long At, long Xp, byte[]? Values, byte[]? Base)>(
            """
            SELECT s.user_id, s.timestamp, s.xp_gained, s.metric_values,
              (SELECT g.base FROM gain_bases g WHERE g.member_id = s.user_id AND g.valid_from <= s.timestamp ORDER BY g.valid_from DESC LIMIT 1)
            FROM (SELECT p.id, coalesce(
                (SELECT max(b.timestamp) FROM wom_snapshots b WHERE b.user_id = p.id AND b.timestamp < @from AND b.metric_values IS NOT NULL), @from) AS since
              FROM clan_members p) m
            CROSS JOIN wom_snapshots s ON s.user_id = m.id AND s.timestamp >= m.since AND s.timestamp < @before
            WHERE s.metric_values IS NOT NULL ORDER BY s.user_id, s.timestamp
            """,
            span).Select(row => new DayPoint(row.Member, new UtcInstant(row.At), row.Xp, row.Values, row.Base));
        var messages = connection.Query<(long Day, long Messages)>(
            """
            SELECT d.day / @Day, sum(d.messages)
            FROM (SELECT id FROM clan_members UNION ALL SELECT 0) m JOIN message_days d ON d.member_id = m.id AND d.day >= @from AND d.day < @before
            GROUP BY d.day
            """,
            span).ToDictionary(row => row.Day, row => row.Messages);
        var played = connection.Query<long>("SELECT DISTINCT day / @Day FROM member_days WHERE day >= @from AND day < @before AND steps > 0", span).ToHashSet();
        return new DayRange(
            new MetricCatalog(MetricRegistry.Read(connection)), [.. points.GroupBy(point => point.MemberId).Select(player => new GainSeries(player))], messages, played);
    }
}
