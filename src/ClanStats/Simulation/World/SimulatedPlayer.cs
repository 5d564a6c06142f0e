using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.World;

/// <summary>How a player spends the time.</summary>
internal enum PlayStyle
{
    /// <summary>Trains skills for hours.</summary>
    Grinder,

    /// <summary>Kills bosses.</summary>
    Pvmer,

    /// <summary>Plays little, talks much.</summary>
    Social,

    /// <summary>Plays less and less.</summary>
    Fading,

    /// <summary>Was away in the middle of the period and is back.</summary>
    Returning,

    /// <summary>No gain for months, still talks at times.</summary>
    Quiet,

    /// <summary>Neither gains nor talks for months.</summary>
    Silent,
}

/// <summary>What is unusual about a player.</summary>
internal enum PlayerTrait
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>On the roster without any snapshot.</summary>
    NeverTracked,

    /// <summary>Archived under another name, still on the roster, missing from bulk answers.</summary>
    Archived,

    /// <summary>Flagged: no update is accepted any more.</summary>
    Flagged,

    /// <summary>Total experience is unranked in exactly one snapshot in the middle of the period.</summary>
    OverallUnrankedOnce,

    /// <summary>Every requested update fails without a word.</summary>
    NeverUpdates,
}

/// <summary>A time in the clan.</summary>
/// <param name="Joined">When the roster showed the member first.</param>
/// <param name="Left">When the member was gone; null if not foreseen.</param>
/// <param name="Roles">The roles held, oldest first; the first one from <paramref name="Joined"/> on.</param>
internal sealed record Stint(UtcInstant Joined, UtcInstant? Left, IReadOnlyList<RoleChange> Roles)
{
    /// <summary>Whether the member is on the roster at an instant.</summary>
    public bool Covers(UtcInstant at) => Joined <= at && (Left is null || at < Left);

    /// <summary>The role held at an instant of this stint.</summary>
    public string RoleAt(UtcInstant at) => Roles.Last(change => change.At <= at || change == Roles[0]).Role;
}

/// <summary>A role and when it was given.</summary>
internal sealed record RoleChange(UtcInstant At, string Role);

/// <summary>A change of name that WOM approved.</summary>
/// <param name="Id">WOM's id of the change.</param>
/// <param name="PlayerId">Whose name changed.</param>
/// <param name="From">The old display name.</param>
/// <param name="To">The new display name.</param>
/// <param name="Submitted">When it was reported; the game shows the new name from then on.</param>
/// <param name="Resolved">When WOM approved it; WOM shows the new name from then on.</param>
/// <param name="IsArchival">WOM archived the profile under a made-up name: no change of name is listed and the game shows nothing of it.</param>
internal sealed record Rename(
    long Id, long PlayerId, string From, string To, UtcInstant Submitted, UtcInstant Resolved, bool IsArchival = false);

/// <summary>One invented player, with everything that never depends on the moment of asking.</summary>
internal sealed record SimulatedPlayer
{
    /// <summary>WOM's id.</summary>
    public required long Id { get; init; }

    /// <summary>Position in the clan's list; part of every chance drawn for this player.</summary>
    public required int Index { get; init; }

    /// <summary>The display name before any change of name.</summary>
    public required string FirstName { get; init; }

    /// <summary>Changes of name, oldest approval first.</summary>
    public IReadOnlyList<Rename> Renames { get; init; } = [];

    /// <summary>Times in the clan, oldest first.</summary>
    public required IReadOnlyList<Stint> Stints { get; init; }

    /// <summary>How the time is spent.</summary>
    public required PlayStyle Style { get; init; }

    /// <summary>What is unusual.</summary>
    public PlayerTrait Trait { get; init; }

    /// <summary>When WOM saw the player first.</summary>
    public required UtcInstant Registered { get; init; }

    /// <summary>From here on nothing is tracked any more; null for those still tracked.</summary>
    public UtcInstant? TrackedUntil { get; init; }

    /// <summary>The main character's id if this is an alt.</summary>
    public long? AltOf { get; init; }

    /// <summary>WOM's type, such as regular or ironman.</summary>
    public string Type { get; init; } = "regular";

    /// <summary>Country code, or null.</summary>
    public string? Country { get; init; }

    /// <summary>The day in game the clan was joined, if the plugin told WOM.</summary>
    public UtcInstant? ClientSyncJoined { get; init; }

    /// <summary>The name WOM shows at an instant.</summary>
    public string NameAt(UtcInstant at) => Renames.LastOrDefault(rename => rename.Resolved <= at)?.To ?? FirstName;

    /// <summary>The name the game shows at an instant: ahead of WOM while a change waits for approval.</summary>
    public string NameInGame(UtcInstant at) => Renames.LastOrDefault(rename => rename.Submitted <= at && !rename.IsArchival)?.To ?? FirstName;

    /// <summary>The stint at an instant, or null for somebody who is not in the clan.</summary>
    public Stint? StintAt(UtcInstant at) => Stints.LastOrDefault(stint => stint.Covers(at));
}
