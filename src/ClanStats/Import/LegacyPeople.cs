using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage.LegacyImport;

namespace ClanStats.Import;

/// <summary>
/// Works out who the people of the old database are. The key is the player id in the answers: it survives every rename, while the old
/// program's own ids were handed out again after a departure and its names moved between people.
/// </summary>
internal sealed class LegacyPeople
{
    private readonly Dictionary<long, LegacyPerson> _byPlayer = [];
    private readonly Dictionary<string, LegacyPerson> _byNameAlone = new(StringComparer.Ordinal);
    private readonly Dictionary<long, LegacyKey> _newestByUser = [];
    private readonly Dictionary<string, List<LegacyPerson>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<LegacyPerson>> _bySquashed = new(StringComparer.Ordinal);
    private readonly Dictionary<long, LegacyPerson> _byUser = [];

    private LegacyPeople()
    {
    }

    /// <summary>Everybody, in a lasting order: players by id, then names without a player.</summary>
    public IReadOnlyList<LegacyPerson> All { get; private set; } = [];

    /// <summary>Rows of the member table whose player another row has already.</summary>
    public List<(LegacyMember Member, LegacyPerson Person)> SamePlayer { get; } = [];

    /// <summary>Rows of the member table that lost their name to somebody with newer data.</summary>
    public List<LegacyPerson> NameTaken { get; } = [];

    /// <summary>Works it out.</summary>
    /// <param name="members">The old member table.</param>
    /// <param name="aliases">The names it noted.</param>
    /// <param name="keys">All snapshots.</param>
    public static LegacyPeople Of(IReadOnlyList<LegacyMember> members, IReadOnlyList<LegacyAlias> aliases, IReadOnlyList<LegacyKey> keys)
    {
        var people = new LegacyPeople();
        foreach (var key in keys.Where(key => key.PlayerId is not null))
        {
            people.AddPlayersRow(key);
        }

        foreach (var member in members)
        {
            people.AddMember(member, aliases);
        }

        foreach (var key in keys.Where(key => key.PlayerId is null))
        {
            people.AddRowWithoutPlayer(key);
        }

        people.All =
        [
            .. people._byPlayer.Values.OrderBy(person => person.PlayerId),
            .. people._byNameAlone.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value),
        ];
        foreach (var person in people.All)
        {
            person.Rows.Sort(static (left, right) => Order(left, right));
            person.IsCurrent = person.Member is not null;
        }

        LegacyNames.Give(people.All, aliases);
        people.LeaveOneBearerOfEachName();
        return people;
    }

    private static int Order(LegacyKey left, LegacyKey right) =>
        (left.At?.Milliseconds ?? 0, left.Id).CompareTo((right.At?.Milliseconds ?? 0, right.Id));

    private void AddPlayersRow(LegacyKey key)
    {
        if (!_byPlayer.TryGetValue(key.PlayerId!.Value, out var person))
        {
            _byPlayer.Add(key.PlayerId.Value, person = new LegacyPerson { PlayerId = key.PlayerId });
        }

        person.Rows.Add(key);
        Note(key.Username, person);
        if (key.UserId is { } user && (!_newestByUser.TryGetValue(user, out var newest) || Order(newest, key) < 0))
        {
            _newestByUser[user] = key;
        }
    }

    private void Note(string name, LegacyPerson person)
    {
        var bearers = _byName.TryGetValue(PlayerName.Standardise(name), out var known) ? known : _byName[PlayerName.Standardise(name)] = [];
        if (!bearers.Contains(person))
        {
            bearers.Add(person);
        }

        var squashed = PlayerName.Normalize(name);
        (_bySquashed.TryGetValue(squashed, out var set) ? set : _bySquashed[squashed] = []).Add(person);
    }

    private void AddMember(LegacyMember member, IReadOnlyList<LegacyAlias> aliases)
    {
        var (person, match) = Find(member, aliases);
        if (person?.Member is not null)
        {
            SamePlayer.Add((member, person));
            Enter(member, person);
            return;
        }

        person ??= _byNameAlone[Key(member.Username)] = new LegacyPerson();
        (person.Member, person.Match) = (member, match);
        Enter(member, person);
        Note(member.Username, person);
    }

    private void Enter(LegacyMember member, LegacyPerson person)
    {
        if (member.Id is { } id)
        {
            _byUser[id] = person;
        }
    }

    private (LegacyPerson? Person, LegacyMatch Match) Find(LegacyMember member, IReadOnlyList<LegacyAlias> aliases)
    {
        if (member.Id is { } id && _newestByUser.TryGetValue(id, out var newest))
        {
            var player = _byPlayer[newest.PlayerId!.Value];
            if (IsOneName(member, player, aliases))
            {
                return (player, LegacyMatch.ById);
            }
        }

        return ByName(member.Username, null) is { PlayerId: not null } person ? (person, LegacyMatch.ByName) : (null, LegacyMatch.WithoutPlayer);
    }

    /// <summary>Whether a member bears a name the player had, or noted: an id alone proves nothing, for it may be that of somebody who had left.</summary>
    private static bool IsOneName(LegacyMember member, LegacyPerson player, IReadOnlyList<LegacyAlias> aliases)
    {
        var names = player.Rows.Select(row => PlayerName.Normalize(row.Username)).ToHashSet(StringComparer.Ordinal);
        return names.Contains(PlayerName.Normalize(member.Username))
            || aliases.Any(alias => alias.MemberId == member.Id && names.Contains(PlayerName.Normalize(alias.Canonical)));
    }

    /// <summary>Who bore a name: the one whose row under it is nearest in time, else the only one whose name is the same without separators.</summary>
    private LegacyPerson? ByName(string name, UtcInstant? at)
    {
        if (_byName.TryGetValue(PlayerName.Standardise(name), out var bearers) && bearers.Count > 0)
        {
            return bearers.Count == 1 ? bearers[0] : bearers.MinBy(person => Distance(person, name, at));
        }

        return _bySquashed.TryGetValue(PlayerName.Normalize(name), out var squashed) && squashed.Count == 1 ? squashed.Single() : null;
    }

    /// <summary>How far in time the person's nearest row under a name lies; without a time, how far back their newest one.</summary>
    private static long Distance(LegacyPerson person, string name, UtcInstant? at)
    {
        var key = PlayerName.Standardise(name);
        var times = person.Rows.Where(row => PlayerName.Standardise(row.Username) == key).Select(row => row.At?.Milliseconds ?? 0).DefaultIfEmpty(0);
        return at is { } instant ? times.Min(time => Math.Abs(time - instant.Milliseconds)) : -times.Max();
    }

    private void AddRowWithoutPlayer(LegacyKey key)
    {
        var person = ByName(key.Username, key.At) ?? (key.UserId is { } user ? _byUser.GetValueOrDefault(user) : null);
        if (person is null)
        {
            var name = Key(key.Username);
            person = _byNameAlone.TryGetValue(name, out var known) ? known : _byNameAlone[name] = new LegacyPerson();
            Note(key.Username, person);
        }

        person.Rows.Add(key);
    }

    private static string Key(string name) => PlayerName.Standardise(name) is { Length: > 0 } key ? key : name;

    /// <summary>A name is unique among current members; of two that bear the same, the one with older data no longer is one.</summary>
    private void LeaveOneBearerOfEachName()
    {
        foreach (var group in All.Where(person => person.IsCurrent).GroupBy(person => PlayerName.Standardise(person.DisplayName), StringComparer.Ordinal))
        {
            foreach (var older in group.OrderByDescending(person => person.LastSeen?.Milliseconds ?? 0).ThenBy(person => person.PlayerId ?? long.MaxValue).Skip(1))
            {
                older.IsCurrent = false;
                NameTaken.Add(older);
            }
        }
    }
}
