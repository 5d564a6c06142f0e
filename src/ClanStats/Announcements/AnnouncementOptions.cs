namespace ClanStats.Announcements;

/// <summary>Where things are told. Addresses of webhooks are secrets: whoever has one can post.</summary>
internal sealed class AnnouncementOptions
{
    /// <summary>DISCORD_SUMMARY_WEBHOOK; null: the officers' summary is not posted.</summary>
    public string? SummaryWebhook { get; set; }

    /// <summary>DISCORD_MEMBERS_WEBHOOK; null: the members' week is not posted.</summary>
    public string? MembersWebhook { get; set; }
}
