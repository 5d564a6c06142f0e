using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage.Forgetting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads people with the snapshots and counts that decide about their windows.</summary>
internal sealed class MemberQueries(SqliteConnection connection)
{
    private readonly Dictionary<long, SnapshotPoint> _points = [];

    /// <summary>Everybody ever known, by id.</summary>
    public IReadOnlyList<MemberFacts> Read(UtcInstant now, IReadOnlyList<RollingWindow> windows)
    {
        var names = ReadFormerNames();
        var keys = ReadKeys(now, windows);
        ReadPoints(keys);
        var newest = keys.Where(row => row.Days == 0).ToDictionary(row => row.Member, row => row.Baseline);
        var byMember = keys.Where(row => row.Days > 0).ToLookup(row => row.Member);
        var official = ReadOfficial(now);
        var messages = ReadMessages(now, windows);
        var forgotten = TombstoneStore.Members(connection, TombstoneStore.Load(connection));
        return
        [
            .. connection.Query<PersonRow>(
                """
                SELECT m.id, m.wom_player_id AS WomPlayerId, coalesce(m.person_id, m.id) AS PersonId, m.username, m.display_name AS DisplayName, m.role, m.status,
                  m.joined_at AS JoinedAt, m.left_at AS LeftAt,
                  EXISTS (SELECT 1 FROM discord_accounts a WHERE a.member_id = m.id) AS IsLinked,
                  EXISTS (SELECT 1 FROM link_decisions d WHERE d.member_id = m.id AND d.kind = 'none' AND d.undone_at IS NULL) AS HasNoAccount
                FROM clan_members m ORDER BY m.id
                """).Select(row => new MemberFacts
                {
                    Id = row.Id,
                    WomPlayerId = row.WomPlayerId,
                    PersonId = row.PersonId,
                    Username = row.Username,
                    DisplayName = row.DisplayName,
                    FormerNames = [.. names[row.Id].Where(name => name != row.DisplayName).Distinct(StringComparer.Ordinal)],
                    Role = row.Role ?? "",
                    Status = row.Status ?? "",
                    JoinedAt = row.JoinedAt is { } joined ? new UtcInstant(joined) : null,
                    LeftAt = row.LeftAt is { } left ? new UtcInstant(left) : null,
                    IsLinked = row.IsLinked != 0,
                    IsForgotten = forgotten.Contains(row.Id),
                    HasNoAccount = row.HasNoAccount != 0,
                    Newest = Point(newest.GetValueOrDefault(row.Id)),
                    Windows = byMember[row.Id].ToDictionary(
                        key => (int)key.Days,
                        key => new WindowPoints(
                            RollingWindow.OfDays((int)key.Days), Point(key.Baseline), Point(key.First), (int)key.Inside, (int)key.XpInside, (int)key.EhpInside, (int)key.EhbInside)),
                    Official = official[row.Id].ToDictionary(entry => entry.Days, entry => entry.Points),
                    Messages = messages[row.Id].ToDictionary(entry => entry.Days, entry => entry.Count),
                }),
        ];
    }

    private ILookup<long, string> ReadFormerNames() => connection
        .Query<(long Member, string Name)>("SELECT member_id, name FROM player_names WHERE valid_to IS NOT NULL ORDER BY valid_to DESC, id DESC")
        .ToLookup(row => row.Member, row => row.Name);

    /// <summary>
    /// For each member and window the ids of the last snapshot at or before its start and of the first inside, and how many lie inside,
    /// counted no further than two; days 0 stands for the newest snapshot. Each is one step down the index (user_id, timestamp).
    /// </summary>
    private List<KeyRow> ReadKeys(UtcInstant now, IReadOnlyList<RollingWindow> windows)
    {
        var starts = string.Join(", ", windows.Select(window => window.Days).Distinct().Select(days =>
            $"({days}, {RollingWindow.OfDays(days).At(now).Start.Milliseconds})"));
        return [.. connection.Query<KeyRow>(
            $"""
            WITH windows (days, start) AS (VALUES {starts})
            SELECT m.id AS Member, w.days AS Days,
              (SELECT s.id FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp <= w.start AND s.metric_values IS NOT NULL
               ORDER BY s.timestamp DESC LIMIT 1) AS Baseline,
              (SELECT s.id FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp > w.start AND s.timestamp <= @now AND s.metric_values IS NOT NULL
               ORDER BY s.timestamp LIMIT 1) AS First,
              (SELECT count(*) FROM (SELECT 1 FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp > w.start AND s.timestamp <= @now LIMIT 2)) AS Inside,
              (SELECT count(*) FROM (SELECT 1 FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp > w.start AND s.timestamp <= @now AND s.total_xp IS NOT NULL LIMIT 2)) AS XpInside,
              (SELECT count(*) FROM (SELECT 1 FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp > w.start AND s.timestamp <= @now AND s.ehp IS NOT NULL LIMIT 2)) AS EhpInside,
              (SELECT count(*) FROM (SELECT 1 FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp > w.start AND s.timestamp <= @now AND s.ehb IS NOT NULL LIMIT 2)) AS EhbInside
            FROM clan_members m CROSS JOIN windows w
            UNION ALL
            SELECT m.id, 0,
              (SELECT s.id FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp <= @now AND s.metric_values IS NOT NULL
               ORDER BY s.timestamp DESC LIMIT 1), NULL, 0, 0, 0, 0
            FROM clan_members m
            """,
            new { now = now.Milliseconds })];
    }

    private void ReadPoints(List<KeyRow> keys)
    {
        var ids = keys.SelectMany(row => new[] { row.Baseline, row.First }).Where(id => id is not null).Distinct().Order();
        foreach (var row in connection.Query<PointRow>(
            """
            SELECT s.id, s.timestamp AS At, s.total_xp AS Xp, s.ehp, s.ehb, s.xp_gained AS XpGained, s.boss_gained AS BossGained, s.ehp_gained AS EhpGained,
              s.ehb_gained AS EhbGained, s.metric_values AS Packed,
              (SELECT g.base FROM gain_bases g WHERE g.member_id = s.user_id AND g.valid_from <= s.timestamp ORDER BY g.valid_from DESC LIMIT 1) AS Base
            FROM json_each(@ids) k JOIN wom_snapshots s ON s.id = k.value
            """,
            new { ids = $"[{string.Join(',', ids)}]" }))
        {
            var values = MetricVector.Decode(row.Packed);
            _points.Add(row.Id, new SnapshotPoint(
                new UtcInstant(row.At),
                row.Xp,
                row.Ehp,
                row.Ehb,
                row.XpGained,
                row.BossGained,
                row.EhpGained,
                row.EhbGained,
                values,
                row.Base is { } packed ? GainBase.Decode(packed).GainsOf(values) : new MetricVector([])));
        }
    }

    /// <summary>The ends of WOM's own windows, both bounds inclusive.</summary>
    private ILookup<long, (int Days, OfficialPoints Points)> ReadOfficial(UtcInstant now)
    {
        RollingWindow[] windows = [RollingWindow.Week, RollingWindow.Month];
        var starts = string.Join(", ", windows.Select(window => $"({window.Days}, {window.At(now).Start.Milliseconds})"));
        return connection.Query<(long Member, long Days, long? First, long? Last, long Snapshots)>(
            $"""
            WITH windows (days, start) AS (VALUES {starts})
            SELECT m.id, w.days,
              (SELECT s.total_xp FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp BETWEEN w.start AND @now ORDER BY s.timestamp LIMIT 1),
              (SELECT s.total_xp FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp BETWEEN w.start AND @now ORDER BY s.timestamp DESC LIMIT 1),
              (SELECT count(*) FROM (SELECT 1 FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp BETWEEN w.start AND @now LIMIT 2))
            FROM clan_members m CROSS JOIN windows w
            """,
            new { now = now.Milliseconds })
            .ToLookup(row => row.Member, row => ((int)row.Days, new OfficialPoints(row.First, row.Last, (int)row.Snapshots)));
    }

    /// <summary>
    /// Messages of each person in each window: whole days from the counters, the broken days at both ends from the rows; days 0 = ever.
    /// </summary>
    private ILookup<long, (int Days, long Count)> ReadMessages(UtcInstant now, IReadOnlyList<RollingWindow> windows)
    {
        var starts = string.Join(", ", windows.Select(window => window.Days).Distinct().Select(days => (days, RollingWindow.OfDays(days).At(now).Start)).Select(
            window => $"({window.days}, {window.Start.Milliseconds}, {UtcInstant.StartOfDay(window.Start.DayNumber + 1).Milliseconds})"));
        return connection.Query<(long Member, long Days, long Count)>(
            $"""
            WITH windows (days, start, first_day) AS (VALUES {starts}),
            today AS MATERIALIZED (
              SELECT user_id, count(*) AS messages FROM discord_messages
              WHERE created_at >= @today AND created_at <= @now AND kind IN ('chat', 'relay') AND user_id IS NOT NULL GROUP BY user_id),
            later AS MATERIALIZED (
              SELECT user_id, count(*) AS messages FROM discord_messages
              WHERE created_at > @now AND kind IN ('chat', 'relay') AND user_id IS NOT NULL GROUP BY user_id)
            SELECT m.id, w.days,
              coalesce((SELECT sum(c.messages) FROM message_days c WHERE c.member_id = m.id AND c.day >= w.first_day AND c.day < @today), 0)
              + (SELECT count(*) FROM discord_messages d
                 WHERE d.user_id = m.id AND d.created_at > w.start AND d.created_at < w.first_day AND d.kind IN ('chat', 'relay'))
              + coalesce((SELECT t.messages FROM today t WHERE t.user_id = m.id), 0)
            FROM clan_members m CROSS JOIN windows w
            UNION ALL
            SELECT m.id, 0,
              coalesce((SELECT t.messages FROM message_totals t WHERE t.member_id = m.id), 0) - coalesce((SELECT l.messages FROM later l WHERE l.user_id = m.id), 0)
            FROM clan_members m
            """,
            new { now = now.Milliseconds, today = UtcInstant.StartOfDay(now.DayNumber).Milliseconds })
            .ToLookup(row => row.Member, row => ((int)row.Days, row.Count));
    }

    private SnapshotPoint? Point(long? id) => id is { } key ? _points.GetValueOrDefault(key) : null;

    private sealed record PersonRow
    {
        public long Id { get; init; }

        public long? WomPlayerId { get; init; }

        public long PersonId { get; init; }

        public string Username { get; init; } = "";

        public string DisplayName { get; init; } = "";

        public string? Role { get; init; }

        public string? Status { get; init; }

        public long? JoinedAt { get; init; }

        public long? LeftAt { get; init; }

        public long IsLinked { get; init; }

        public long HasNoAccount { get; init; }
    }

    private sealed record KeyRow
    {
        public long Member { get; init; }

        public long Days { get; init; }

        public long? Baseline { get; init; }

        public long? First { get; init; }

        public long Inside { get; init; }

        public long XpInside { get; init; }

        public long EhpInside { get; init; }

        public long EhbInside { get; init; }
    }

    private sealed record PointRow
    {
        public long Id { get; init; }

        public long At { get; init; }

        public long? Xp { get; init; }

        public double? Ehp { get; init; }

        public double? Ehb { get; init; }

        public long XpGained { get; init; }

        public long BossGained { get; init; }

        public double EhpGained { get; init; }

        public double EhbGained { get; init; }

        public byte[] Packed { get; init; } = [];

        public byte[]? Base { get; init; }
    }
}
