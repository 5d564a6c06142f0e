using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Simulation.Chat;

/// <summary>Reads pages of one channel by Discord's rules: cursors are exclusive, every page runs from its newest message to its oldest.</summary>
internal sealed class MessagePager(ChatStream stream, UtcInstant now, Func<SimulatedMessage, bool>? isDeleted = null)
{
    /// <summary>The messages that follow a cursor immediately.</summary>
    public IReadOnlyList<SimulatedMessage> After(Snowflake cursor, int limit)
    {
        var page = new List<SimulatedMessage>(limit);
        var last = stream.LastDay(now);
        for (var day = Math.Max(stream.FirstDay, cursor.Time.DayNumber); day <= last && page.Count < limit; day++)
        {
            foreach (var message in stream.Day(day))
            {
                if (message.Id > cursor && page.Count < limit && isDeleted?.Invoke(message) is not true)
                {
                    page.Add(message);
                }
            }
        }

        page.Reverse();
        return page;
    }

    /// <summary>The newest messages below a cursor.</summary>
    public IReadOnlyList<SimulatedMessage> Before(Snowflake cursor, int limit)
    {
        var page = new List<SimulatedMessage>(limit);
        for (var day = Math.Min(stream.LastDay(now), cursor.Time.DayNumber); day >= stream.FirstDay && page.Count < limit; day--)
        {
            var messages = stream.Day(day);
            for (var i = messages.Length - 1; i >= 0 && page.Count < limit; i--)
            {
                if (messages[i].Id < cursor && isDeleted?.Invoke(messages[i]) is not true)
                {
                    page.Add(messages[i]);
                }
            }
        }

        return page;
    }

    /// <summary>The messages on both sides of a cursor, the one with that id included.</summary>
    public IReadOnlyList<SimulatedMessage> Around(Snowflake cursor, int limit)
    {
        var newer = After(new Snowflake(Math.Max(0, cursor.Value - 1)), (limit + 1) / 2);
        return [.. newer, .. Before(cursor, limit - newer.Count)];
    }
}
