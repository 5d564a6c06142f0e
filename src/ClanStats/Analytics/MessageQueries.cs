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
    private readonly IReadOnlyDictionary<long, PlayerDays> _days;
    private readonly List<LaterMessages> _later;

    /// <summary>Reads what was written after now.</summary>
    public MessageQueries(SqliteConnection connection, UtcInstant now, IReadOnlyDictionary<long, PlayerDays> days)
    {
        (_connection, _now, _tomorrow, _days) = (connection, now, UtcInstant.StartOfDay(now.DayNumber + 1), days);
        _later = connection.Rows(
            $"""
            SELECT user_id, created_at < @tomorrow, count(*) FROM discord_messages INDEXED BY idx_discord_messages_created_at
            WHERE created_at > @now AND {IsMessage} GROUP BY 1, 2
            """,
            row => new LaterMessages(row.Int64(0), row.Bool(1), row.Int64(2)),
            ("tomorrow", _tomorrow.Milliseconds), ("now", now.Milliseconds));
    }

    /// <summary>Messages of each player on the roster in each window, by its days; 0 = ever.</summary>
    public IReadOnlyDictionary<long, Dictionary<int, long>> ByMember(IReadOnlyList<RollingWindow> windows)
    {
        var counts = new Dictionary<long, Dictionary<int, long>>();
        Dictionary<int, long> Of(long member) => counts.TryGetValue(member, out var own) ? own : counts[member] = new Dictionary<int, long>(windows.Count + 1);
        void Add(Dictionary<int, long> own, int window, long messages) => own[window] = own.GetValueOrDefault(window) + messages;
        foreach (var window in windows.DistinctBy(window => window.Days))
        {
            AddWindow(window, Of);
        }

        _connection.Each("SELECT member_id, messages FROM message_totals WHERE member_id <> 0", row => Add(Of(row.Int64(0)), Ever, row.Int64(1)));
        foreach (var later in _later.Where(later => later.Member != DayCounterQueries.Nobody))
        {
            var own = Of(later.Member);
            Add(own, Ever, -later.Messages);
            foreach (var window in windows.Where(_ => later.IsToday).DistinctBy(window => window.Days))
            {
                Add(own, window.Days, -later.Messages);
            }
        }

        return counts;
    }

    /// <summary>Messages of the last UTC days by whose they are, by day number.</summary>
    /// <param name="first">Number of the first of the days.</param>
    /// <param name="members">Everybody known: whether on the roster.</param>
    public Dictionary<long, DaySplit> ByDay(long first, IReadOnlyDictionary<long, bool> members)
    {
        var days = new Dictionary<long, DaySplit>();
        void Add(long member, long day, long messages)
        {
            var split = days.GetValueOrDefault(day);
            days[day] = !members.TryGetValue(member, out var isCurrent) ? split with { Unassigned = split.Unassigned + messages }
                : isCurrent ? split with { Members = split.Members + messages }
                : split with { Former = split.Former + messages };
        }

        foreach (var (member, own) in _days)
        {
            for (var i = ActiveDays.Count(own.Spoken, 0, first); i < own.Spoken.Length; i++)
            {
                Add(member, own.Spoken[i], own.Messages[i]);
            }
        }

        foreach (var later in _later.Where(later => later.IsToday))
        {
            Add(later.Member, _now.DayNumber, -later.Messages);
        }

        return days;
    }

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
            row => new MessageQuarter(new UtcInstant(row.Int64(0)), row.Int64(1)),
            ("first", first), ("from", from), ("second", first + Quarter), ("last", last), ("now", _now.Milliseconds));
    }

    /// <summary>Whole days from the counters, the messages of the broken first day from the rows.</summary>
    private void AddWindow(RollingWindow window, Func<long, Dictionary<int, long>> of)
    {
        var start = window.At(_now).Start;
        _connection.Each(
            $"""
            SELECT m.id, (
              SELECT count(*) FROM discord_messages d WHERE d.user_id = m.id AND d.created_at > @start AND d.created_at < @first_day AND d.{IsMessage})
            FROM clan_members m WHERE m.left_at IS NULL
            """,
            row =>
            {
                var member = row.Int64(0);
                var whole = _days.TryGetValue(member, out var days) ? days.MessagesBetween(start.DayNumber + 1, _tomorrow.DayNumber) : 0;
                of(member)[window.Days] = whole + row.Int64(1);
            },
            ("start", start.Milliseconds), ("first_day", UtcInstant.StartOfDay(start.DayNumber + 1).Milliseconds));
    }

    /// <summary>Messages written after now.</summary>
    /// <param name="Member">Row of clan_members, or nobody's.</param>
    /// <param name="IsToday">Whether still on the day of now.</param>
    /// <param name="Messages">How many.</param>
    private sealed record LaterMessages(long Member, bool IsToday, long Messages);
}
