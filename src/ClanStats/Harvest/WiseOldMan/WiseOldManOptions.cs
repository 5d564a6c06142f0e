namespace ClanStats.Harvest.WiseOldMan;

/// <summary>Settings of the Wise Old Man harvest; the contract's section 2 says what each means.</summary>
internal sealed class WiseOldManOptions
{
    public const string DefaultBaseUrl = "https://api.wiseoldman.net/v2";

    /// <summary>WOM_GROUP_ID.</summary>
    public long GroupId { get; set; }

    /// <summary>WOM_API_KEY; a secret, null if not given.</summary>
    public string? ApiKey { get; set; }

    /// <summary>WOM_GROUP_SECRET; a secret, null if not given.</summary>
    public string? GroupSecret { get; set; }

    /// <summary>WOM_BASE_URL, without a slash at its end.</summary>
    public string BaseUrl { get; set; } = DefaultBaseUrl;

    /// <summary>WOM_TARGET_RPM: requests a minute; 0 = no own pacing.</summary>
    public int TargetRpm { get; set; } = 18;

    /// <summary>WOM_MAX_CONCURRENT: requests under way at once, 1 or more.</summary>
    public int MaxConcurrent { get; set; } = 2;

    /// <summary>WOM_UPDATE_WAIT: seconds to wait for a requested update; 0 = do not wait.</summary>
    public int UpdateWaitSeconds { get; set; } = 180;

    /// <summary>WOM_UPDATE_STALE: stale members to ask for one by one without a secret.</summary>
    public int UpdateStale { get; set; }

    /// <summary>WOM_STALENESS_SKIP_HOURS: a younger complete bulk read is not repeated.</summary>
    public double StalenessSkipHours { get; set; } = 6;

    /// <summary>WOM_BACKFILL_DAYS.</summary>
    public int BackfillDays { get; set; } = 400;

    /// <summary>WOM_BACKFILL_MINUTES.</summary>
    public int BackfillMinutes { get; set; } = 30;

    /// <summary>Whether history is read per player (recordings may say "none").</summary>
    public bool BackfillPlayers { get; set; } = true;

    /// <summary>Whether an update may be requested at all: never in a replay or in the demo.</summary>
    public bool MayRequestUpdate { get; set; } = true;
}
