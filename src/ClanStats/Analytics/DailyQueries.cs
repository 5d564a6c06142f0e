using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>
/// Reads two years day by day from the counters, one statement a counter: a text a day or a member, since a row each would cost more than
/// everything else the report reads.
/// </summary>
internal static class DailyQueries
{
    /// <summary>A day's experience travels in thousands, in as many bits, beside whether anything was counted.</summary>
    private const long XpSteps = 1 << 17;

    private const long MostThousands = (XpSteps / 2) - 1;

    /// <summary>A change of rank that WOM's log tells is the one the roster showed within this time after.</summary>
    private const int ToldWithinDays = 3;

    /// <summary>More messages a day than this are told as this many: they are one step.</summary>
    private const long MostMessages = 65_535;

    /// <summary>Reads the facts.</summary>
    public static DailyFacts Read(SqliteConnection connection, UtcInstant now)
    {
        var today = now.DayNumber;
        var first = Math.Max(FirstDay(connection) ?? today, today - DailyFacts.MaxDays + 1);
        first = Math.Min(first, today);
        var days = (int)(today - first) + 1;
        var clan = new DaySums[days];
        for (var day = 0; day < days; day++)
        {
            clan[day] = new DaySums();
        }

        var members = new Dictionary<long, MemberLevels>();
        (string, object)[] span =
        [
            ("from", UtcInstant.StartOfDay(first).Milliseconds), ("to", now.Milliseconds), ("day", UtcInstant.Day),
        ];
        ReadGame(connection, span, clan, members);
        ReadChat(connection, span, clan, members);
        return new DailyFacts { FirstDay = first, Clan = clan, Members = members, Events = ReadEvents(connection, now) };
    }

    private static long? FirstDay(SqliteConnection connection) => connection.Rows(
        """
        SELECT min(day) FROM (
          SELECT min(day) AS day FROM member_days
          UNION ALL SELECT (SELECT start FROM message_quarters ORDER BY start LIMIT 1))
        """,
        row => row.Number(0)).Single() is { } time ? new UtcInstant(time).DayNumber : null;

    private static void ReadGame(SqliteConnection connection, (string, object)[] span, DaySums[] clan, Dictionary<long, MemberLevels> members)
    {
        foreach (var (day, xp, boss, coded) in connection.Rows(
            $"""
            SELECT (day - @from) / @day, sum(xp), sum(boss),
              group_concat(member_id * {XpSteps} + CASE WHEN xp < {MostThousands * 1000} THEN xp / 1000 ELSE {MostThousands} END * 2 + (steps > 0))
            FROM member_days WHERE day BETWEEN @from AND @to GROUP BY day
            """,
            row => (row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3)),
            span))
        {
            (clan[day].Xp, clan[day].Boss) = (xp, boss);
            foreach (var number in new NumberList(coded))
            {
                var (member, rest) = (number / XpSteps, number % XpSteps);
                var gained = rest % 2 == 1;
                clan[day].Players += gained ? 1 : 0;
                Of(members, member, clan.Length).Game[day] = (byte)(gained ? Math.Max(2, 1 + DayLevels.Of(rest / 2 * 1000, DayLevels.Xp)) : 1);
            }
        }
    }

    private static void ReadChat(SqliteConnection connection, (string, object)[] span, DaySums[] clan, Dictionary<long, MemberLevels> members)
    {
        foreach (var (member, coded) in connection.Rows(
            $"""
            SELECT m.id, (
              SELECT group_concat((d.day - @from) / @day * {MostMessages + 1} + CASE WHEN d.messages < {MostMessages} THEN d.messages ELSE {MostMessages} END)
              FROM message_days d WHERE d.member_id = m.id AND d.day BETWEEN @from AND @to)
            FROM (SELECT id FROM clan_members UNION ALL SELECT 0 AS id) m
            """,
            row => (row.GetInt64(0), row.Text(1)),
            span))
        {
            if (coded is null)
            {
                continue;
            }

            var levels = Of(members, member, clan.Length);
            foreach (var number in new NumberList(coded))
            {
                var (day, messages) = (number / (MostMessages + 1), number % (MostMessages + 1));
                clan[day].Messages += messages;
                clan[day].Writers += member > 0 && messages > 0 ? 1 : 0;
                levels.Chat[day] = (byte)DayLevels.Of(messages, DayLevels.Messages);
            }
        }
    }

    /// <summary>What happened to people; an entry of WOM's log that was taken back did not happen.</summary>
    private static List<PersonEvent> ReadEvents(SqliteConnection connection, UtcInstant now) => connection.Rows(
        """
        SELECT member_id, joined_at AS at, 'joined' AS kind, NULL AS before, NULL AS after FROM membership_spans WHERE joined_at IS NOT NULL
        UNION ALL SELECT member_id, left_at, 'left', NULL, NULL FROM membership_spans WHERE left_at IS NOT NULL
        UNION ALL
          SELECT m.id, a.created_at, 'rank', a.previous_role, a.role FROM group_activity a JOIN clan_members m ON m.wom_player_id = a.wom_player_id
          WHERE a.type = 'changed_role' AND (a.retracted_at IS NULL OR a.retracted_at > @now)
        UNION ALL
          SELECT r.member_id, r.seen_at, 'rank', r.previous_role, r.role FROM role_changes r JOIN clan_members m ON m.id = r.member_id
          WHERE NOT EXISTS (
            SELECT 1 FROM group_activity a WHERE a.wom_player_id = m.wom_player_id AND a.type = 'changed_role' AND coalesce(a.role, '') = coalesce(r.role, '')
              AND a.created_at <= r.seen_at AND a.created_at > r.seen_at - @told)
        UNION ALL
          SELECT n.member_id, n.valid_to, 'renamed', n.name,
            (SELECT l.name FROM player_names l WHERE l.member_id = n.member_id AND l.valid_from >= n.valid_to ORDER BY l.valid_from LIMIT 1)
          FROM player_names n WHERE n.valid_to IS NOT NULL
        UNION ALL
          SELECT min(r.member_id), r.reached_at, 'record', b.name, r.value
          FROM (
            SELECT m.id, m.name, max(r.value) AS value FROM metrics m JOIN metric_records r ON r.metric_id = m.id
            WHERE m.category = 'boss' GROUP BY m.id) b
          JOIN metric_records r ON r.metric_id = b.id AND r.value = b.value WHERE b.value > 0 GROUP BY b.id
        ORDER BY 1, 2, 3
        """,
        row => new PersonEvent(row.GetInt64(0), row.Number(1) is { } at ? new UtcInstant(at) : null, row.GetString(2), row.Text(3), row.Text(4)),
        ("now", now.Milliseconds),
        ("told", ToldWithinDays * UtcInstant.Day));

    private static MemberLevels Of(Dictionary<long, MemberLevels> members, long member, int days)
    {
        if (!members.TryGetValue(member, out var levels))
        {
            members.Add(member, levels = new MemberLevels(days));
        }

        return levels;
    }

    /// <summary>Whole numbers with commas between them, read without making texts of them.</summary>
    private readonly ref struct NumberList(string text)
    {
        private readonly string _text = text;

        public Walk GetEnumerator() => new(_text);

        public ref struct Walk(string text)
        {
            private readonly string _text = text;
            private int _at;

            public long Current { get; private set; }

            public bool MoveNext()
            {
                if (_at >= _text.Length)
                {
                    return false;
                }

                var number = 0L;
                while (_at < _text.Length && _text[_at] != ',')
                {
                    number = (number * 10) + (_text[_at++] - '0');
                }

                _at++;
                Current = number;
                return true;
            }
        }
    }
}
