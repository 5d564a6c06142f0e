namespace ClanStats.Domain.Activity;

/// <summary>
/// The UTC days of one player, as day numbers in rising order: on which snapshots were taken, on which a counted step ended, on which a message
/// was written.
/// </summary>
/// <param name="Seen">Days with a snapshot.</param>
/// <param name="Game">Days on which a counted step ends: game-active days.</param>
/// <param name="Chat">Days with a message: chat-active days.</param>
public sealed record ActiveDays(IReadOnlyList<int> Seen, IReadOnlyList<int> Game, IReadOnlyList<int> Chat)
{
    /// <summary>Nothing is known of anybody.</summary>
    public static readonly ActiveDays None = new([], [], []);

    /// <summary>Game-active and chat-active days together, each once.</summary>
    public IReadOnlyList<int> Either { get; } = Merge([Game, Chat]);

    /// <summary>The days of several players of one person together.</summary>
    public static ActiveDays Together(IEnumerable<ActiveDays> players)
    {
        var all = players.ToList();
        return all.Count == 1
            ? all[0]
            : new ActiveDays(Merge(all.Select(days => days.Seen)), Merge(all.Select(days => days.Game)), Merge(all.Select(days => days.Chat)));
    }

    /// <summary>How many of the days lie in a span.</summary>
    /// <param name="days">In rising order.</param>
    /// <param name="from">First day.</param>
    /// <param name="before">First day after the span.</param>
    public static int Count(IReadOnlyList<int> days, long from, long before) => Math.Max(0, IndexOf(days, before) - IndexOf(days, from));

    /// <summary>The first of the days that is not before a day; null if there is none.</summary>
    public static int? FirstFrom(IReadOnlyList<int> days, long from) => IndexOf(days, from) is var index && index < days.Count ? days[index] : null;

    /// <summary>The place of the first day that is not before a day.</summary>
    private static int IndexOf(IReadOnlyList<int> days, long day)
    {
        var (low, high) = (0, days.Count);
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

    private static List<int> Merge(IEnumerable<IReadOnlyList<int>> days) => [.. days.SelectMany(list => list).Distinct().Order()];
}
