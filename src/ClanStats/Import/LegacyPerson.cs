using ClanStats.Domain.Activity;
using ClanStats.Storage.LegacyImport;

namespace ClanStats.Import;

/// <summary>A name a person of the old database bore.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="From">First millisecond; null: since always.</param>
/// <param name="To">First millisecond it no longer holds; null: still borne.</param>
internal readonly record struct LegacyName(string Name, long? From, long? To);

/// <summary>How the person behind a row of the old member table was found.</summary>
internal enum LegacyMatch
{
    /// <summary>No row of the member table.</summary>
    NotAMember,

    /// <summary>By the newest snapshot that carries the member's id.</summary>
    ById,

    /// <summary>By the newest snapshot under the member's name.</summary>
    ByName,

    /// <summary>No snapshot says which player this is.</summary>
    WithoutPlayer,
}

/// <summary>One player of Wise Old Man in the old database, or a name of which no answer says which player bore it.</summary>
internal sealed class LegacyPerson
{
    /// <summary>WOM's player id; null if nothing says it.</summary>
    public long? PlayerId { get; init; }

    /// <summary>The row of the old member table; null for people who had left.</summary>
    public LegacyMember? Member { get; set; }

    /// <summary>How that row was found to be this person's.</summary>
    public LegacyMatch Match { get; set; }

    /// <summary>The person's snapshots, oldest first.</summary>
    public List<LegacyKey> Rows { get; } = [];

    /// <summary>Names in order of time; the last one is the newest.</summary>
    public List<LegacyName> Names { get; set; } = [];

    /// <summary>Whether the person was on the roster when the old program last read it.</summary>
    public bool IsCurrent { get; set; }

    /// <summary>The newest name as people read it.</summary>
    public string DisplayName => Names.Count > 0 ? Names[^1].Name : Member?.Username ?? "";

    /// <summary>Time of the newest snapshot; null without one.</summary>
    public UtcInstant? LastSeen => Rows.Count > 0 ? Rows[^1].At : null;

    /// <summary>Row of clan_members once it is stored.</summary>
    public long Id { get; set; }
}
