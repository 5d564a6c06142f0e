using System.Globalization;

namespace ClanStats.Harvest.Discord;

/// <summary>What the bot's application was granted in the Developer Portal; each is null where Discord does not tell.</summary>
/// <param name="Content">Whether Discord gives message texts.</param>
/// <param name="Members">Whether Discord gives the list of members.</param>
internal readonly record struct DiscordIntents(bool? Content, bool? Members)
{
    private const ulong ContentBits = (1UL << 18) | (1UL << 19);
    private const ulong MembersBits = (1UL << 14) | (1UL << 15);

    /// <summary>Reads them of the application.</summary>
    public static DiscordIntents Of(DiscordApplication? application)
    {
        var flags = Flags(application);
        bool? IsGranted(ulong intent) => flags is { } bits ? (bits & intent) != 0 : null;
        return new DiscordIntents(IsGranted(ContentBits), IsGranted(MembersBits));
    }

    /// <summary>The complete form is a text; the older number holds the same bits as far as they go.</summary>
    private static ulong? Flags(DiscordApplication? application) =>
        ulong.TryParse(application?.FlagsNew, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : (ulong?)application?.Flags;
}
