using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Json;

/// <summary>Whether a source was read for a day, so that a gap can be told from a day on which nothing happened.</summary>
internal static class DayCoverage
{
    /// <summary>A complete read covers the day.</summary>
    public const string Complete = "complete";

    /// <summary>No complete read does.</summary>
    public const string Missing = "missing";

    /// <summary>The source is not configured.</summary>
    public const string NotConnected = "not_connected";

    /// <summary>The state of a UTC day of the last 30.</summary>
    public static string Of(SourceStatus source, DateOnly day) => source switch
    {
        { Connected: false } => NotConnected,
        _ when source.MissingDays.Contains(IsoDay.Of(day)) => Missing,
        _ => Complete,
    };
}
