using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>Settings of the Discord harvest; the contract's section 2 says what each means.</summary>
internal sealed class DiscordOptions
{
    public const string DefaultBaseUrl = "https://discord.com/api/v10";

    /// <summary>DISCORD_ENABLED.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>DISCORD_TOKEN; a secret, null if not given.</summary>
    public string? Token { get; set; }

    /// <summary>DISCORD_GUILD_ID; null: only the relay channel is read.</summary>
    public Snowflake? GuildId { get; set; }

    /// <summary>RELAY_CHANNEL_ID: the channel of the relayed game chat.</summary>
    public Snowflake? RelayChannelId { get; set; }

    /// <summary>DISCORD_BASE_URL, without a slash at its end.</summary>
    public string BaseUrl { get; set; } = DefaultBaseUrl;

    /// <summary>DISCORD_TARGET_RPS: requests a second over all channels; 0 = no own pacing.</summary>
    public int TargetRps { get; set; } = 4;

    /// <summary>DISCORD_MAX_CONCURRENT, 1 or more.</summary>
    public int MaxConcurrent { get; set; } = 4;

    /// <summary>DISCORD_BATCH_SIZE: messages a request, 1 to 100.</summary>
    public int BatchSize { get; set; } = 100;

    /// <summary>DISCORD_MAX_MESSAGES a run; 0 = no limit.</summary>
    public int MaxMessages { get; set; }

    /// <summary>DAYS_LOOKBACK of the first harvest.</summary>
    public int DaysLookback { get; set; } = 400;

    /// <summary>CUSTOM_START_DATE: nothing before it is read; null if not set.</summary>
    public UtcInstant? NotBefore { get; set; }

    /// <summary>DISCORD_STORE_CONTENT.</summary>
    public bool StoreContent { get; set; }

    /// <summary>Whether there is anything to read: enabled, and a guild or a relay channel known.</summary>
    public bool IsConnected => Enabled && (GuildId is not null || RelayChannelId is not null);
}
