using ClanStats.Domain.Activity;

namespace ClanStats.Identity;

/// <summary>A person's account on Discord.</summary>
/// <param name="AuthorId">Discord's id.</param>
/// <param name="Name">The name it shows: the nickname in the guild, else its own.</param>
/// <param name="MemberId">The member it is linked to; null if none.</param>
/// <param name="LinkSource">What linked it; null if not linked.</param>
internal sealed record DiscordAccount(long AuthorId, string Name, long? MemberId, string? LinkSource)
{
    /// <summary>The names it has beside the one it shows.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Whether it was deleted on Discord: its name is nobody's, and its link stays as it was.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Since when it was seen to show its name; null if nobody noted it.</summary>
    public UtcInstant? ShowsSince { get; init; }

    /// <summary>When it wrote first, as far as anybody read; null if it was never seen to write.</summary>
    public UtcInstant? FirstMessage { get; init; }
}

/// <summary>A member an account may belong to.</summary>
/// <param name="Id">Row of clan_members.</param>
/// <param name="PersonId">Row of the main.</param>
/// <param name="Username">The standardised name of today.</param>
/// <param name="IsCurrent">Whether on the roster.</param>
internal sealed record LinkableMember(long Id, long PersonId, string Username, bool IsCurrent)
{
    /// <summary>The name as people read it.</summary>
    public string DisplayName { get; init; } = Username;

    /// <summary>WOM's player id; null if not known.</summary>
    public long? WomPlayerId { get; init; }

    /// <summary>Every name ever borne, today's included, as people read them.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Since when the present name is borne; null if nobody knows.</summary>
    public UtcInstant? PresentSince { get; init; }

    /// <summary>Whether Wise Old Man flags the player: somebody else may bear the present name.</summary>
    public bool IsFlagged { get; init; }

    /// <summary>When the member joined; null if nobody knows.</summary>
    public UtcInstant? JoinedAt { get; init; }
}

/// <summary>What an officer decided; in force until it is taken back.</summary>
/// <param name="Id">Row of link_decisions.</param>
/// <param name="Batch">Decisions of one batch are taken back together.</param>
/// <param name="Kind">One of <see cref="DecisionKinds"/>.</param>
/// <param name="AuthorId">The account; null where the decision is about members alone.</param>
/// <param name="MemberId">The member; of an alt the alt.</param>
/// <param name="MainId">The main of an alt.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When.</param>
internal sealed record LinkDecision(long Id, long Batch, string Kind, long? AuthorId, long MemberId, long? MainId, string By, UtcInstant At);

/// <summary>What can be decided.</summary>
internal static class DecisionKinds
{
    /// <summary>An account is a member's.</summary>
    public const string Link = "link";

    /// <summary>An account is not a member's.</summary>
    public const string Reject = "reject";

    /// <summary>A member has no account.</summary>
    public const string None = "none";

    /// <summary>A member is an alt of another.</summary>
    public const string Alt = "alt";
}

/// <summary>What identity_links.state can be.</summary>
internal static class LinkStates
{
    /// <summary>Waits for an officer.</summary>
    public const string Suggested = "suggested";

    /// <summary>Strong and unique both ways: followed without being asked for.</summary>
    public const string Automatic = "automatic";

    /// <summary>An officer said so.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>An officer said it is not so.</summary>
    public const string Rejected = "rejected";
}

/// <summary>An account that may be a member's, with what speaks for it.</summary>
/// <param name="AuthorId">The account.</param>
/// <param name="MemberId">The member.</param>
/// <param name="Weight">From 0.5, a hint, to 1, an officer's word.</param>
/// <param name="Evidence">What speaks for it, in words. Holds names of players.</param>
/// <param name="State">One of <see cref="LinkStates"/>.</param>
internal sealed record ProposedLink(long AuthorId, long MemberId, double Weight, string Evidence, string State)
{
    /// <summary>Who decided; null if nobody did.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When it was decided.</summary>
    public UtcInstant? DecidedAt { get; init; }
}

/// <summary>A link to make, to move or, with a null member, to undo.</summary>
/// <param name="AuthorId">The account.</param>
/// <param name="MemberId">Its member from now on.</param>
/// <param name="Source">What links it; null where it is undone.</param>
internal readonly record struct LinkChange(long AuthorId, long? MemberId, string? Source);

/// <summary>Which account is whose, and why.</summary>
/// <param name="Links">Every link there is reason to talk about.</param>
/// <param name="Changes">What must change in discord_accounts; none if every link is as it should be.</param>
/// <param name="Persons">The main's row by member, where it is another than stored.</param>
internal sealed record LinkPlan(IReadOnlyList<ProposedLink> Links, IReadOnlyList<LinkChange> Changes, IReadOnlyDictionary<long, long> Persons);
