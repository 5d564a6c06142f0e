using ClanStats.Domain.Activity;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads the counters by UTC day once for everything that is told from days: windows, weeks, the clan's days, who was there when.</summary>
internal static class DayCounterQueries
{
    /// <summary>Row of nobody in the counters of messages.</summary>
    public const long Nobody = 0;

    /// <summary>The days of everybody, by row of clan_members; messages of nobody known under <see cref="Nobody"/>.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="firstDay">Number of the first day.</param>
    /// <param name="now">Business time; its day is read whole.</param>
    public static IReadOnlyDictionary<long, PlayerDays> Read(SqliteConnection connection, long firstDay, UtcInstant now)
    {
        var counts = new Dictionary<long, Counts>();
        Counts Of(long member) => counts.TryGetValue(member, out var known) ? known : counts[member] = new Counts();
        (string, object)[] span = [("from", UtcInstant.StartOfDay(firstDay).Milliseconds), ("now", now.Milliseconds), ("nobody", Nobody)];
        connection.Each(
            "SELECT day, member_id, xp, boss, steps FROM member_days WHERE day BETWEEN @from AND @now ORDER BY day",
            row => Of(row.Int64(1)).AddGame((int)new UtcInstant(row.Int64(0)).DayNumber, row.Int64(2), row.Int64(3), row.Int64(4) > 0),
            span);
        var (speaker, days) = (long.MinValue, new Counts());
        connection.Each(
            """
            SELECT d.member_id, d.day, d.messages FROM (SELECT @nobody AS id UNION ALL SELECT id FROM clan_members) m
            CROSS JOIN message_days d ON d.member_id = m.id AND d.day BETWEEN @from AND @now
            """,
            row =>
            {
                var member = row.Int64(0);
                (speaker, days) = member == speaker ? (speaker, days) : (member, Of(member));
                days.AddChat((int)new UtcInstant(row.Int64(1)).DayNumber, row.Int64(2));
            },
            span);
        return counts.ToDictionary(entry => entry.Key, entry => entry.Value.ToDays());
    }

    private sealed class Counts
    {
        private readonly List<int> _seen = [];
        private readonly List<long> _xp = [];
        private readonly List<long> _boss = [];
        private readonly List<int> _played = [];
        private readonly List<int> _spoken = [];
        private readonly List<long> _messages = [];

        public void AddGame(int day, long xp, long boss, bool hasStep)
        {
            _seen.Add(day);
            _xp.Add(xp);
            _boss.Add(boss);
            if (hasStep)
            {
                _played.Add(day);
            }
        }

        public void AddChat(int day, long messages)
        {
            _spoken.Add(day);
            _messages.Add(messages);
        }

        public PlayerDays ToDays() => new(_seen, _xp, _boss, _played, _spoken, _messages);
    }
}
