using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>
/// Counts messages: whole days and quarters of an hour from the counters, a broken one at the start of a window from the rows. The day of now
/// counts whole too, less what was written after now, which is nothing in most nights.
/// </summary>
internal sealed class MessageQueries
{
    /// <summary>Ever, as a window's days.</summary>
    private const int Ever = 0;

    private const string IsMessage = "kind IN ('chat', 'relay')";
    private readonly SqliteConnection _connection;
    private readonly UtcInstant _now;
    private readonly UtcInstant _tomorrow;
    private readonly List<(long? Member, bool Today, long Messages)> _later;

    /// <summary>Reads what was written after now.</summary>
    public MessageQueries(SqliteConnection connection, UtcInstant now)
    {
        (_connection, _now, _tomorrow) = (connection, now, UtcInstant.StartOfDay(now.DayNumber + 1));
        _later = connection.Rows(
            $"""
            SELECT user_id, created_at < @tomorrow, count(*) FROM discord_messages INDEXED BY idx_discord_messages_created_at
            WHERE created_at > @now AND {IsMessage} GROUP BY 1, 2
            """,
            row => (row.Number(0), row.GetBoolean(1), row.GetInt64(2)),
            ("tomorrow", _tomorrow.Milliseconds), ("now", now.Milliseconds));
    }

    /// <summary>Messages of each player on the roster in each window, by its days; 0 = ever.</summary>
    public IReadOnlyDictionary<long, Dictionary<int, long>> ByMember(IReadOnlyList<RollingWindow> windows)
    {
        var days = windows.Select(window => window.Days).Distinct().Order().ToList();
        var counts = new Dictionary<long, Dictionary<int, long>>();
        void Add(long member, int window, long messages)
        {
            if (!counts.TryGetValue(member, out var own))
            {
                counts.Add(member, own = new Dictionary<int, long>(days.Count + 1));
            }

            own[window] = own.GetValueOrDefault(window) + messages;
        }

        foreach (var (member, window, whole, broken) in ReadBands(days))
        {
            foreach (var longer in days.Where(longer => longer >= window))
            {
                Add(member, longer, whole);
            }

            Add(member, window, broken);
        }

        foreach (var (member, messages) in _connection.Rows(
            "SELECT member_id, messages FROM message_totals WHERE member_id <> 0", row => (row.GetInt64(0), row.GetInt64(1))))
        {
            Add(member, Ever, messages);
        }

        foreach (var (member, today, messages) in _later)
        {
            if (member is { } known)
            {
                Add(known, Ever, -messages);
                days.ForEach(window => Add(known, window, today ? -messages : 0));
            }
        }

        return counts;
    }

    /// <summary>Messages of the last UTC days by whose they are, by day number.</summary>
    /// <param name="first">Number of the first of the days.</param>
    public Dictionary<long, DaySplit> ByDay(long first) => _connection.Rows(
        $"""
        SELECT day, sum(messages) FILTER (WHERE whose = 1), sum(messages) FILTER (WHERE whose = 2), sum(messages) FILTER (WHERE whose = 0)
        FROM (
          SELECT d.day, p.whose, d.messages
          FROM (SELECT 0 AS id, 0 AS whose UNION ALL SELECT id, iif(left_at IS NULL, 1, 2) FROM clan_members) p
          CROSS JOIN message_days d ON d.member_id = p.id AND d.day >= @first AND d.day < @tomorrow
          UNION ALL
          SELECT @today, CASE WHEN m.id IS NULL THEN 0 WHEN m.left_at IS NULL THEN 1 ELSE 2 END, -1
          FROM discord_messages d LEFT JOIN clan_members m ON m.id = d.user_id
          WHERE d.created_at > @now AND d.created_at < @tomorrow AND d.{IsMessage})
        GROUP BY day
        """,
        row => (Day: new UtcInstant(row.GetInt64(0)).DayNumber, Split: new DaySplit(row.Number(1) ?? 0, row.Number(2) ?? 0, row.Number(3) ?? 0)),
        ("first", UtcInstant.StartOfDay(first).Milliseconds),
        ("today", UtcInstant.StartOfDay(_now.DayNumber).Milliseconds),
        ("now", _now.Milliseconds),
        ("tomorrow", _tomorrow.Milliseconds)).ToDictionary(row => row.Day, row => row.Split);

    /// <summary>Messages of the last 30 × 24 hours in quarters of an hour.</summary>
    public IReadOnlyList<MessageQuarter> Quarters()
    {
        const long Quarter = UtcInstant.Hour / 4;
        var from = RollingWindow.Month.At(_now).Start.Milliseconds;
        var (first, last) = (from / Quarter * Quarter, _now.Milliseconds / Quarter * Quarter);
        return _connection.Rows(
            $"""
            SELECT @first, count(*) FROM discord_messages WHERE created_at > @from AND created_at < @second AND {IsMessage}
            UNION ALL
            SELECT start, messages FROM message_quarters WHERE start >= @second AND start < @last
            UNION ALL
            SELECT @last, count(*) FROM discord_messages WHERE created_at >= @last AND created_at <= @now AND {IsMessage}
            """,
            row => new MessageQuarter(new UtcInstant(row.GetInt64(0)), row.GetInt64(1)),
            ("first", first), ("from", from), ("second", first + Quarter), ("last", last), ("now", _now.Milliseconds));
    }

    /// <summary>
    /// Each window's whole days without those of the next shorter one, so that no day is added up twice, and the messages of its broken first day.
    /// </summary>
    private List<(long Member, int Days, long Whole, long Broken)> ReadBands(List<int> days)
    {
        var end = _tomorrow.Milliseconds;
        var bands = new List<string>();
        foreach (var length in days)
        {
            var start = RollingWindow.OfDays(length).At(_now).Start;
            var firstDay = UtcInstant.StartOfDay(start.DayNumber + 1).Milliseconds;
            bands.Add(string.Create(CultureInfo.InvariantCulture, $"({length}, {start.Milliseconds}, {firstDay}, {end})"));
            end = firstDay;
        }

        return _connection.Rows(
            $"""
            WITH bands (days, start, first_day, end_day) AS (VALUES {string.Join(", ", bands)})
            SELECT m.id, b.days,
              coalesce((SELECT sum(c.messages) FROM message_days c WHERE c.member_id = m.id AND c.day >= b.first_day AND c.day < b.end_day), 0),
              (SELECT count(*) FROM discord_messages d WHERE d.user_id = m.id AND d.created_at > b.start AND d.created_at < b.first_day AND d.{IsMessage})
            FROM clan_members m CROSS JOIN bands b WHERE m.left_at IS NULL
            """,
            row => (row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3)));
    }
}
