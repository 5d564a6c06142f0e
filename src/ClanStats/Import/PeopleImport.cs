using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage;
using ClanStats.Storage.LegacyImport;

namespace ClanStats.Import;

/// <summary>What became of the people of the old database.</summary>
/// <param name="Added">New rows of clan_members.</param>
/// <param name="Known">People the database held already.</param>
/// <param name="Completed">Of these, those that were given something they lacked.</param>
internal sealed record PeopleResult(int Added, int Known, int Completed);

/// <summary>
/// Enters the people of the old database, or finds them among those that are there: by player id, and where none is known by the same
/// standardised name among current members, else by the only one whose name is the same without separators.
/// </summary>
internal sealed class PeopleImport(UnitOfWork unit, UtcInstant now)
{
    private readonly AdoptedPeopleStore _store = new(unit, now);

    /// <summary>Enters everybody; each is given the row it stands in.</summary>
    public PeopleResult Run(LegacyPeople people, IReadOnlyList<LegacyAlias> aliases)
    {
        var known = _store.Known();
        var byPlayer = known.Where(member => member.WomPlayerId is not null).ToDictionary(member => member.WomPlayerId!.Value);
        var current = known.Where(member => member.LeftAt is null).ToList();
        var (hasRoster, names) = (_store.HasRoster(), _store.Names());
        var added = new List<LegacyPerson>();
        var (found, completed) = (0, 0);
        foreach (var person in people.All)
        {
            if (Find(person, byPlayer, current, known) is { } member)
            {
                found++;
                person.Id = member.Id;
                person.IsCurrent = member.LeftAt is null;
                completed += _store.Complete(member.Id, person.PlayerId, person.Member?.JoinedAt) ? 1 : 0;
                AddOldNames(person, [.. names[member.Id]]);
            }
            else
            {
                person.IsCurrent &= !hasRoster && !current.Exists(member => member.Username == PlayerName.Standardise(person.DisplayName));
                person.Id = _store.Insert(ToMember(person));
                added.Add(person);
            }

            if (person is { PlayerId: { } player, Rows.Count: > 0 })
            {
                _store.MarkHistory(player);
            }
        }

        foreach (var person in added.OrderByDescending(person => person.IsCurrent).ThenBy(person => person.Id))
        {
            AddNames(person);
        }

        AddNotedNames(people, aliases);
        return new PeopleResult(added.Count, found, completed);
    }

    private static KnownMember? Find(
        LegacyPerson person, Dictionary<long, KnownMember> byPlayer, List<KnownMember> current, List<KnownMember> known)
    {
        if (person.PlayerId is { } player)
        {
            return byPlayer.GetValueOrDefault(player) ?? ByName(person, [.. current.Where(member => member.WomPlayerId is null)]);
        }

        // Somebody without a player id was perhaps entered by an earlier import, as having left.
        return ByName(person, current)
            ?? known.Find(member => member is { WomPlayerId: null } && member.Username == PlayerName.Standardise(person.DisplayName));
    }

    private static KnownMember? ByName(LegacyPerson person, List<KnownMember> members)
    {
        var (name, squashed) = (PlayerName.Standardise(person.DisplayName), PlayerName.Normalize(person.DisplayName));
        if (members.Find(member => member.Username == name) is { } same)
        {
            return same;
        }

        var alike = members.Where(member => PlayerName.Normalize(member.Username) == squashed).Take(2).ToList();
        return alike.Count == 1 ? alike[0] : null;
    }

    private static AdoptedMember ToMember(LegacyPerson person) => new(
        person.PlayerId,
        PlayerName.Standardise(person.DisplayName),
        person.DisplayName,
        person.Member?.Role,
        person.Member?.JoinedAt,
        person.IsCurrent ? null : person.LastSeen ?? person.Member?.LastUpdated ?? person.Member?.JoinedAt ?? new UtcInstant(0),
        person.Member?.LastUpdated);

    /// <summary>Names of somebody new; the newest one is what they are called.</summary>
    private void AddNames(LegacyPerson person)
    {
        for (var i = person.Names.Count - 1; i >= 0; i--)
        {
            var (name, key) = (person.Names[i], PlayerName.Standardise(person.Names[i].Name));
            _store.AddName(person.Id, name.Name, key, name.From, name.To);
            _store.AddAlias(person.Id, name.Name, key, FirstSeen(person, name), LastSeen(person, name), isCurrent: i == person.Names.Count - 1);
        }
    }

    /// <summary>Names that somebody the database holds bore in the old one and is not known by; what they bear now is known better.</summary>
    private void AddOldNames(LegacyPerson person, IReadOnlyList<string> known)
    {
        var keys = known.Select(PlayerName.Normalize).ToHashSet(StringComparer.Ordinal);
        foreach (var name in person.Names.Where(name => keys.Add(PlayerName.Normalize(name.Name))))
        {
            var end = name.To ?? (LastSeen(person, name) is { } last ? last.Milliseconds + 1 : now.Milliseconds);
            _store.AddName(person.Id, name.Name, PlayerName.Standardise(name.Name), name.From, end);
            _store.AddAlias(
                person.Id, name.Name, PlayerName.Standardise(name.Name), FirstSeen(person, name), LastSeen(person, name), isCurrent: false);
        }
    }

    /// <summary>Names the old program noted without a snapshot that shows them: they say who, not when.</summary>
    private void AddNotedNames(LegacyPeople people, IReadOnlyList<LegacyAlias> aliases)
    {
        var byMember = people.All.Where(person => person.Member?.Id is not null).ToDictionary(person => person.Member!.Id!.Value);
        foreach (var alias in aliases)
        {
            if (alias.MemberId is { } id && byMember.TryGetValue(id, out var person) && PlayerName.Standardise(alias.Canonical) is { Length: > 0 } key)
            {
                _store.AddAlias(person.Id, PlayerName.Canonical(alias.Canonical), key, alias.FirstSeen, alias.LastSeen, isCurrent: false);
            }
        }
    }

    private static UtcInstant? FirstSeen(LegacyPerson person, LegacyName name) => Rows(person, name).Select(row => row.At).FirstOrDefault();

    private static UtcInstant? LastSeen(LegacyPerson person, LegacyName name) => Rows(person, name).Select(row => row.At).LastOrDefault();

    private static IEnumerable<LegacyKey> Rows(LegacyPerson person, LegacyName name) => person.Rows.Where(row => row.At is { } at
        && (name.From is not { } from || at.Milliseconds >= from) && (name.To is not { } to || at.Milliseconds < to));
}
