using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Tells two years day by day from the counters that are read anyway, and reads what happened to people.</summary>
internal static class DailyQueries
{
    /// <summary>A change of rank that WOM's log tells is the one the roster showed within this time after.</summary>
    private const int ToldWithinDays = 3;

    /// <summary>Reads the facts.</summary>
    public static DailyFacts Read(SqliteConnection connection, UtcInstant now, IReadOnlyDictionary<long, PlayerDays> counted)
    {
        var today = now.DayNumber;
        var earliest = today - DailyFacts.MaxDays + 1;
        var first = counted.Values.Select(days => days.FirstDayFrom(earliest)).Append((int)today).Min() ?? today;
        var clan = new DaySums[(int)(today - first) + 1];
        for (var day = 0; day < clan.Length; day++)
        {
            clan[day] = new DaySums();
        }

        foreach (var (member, days) in counted)
        {
            AddGame(days, first, clan);
            AddChat(days, first, clan, member);
        }

        return new DailyFacts { FirstDay = first, Clan = clan, Players = counted, Events = ReadEvents(connection, now) };
    }

    private static void AddGame(PlayerDays days, long first, DaySums[] clan)
    {
        for (var i = ActiveDays.IndexOf(days.Seen, first); i < days.Seen.Length; i++)
        {
            var day = clan[(int)(days.Seen[i] - first)];
            day.Xp += days.Xp[i];
            day.Boss += days.Boss[i];
        }

        for (var i = ActiveDays.IndexOf(days.Played, first); i < days.Played.Length; i++)
        {
            clan[(int)(days.Played[i] - first)].Players++;
        }
    }

    private static void AddChat(PlayerDays days, long first, DaySums[] clan, long member)
    {
        for (var i = ActiveDays.IndexOf(days.Spoken, first); i < days.Spoken.Length; i++)
        {
            var day = clan[(int)(days.Spoken[i] - first)];
            day.Messages += days.Messages[i];
            day.Writers += member != DayCounterQueries.Nobody && days.Messages[i] > 0 ? 1 : 0;
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
        row => new PersonEvent(row.Int64(0), row.Number(1) is { } at ? new UtcInstant(at) : null, row.String(2), row.Text(3), row.Text(4)),
        ("now", now.Milliseconds),
        ("told", ToldWithinDays * UtcInstant.Day));
}
