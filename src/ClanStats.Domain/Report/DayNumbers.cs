using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>Lays a player's counted days out day by day, what is not known as a gap.</summary>
internal sealed class DayNumbers(long firstDay, int count)
{
    private readonly sbyte[] _game = new sbyte[count];
    private readonly long[] _xp = new long[count];
    private readonly int[] _messages = new int[count];
    private sbyte[]? _chat;

    /// <summary>Adds what was gained: a day without a snapshot is a gap.</summary>
    public void AddGame(PlayerDays? days)
    {
        Array.Fill(_game, MemberCalendar.NoData);
        var (seen, played) = (days?.Seen ?? [], days?.Played ?? []);
        for (var i = ActiveDays.IndexOf(seen, firstDay); i < seen.Length; i++)
        {
            var day = (int)(seen[i] - firstDay);
            _game[day] = 0;
            _xp[day] = days!.Xp[i];
        }

        for (var i = ActiveDays.IndexOf(played, firstDay); i < played.Length; i++)
        {
            _game[(int)(played[i] - firstDay)] = 1;
        }
    }

    /// <summary>Adds what was written: a day that was not read is a gap, unless something is known to have been written on it.</summary>
    /// <param name="days">The player's days.</param>
    /// <param name="covered">Which days were read.</param>
    public void AddChat(PlayerDays? days, bool[] covered)
    {
        _chat = new sbyte[count];
        for (var day = 0; day < count; day++)
        {
            _chat[day] = covered[day] ? (sbyte)0 : MemberCalendar.NoData;
        }

        var spoken = days?.Spoken ?? [];
        for (var i = ActiveDays.IndexOf(spoken, firstDay); i < spoken.Length; i++)
        {
            var day = (int)(spoken[i] - firstDay);
            _messages[day] = (int)days!.Messages[i];
            _chat[day] = _messages[day] > 0 ? (sbyte)1 : _chat[day];
        }
    }

    /// <summary>The calendar.</summary>
    public MemberCalendar ToCalendar() => new(_game, _chat) { Xp = _xp, Messages = _messages };
}
