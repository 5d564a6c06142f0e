namespace ClanStats.Harvest.Http.Fixtures;

/// <summary>What makes two requests the same in a recording: service, method, decoded path, query as a set without defaults.</summary>
internal readonly record struct FixtureKey(string Service, string Method, string Path, string Query)
{
    private static readonly HashSet<string> Defaults = new(StringComparer.Ordinal) { "offset=0" };

    /// <summary>The key of a url relative to the service's base.</summary>
    public static FixtureKey Of(string service, string method, string url)
    {
        var cut = url.IndexOf('?', StringComparison.Ordinal);
        var path = cut < 0 ? url : url[..cut];
        var query = cut < 0 ? [] : url[(cut + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries);
        var parts = query.Select(Uri.UnescapeDataString).Where(part => !Defaults.Contains(part)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new FixtureKey(service, method.ToUpperInvariant(), Uri.UnescapeDataString(path), string.Join('&', parts));
    }
}
