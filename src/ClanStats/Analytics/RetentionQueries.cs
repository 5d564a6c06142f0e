using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads who came and went, and on which days everybody was there: from the counters, a text a day or a member, not a row each.</summary>
internal static class RetentionQueries
{
    /// <summary>How far back days are read: a year's windows and what precedes them.</summary>
    private const int HistoryDays = 400;

    /// <summary>Reads the facts.</summary>
    public static RetentionFacts Read(SqliteConnection connection, UtcInstant now) => new()
    {
        Events = ReadEvents(connection, now),
        Days = ReadDays(connection, now),
        Channels = ReadChannels(connection, now),
    };

    private static List<RosterEvent> ReadEvents(SqliteConnection connection, UtcInstant now) => connection.Rows(
        """
        SELECT wom_player_id, type, created_at FROM group_activity
        WHERE type IN ('joined', 'left') AND created_at <= @now AND (retracted_at IS NULL OR retracted_at > @now) ORDER BY created_at, wom_player_id, type
        """,
        row => new RosterEvent(row.GetInt64(0), row.GetString(1) == "joined", new UtcInstant(row.GetInt64(2))),
        ("now", now.Milliseconds));

    private static Dictionary<long, ActiveDays> ReadDays(SqliteConnection connection, UtcInstant now)
    {
        (string, object)[] span = [("from", UtcInstant.StartOfDay(now.DayNumber - HistoryDays).Milliseconds), ("to", now.Milliseconds), ("day", UtcInstant.Day)];
        var (seen, game, chat) = (new Dictionary<long, List<int>>(), new Dictionary<long, List<int>>(), new Dictionary<long, List<int>>());
        foreach (var (day, members) in connection.Rows(
            "SELECT day / @day, group_concat(member_id * 2 + (steps > 0)) FROM member_days WHERE day BETWEEN @from AND @to GROUP BY day",
            row => (row.GetInt64(0), row.GetString(1)),
            span))
        {
            foreach (var coded in Numbers(members))
            {
                Of(seen, coded / 2).Add((int)day);
                if (coded % 2 == 1)
                {
                    Of(game, coded / 2).Add((int)day);
                }
            }
        }

        foreach (var (member, days) in connection.Rows(
            """
            SELECT m.id, group_concat(d.day / @day) FROM clan_members m CROSS JOIN message_days d ON d.member_id = m.id AND d.day BETWEEN @from AND @to
            GROUP BY m.id
            """,
            row => (row.GetInt64(0), row.GetString(1)),
            span))
        {
            Of(chat, member).AddRange(Numbers(days).Select(day => (int)day));
        }

        return seen.Keys.Union(chat.Keys).ToDictionary(
            member => member,
            member => new ActiveDays(Sorted(seen, member), Sorted(game, member), Sorted(chat, member)));
    }

    /// <summary>For everybody who joined lately: the first message in each channel within the first month.</summary>
    private static List<ChannelFirst> ReadChannels(SqliteConnection connection, UtcInstant now) => connection.Rows(
        """
        WITH newcomers AS (
          SELECT id, joined_at FROM clan_members WHERE joined_at > @since
          UNION SELECT m.id, a.created_at FROM group_activity a JOIN clan_members m ON m.wom_player_id = a.wom_player_id
          WHERE a.created_at > @since AND a.type = 'joined' AND a.retracted_at IS NULL)
        SELECT d.user_id, d.channel_id, min(d.created_at) FROM newcomers n CROSS JOIN discord_messages d
          ON d.user_id = n.id AND d.created_at >= n.joined_at AND d.created_at < n.joined_at + @month AND d.created_at <= @now
        WHERE d.kind IN ('chat', 'relay') GROUP BY d.user_id, d.channel_id ORDER BY 1, 3, 2
        """,
        row => new ChannelFirst(row.GetInt64(0), row.GetInt64(1), new UtcInstant(row.GetInt64(2))),
        ("since", now.PlusDays(-RetentionThresholds.NewcomerDays).Milliseconds),
        ("month", RetentionThresholds.FirstDays * UtcInstant.Day),
        ("now", now.Milliseconds));

    private static List<int> Of(Dictionary<long, List<int>> days, long member) => days.TryGetValue(member, out var known) ? known : days[member] = [];

    private static List<int> Sorted(Dictionary<long, List<int>> days, long member)
    {
        var known = days.GetValueOrDefault(member) ?? [];
        known.Sort();
        return known;
    }

    private static List<long> Numbers(string text)
    {
        var numbers = new List<long>();
        var number = 0L;
        foreach (var sign in text)
        {
            if (sign == ',')
            {
                numbers.Add(number);
                number = 0;
            }
            else
            {
                number = (number * 10) + (sign - '0');
            }
        }

        numbers.Add(number);
        return numbers;
    }
}
