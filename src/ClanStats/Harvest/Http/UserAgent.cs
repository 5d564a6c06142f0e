using System.Reflection;

namespace ClanStats.Harvest.Http;

/// <summary>How ClanStats introduces itself, so that a service's keepers know whom they are dealing with.</summary>
internal static class UserAgent
{
    private static readonly string Version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";

    /// <summary>For Wise Old Man.</summary>
    public static string WiseOldMan => $"ClanStats/{Version}";

    /// <summary>For Discord, which demands this form.</summary>
    public static string Discord => $"DiscordBot (https://github.com/clanstats/clanstats, {Version})";
}
