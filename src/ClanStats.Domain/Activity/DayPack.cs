namespace ClanStats.Domain.Activity;

/// <summary>What was counted of one player on one UTC day: of the game, or of messages.</summary>
/// <param name="MemberId">Whose it is.</param>
/// <param name="Day">Day number.</param>
/// <param name="First">Experience, or messages.</param>
/// <param name="Second">Kills; of messages nothing.</param>
/// <param name="IsPlayed">Whether a counted step of the game ends on it.</param>
public readonly record struct DayCounter(long MemberId, int Day, long First, long Second, bool IsPlayed);

/// <summary>
/// Everybody's counters of a stretch of 32 UTC days in a few kilobytes: players by rising id, each with the number of their days and how many
/// bytes these take, then day by day. The same counters give the same bytes, whatever order they come in.
/// </summary>
public static class DayPack
{
    /// <summary>Days of a stretch. Stretches are counted from 1970-01-01.</summary>
    public const int Days = 32;

    private const int LikelyBytesOfDay = 6;

    /// <summary>The stretch of a day.</summary>
    public static long StretchOf(long day) => day / Days;

    /// <summary>Packs counters.</summary>
    /// <param name="stretch">The stretch they all lie in.</param>
    /// <param name="counters">At most one a player and day.</param>
    public static byte[] Encode(long stretch, IEnumerable<DayCounter> counters)
    {
        var sorted = counters.ToArray();
        Array.Sort(sorted, static (left, right) => left.MemberId != right.MemberId ? left.MemberId.CompareTo(right.MemberId) : left.Day.CompareTo(right.Day));
        var pack = new VarintWriter(sorted.Length * LikelyBytesOfDay);
        var before = 0L;
        for (var from = 0; from < sorted.Length;)
        {
            var to = from + 1;
            while (to < sorted.Length && sorted[to].MemberId == sorted[from].MemberId)
            {
                to++;
            }

            var own = sorted.AsSpan(from, to - from);
            var days = EncodeDays(stretch, own, out var played);
            pack.Write((ulong)(own[0].MemberId - before));
            pack.Write((ulong)own.Length);
            pack.Write((ulong)played);
            pack.Write((ulong)days.Length);
            pack.Write(days);
            (before, from) = (own[0].MemberId, to);
        }

        return pack.ToArray();
    }

    private static ReadOnlySpan<byte> EncodeDays(long stretch, ReadOnlySpan<DayCounter> own, out int played)
    {
        var days = new VarintWriter(own.Length * LikelyBytesOfDay);
        played = 0;
        foreach (var day in own)
        {
            var place = (ulong)(day.Day - (stretch * Days));
            days.Write((place << 2) | (day.IsPlayed ? DayPackReader.Played : 0) | (day.Second != 0 ? DayPackReader.HasSecond : 0));
            days.Write(ZigZag.Code(day.First));
            if (day.Second != 0)
            {
                days.Write(ZigZag.Code(day.Second));
            }

            played += day.IsPlayed ? 1 : 0;
        }

        return days.ToArray();
    }
}

/// <summary>Reads what <see cref="DayPack"/> packed, player by player.</summary>
/// <param name="stretch">The stretch.</param>
/// <param name="bytes">The pack.</param>
public ref struct DayPackReader(long stretch, ReadOnlySpan<byte> bytes)
{
    internal const ulong Played = 2;
    internal const ulong HasSecond = 1;

    private readonly int _firstDay = (int)(stretch * DayPack.Days);
    private VarintReader _reader = new(bytes);
    private int _bytes;

    /// <summary>Days of the player.</summary>
    public int Count { get; private set; }

    /// <summary>Those of them on which a counted step of the game ends.</summary>
    public int PlayedCount { get; private set; }

    /// <summary>The player.</summary>
    public long MemberId { get; private set; }

    /// <summary>Goes to the next player, whose days are then read or passed over: <see cref="ReadDays"/>, <see cref="SkipDays"/>.</summary>
    /// <exception cref="FormatException">The bytes are not a pack.</exception>
    public bool NextMember()
    {
        if (_reader.AtEnd)
        {
            return false;
        }

        MemberId += (long)_reader.Read();
        Count = AtMost(DayPack.Days);
        PlayedCount = AtMost(Count);
        _bytes = AtMost(int.MaxValue);
        return true;
    }

    /// <summary>Passes over the player's days.</summary>
    /// <inheritdoc cref="NextMember"/>
    public void SkipDays() => _reader.Take(_bytes);

    /// <summary>Reads the player's days.</summary>
    /// <param name="room">Room for <see cref="DayPack.Days"/>.</param>
    /// <returns>How many there are: <see cref="Count"/>.</returns>
    /// <inheritdoc cref="NextMember"/>
    public int ReadDays(scoped Span<DayCounter> room)
    {
        var days = _reader.Take(_bytes);
        var played = 0;
        for (var i = 0; i < Count; i++)
        {
            var head = days.Read();
            var place = head >> 2;
            if (place >= DayPack.Days)
            {
                throw new FormatException("A pack of days holds a day of another stretch.");
            }

            var first = ZigZag.Value(days.Read());
            var second = (head & HasSecond) != 0 ? ZigZag.Value(days.Read()) : 0;
            var isPlayed = (head & Played) != 0;
            room[i] = new DayCounter(MemberId, _firstDay + (int)place, first, second, isPlayed);
            played += isPlayed ? 1 : 0;
        }

        return days.AtEnd && played == PlayedCount
            ? Count
            : throw new FormatException("A pack of days announces other days than it holds.");
    }

    private int AtMost(int limit) => _reader.Read() is var value && value <= (ulong)limit
        ? (int)value
        : throw new FormatException("A pack of days tells of more than it can hold.");
}
