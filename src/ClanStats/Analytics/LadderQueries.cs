using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads the weeks and the earlier values that the ladder of ranks is judged by; weeks come from the counters by day.</summary>
internal static class LadderQueries
{
    private const int Weeks = LadderFacts.RecentWeeks + LadderFacts.MaxCutOffs - 1;

    /// <summary>Reads the facts.</summary>
    public static LadderFacts Read(SqliteConnection connection, UtcInstant now)
    {
        var today = UtcInstant.StartOfDay(now.DayNumber);
        (string, object)[] span =
        [
            ("today", today.Milliseconds),
            ("before", today.PlusDays(-Weeks * LadderFacts.WeekDays).Milliseconds),
            ("week", LadderFacts.WeekDays * UtcInstant.Day),
        ];
        var weeks = new Dictionary<long, MemberWeek[]>();
        foreach (var (member, ago, xp, boss, played) in connection.Rows(
            """
            SELECT member_id, (@today - day) / @week AS ago, sum(xp), sum(boss), max(steps > 0)
            FROM member_days WHERE day > @before AND day <= @today GROUP BY member_id, ago
            """,
            row => (row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
            span))
        {
            Of(weeks, member)[ago] = new MemberWeek(xp, boss, 0, played != 0);
        }

        foreach (var (member, ago, messages) in connection.Rows(
            """
            SELECT m.id, (@today - d.day) / @week AS ago, sum(d.messages)
            FROM clan_members m JOIN message_days d ON d.member_id = m.id AND d.day > @before AND d.day <= @today GROUP BY m.id, ago
            """,
            row => (row.GetInt64(0), row.GetInt32(1), row.GetInt64(2)),
            span))
        {
            var all = Of(weeks, member);
            all[ago] = all[ago] with { Messages = messages };
        }

        return new LadderFacts
        {
            Weeks = weeks.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<MemberWeek>)entry.Value),
            Standing = ReadStanding(connection, now),
        };
    }

    private static Dictionary<(long MemberId, int WeeksAgo), MetricVector> ReadStanding(SqliteConnection connection, UtcInstant now)
    {
        var cutOffs = string.Join(", ", Enumerable.Range(1, LadderFacts.MaxCutOffs - 1)
            .Select(ago => $"({ago}, {now.PlusDays(-ago * LadderFacts.WeekDays).Milliseconds})"));
        return connection.Rows(
            $"""
            WITH cut_offs (ago, at) AS (VALUES {cutOffs})
            SELECT m.id, c.ago,
              (SELECT s.metric_values FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp <= c.at AND s.metric_values IS NOT NULL
               ORDER BY s.timestamp DESC LIMIT 1)
            FROM clan_members m CROSS JOIN cut_offs c WHERE m.left_at IS NULL
            """,
            row => (Member: row.GetInt64(0), Ago: row.GetInt32(1), Values: row.Bytes(2)))
            .Where(row => row.Values is not null)
            .ToDictionary(row => (row.Member, row.Ago), row => MetricVector.Decode(row.Values!));
    }

    private static MemberWeek[] Of(Dictionary<long, MemberWeek[]> weeks, long member)
    {
        if (!weeks.TryGetValue(member, out var all))
        {
            weeks.Add(member, all = new MemberWeek[Weeks]);
        }

        return all;
    }
}
