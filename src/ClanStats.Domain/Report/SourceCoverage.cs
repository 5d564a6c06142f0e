using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>Which days the complete reads of a source cover; a later read that fills an older span closes the gap.</summary>
public sealed class SourceCoverage
{
    private const double OpenEndHours = 48;
    private readonly List<SourceRead> _reads;

    /// <summary>Takes all complete reads and keeps those of one source.</summary>
    public SourceCoverage(IEnumerable<SourceRead> reads, string source) =>
        _reads = [.. reads.Where(read => read.Source == source).OrderBy(read => read.From)];

    /// <summary>End of the last complete read; null if there was none.</summary>
    public UtcInstant? LastRead => _reads.Count == 0 ? null : _reads.Max(read => read.At);

    /// <summary>UTC days of the last N that no complete read touches, oldest first; the run's own day counts as the last.</summary>
    public IReadOnlyList<DateOnly> MissingDays(int days, UtcInstant now) =>
    [
        .. Enumerable.Range(0, days)
            .Select(back => now.DayNumber - days + 1 + back)
            .Where(day => !_reads.Any(read => read.From.DayNumber <= day && day <= read.To.DayNumber))
            .Select(day => UtcInstant.StartOfDay(day).Date),
    ];

    /// <summary>Since when everything is covered without a hole up to the newest read; null if nothing is.</summary>
    public UtcInstant? From()
    {
        if (_reads.Count == 0)
        {
            return null;
        }

        var from = _reads.MaxBy(read => read.To)!.From;
        foreach (var read in _reads.OrderByDescending(read => read.To))
        {
            if (read.To >= from || read.To.DayNumber + 1 >= from.DayNumber)
            {
                from = read.From < from ? read.From : from;
            }
        }

        return from;
    }

    /// <summary>Whether a window was read without an open hole, from its start or the clan's founding to (nearly) now.</summary>
    public bool Covers(TimeWindow window, UtcInstant? founding)
    {
        var start = founding is { } day && day > window.Start ? day : window.Start;
        return LastRead is { } last && window.End.HoursSince(last) <= OpenEndHours && From() <= start;
    }
}
