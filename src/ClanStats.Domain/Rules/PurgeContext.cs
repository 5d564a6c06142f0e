using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Rules;

/// <summary>What the purge list needs beside the members.</summary>
public sealed record PurgeContext
{
    /// <summary>Why the list is closed, as <see cref="PurgeSources.WhyClosed"/> says; null when it is open.</summary>
    public string? ClosedBecause { get; init; }

    /// <summary>Whether Discord is connected; without it messages are no criterion.</summary>
    public required bool DiscordConnected { get; init; }

    /// <summary>Whether Discord accounts are read besides the relayed game chat, so that an unlinked member may be talking unseen.</summary>
    public required bool AccountsRead { get; init; }

    /// <summary>UTC day of the first night of an unbroken listing, by row of clan_members; who is not in it is new.</summary>
    public IReadOnlyDictionary<long, DateOnly> FirstListed { get; init; } = new Dictionary<long, DateOnly>();

    /// <summary>The same for the second block, quiet and Discord unknown: who moves from it to the list is new there.</summary>
    public IReadOnlyDictionary<long, DateOnly> FirstQuiet { get; init; } = new Dictionary<long, DateOnly>();
}

/// <summary>How well a source covers the purge window.</summary>
/// <param name="Title">The source as people read it.</param>
/// <param name="LastCompleteRead">End of its last complete read; null if there was none.</param>
/// <param name="MissingDays">UTC days of the window that neither a complete read nor a later one covers.</param>
public sealed record PurgeSource(string Title, UtcInstant? LastCompleteRead, IReadOnlyList<DateOnly> MissingDays);

/// <summary>Whether the sources carry a purge list at all: nobody is listed because nobody looked.</summary>
public static class PurgeSources
{
    /// <summary>Why the list is closed, naming each source, its days and the date on which the list returns; null when it is open.</summary>
    /// <param name="sources">The connected sources.</param>
    /// <param name="thresholdDays">Length of the window in days.</param>
    /// <param name="limits">The clan's thresholds.</param>
    /// <param name="now">The run's business time.</param>
    public static string? WhyClosed(IEnumerable<PurgeSource> sources, int thresholdDays, PurgeThresholds limits, UtcInstant now)
    {
        var reasons = sources.SelectMany(source => Reasons(source, thresholdDays, limits, now)).ToList();
        return reasons.Count == 0 ? null : string.Join(" ", reasons);
    }

    private static IEnumerable<string> Reasons(PurgeSource source, int thresholdDays, PurgeThresholds limits, UtcInstant now)
    {
        if (source.LastCompleteRead is not { } read || now.HoursSince(read) > limits.MaxSourceAgeHours)
        {
            var last = source.LastCompleteRead is { } time ? $"was last read completely {time.ToPeople()}" : "was never read completely";
            yield return $"{source.Title} {last}, more than {limits.MaxSourceAgeHours} hours ago; "
                + $"the list returns with its next complete read, on {IsoDay.Of(now.PlusDays(1).Date)} at the earliest.";
        }

        var allowed = limits.MaxMissingDaysShare * thresholdDays;
        var missing = source.MissingDays.Distinct().Order().ToList();
        if (missing.Count > allowed)
        {
            yield return $"{source.Title} lacks a complete read on {missing.Count} of the last {thresholdDays} days ({Spans(missing)}); "
                + $"the list returns on {IsoDay.Of(ReturnDay(missing, allowed, thresholdDays, now))} if every night until then is read.";
        }
    }

    private static DateOnly ReturnDay(List<DateOnly> missing, decimal allowed, int thresholdDays, UtcInstant now)
    {
        var night = now;
        while (missing.Count(day => day > night.PlusDays(-thresholdDays).Date) > allowed)
        {
            night = night.PlusDays(1);
        }

        return night.Date;
    }

    private static string Spans(List<DateOnly> days)
    {
        var spans = new List<string>();
        for (var first = 0; first < days.Count;)
        {
            var last = first;
            while (last + 1 < days.Count && days[last + 1].DayNumber == days[last].DayNumber + 1)
            {
                last++;
            }

            spans.Add(first == last ? IsoDay.Of(days[first]) : $"{IsoDay.Of(days[first])} to {IsoDay.Of(days[last])}");
            first = last + 1;
        }

        return string.Join(", ", spans);
    }
}
