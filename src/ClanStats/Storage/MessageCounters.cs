using ClanStats.Domain.Activity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>
/// Keeps the counts of messages in the transaction of their rows: by member and UTC day, by quarter of an hour, and for all time. Only lines
/// of kind chat and relay are messages; broadcasts, bots and system lines are never counted here. Add what was really inserted, take away
/// what was removed or is of another kind now, then save.
/// </summary>
internal sealed class MessageCounters
{
    private const long Nobody = 0;
    private readonly Dictionary<(long Member, long Day), long> _days = [];
    private readonly Dictionary<long, long> _quarters = [];
    private (UtcInstant From, UtcInstant To)? _span;

    /// <summary>Whether lines of a kind are messages.</summary>
    public static bool IsMessage(string kind) => kind is "chat" or "relay";

    /// <summary>Counts a line, if its kind is counted, and notes that it came: whose it is will be looked at once more.</summary>
    /// <param name="kind">The row's kind.</param>
    /// <param name="memberId">Whose it is; null for nobody known.</param>
    /// <param name="at">When it was written.</param>
    /// <param name="times">1 for a line that came, -1 for one that went.</param>
    public void Count(string kind, long? memberId, UtcInstant at, long times = 1)
    {
        if (times > 0 && kind is ("chat" or "relay" or "broadcast"))
        {
            _span = _span is { } span ? (at < span.From ? at : span.From, at > span.To ? at : span.To) : (at, at);
        }

        if (!IsMessage(kind))
        {
            return;
        }

        var day = (memberId ?? Nobody, UtcInstant.StartOfDay(at.DayNumber).Milliseconds);
        _days[day] = _days.GetValueOrDefault(day) + times;
        var quarter = at.Milliseconds - (at.Milliseconds % (UtcInstant.Hour / 4));
        _quarters[quarter] = _quarters.GetValueOrDefault(quarter) + times;
    }

    /// <summary>How many of the counts that are kept differ from what was counted, which is given up by it.</summary>
    public long TakeDifferences(SqliteConnection connection)
    {
        var totals = Totals();
        var differences = 0L;
        foreach (var (member, day, messages) in connection.Query<(long, long, long)>("SELECT member_id, day, messages FROM message_days", buffered: false))
        {
            differences += _days.Remove((member, day), out var counted) && counted == messages ? 0 : 1;
        }

        foreach (var (quarter, messages) in connection.Query<(long, long)>("SELECT start, messages FROM message_quarters", buffered: false))
        {
            differences += _quarters.Remove(quarter, out var counted) && counted == messages ? 0 : 1;
        }

        foreach (var (member, messages) in connection.Query<(long, long)>("SELECT member_id, messages FROM message_totals", buffered: false))
        {
            differences += totals.Remove(member, out var counted) && counted == messages ? 0 : 1;
        }

        return differences + _days.Count + _quarters.Count + totals.Count;
    }

    /// <summary>Brings the counts in line with what was counted, and starts anew.</summary>
    public void Save(UnitOfWork unit)
    {
        foreach (var ((member, day), times) in _days.Where(count => count.Value != 0))
        {
            Move(unit, "message_days", "member_id, day", "?1, ?2", times, member, day);
        }

        foreach (var (member, times) in Totals().Where(total => total.Value != 0))
        {
            Move(unit, "message_totals", "member_id", "?1", times, member);
        }

        foreach (var (quarter, times) in _quarters.Where(count => count.Value != 0))
        {
            Move(unit, "message_quarters", "start", "?1", times, quarter);
        }

        if (_span is { } span)
        {
            UnsettledLines.Touch(unit, span.From, span.To);
        }

        _span = null;
        _days.Clear();
        _quarters.Clear();
    }

    private Dictionary<long, long> Totals() => _days.GroupBy(count => count.Key.Member).ToDictionary(group => group.Key, group => group.Sum(count => count.Value));

    /// <summary>A count that falls to nothing goes, so that the same rows give the same counters whatever was there in between.</summary>
    private static void Move(UnitOfWork unit, string table, string key, string places, long times, params ReadOnlySpan<SqlValue> values)
    {
        SqlValue[] all = [.. values, times];
        unit.Prepare(
            $"""
            INSERT INTO {table} ({key}, messages) VALUES ({places}, ?{all.Length})
            ON CONFLICT ({key}) DO UPDATE SET messages = messages + excluded.messages
            """).Execute(all);
        if (times < 0)
        {
            var condition = string.Join(" AND ", key.Split(", ").Select((column, index) => $"{column} = ?{index + 1}"));
            unit.Prepare($"DELETE FROM {table} WHERE {condition} AND messages = 0").Execute(values);
        }
    }
}
