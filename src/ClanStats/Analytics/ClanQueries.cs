using System.Globalization;
using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads what is told of the clan as a whole: its group, its days, its records.</summary>
internal static class ClanQueries
{
    private const int HistoryDays = 30;

    /// <summary>The clan as Wise Old Man named it; null as long as it was never asked.</summary>
    public static ClanIdentity? Clan(SqliteConnection connection) => connection.Rows(
        "SELECT group_id, name, role_order FROM clan_group",
        row => new ClanIdentity(row.GetInt64(0), row.GetString(1), JsonSerializer.Deserialize(row.GetString(2), StoredJson.Default.ListString) ?? [])).FirstOrDefault();

    /// <summary>Whether anybody was ever on the roster.</summary>
    public static bool IsAnybodyKnown(SqliteConnection connection) =>
        connection.Rows("SELECT EXISTS (SELECT 1 FROM clan_members)", row => row.GetBoolean(0)).Single();

    /// <summary>UTC day number of the first snapshot of all.</summary>
    public static long? FirstSnapshotDay(SqliteConnection connection) => connection.Rows(
        "SELECT day FROM member_days ORDER BY day LIMIT 1", row => new UtcInstant(row.GetInt64(0)).DayNumber).Cast<long?>().FirstOrDefault();

    /// <summary>The 30 UTC days that end with the run's own, which counts up to now.</summary>
    public static IReadOnlyList<DayFacts> Days(SqliteConnection connection, UtcInstant now, MessageQueries messages)
    {
        var first = now.DayNumber - HistoryDays + 1;
        var xp = Xp(connection, first, now);
        var talk = messages.ByDay(first);
        return [.. xp.Keys.Union(talk.Keys).Order().Select(day => new DayFacts(day, xp.GetValueOrDefault(day), talk.GetValueOrDefault(day)))];
    }

    /// <summary>The highest kill count ever of each boss; of equals whoever was known first.</summary>
    public static IReadOnlyList<BossBest> BossBests(SqliteConnection connection) => connection.Rows(
        """
        SELECT b.name, min(r.member_id), b.value
        FROM (
          SELECT m.id, m.name, max(r.value) AS value FROM metrics m JOIN metric_records r ON r.metric_id = m.id
          WHERE m.category = 'boss' GROUP BY m.id) b
        JOIN metric_records r ON r.metric_id = b.id AND r.value = b.value
        GROUP BY b.id
        """,
        row => new BossBest(row.GetString(0), row.GetInt64(1), row.GetInt64(2)));

    /// <summary>Counted kills of one boss by UTC day number, of those who killed it and from where it counts.</summary>
    public static IReadOnlyDictionary<long, long> BossDays(
        SqliteConnection connection, UtcInstant now, Metric boss, IEnumerable<(long MemberId, UtcInstant? From)> killers)
    {
        var keys = string.Join(',', killers.Select(killer => string.Create(
            CultureInfo.InvariantCulture, $"[{killer.MemberId},{killer.From?.Milliseconds ?? 0}]")));
        var first = now.DayNumber - HistoryDays + 1;
        var days = new Dictionary<long, long>();
        var (current, before) = (0L, 0L);
        foreach (var (member, at, gained) in connection.Rows(
            """
            WITH killers (member, since) AS (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(@keys))
            SELECT s.user_id, s.timestamp, s.metric_values,
              (SELECT g.base FROM gain_bases g WHERE g.member_id = s.user_id AND g.valid_from <= s.timestamp ORDER BY g.valid_from DESC LIMIT 1)
            FROM killers k CROSS JOIN wom_snapshots s ON s.user_id = k.member AND s.timestamp >= k.since AND s.timestamp <= @now
            WHERE s.metric_values IS NOT NULL ORDER BY s.user_id, s.timestamp
            """,
            row => (row.GetInt64(0), new UtcInstant(row.GetInt64(1)), Gained(row, boss)),
            ("keys", $"[{keys}]"), ("now", now.Milliseconds)))
        {
            if (member == current && at.DayNumber >= first)
            {
                days[at.DayNumber] = days.GetValueOrDefault(at.DayNumber) + gained - before;
            }

            (current, before) = (member, gained);
        }

        return days;
    }

    private static long Gained(SqliteDataReader row, Metric boss) => row.Bytes(3) is { } packed
        ? GainBase.GainAt(packed, boss.Id, MetricVector.ReadAt(row.Bytes(2), boss.Id))
        : 0;

    /// <summary>Whole days from the counters, the run's own from the snapshots up to now.</summary>
    private static Dictionary<long, DaySplit> Xp(SqliteConnection connection, long first, UtcInstant now) => connection.Rows(
        """
        SELECT d.day, sum(d.xp) FILTER (WHERE m.left_at IS NULL), sum(d.xp) FILTER (WHERE m.left_at IS NOT NULL)
        FROM member_days d JOIN clan_members m ON m.id = d.member_id
        WHERE d.day >= @first AND d.day < @today GROUP BY d.day
        UNION ALL
        SELECT @today, sum(t.xp) FILTER (WHERE t.left_at IS NULL), sum(t.xp) FILTER (WHERE t.left_at IS NOT NULL)
        FROM (
          SELECT m.left_at, s.xp_gained - coalesce((
            SELECT b.xp_gained FROM wom_snapshots b WHERE b.user_id = m.id AND b.timestamp < @today ORDER BY b.timestamp DESC LIMIT 1), 0) AS xp
          FROM clan_members m JOIN wom_snapshots s ON s.id = (
            SELECT n.id FROM wom_snapshots n WHERE n.user_id = m.id AND n.timestamp >= @today AND n.timestamp <= @now
            ORDER BY n.timestamp DESC LIMIT 1)) t
        """,
        row => (Day: new UtcInstant(row.GetInt64(0)).DayNumber, Split: new DaySplit(row.Number(1) ?? 0, row.Number(2) ?? 0, 0)),
        ("first", UtcInstant.StartOfDay(first).Milliseconds),
        ("today", UtcInstant.StartOfDay(now.DayNumber).Milliseconds),
        ("now", now.Milliseconds)).ToDictionary(row => row.Day, row => row.Split);
}
