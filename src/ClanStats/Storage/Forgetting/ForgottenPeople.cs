using System.Collections.Concurrent;
using System.Globalization;
using ClanStats.Domain.Identity;

namespace ClanStats.Storage.Forgetting;

/// <summary>Says whether an account, a player or a name belongs to somebody who asked to be forgotten. Safe to ask from several threads.</summary>
internal sealed class ForgottenPeople
{
    /// <summary>Nobody asked.</summary>
    public static readonly ForgottenPeople None = new([]);

    private readonly HashSet<(string Kind, string Mark)> _marks;
    private readonly string[] _salts;
    private readonly ConcurrentDictionary<(string Kind, string Text), bool> _asked = new();

    public ForgottenPeople(IEnumerable<Tombstone> tombstones)
    {
        Tombstones = [.. tombstones.DistinctBy(stone => (stone.Kind, stone.Mark))];
        _marks = Tombstones.Select(stone => (stone.Kind, stone.Mark)).ToHashSet();
        _salts = [.. Tombstones.Select(stone => stone.Salt).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What it goes by.</summary>
    public IReadOnlyList<Tombstone> Tombstones { get; }

    /// <summary>Whether nobody asked.</summary>
    public bool IsEmpty => _marks.Count == 0;

    /// <summary>Whether a Discord account is forgotten.</summary>
    public bool HasAccount(long? authorId) => !IsEmpty && authorId is { } id && Has(TombstoneKinds.Account, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether a player is forgotten, by Wise Old Man's id.</summary>
    public bool HasPlayer(long? womPlayerId) => !IsEmpty && womPlayerId is { } id && Has(TombstoneKinds.Player, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether a name was one of somebody forgotten. Names move between people: this alone proves nothing where somebody else bears it.</summary>
    public bool HasName(string? name) => !IsEmpty && PlayerName.Standardise(name) is { Length: > 0 } key && Has(TombstoneKinds.Name, key);

    /// <summary>
    /// Whether a text names somebody forgotten: mentions an account, or holds a name of theirs as words of their own. Shorter names are words
    /// of the language before they are names.
    /// </summary>
    public bool IsNamedIn(string text)
    {
        if (IsEmpty)
        {
            return false;
        }

        if (TextWords.MentionsIn(text).Any(id => HasAccount(id)))
        {
            return true;
        }

        return TextWords.NamesIn(text).Any(name => Matches(TombstoneKinds.Name, name) || Matches(TombstoneKinds.Shown, name));
    }

    private bool Has(string kind, string text) => _asked.GetOrAdd(
        (kind, text), asked => Matches(asked.Kind, asked.Text));

    private bool Matches(string kind, string text) => Array.Exists(_salts, salt => _marks.Contains((kind, Tombstone.MarkOf(kind, text, salt))));
}
