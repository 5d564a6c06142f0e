using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;

namespace ClanStats.Hosting.People;

/// <summary>Whom to forget, and what is known of them.</summary>
/// <param name="Title">As people call them.</param>
/// <param name="Person">The person; null for an account of which nothing is stored.</param>
/// <param name="Accounts">Ids of their accounts.</param>
/// <param name="New">Tombstones of theirs.</param>
/// <param name="All">These and all that stand already.</param>
/// <param name="Traces">What the database holds of them.</param>
/// <param name="Lines">Their lines by kind.</param>
internal sealed record ForgetTarget(
    string Title,
    KnownPerson? Person,
    IReadOnlyList<long> Accounts,
    ForgottenPeople New,
    ForgottenPeople All,
    Traces Traces,
    SortedDictionary<string, long> Lines)
{
    /// <summary>Discord's ids begin in 2015: no smaller number is one.</summary>
    private const long SmallestAccount = 10_000_000_000_000_000;

    /// <summary>Their names in the game, standardised.</summary>
    public IReadOnlySet<string> PlayerNames { get; } = (Person?.Players ?? [])
        .SelectMany(player => player.Names.Select(name => name.Name).Append(player.Username)).Select(PlayerName.Standardise).ToHashSet(StringComparer.Ordinal);

    /// <summary>Finds whom a text means.</summary>
    /// <exception cref="UserFaultException">It means nobody, several, or no person.</exception>
    public static ForgetTarget Find(string text, Database database, PersonIndex index, UtcInstant now)
    {
        var persons = index.PersonsOf(index.Find(text));
        if (persons.Count > 1)
        {
            throw PersonIndex.Ambiguous(text, persons);
        }

        var person = persons.Count == 1 ? persons[0] : null;
        if (person?.Accounts.FirstOrDefault(account => account.Kind is "webhook" or "bot") is { } relay)
        {
            throw new UserFaultException(LineEscape.Escape($"{relay.Name} ({relay.Id}) is a {relay.Kind} and no person; name the player whose lines it brings."));
        }

        var unknown = person is null && long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id >= SmallestAccount
            ? id
            : (long?)null;
        if (person is null && unknown is null)
        {
            throw index.Unknown(text);
        }

        return Of(person, [.. index.NotedAccounts(person?.Players ?? []), .. unknown is { } one ? new[] { one } : []], database, now);
    }

    private static ForgetTarget Of(KnownPerson? person, IReadOnlyList<long> further, Database database, UtcInstant now)
    {
        var known = Forgetter.Known(database);
        var salt = known.Tombstones.Count > 0 ? known.Tombstones[0].Salt : Tombstone.NewSalt();
        Tombstone Stone(string kind, string text) => Tombstone.Of(kind, text, salt, now);
        string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

        List<long> accounts = [.. (person?.Accounts.Select(account => account.Id) ?? []).Union(further)];
        var players = person?.Players ?? [];
        List<Tombstone> stones =
        [
            .. accounts.Select(id => Stone(TombstoneKinds.Account, Text(id))),
            .. players.Select(player => player.WomPlayerId).OfType<long>().Select(id => Stone(TombstoneKinds.Player, Text(id))),
            .. players.SelectMany(player => player.Names.Select(name => name.Name).Append(player.Username)).Select(PlayerName.Standardise)
                .Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Select(name => Stone(TombstoneKinds.Name, name)),
        ];
        return database.ReadOneState("forget: look", connection =>
        {
            var traces = TraceFinder.Find(connection, new ForgottenPeople(stones));
            var shown = traces.DiscordNames.Concat(person?.Accounts.SelectMany(one => one.Names.Select(name => name.Name).Append(one.Name)) ?? [])
                .Select(TextWords.FormOf).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal);
            stones.AddRange(shown.Select(name => Stone(TombstoneKinds.Shown, name)));
            var title = person?.Title ?? $"account {further[0]}";
            return new ForgetTarget(
                title, person, accounts, new ForgottenPeople(stones), new ForgottenPeople([.. known.Tombstones, .. stones]), traces, TraceFinder.Lines(connection, traces));
        });
    }
}
