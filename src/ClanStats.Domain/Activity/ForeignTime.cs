using System.Globalization;

namespace ClanStats.Domain.Activity;

/// <summary>
/// A time as somebody else wrote it. The one place that decides what such a text means (docs/definitions.md, "Values and time"):
/// with an offset it is converted to UTC, without one it is taken as UTC, WOM's 1970-01-01T00:00:00.000Z means "date unknown",
/// and what lies before 2000 or more than a year ahead is refused, never clamped.
/// </summary>
public readonly record struct ForeignTime
{
    private const int LongestShown = 40;

    private static readonly UtcInstant Earliest = UtcInstant.StartOfDay(new DateOnly(2000, 1, 1));

    private ForeignTime(UtcInstant? value, string? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>The instant; null when the date is unknown or the text was refused.</summary>
    public UtcInstant? Value { get; }

    /// <summary>Why the text was refused, naming the value; null when it was not.</summary>
    public string? Refusal { get; }

    /// <summary>Whether the row that carries this time has to be set aside.</summary>
    public bool IsRefused => Refusal is not null;

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text as received; null or blank means unknown.</param>
    /// <param name="now">The run's business time, against which "a year ahead" is measured.</param>
    public static ForeignTime Parse(string? text, UtcInstant now)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return default;
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        return BeginsWithDate(text.AsSpan().TrimStart()) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var parsed)
            ? Judge(UtcInstant.From(parsed), text, now)
            : new ForeignTime(null, $"'{ShortText.Of(text, LongestShown)}' is not a time");
    }

    /// <summary>Judges a time that was already a number or a framework type.</summary>
    public static ForeignTime Of(UtcInstant value, UtcInstant now) => Judge(value, $"{value.Milliseconds} ms", now);

    private static ForeignTime Judge(UtcInstant value, string text, UtcInstant now)
    {
        if (value.Milliseconds == 0)
        {
            return default;
        }

        if (value < Earliest)
        {
            return new ForeignTime(null, $"'{ShortText.Of(text, LongestShown)}' lies before 2000-01-01");
        }

        return value > now.PlusYears(1)
            ? new ForeignTime(null, $"'{ShortText.Of(text, LongestShown)}' lies more than a year ahead")
            : new ForeignTime(value, null);
    }

    /// <summary>Year, month and day must be written: the framework would complete a bare time of day from the system clock.</summary>
    private static bool BeginsWithDate(ReadOnlySpan<char> text) =>
        text.Length >= 10 && text[4] == '-' && text[7] == '-'
        && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[3]) && char.IsAsciiDigit(text[5]) && char.IsAsciiDigit(text[9]);
}
