using System.Globalization;
using ClanStats.Domain.Activity;

namespace ClanStats.Harvest.Discord;

/// <summary>
/// The lines of the last moments, by a fingerprint of who said what: several players' clients feed one relay, and now and then two of them
/// bring the same line. No text is kept; the fingerprints outlive the run, so that a run that is cut off and goes on finds the same repeats.
/// </summary>
internal sealed class RecentLines
{
    private readonly TimeSpan _span;
    private readonly List<(long At, ulong Line)> _lines = [];

    /// <summary>Goes on from what an earlier run left.</summary>
    /// <param name="stored">What <see cref="ToString"/> gave; null or unreadable: nothing.</param>
    /// <param name="span">How long a line counts as recent.</param>
    public RecentLines(string? stored, TimeSpan span)
    {
        _span = span;
        foreach (var entry in (stored ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split(':') is [var at, var line]
                && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                && ulong.TryParse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var print))
            {
                _lines.Add((time, print));
            }
        }
    }

    /// <summary>Whether the line was said a moment before; it is recent from now on.</summary>
    public bool Repeats(RelayLine line, UtcInstant at)
    {
        var print = Fingerprint(line.Text, Fingerprint(line.Player ?? "", 14695981039346656037UL));
        _lines.RemoveAll(entry => at.Since(new UtcInstant(entry.At)).Duration() > _span);
        var repeats = _lines.Exists(entry => entry.Line == print);
        _lines.Add((at.Milliseconds, print));
        return repeats;
    }

    /// <summary>The recent lines in a form that can be stored.</summary>
    public override string ToString() => string.Join(' ', _lines.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.At}:{entry.Line:x16}")));

    private static ulong Fingerprint(string text, ulong print)
    {
        foreach (var character in text)
        {
            print = (print ^ character) * 1099511628211UL;
        }

        return (print ^ 0xFFFF) * 1099511628211UL;
    }
}
