using ClanStats.Domain.Activity;

namespace ClanStats.Identity;

/// <summary>Says whose a stored row is: a line of the game chat by the name in it and its time, a message by its account.</summary>
/// <param name="names">Every name with its bearers.</param>
/// <param name="links">Members by account, of the accounts that may be somebody's.</param>
internal sealed class RowOwners(NameIndex names, IReadOnlyDictionary<long, long?> links)
{
    private readonly Dictionary<string, IReadOnlyList<NameMeaning>> _meanings = new(StringComparer.Ordinal);

    /// <summary>Whose a row is; false where nothing in it could say so.</summary>
    public bool TryFind(string kind, string? name, long? author, UtcInstant at, out long? member)
    {
        member = null;
        return kind == "chat" ? author is { } account && links.TryGetValue(account, out member) : name is not null && TryBear(name, at.Milliseconds, out member);
    }

    private bool TryBear(string name, long at, out long? member)
    {
        if (!_meanings.TryGetValue(name, out var meanings))
        {
            _meanings.Add(name, meanings = names.Meanings(name));
        }

        member = null;
        foreach (var meaning in meanings)
        {
            member = at >= meaning.From && at < meaning.To ? meaning.MemberId : member;
        }

        return true;
    }
}
