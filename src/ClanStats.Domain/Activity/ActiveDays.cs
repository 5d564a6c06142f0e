namespace ClanStats.Domain.Activity;

/// <summary>
/// The UTC days of one player, as day numbers in rising order: on which snapshots were taken, on which a counted step ended, on which a message
/// was written. Arrays, because a report walks them a hundred thousand times.
/// </summary>
/// <param name="Seen">Days with a snapshot.</param>
/// <param name="Game">Days on which a counted step ends: game-active days.</param>
/// <param name="Chat">Days with a message: chat-active days.</param>
public sealed record ActiveDays(int[] Seen, int[] Game, int[] Chat)
{
    /// <summary>Nothing is known of anybody.</summary>
    public static readonly ActiveDays None = new([], [], []);

    /// <summary>Game-active and chat-active days together, each once.</summary>
    public int[] Either => field ??= Merge(Game, Chat);

    /// <summary>The days of several players of one person together.</summary>
    public static ActiveDays Together(IEnumerable<ActiveDays> players)
    {
        ActiveDays? together = null;
        foreach (var days in players)
        {
            together = together is null ? days : new ActiveDays(Merge(together.Seen, days.Seen), Merge(together.Game, days.Game), Merge(together.Chat, days.Chat));
        }

        return together ?? None;
    }

    /// <summary>How many of the days lie in a span.</summary>
    /// <param name="days">In rising order.</param>
    /// <param name="from">First day.</param>
    /// <param name="before">First day after the span.</param>
    public static int Count(int[] days, long from, long before) => Math.Max(0, IndexOf(days, before) - IndexOf(days, from));

    /// <summary>The first of the days that is not before a day; null if there is none.</summary>
    public static int? FirstFrom(int[] days, long from) => IndexOf(days, from) is var index && index < days.Length ? days[index] : null;

    /// <summary>The place of the first day that is not before a day.</summary>
    public static int IndexOf(int[] days, long day)
    {
        var (low, high) = (0, days.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (days[middle] < day)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int[] Merge(int[] left, int[] right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length == 0 ? right : left;
        }

        var both = new int[left.Length + right.Length];
        var (i, j, count) = (0, 0, 0);
        while (i < left.Length || j < right.Length)
        {
            var day = i == left.Length ? right[j] : j == right.Length ? left[i] : Math.Min(left[i], right[j]);
            both[count++] = day;
            i += i < left.Length && left[i] == day ? 1 : 0;
            j += j < right.Length && right[j] == day ? 1 : 0;
        }

        return both[..count];
    }
}
