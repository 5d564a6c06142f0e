namespace ClanStats.Harvest.Http.Limits;

/// <summary>In which words a service speaks of its limits.</summary>
internal enum LimitStyle
{
    /// <summary><c>RateLimit-*</c>: one budget over everything.</summary>
    WiseOldMan,

    /// <summary><c>X-RateLimit-*</c>: a bucket per kind of request and channel or guild, and a limit over all.</summary>
    Discord,
}

/// <summary>What one answer says about its service's limits. The headers are advice and may be wrong; a refusal is not.</summary>
internal sealed record LimitNotice
{
    /// <summary>An answer that says nothing.</summary>
    public static readonly LimitNotice Nothing = new();

    /// <summary>The bucket the request was counted in; null if it is not told.</summary>
    public string? Bucket { get; init; }

    /// <summary>Requests the bucket holds.</summary>
    public int? Limit { get; init; }

    /// <summary>Requests left in it.</summary>
    public int? Remaining { get; init; }

    /// <summary>When it is full again.</summary>
    public TimeSpan? ResetAfter { get; init; }

    /// <summary>How long the service asks to wait, header and body taken together; null if it does not ask.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the request was turned away because a limit is used up.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>Whether the limit over everything was met.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Whether the service has shut this computer out and no waiting helps.</summary>
    public bool IsBlock { get; init; }

    /// <summary>Whether the service holds the request against its sender.</summary>
    public bool IsInvalid { get; init; }
}
