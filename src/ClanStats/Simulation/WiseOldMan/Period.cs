using System.Globalization;
using System.Text.RegularExpressions;

namespace ClanStats.Simulation.WiseOldMan;

/// <summary>WOM's periods: five names, or years, months of 31 days, weeks, days and hours in that order.</summary>
internal static partial class Period
{
    private const double SecondsOfYear = 31_556_926;

    /// <summary>A period as a negative duration.</summary>
    public static TimeSpan Parse(string text)
    {
        TimeSpan? length = text.ToUpperInvariant() switch
        {
            "FIVE_MIN" => TimeSpan.FromMinutes(5),
            "DAY" => TimeSpan.FromDays(1),
            "WEEK" => TimeSpan.FromDays(7),
            "MONTH" => TimeSpan.FromDays(31),
            "YEAR" => TimeSpan.FromSeconds(SecondsOfYear),
            _ => null,
        };
        if (length is { } known)
        {
            return -known;
        }

        var match = Expression().Match(text);
        double Part(string group) => match.Groups[group].Success ? double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
        return match.Success && match.Length > 0
            ? -(TimeSpan.FromSeconds(SecondsOfYear * Part("y")) +
                TimeSpan.FromDays((31 * Part("m")) + (7 * Part("w")) + Part("d")) +
                TimeSpan.FromHours(Part("h")))
            : throw WiseOldManErrorException.OldBadRequest($"Invalid period: {text}.");
    }

    [GeneratedRegex(
        @"\A((?<y>\d{1,4})y)?((?<m>\d{1,4})m)?((?<w>\d{1,4})w)?((?<d>\d{1,4})d)?((?<h>\d{1,5})h)?\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Expression();
}
