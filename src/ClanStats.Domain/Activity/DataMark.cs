namespace ClanStats.Domain.Activity;

/// <summary>What a reader must know beside a number, or why there is none.</summary>
public enum DataMark
{
    /// <summary>A plain number.</summary>
    None,

    /// <summary>The window's first step began more than 36 hours before it; the number covers that longer span.</summary>
    Approximate,

    /// <summary>The window's first step began so early that it was left out: a lower bound, or null. Verdicts treat it as not measured.</summary>
    Partial,

    /// <summary>The player's history begins inside the window.</summary>
    SinceFirstSeen,

    /// <summary>The newest value is unranked on the hiscores: null.</summary>
    Unranked,

    /// <summary>The newest snapshot is too old for the window: null.</summary>
    Stale,

    /// <summary>The source is not configured: null.</summary>
    NotConnected,

    /// <summary>Fewer than two values so far: null.</summary>
    NotYet,

    /// <summary>An alt's messages are counted on the main's row: null.</summary>
    CountedWithMain,

    /// <summary>Nobody knows which Discord account is this member's: null.</summary>
    NotLinked,
}

/// <summary>A number with its mark. <see cref="Value"/> is null where nothing is known; never 0 in its place.</summary>
/// <typeparam name="T">The number's type.</typeparam>
/// <param name="Value">The number, or null.</param>
/// <param name="Mark">What must be known beside it.</param>
/// <param name="Since">The true start of the interval where <paramref name="Mark"/> says it is not the window's own; else null.</param>
public readonly record struct Figure<T>(T? Value, DataMark Mark = DataMark.None, UtcInstant? Since = null)
    where T : struct
{
    /// <summary>Whether a verdict may rest on this number.</summary>
    public bool IsMeasured => Value is not null && Mark != DataMark.Partial;
}

/// <summary>Names of marks as outputs write them.</summary>
public static class DataMarks
{
    /// <summary>The name in clan_data.json; null for a plain number.</summary>
    public static string? ToName(this DataMark mark) => mark switch
    {
        DataMark.None => null,
        DataMark.Approximate => "approximate",
        DataMark.Partial => "partial",
        DataMark.SinceFirstSeen => "since_first_seen",
        DataMark.Unranked => "unranked",
        DataMark.Stale => "stale",
        DataMark.NotConnected => "not_connected",
        DataMark.NotYet => "not_yet",
        DataMark.CountedWithMain => "counted_with_main",
        DataMark.NotLinked => "not_linked",
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "Unknown mark"),
    };
}
