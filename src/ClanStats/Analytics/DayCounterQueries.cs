using ClanStats.Domain.Activity;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>
/// Reads the counters by UTC day once for everything that is told from days: windows, weeks, the clan's days, who was there when. A hundred
/// thousand counters: they are laid into arrays of the right length, so that little of it is garbage afterwards.
/// </summary>
internal static class DayCounterQueries
{
    /// <summary>Row of nobody in the counters of messages.</summary>
    public const long Nobody = 0;

    /// <summary>The days of everybody, by row of clan_members; messages of nobody known under <see cref="Nobody"/>.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="firstDay">Number of the first day.</param>
    /// <param name="now">Business time; its day is read whole.</param>
    /// <exception cref="SpoiltPacksException">A kept pack is unreadable.</exception>
    public static IReadOnlyDictionary<long, PlayerDays> Read(SqliteConnection connection, long firstDay, UtcInstant now)
    {
        var game = PackedDays.Game.Read(connection, firstDay, now.DayNumber);
        var chat = PackedDays.Chat.Read(connection, firstDay, now.DayNumber);
        try
        {
            return Unpack(game, chat, (firstDay, now.DayNumber));
        }
        catch (FormatException exception)
        {
            throw new SpoiltPacksException(exception);
        }
    }

    private static Dictionary<long, PlayerDays> Unpack(
        IReadOnlyCollection<KeyValuePair<long, byte[]>> game, IReadOnlyCollection<KeyValuePair<long, byte[]>> chat, (long First, long Last) span)
    {
        var players = new Dictionary<long, Player>();
        MakeRoom(players, game, span, isGame: true);
        MakeRoom(players, chat, span, isGame: false);
        foreach (var player in players.Values)
        {
            player.TakeRoom();
        }

        Fill(players, game, span, isGame: true);
        Fill(players, chat, span, isGame: false);
        var days = new Dictionary<long, PlayerDays>(players.Count);
        foreach (var (member, player) in players.Where(player => player.Value.SeenRoom + player.Value.SpokenRoom > 0))
        {
            days.Add(member, player.Days());
        }

        return days;
    }

    private static void MakeRoom(
        Dictionary<long, Player> players, IReadOnlyCollection<KeyValuePair<long, byte[]>> packs, (long First, long Last) span, bool isGame)
    {
        foreach (var (stretch, pack) in packs)
        {
            var isWhole = stretch > DayPack.StretchOf(span.First) && stretch < DayPack.StretchOf(span.Last);
            var reader = new DayPackReader(stretch, pack);
            while (reader.NextMember())
            {
                if (!players.TryGetValue(reader.MemberId, out var player))
                {
                    players.Add(reader.MemberId, player = new Player());
                }

                var (count, played) = (reader.Count, reader.PlayedCount);
                if (isWhole)
                {
                    reader.SkipDays();
                }
                else
                {
                    (count, played) = CountWithin(ref reader, span);
                }

                if (isGame)
                {
                    (player.SeenRoom, player.PlayedRoom) = (player.SeenRoom + count, player.PlayedRoom + played);
                }
                else
                {
                    player.SpokenRoom += count;
                }
            }
        }
    }

    private static (int Count, int Played) CountWithin(ref DayPackReader reader, (long First, long Last) span)
    {
        var (count, played) = (0, 0);
        Span<DayCounter> room = stackalloc DayCounter[DayPack.Days];
        foreach (ref readonly var day in room[..reader.ReadDays(room)])
        {
            var isWithin = day.Day >= span.First && day.Day <= span.Last;
            count += isWithin ? 1 : 0;
            played += isWithin && day.IsPlayed ? 1 : 0;
        }

        return (count, played);
    }

    private static void Fill(
        Dictionary<long, Player> players, IReadOnlyCollection<KeyValuePair<long, byte[]>> packs, (long First, long Last) span, bool isGame)
    {
        Span<DayCounter> room = stackalloc DayCounter[DayPack.Days];
        foreach (var (stretch, pack) in packs)
        {
            var reader = new DayPackReader(stretch, pack);
            while (reader.NextMember())
            {
                var player = players[reader.MemberId];
                foreach (ref readonly var day in room[..reader.ReadDays(room)])
                {
                    if (day.Day < span.First || day.Day > span.Last)
                    {
                        continue;
                    }

                    if (isGame)
                    {
                        player.AddGame(day);
                    }
                    else
                    {
                        player.AddChat(day);
                    }
                }
            }
        }
    }

    /// <summary>A player's days: how many there are first, then laid into arrays.</summary>
    private sealed class Player
    {
        private int[] _seen = [];
        private long[] _xp = [];
        private long[] _boss = [];
        private int[] _played = [];
        private int[] _spoken = [];
        private long[] _messages = [];
        private int _seenCount;
        private int _playedCount;
        private int _spokenCount;

        public int SeenRoom { get; set; }

        public int PlayedRoom { get; set; }

        public int SpokenRoom { get; set; }

        public void TakeRoom()
        {
            (_seen, _xp, _boss) = (new int[SeenRoom], new long[SeenRoom], new long[SeenRoom]);
            _played = new int[PlayedRoom];
            (_spoken, _messages) = (new int[SpokenRoom], new long[SpokenRoom]);
        }

        public void AddGame(in DayCounter day)
        {
            (_seen[_seenCount], _xp[_seenCount], _boss[_seenCount]) = (day.Day, day.First, day.Second);
            _seenCount++;
            if (day.IsPlayed)
            {
                _played[_playedCount++] = day.Day;
            }
        }

        public void AddChat(in DayCounter day)
        {
            (_spoken[_spokenCount], _messages[_spokenCount]) = (day.Day, day.First);
            _spokenCount++;
        }

        public PlayerDays Days() => new(_seen, _xp, _boss, _played, _spoken, _messages);
    }
}
