namespace ClanStats.Harvest;

/// <summary>Settings both harvests share; the contract's section 2 says what each means.</summary>
internal sealed class HarvestOptions
{
    /// <summary>HARVEST_SAFE_DELETE_RATIO, 0 to 1.</summary>
    public double SafeDeleteRatio { get; set; } = 0.20;

    /// <summary>HTTP_TIMEOUT: seconds one attempt may take.</summary>
    public int HttpTimeoutSeconds { get; set; } = 60;

    /// <summary>HTTP_RETRIES: attempts after the first.</summary>
    public int HttpRetries { get; set; } = 4;

    /// <summary>The longest wait a service may ask for; if it asks for more, its harvest ends for the night with what was stored.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(600);

    /// <summary><c>--fixtures</c>: answers come from this folder of recorded exchanges; null: from the network.</summary>
    public string? FixturesDirectory { get; set; }

    /// <summary><c>--record</c>: every exchange is written here, secrets removed; null: nothing is recorded.</summary>
    public string? RecordDirectory { get; set; }

    /// <summary>Whether what is not recorded may be asked of the network (<c>--record</c> and <c>--fixtures</c> name one folder).</summary>
    public bool FixturesMayBeExtended { get; set; }
}
