using System.Globalization;

namespace ClanStats.Exports;

/// <summary>Numbers as people read them: digits in groups, and a dash where nothing is known.</summary>
internal static class NumberText
{
    /// <summary>What stands where there is no number. Never 0, never blank.</summary>
    public const string NoData = "–";

    /// <summary>A whole number: <c>1,204</c>.</summary>
    public static string Whole(long? value) => value?.ToString("#,##0", CultureInfo.InvariantCulture) ?? NoData;

    /// <summary>A number as programs read it, such as an id: digits alone.</summary>
    public static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number with at most one decimal: <c>148.3</c>.</summary>
    public static string OneDecimal(double? value) => value?.ToString("#,##0.#", CultureInfo.InvariantCulture) ?? NoData;

    /// <summary>A weight from 0 to 1: <c>0.75</c>.</summary>
    public static string Weight(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A difference with its sign: <c>+18</c>, <c>−6</c>, <c>±0</c>.</summary>
    public static string Signed(long? value) => value switch
    {
        null => NoData,
        0 => "±0",
        > 0 => "+" + Whole(value),
        _ => "−" + Whole(-value),
    };

    /// <summary>An age: <c>4 h</c>, from three days on <c>5 days</c>.</summary>
    public static string Age(double? hours) => hours switch
    {
        null => NoData,
        < 1 => "under 1 h",
        < 72 => $"{Math.Floor(hours.Value).ToString("0", CultureInfo.InvariantCulture)} h",
        _ => $"{Math.Floor(hours.Value / 24).ToString("0", CultureInfo.InvariantCulture)} days",
    };

    /// <summary>A count with its noun: <c>1 person</c>, <c>3 people</c>.</summary>
    public static string Count(long count, string one, string many) => $"{Whole(count)} {(count == 1 ? one : many)}";
}
