using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>
/// All reading for the report, in one transaction so that every number is of one state. The number of statements does not depend on the
/// number of members.
/// </summary>
internal sealed class AnalyticsQueries(Database database)
{
    private const int TrendDays = 30;

    /// <summary>Reads the facts.</summary>
    /// <param name="now">Business time.</param>
    /// <param name="windows">The windows to read, longest last.</param>
    /// <param name="unread">What the clan is taken for as long as Wise Old Man was never asked: an import brings people, but no group.</param>
    /// <param name="decisions">The thresholds of looking back at decisions; null: the defaults.</param>
    /// <returns>Null if there are neither.</returns>
    public ClanFacts? Read(UtcInstant now, IReadOnlyList<RollingWindow> windows, ClanIdentity unread, DecisionThresholds? decisions = null) => database.Read("analytics: facts", connection =>
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        if ((ReadClan(connection) ?? (IsAnybodyKnown(connection) ? unread : null)) is not { } clan)
        {
            return null;
        }

        var metrics = new MetricCatalog(MetricRegistry.Read(connection));
        return new ClanFacts
        {
            Clan = clan,
            Metrics = metrics,
            Members = new MemberQueries(connection).Read(now, windows),
            DayPoints = ReadDayPoints(connection, now),
            MessageBuckets = ReadBuckets(connection, now),
            BossBests = ReadBossBests(connection),
            Reads = [.. connection.Query<(string Source, long At, long From, long To)>(
                "SELECT source, read_at, covers_from, covers_to FROM source_reads WHERE read_at <= @now", new { now = now.Milliseconds })
                .Select(row => new SourceRead(row.Source, new UtcInstant(row.At), new UtcInstant(row.From), new UtcInstant(row.To)))],
            Identity = IdentityQueries.Read(connection),
            Decisions = DecisionQueries.Read(connection, (decisions ?? ClanRules.Default.Decisions).RegretAfterDays),
            FirstListed = connection.Query<(long Member, long Day)>("SELECT member_id, first_day FROM first_listed WHERE list = 'purge'")
                .ToDictionary(row => row.Member, row => new UtcInstant(row.Day).Date),
        };
    });

    private static ClanIdentity? ReadClan(SqliteConnection connection) => connection
        .Query<(long Id, string Name, string Order)>("SELECT group_id, name, role_order FROM clan_group")
        .Select(row => new ClanIdentity(row.Id, row.Name, JsonSerializer.Deserialize<List<string>>(row.Order) ?? []))
        .FirstOrDefault();

    private static bool IsAnybodyKnown(SqliteConnection connection) => connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM clan_members)");

    /// <summary>Everybody's highest kill counts, as they are kept with every snapshot.</summary>
    private static List<BossBest> ReadBossBests(SqliteConnection connection) =>
    [
        .. connection.Query<(string Boss, long Member, long Kills)>(
            """
            SELECT m.name, r.member_id, r.value FROM metrics m JOIN metric_records r ON r.metric_id = m.id
            WHERE m.category = 'boss' ORDER BY r.member_id, m.id
            """).Select(row => new BossBest(row.Boss, row.Member, row.Kills)),
    ];

    /// <summary>Everybody's snapshots since the first of the 30 days, with the one before, by member and time.</summary>
    private static List<DayPoint> ReadDayPoints(SqliteConnection connection, UtcInstant now) =>
    [
        .. connection.Query<(long Member, long At, long Xp, byte[]? Values, byte[]? Base)>(
            """
            SELECT s.user_id, s.timestamp, s.xp_gained, s.metric_values,
              (SELECT g.base FROM gain_bases g WHERE g.member_id = s.user_id AND g.valid_from <= s.timestamp ORDER BY g.valid_from DESC LIMIT 1)
            FROM clan_members m JOIN wom_snapshots s ON s.user_id = m.id
            WHERE s.timestamp <= @now AND s.timestamp >= coalesce(
              (SELECT max(b.timestamp) FROM wom_snapshots b WHERE b.user_id = m.id AND b.timestamp < @from), @from)
            ORDER BY s.user_id, s.timestamp
            """,
            new { now = now.Milliseconds, from = UtcInstant.StartOfDay(now.DayNumber - TrendDays + 1).Milliseconds })
            .Select(row => new DayPoint(row.Member, new UtcInstant(row.At), row.Xp, row.Values, row.Base)),
    ];

    private static List<MessageBucket> ReadBuckets(SqliteConnection connection, UtcInstant now) =>
    [
        .. connection.Query<(long Start, long Members, long Former, long Unassigned)>(
            """
            SELECT d.created_at / @quarter * @quarter AS start,
              sum(m.id IS NOT NULL AND m.left_at IS NULL), sum(m.id IS NOT NULL AND m.left_at IS NOT NULL), sum(m.id IS NULL)
            FROM discord_messages d LEFT JOIN clan_members m ON m.id = d.user_id
            WHERE d.created_at > @from AND d.created_at <= @now AND d.kind IN ('chat', 'relay')
            GROUP BY start ORDER BY start
            """,
            new { quarter = UtcInstant.Hour / 4, from = RollingWindow.Month.At(now).Start.Milliseconds, now = now.Milliseconds })
            .Select(row => new MessageBucket(new UtcInstant(row.Start), row.Members, row.Former, row.Unassigned)),
    ];
}
