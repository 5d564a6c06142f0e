using System.Globalization;
using ClanStats.Domain.Activity;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>How far a player's history was read, as the cursor holds it.</summary>
/// <param name="Value">
/// <c>end</c>; the instant in milliseconds at which an empty answer is asked for again; <c>offset:N</c> if an interrupted night read the N
/// newest snapshots; <c>day</c> while it is read by day for the whole group; empty if it was never begun.
/// </param>
internal readonly record struct HistoryMark(string Value)
{
    /// <summary>Read to its end.</summary>
    public static readonly HistoryMark End = new("end");

    /// <summary>Being read by day.</summary>
    public static readonly HistoryMark ByDay = new("day");

    private const int EmptyForDays = 30;
    private const string OffsetPrefix = "offset:";

    /// <summary>How many of the newest snapshots were read.</summary>
    public int Offset => Value.StartsWith(OffsetPrefix, StringComparison.Ordinal)
        ? int.Parse(Value.AsSpan(OffsetPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture)
        : 0;

    /// <summary>Whether it is read by day.</summary>
    public bool IsByDay => this == ByDay;

    /// <summary>The mark a cursor holds; null: there is none.</summary>
    public static HistoryMark Of(string? value) => new(value ?? "");

    /// <summary>Nothing there yet; asked again in 30 days.</summary>
    public static HistoryMark EmptyUntil(UtcInstant now) => new(now.PlusDays(EmptyForDays).Milliseconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>Read as far as the N newest snapshots.</summary>
    public static HistoryMark ReadTo(int offset) => new(OffsetPrefix + offset.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether there is something left to read.</summary>
    public bool IsWaiting(UtcInstant now) =>
        Value.Length == 0 || IsByDay || Offset > 0
        || (long.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out var until) && until <= now.Milliseconds);
}
