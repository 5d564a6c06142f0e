using ClanStats.Harvest.Http.Limits;

namespace ClanStats.Harvest.Http;

/// <summary>How one service is talked to.</summary>
/// <param name="Name">wom, discord or webhook.</param>
/// <param name="BaseUrl">Without a slash at its end.</param>
/// <param name="Headers">Sent with every request; may hold secrets.</param>
/// <param name="PaceLimit">Requests per <paramref name="PaceWindow"/>; 0 = no own pacing.</param>
/// <param name="PaceWindow">The window of own pacing.</param>
/// <param name="MaxConcurrent">Requests under way at once.</param>
internal sealed record ServiceProfile(
    string Name,
    string BaseUrl,
    IReadOnlyDictionary<string, string> Headers,
    int PaceLimit,
    TimeSpan PaceWindow,
    int MaxConcurrent)
{
    /// <summary>In which words the service speaks of its limits.</summary>
    public LimitStyle Limits => Name == "wom" ? LimitStyle.WiseOldMan : LimitStyle.Discord;
}
