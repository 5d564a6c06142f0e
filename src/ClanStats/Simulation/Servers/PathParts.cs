using ClanStats.Domain.Identity;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.Servers;

/// <summary>Reads ids out of paths.</summary>
internal static class PathParts
{
    /// <summary>The parts of a path between its slashes.</summary>
    public static string[] Of(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The Discord id in a text; null if it is none.</summary>
    public static Snowflake? Id(string text) => Snowflake.TryParse(text, out var id) ? id : null;

    /// <summary>The only value of a query key; null if it is absent.</summary>
    public static string? Query(this HttpContext context, string key) =>
        context.Request.Query.TryGetValue(key, out var values) ? values.ToString() : null;
}
