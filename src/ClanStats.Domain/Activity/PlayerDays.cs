namespace ClanStats.Domain.Activity;

/// <summary>What is counted of one player by UTC day. Days are day numbers in rising order; a day on which nothing was counted is not there.</summary>
/// <param name="Seen">Days with a snapshot.</param>
/// <param name="Xp">Experience of each of <paramref name="Seen"/>, from counted steps that end on it.</param>
/// <param name="Boss">Kills of each of <paramref name="Seen"/>.</param>
/// <param name="Played">Those of <paramref name="Seen"/> on which a counted step ends.</param>
/// <param name="Spoken">Days with a message.</param>
/// <param name="Messages">Messages of each of <paramref name="Spoken"/>.</param>
public sealed record PlayerDays(int[] Seen, long[] Xp, long[] Boss, int[] Played, int[] Spoken, long[] Messages)
{
    /// <summary>The last day on which anything was counted; null if there is none.</summary>
    public int? LastDay => (Seen.Length, Spoken.Length) switch
    {
        (0, 0) => null,
        (0, _) => Spoken[^1],
        (_, 0) => Seen[^1],
        _ => Math.Max(Seen[^1], Spoken[^1]),
    };

    /// <summary>The first day from a day on, on which anything was counted; null if there is none.</summary>
    public int? FirstDayFrom(long day) => (ActiveDays.FirstFrom(Seen, day), ActiveDays.FirstFrom(Spoken, day)) switch
    {
        (null, var spoken) => spoken,
        (var seen, null) => seen,
        var (seen, spoken) => Math.Min(seen.Value, spoken.Value),
    };

    /// <summary>Experience of a span of whole days.</summary>
    /// <param name="from">First day.</param>
    /// <param name="before">First day after the span.</param>
    public long XpBetween(long from, long before) => Sum(Seen, Xp, from, before);

    /// <summary>Kills of a span of whole days.</summary>
    /// <inheritdoc cref="XpBetween"/>
    public long BossBetween(long from, long before) => Sum(Seen, Boss, from, before);

    /// <summary>Messages of a span of whole days.</summary>
    /// <inheritdoc cref="XpBetween"/>
    public long MessagesBetween(long from, long before) => Sum(Spoken, Messages, from, before);

    private static long Sum(int[] days, long[] counts, long from, long before)
    {
        var sum = 0L;
        for (var i = ActiveDays.IndexOf(days, from); i < days.Length && days[i] < before; i++)
        {
            sum += counts[i];
        }

        return sum;
    }
}
