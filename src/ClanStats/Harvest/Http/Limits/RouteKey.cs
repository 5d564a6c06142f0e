namespace ClanStats.Harvest.Http.Limits;

/// <summary>What a service may count together, told by method and path alone.</summary>
/// <param name="Route">Method, path with its ids replaced, and the top-level id.</param>
/// <param name="Resource">The top-level channel, guild or webhook; a bucket's name counts for each of them apart.</param>
internal readonly record struct RouteKey(string Route, string Resource)
{
    private static readonly RouteKey Everything = new("all", "");

    /// <summary>The key of a request. WOM counts all of them together.</summary>
    public static RouteKey Of(LimitStyle style, HttpMethod method, string path)
    {
        if (style == LimitStyle.WiseOldMan)
        {
            return Everything;
        }

        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var own = parts switch
        {
            ["webhooks", _, _, ..] => 3,
            ["channels" or "guilds" or "webhooks", _, ..] => 2,
            _ => 0,
        };
        var template = parts.Select((part, i) => i >= own && part.All(char.IsAsciiDigit) ? ":id" : part);
        return new RouteKey($"{method} {string.Join('/', template)}", string.Join('/', parts.Take(own)));
    }
}
