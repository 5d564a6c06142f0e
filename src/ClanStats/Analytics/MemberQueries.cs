using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads people with the snapshots and counts that decide about their windows.</summary>
internal sealed class MemberQueries(SqliteConnection connection)
{
    /// <summary>Everybody ever known, by id; who left has neither snapshots nor counts.</summary>
    public IReadOnlyList<MemberFacts> Read(UtcInstant now, IReadOnlyList<RollingWindow> windows, MessageQueries? talk = null)
    {
        var names = connection.Rows(
            "SELECT member_id, name FROM player_names WHERE valid_to IS NOT NULL ORDER BY valid_to DESC, id DESC",
            row => (Member: row.GetInt64(0), Name: row.GetString(1))).ToLookup(row => row.Member, row => row.Name);
        var points = new WindowQueries(connection, now, windows).Read();
        var official = ReadOfficial(now);
        var messages = (talk ?? new MessageQueries(connection, now)).ByMember(windows);
        var forgotten = TombstoneStore.Members(connection, TombstoneStore.Load(connection));
        return connection.Rows(
            """
            SELECT m.id, m.wom_player_id, coalesce(m.person_id, m.id), m.username, m.display_name, m.role, m.status, m.joined_at, m.left_at,
              EXISTS (SELECT 1 FROM discord_accounts a WHERE a.member_id = m.id),
              EXISTS (SELECT 1 FROM link_decisions d WHERE d.member_id = m.id AND d.kind = 'none' AND d.undone_at IS NULL)
            FROM clan_members m ORDER BY m.id
            """,
            row =>
            {
                var (id, displayName) = (row.GetInt64(0), row.GetString(4));
                return new MemberFacts
                {
                    Id = id,
                    WomPlayerId = row.Number(1),
                    PersonId = row.GetInt64(2),
                    Username = row.GetString(3),
                    DisplayName = displayName,
                    FormerNames = [.. names[id].Where(name => name != displayName).Distinct(StringComparer.Ordinal)],
                    Role = row.Text(5) ?? "",
                    Status = row.Text(6) ?? "",
                    JoinedAt = row.Number(7) is { } joined ? new UtcInstant(joined) : null,
                    LeftAt = row.Number(8) is { } left ? new UtcInstant(left) : null,
                    IsLinked = row.GetBoolean(9),
                    HasNoAccount = row.GetBoolean(10),
                    IsForgotten = forgotten.Contains(id),
                    Newest = points.Newest(id),
                    Windows = points.Of(id),
                    Official = official[id].ToDictionary(entry => entry.Days, entry => entry.Points),
                    Messages = messages.TryGetValue(id, out var counts) ? counts : [],
                };
            });
    }

    /// <summary>The ends of WOM's own windows, both bounds inclusive.</summary>
    private ILookup<long, (int Days, OfficialPoints Points)> ReadOfficial(UtcInstant now)
    {
        RollingWindow[] windows = [RollingWindow.Week, RollingWindow.Month];
        var starts = string.Join(", ", windows.Select(window => string.Create(
            CultureInfo.InvariantCulture, $"({window.Days}, {window.At(now).Start.Milliseconds})")));
        return connection.Rows(
            $"""
            WITH windows (days, start) AS (VALUES {starts})
            SELECT m.id, w.days,
              (SELECT s.total_xp FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp BETWEEN w.start AND @now ORDER BY s.timestamp LIMIT 1),
              (SELECT s.total_xp FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp BETWEEN w.start AND @now ORDER BY s.timestamp DESC LIMIT 1),
              (SELECT count(*) FROM (SELECT 1 FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp BETWEEN w.start AND @now LIMIT 2))
            FROM clan_members m CROSS JOIN windows w WHERE m.left_at IS NULL
            """,
            row => (Member: row.GetInt64(0), Days: row.GetInt32(1), Points: new OfficialPoints(row.Number(2), row.Number(3), row.GetInt32(4))),
            ("now", now.Milliseconds)).ToLookup(row => row.Member, row => (row.Days, row.Points));
    }
}
