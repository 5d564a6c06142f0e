using ClanStats.Domain.Activity;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>
/// Reads the counters by UTC day once for everything that is told from days: windows, weeks, the clan's days, who was there when. A hundred
/// thousand rows: they are laid into arrays of the right length, so that little of it is garbage afterwards.
/// </summary>
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
        (string, object)[] span = [("from", UtcInstant.StartOfDay(firstDay).Milliseconds), ("now", now.Milliseconds), ("nobody", Nobody)];
        var game = new GameDays();
        connection.Each("SELECT day, member_id, xp, boss, steps FROM member_days WHERE day BETWEEN @from AND @now ORDER BY day", game.Add, span);
        var days = game.ByMember();
        var chat = new ChatDays((int)(now.DayNumber - firstDay) + 1, days);
        connection.Each(
            """
            SELECT d.member_id, d.day, d.messages FROM (SELECT @nobody AS id UNION ALL SELECT id FROM clan_members) m
            CROSS JOIN message_days d ON d.member_id = m.id AND d.day BETWEEN @from AND @now
            """,
            chat.Add,
            span);
        chat.Close();
        return days;
    }

    /// <summary>The counters of the game, which come day by day.</summary>
    private sealed class GameDays
    {
        private const int FirstCapacity = 1 << 16;
        private readonly List<int> _day = new(FirstCapacity);
        private readonly List<int> _slot = new(FirstCapacity);
        private readonly List<long> _xp = new(FirstCapacity);
        private readonly List<long> _boss = new(FirstCapacity);
        private readonly Dictionary<long, int> _slots = [];
        private readonly List<int> _seen = [];
        private readonly List<int> _played = [];

        public void Add(Row row)
        {
            var member = row.Int64(1);
            if (!_slots.TryGetValue(member, out var slot))
            {
                slot = _slots.Count;
                _slots.Add(member, slot);
                _seen.Add(0);
                _played.Add(0);
            }

            var hasStep = row.Int64(4) > 0;
            _day.Add((int)new UtcInstant(row.Int64(0)).DayNumber);
            _slot.Add(hasStep ? slot : ~slot);
            _xp.Add(row.Int64(2));
            _boss.Add(row.Int64(3));
            _seen[slot]++;
            _played[slot] += hasStep ? 1 : 0;
        }

        public Dictionary<long, PlayerDays> ByMember()
        {
            var days = new Dictionary<long, PlayerDays>(_slots.Count + 1);
            var players = new PlayerDays[_slots.Count];
            foreach (var (member, slot) in _slots)
            {
                players[slot] = new PlayerDays(new int[_seen[slot]], new long[_seen[slot]], new long[_seen[slot]], new int[_played[slot]], [], []);
                days.Add(member, players[slot]);
            }

            var seen = new int[players.Length];
            var played = new int[players.Length];
            for (var i = 0; i < _day.Count; i++)
            {
                var hasStep = _slot[i] >= 0;
                var slot = hasStep ? _slot[i] : ~_slot[i];
                var (player, at) = (players[slot], seen[slot]++);
                (player.Seen[at], player.Xp[at], player.Boss[at]) = (_day[i], _xp[i], _boss[i]);
                if (hasStep)
                {
                    player.Played[played[slot]++] = _day[i];
                }
            }

            return days;
        }
    }

    /// <summary>The counters of messages, which come player by player.</summary>
    private sealed class ChatDays(int span, Dictionary<long, PlayerDays> days)
    {
        private static readonly PlayerDays Unseen = new([], [], [], [], [], []);
        private readonly int[] _day = new int[span];
        private readonly long[] _messages = new long[span];
        private long _member = long.MinValue;
        private int _count;

        public void Add(Row row)
        {
            var member = row.Int64(0);
            if (member != _member)
            {
                Close();
                _member = member;
            }

            _day[_count] = (int)new UtcInstant(row.Int64(1)).DayNumber;
            _messages[_count++] = row.Int64(2);
        }

        /// <summary>Hands over the player read last.</summary>
        public void Close()
        {
            if (_count > 0)
            {
                days[_member] = (days.GetValueOrDefault(_member) ?? Unseen) with { Spoken = _day[.._count], Messages = _messages[.._count] };
                _count = 0;
            }
        }
    }
}
