using System.Globalization;
using System.Reflection;

namespace ClanStats.Harvest.Http;

/// <summary>How ClanStats introduces itself, so that a service's keepers know whom they are dealing with.</summary>
internal static class UserAgent
{
    private const string Project = "https://github.com/clanstats/clanstats";

    private static readonly string Version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";

    /// <summary>
    /// For Wise Old Man, which asks for a way to reach whoever asks, and bans addresses it cannot reach anybody about: the project's page, and the
    /// group, whose leaders it knows. Nobody's name is in it.
    /// </summary>
    public static string WiseOldMan(long groupId) => $"ClanStats/{Version} (+{Project}; Wise Old Man group {groupId.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>For Discord, which demands this form.</summary>
    public static string Discord => $"DiscordBot ({Project}, {Version})";
}
