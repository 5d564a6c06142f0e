using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads what tonight's report is compared with.</summary>
internal static class ChangesQueries
{
    private static readonly Dictionary<string, MemberState> States =
        Enum.GetValues<MemberState>().ToDictionary(state => state.ToName(), StringComparer.Ordinal);

    /// <summary>Reads the facts.</summary>
    public static ChangeFacts Read(SqliteConnection connection, UtcInstant now)
    {
        var (before, first) = ((long?)null, (long?)null);
        connection.Each(
            """
            SELECT (SELECT max(business_time) FROM published_reports WHERE business_time <= @oldEnough),
              (SELECT min(business_time) FROM published_reports WHERE business_time <= @now)
            """,
            row => (before, first) = (row.Number(0), row.Number(1)),
            ("oldEnough", now.PlusHours(-ChangeFacts.MinHours).Milliseconds), ("now", now.Milliseconds));
        return new ChangeFacts
        {
            Before = before is { } time ? ReadState(connection, new UtcInstant(time)) : null,
            FirstPublished = first is { } earliest ? new UtcInstant(earliest) : null,
            Values = before is { } then ? StandingQueries.Read(connection, new UtcInstant(then)).ToDictionary(entry => entry.Key.MemberId, entry => entry.Value) : ChangeFacts.None.Values,
            LeftBefore = LeftBefore(connection, now),
            ClosedChannels = connection.Rows(
                """
                SELECT name, state, state_since FROM discord_channels
                WHERE state <> 'readable' AND first_read_at IS NOT NULL AND state_since <= @now ORDER BY channel_id
                """,
                row => new ClosedChannel(row.String(0), row.String(1), new UtcInstant(row.Int64(2))),
                ("now", now.Milliseconds)),
        };
    }

    private static HashSet<long> LeftBefore(SqliteConnection connection, UtcInstant now)
    {
        var left = new HashSet<long>();
        connection.Each("SELECT member_id FROM membership_spans WHERE left_at <= @now", row => left.Add(row.Int64(0)), ("now", now.Milliseconds));
        return left;
    }

    private static PublishedState ReadState(SqliteConnection connection, UtcInstant at) => new(
        at,
        connection.Rows(
            "SELECT member_id, name, role, state, promotable, purgeable FROM published_members WHERE business_time = @at ORDER BY member_id",
            row => new PublishedMember(
                row.Int64(0), row.String(1), row.String(2), row.Text(3) is { } state && States.TryGetValue(state, out var quarter) ? quarter : null,
                Flag(row.Number(4)), Flag(row.Number(5))),
            ("at", at.Milliseconds)),
        connection.Rows(
            "SELECT boss_name, member_id, kills FROM published_records WHERE business_time = @at ORDER BY boss_name",
            row => new PublishedRecord(row.String(0), row.Int64(1), row.Int64(2)),
            ("at", at.Milliseconds)));

    private static bool? Flag(long? value) => value is { } known ? known != 0 : null;
}
