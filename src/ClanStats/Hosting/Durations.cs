using System.Globalization;

namespace ClanStats.Hosting;

/// <summary>Durations as people read them.</summary>
internal static class Durations
{
    /// <summary>"0.4 s", "12.3 s", "2 min 05 s", "1 h 04 min".</summary>
    public static string Show(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 60 => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 3_600 => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours} h {duration.Minutes:00} min"),
    };
}
