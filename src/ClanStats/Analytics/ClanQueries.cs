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
        row => new ClanIdentity(row.Int64(0), row.String(1), JsonSerializer.Deserialize(row.String(2), StoredJson.Default.ListString) ?? [])).FirstOrDefault();

    /// <summary>Whether anybody was ever on the roster.</summary>
    public static bool IsAnybodyKnown(SqliteConnection connection) =>
        connection.Number("SELECT EXISTS (SELECT 1 FROM clan_members)") == 1;

    /// <summary>UTC day number of the first snapshot of all.</summary>
    public static long? FirstSnapshotDay(SqliteConnection connection) =>
        connection.Number("SELECT day FROM member_days ORDER BY day LIMIT 1") is { } day ? new UtcInstant(day).DayNumber : null;

    /// <summary>The 30 UTC days that end with the run's own, which counts up to now.</summary>
    public static IReadOnlyList<DayFacts> Days(
        SqliteConnection connection, UtcInstant now, MessageQueries messages, IReadOnlyDictionary<long, PlayerDays> days)
    {
        var members = new Dictionary<long, bool>();
        connection.Each("SELECT id, left_at IS NULL FROM clan_members", row => members.Add(row.Int64(0), row.Bool(1)));
        var first = now.DayNumber - HistoryDays + 1;
        var xp = Xp(connection, first, now, days, members);
        var talk = messages.ByDay(first, members);
        return
        [
            .. xp.Keys.Union(talk.Keys).Order()
                .Select(day => new DayFacts(day, xp.GetValueOrDefault(day), talk.GetValueOrDefault(day))),
        ];
    }

    /// <summary>
    /// The highest kill count of each boss up to now; of equals whoever was known first. What is kept is the highest ever, so a report about an
    /// earlier time, for which some of it came later, looks through the kills themselves.
    /// </summary>
    public static IReadOnlyList<BossBest> BossBests(SqliteConnection connection, UtcInstant now)
    {
        var isEarlier = connection.Number(
            "SELECT EXISTS (SELECT 1 FROM clan_members m WHERE EXISTS (SELECT 1 FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp > @now))",
            ("now", now.Milliseconds));
        return isEarlier == 1 ? BossBestsUntil(connection, now) : BossBestsEver(connection);
    }

    private static List<BossBest> BossBestsUntil(SqliteConnection connection, UtcInstant now) => connection.Rows(
        """
        WITH best AS (
          SELECT b.boss_name AS boss, s.user_id AS member, max(b.kills) AS kills FROM boss_snapshots b JOIN wom_snapshots s ON s.id = b.wom_snapshot_id
          WHERE s.timestamp <= @now AND s.user_id IS NOT NULL AND b.kills >= 0 GROUP BY 1, 2)
        SELECT o.boss, min(o.member), o.kills FROM best o WHERE o.kills = (SELECT max(kills) FROM best m WHERE m.boss = o.boss) GROUP BY o.boss
        """,
        row => new BossBest(row.String(0), row.Int64(1), row.Int64(2)),
        ("now", now.Milliseconds));

    private static List<BossBest> BossBestsEver(SqliteConnection connection) => connection.Rows(
        """
        SELECT b.name, min(r.member_id), b.value
        FROM (
          SELECT m.id, m.name, max(r.value) AS value FROM metrics m JOIN metric_records r ON r.metric_id = m.id
          WHERE m.category = 'boss' GROUP BY m.id) b
        JOIN metric_records r ON r.metric_id = b.id AND r.value = b.value
        GROUP BY b.id
        """,
        row => new BossBest(row.String(0), row.Int64(1), row.Int64(2)));

    /// <summary>Counted kills of one boss by UTC day number, of those who killed it and from where it counts.</summary>
    public static IReadOnlyDictionary<long, long> BossDays(
        SqliteConnection connection, UtcInstant now, Metric boss, IEnumerable<(long MemberId, UtcInstant? From)> killers)
    {
        var keys = string.Join(',', killers.Select(killer => string.Create(
            CultureInfo.InvariantCulture, $"[{killer.MemberId},{killer.From?.Milliseconds ?? 0}]")));
        var days = new Dictionary<long, long>();
        var (current, before) = (0L, 0L);
        connection.Each(
            """
            WITH killers (member, since) AS (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(@keys))
            SELECT s.user_id, s.timestamp, s.metric_values,
              (SELECT g.base FROM gain_bases g WHERE g.member_id = s.user_id AND g.valid_from <= s.timestamp ORDER BY g.valid_from DESC LIMIT 1)
            FROM killers k CROSS JOIN wom_snapshots s ON s.user_id = k.member AND s.timestamp >= k.since AND s.timestamp <= @now
            WHERE s.metric_values IS NOT NULL ORDER BY s.user_id, s.timestamp
            """,
            row =>
            {
                var (member, day, gained) = (row.Int64(0), new UtcInstant(row.Int64(1)).DayNumber, Gained(row, boss));
                if (member == current)
                {
                    days[day] = days.GetValueOrDefault(day) + gained - before;
                }

                (current, before) = (member, gained);
            },
            ("keys", $"[{keys}]"), ("now", now.Milliseconds));
        return days;
    }

    private static long Gained(Row row, Metric boss) => row.IsNull(3) ? 0 : GainBase.GainAt(row.Blob(3), boss.Id, MetricVector.ReadAt(row.Blob(2), boss.Id));

    /// <summary>Whole days from the counters, the run's own from the snapshots up to now.</summary>
    private static Dictionary<long, DaySplit> Xp(
        SqliteConnection connection, long first, UtcInstant now, IReadOnlyDictionary<long, PlayerDays> days, Dictionary<long, bool> members)
    {
        var xp = new Dictionary<long, DaySplit>();
        void Add(bool isCurrent, long day, long gained)
        {
            var split = xp.GetValueOrDefault(day);
            xp[day] = isCurrent ? split with { Members = split.Members + gained } : split with { Former = split.Former + gained };
        }

        foreach (var (member, own) in days)
        {
            for (var i = ActiveDays.Count(own.Seen, 0, first); i < own.Seen.Length && own.Seen[i] < now.DayNumber; i++)
            {
                Add(members[member], own.Seen[i], own.Xp[i]);
            }
        }

        Add(isCurrent: true, now.DayNumber, 0);
        connection.Each(
            """
            SELECT m.left_at IS NULL, s.xp_gained - coalesce((
              SELECT b.xp_gained FROM wom_snapshots b WHERE b.user_id = m.id AND b.timestamp < @today ORDER BY b.timestamp DESC LIMIT 1), 0)
            FROM clan_members m JOIN wom_snapshots s ON s.id = (
              SELECT n.id FROM wom_snapshots n WHERE n.user_id = m.id AND n.timestamp >= @today AND n.timestamp <= @now
              ORDER BY n.timestamp DESC LIMIT 1)
            """,
            row => Add(row.Bool(0), now.DayNumber, row.Int64(1)),
            ("today", UtcInstant.StartOfDay(now.DayNumber).Milliseconds), ("now", now.Milliseconds));
        return xp;
    }
}
