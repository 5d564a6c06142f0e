using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;

namespace ClanStats.Hosting.People;

/// <summary>Whom a text may mean.</summary>
/// <param name="Players">Players that bear or bore it.</param>
/// <param name="Accounts">Discord accounts without a player among <paramref name="Players"/>.</param>
internal sealed record PersonHits(IReadOnlyList<KnownPlayer> Players, IReadOnlyList<KnownAccount> Accounts);

/// <summary>A person: every player and every account of theirs.</summary>
/// <param name="Main">The main; null for an account that is nobody's in the clan.</param>
/// <param name="Players">All players, the main first.</param>
/// <param name="Accounts">All accounts.</param>
internal sealed record KnownPerson(KnownPlayer? Main, IReadOnlyList<KnownPlayer> Players, IReadOnlyList<KnownAccount> Accounts)
{
    /// <summary>As people call them.</summary>
    public string Title => Main?.DisplayName ?? Accounts[0].Name;
}

/// <summary>Everybody by every name they ever had.</summary>
internal sealed class PersonIndex
{
    private readonly IReadOnlyList<KnownPlayer> _players;
    private readonly IReadOnlyList<KnownAccount> _accounts;
    private readonly PeopleNotes _notes;
    private readonly NameMatcher _current;
    private readonly NameMatcher _everybody;
    private readonly ILookup<long, long> _alts;

    public PersonIndex((IReadOnlyList<KnownPlayer> Players, IReadOnlyList<KnownAccount> Accounts) known, PeopleNotes notes)
    {
        (_players, _accounts, _notes) = (known.Players, known.Accounts, notes);
        _current = new NameMatcher([.. _players.Where(player => player.LeftAt is null).Select(Named)]);
        _everybody = new NameMatcher([.. _players.Select(Named)]);
        _alts = notes.Alts
            .Select(note => (Alt: Noted(note.Key), Main: Noted(note.Value)))
            .Where(pair => pair is { Alt: not null, Main: not null } && pair.Alt != pair.Main)
            .ToLookup(pair => pair.Main!.Value, pair => pair.Alt!.Value);
    }

    /// <summary>Every name of a player or an account.</summary>
    public IEnumerable<string> AllNames => _players.SelectMany(NamesOf).Concat(_accounts.Where(IsPerson).SelectMany(NamesOf));

    /// <summary>All names of each player and of each account.</summary>
    public IEnumerable<IEnumerable<string>> NamesByPerson => _players.Select(NamesOf).Concat(_accounts.Select(NamesOf));

    /// <summary>Row of clan_members an entry of people.yaml means; null if it means nobody, or several.</summary>
    public long? Noted(string who) => _current.Find(who) ?? _everybody.Find(who);

    /// <summary>
    /// Whom a text means: an id first; then a player's name of any time; then the same without separators; then a name on Discord.
    /// </summary>
    public PersonHits Find(string text)
    {
        var who = text.Trim();
        var byId = long.TryParse(who, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id)
            ? Hits(_players.Where(player => player.WomPlayerId == id), _accounts.Where(account => account.Id == id))
            : Hits([], []);
        if (byId.Players.Count + byId.Accounts.Count > 0)
        {
            return byId;
        }

        return First(
            Hits(_players.Where(player => NamesOf(player).Any(name => IsSame(PlayerName.Standardise, name, who))), []),
            Hits(_players.Where(player => NamesOf(player).Any(name => IsSame(PlayerName.Normalize, name, who))), []),
            Hits([], _accounts.Where(account => IsPerson(account) && NamesOf(account).Any(name => IsSame(PlayerName.Standardise, name, who)))),
            Hits([], _accounts.Where(account => IsPerson(account) && NamesOf(account).Any(name => IsSame(PlayerName.Normalize, name, who)))));
    }

    /// <summary>The person behind a hit, with their main, alts and accounts.</summary>
    public KnownPerson PersonOf(KnownPlayer player)
    {
        var main = _alts.FirstOrDefault(pair => pair.Contains(player.Id))?.Key ?? player.PersonId;
        var members = _players.Where(other => other.Id == main || other.PersonId == main || other.Id == player.Id || _alts[main].Contains(other.Id))
            .OrderBy(other => other.Id != main).ThenBy(other => other.Id).ToList();
        var ids = members.Select(member => member.Id).ToHashSet();
        var noted = NotedAccounts(members).ToHashSet();
        return new KnownPerson(members[0], members, [.. _accounts.Where(account => noted.Contains(account.Id) || (account.MemberId is { } owner && ids.Contains(owner)))]);
    }

    /// <summary>Accounts the officers noted as theirs, also those of which nothing is stored.</summary>
    public IEnumerable<long> NotedAccounts(IReadOnlyList<KnownPlayer> players) => _notes.Links
        .Where(link => Noted(link.Key) is { } who && players.Any(player => player.Id == who))
        .SelectMany(link => link.Value)
        .Select(account => account.Value);

    /// <inheritdoc cref="PersonOf(KnownPlayer)"/>
    public KnownPerson PersonOf(KnownAccount account) => account.MemberId is { } member && _players.FirstOrDefault(player => player.Id == member) is { } owner
        ? PersonOf(owner)
        : new KnownPerson(null, [], [account]);

    /// <summary>The persons behind all hits.</summary>
    public IReadOnlyList<KnownPerson> PersonsOf(PersonHits hits) =>
    [
        .. hits.Players.Select(PersonOf).Concat(hits.Accounts.Select(PersonOf))
            .DistinctBy(person => (person.Main?.Id, person.Main is null ? person.Accounts[0].Id : 0)),
    ];

    /// <summary>What to tell somebody whose text means nobody.</summary>
    public UserFaultException Unknown(string text)
    {
        var close = CloseNames.Of(text, AllNames);
        return new UserFaultException(LineEscape.Escape(
            $"Nobody called '{Shorten(text)}' is known, now or formerly." + (close.Count == 0 ? "" : $" Did you mean {string.Join(", ", close)}?")));
    }

    /// <summary>What to tell somebody whose text means several where only one can be meant.</summary>
    public static UserFaultException Ambiguous(string text, IReadOnlyList<KnownPerson> persons) => new(LineEscape.Escape(
        $"'{Shorten(text)}' means {persons.Count} people: {string.Join("; ", persons.Select(Bearer))}. Say which by the id."));

    /// <summary>A person in one phrase, with the id that means them alone.</summary>
    public static string Bearer(KnownPerson person) => person.Main is { } main
        ? $"{main.DisplayName} ({(main.WomPlayerId is { } id ? $"Wise Old Man id {id}" : $"no id yet, username {main.Username}")}, {(main.LeftAt is null ? "in the clan" : $"left {IsoDay.Of(main.LeftAt.Value.Date)}")})"
        : $"{person.Accounts[0].Name} (Discord account {person.Accounts[0].Id})";

    private static IEnumerable<string> NamesOf(KnownPlayer player) =>
        player.Names.Select(name => name.Name).Append(player.Username).Append(player.DisplayName);

    private static IEnumerable<string> NamesOf(KnownAccount account) => account.Names.Select(name => name.Name).Append(account.Name);

    private static bool IsPerson(KnownAccount account) => account.Kind is "user" or "deleted";

    private static bool IsSame(Func<string, string> form, string left, string right) => form(left) is { Length: > 0 } key && key == form(right);

    private static NamedPlayer Named(KnownPlayer player) =>
        new(player.Id, player.WomPlayerId, player.Username, player.DisplayName, [.. player.Names.Select(name => name.Name)]);

    private static PersonHits Hits(IEnumerable<KnownPlayer> players, IEnumerable<KnownAccount> accounts) => new([.. players], [.. accounts]);

    private static PersonHits First(params PersonHits[] hits) => Array.Find(hits, hit => hit.Players.Count + hit.Accounts.Count > 0) ?? hits[0];

    private static string Shorten(string text) => ShortText.Of(text, 60);
}
