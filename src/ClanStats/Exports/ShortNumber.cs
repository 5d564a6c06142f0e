using System.Globalization;

namespace ClanStats.Exports;

/// <summary>Numbers short enough for a tile, and what changed about them in words.</summary>
internal static class ShortNumber
{
    /// <summary>12.4 M, 318 k; below ten thousand every digit.</summary>
    public static string Of(long value) => Math.Abs((double)value) switch
    {
        >= 999_950_000 => Scaled(value, 1e9, "0.0", "B"),
        >= 999_500 => Scaled(value, 1e6, "0.0", "M"),
        >= 10_000 => Scaled(value, 1e3, "0", "k"),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };

    /// <summary>A difference to the same span before, in words.</summary>
    /// <param name="value">The difference.</param>
    /// <param name="unit">What is counted, such as "points"; null where the number says it itself.</param>
    /// <param name="before">What it is against.</param>
    public static string Change(long value, string? unit = null, string before = "before")
    {
        var what = unit is null ? "" : unit + " ";
        return value switch
        {
            > 0 => $"{Of(value)} {what}more than {before}",
            < 0 => $"{Of(-value)} {(unit is null ? "fewer" : what + "less")} than {before}",
            _ => $"as {(unit is null ? "many" : "much")} as {before}",
        };
    }

    private static string Scaled(long value, double unit, string format, string suffix) =>
        (value / unit).ToString(format, CultureInfo.InvariantCulture) + "\u00A0" + suffix;
}
