using System.Globalization;

namespace ClanStats.Domain.Activity;

/// <summary>
/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z. The only form of time inside ClanStats:
/// what comes from outside enters through <see cref="ForeignTime"/>, what people read leaves through <see cref="ToPeople()"/>.
/// </summary>
/// <param name="Milliseconds">Milliseconds since the Unix epoch, UTC.</param>
public readonly record struct UtcInstant(long Milliseconds) : IComparable<UtcInstant>
{
    /// <summary>Milliseconds of one hour.</summary>
    public const long Hour = 3_600_000;

    /// <summary>Milliseconds of one day of 24 hours.</summary>
    public const long Day = 24 * Hour;

    /// <summary>The UTC day this instant lies in, counted from 1970-01-01.</summary>
    public long DayNumber => (long)Math.Floor(Milliseconds / (double)Day);

    /// <summary>The hour of the UTC day, 0 to 23.</summary>
    public int HourOfDay => (int)((Milliseconds - (DayNumber * Day)) / Hour);

    /// <summary>The UTC calendar day.</summary>
    public DateOnly Date => DateOnly.FromDateTime(ToDateTimeOffset().UtcDateTime);

    /// <summary>The instant of a value that carries its offset.</summary>
    public static UtcInstant From(DateTimeOffset value) => new(value.ToUnixTimeMilliseconds());

    /// <summary>The first instant of a UTC day counted from 1970-01-01.</summary>
    public static UtcInstant StartOfDay(long dayNumber) => new(dayNumber * Day);

    /// <summary>The first instant of a UTC calendar day.</summary>
    public static UtcInstant StartOfDay(DateOnly day) => new((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * Day);

    /// <summary>This instant moved by whole days of 24 hours; negative moves back.</summary>
    public UtcInstant PlusDays(double days) => new(Milliseconds + (long)(days * Day));

    /// <summary>The same time of day a number of calendar years later; 29 February becomes the 28th where there is none.</summary>
    public UtcInstant PlusYears(int years) => From(ToDateTimeOffset().AddYears(years));

    /// <summary>This instant moved by hours; negative moves back.</summary>
    public UtcInstant PlusHours(double hours) => new(Milliseconds + (long)(hours * Hour));

    /// <summary>This instant moved by a duration.</summary>
    public UtcInstant Plus(TimeSpan duration) => new(Milliseconds + (long)duration.TotalMilliseconds);

    /// <summary>The duration from <paramref name="earlier"/> to this instant; negative if that lies later.</summary>
    public TimeSpan Since(UtcInstant earlier) => TimeSpan.FromMilliseconds(Milliseconds - earlier.Milliseconds);

    /// <summary>Hours from <paramref name="earlier"/> to this instant.</summary>
    public double HoursSince(UtcInstant earlier) => (Milliseconds - earlier.Milliseconds) / (double)Hour;

    /// <summary>Whole days of 24 hours from <paramref name="earlier"/> to this instant, rounded down, never below 0.</summary>
    public int WholeDaysSince(UtcInstant earlier) => (int)Math.Max(0, (Milliseconds - earlier.Milliseconds) / Day);

    /// <summary>The same instant as the framework's type, with offset zero.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>ISO 8601 with milliseconds and Z, as machines read it: <c>2026-01-02T18:30:00.000Z</c>.</summary>
    public string ToIso() => ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>As people read it: <c>2026-01-02 18:30 UTC</c>.</summary>
    public string ToPeople() => ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>As people read it in a named zone, with its offset: <c>2026-01-02 19:30 +01:00</c>.</summary>
    public string ToPeople(TimeZoneInfo zone)
    {
        if (zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime)
        {
            return ToPeople();
        }

        return TimeZoneInfo.ConvertTime(ToDateTimeOffset(), zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public int CompareTo(UtcInstant other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>Whether the left instant lies before the right one.</summary>
    public static bool operator <(UtcInstant left, UtcInstant right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Whether the left instant lies after the right one.</summary>
    public static bool operator >(UtcInstant left, UtcInstant right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Whether the left instant is not later than the right one.</summary>
    public static bool operator <=(UtcInstant left, UtcInstant right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Whether the left instant is not earlier than the right one.</summary>
    public static bool operator >=(UtcInstant left, UtcInstant right) => left.Milliseconds >= right.Milliseconds;

    /// <inheritdoc/>
    public override string ToString() => ToIso();
}
