using ClanStats.Domain.Activity;

namespace ClanStats.Identity;

/// <summary>A person's account on Discord.</summary>
/// <param name="AuthorId">Discord's id.</param>
/// <param name="Name">The name it shows.</param>
/// <param name="MemberId">The member it is linked to; null if none.</param>
/// <param name="LinkSource">What linked it; null if not linked. Only links by name are made and undone here.</param>
internal sealed record DiscordAccount(long AuthorId, string Name, long? MemberId, string? LinkSource);

/// <summary>A link to make, to move or, with a null member, to undo.</summary>
internal readonly record struct LinkChange(long AuthorId, long? MemberId);

/// <summary>
/// Links accounts to members by name, only where it is strong: the name shown is the present name of exactly one current member, and of no
/// other account. A link once made stays through a rename in the game, as long as the name shown still means that member alone.
/// </summary>
internal static class AccountLinks
{
    /// <summary>What links by name are called in discord_accounts.link_source.</summary>
    public const string ByName = "name";

    /// <summary>Works out the changes; none if every link is as it should be.</summary>
    /// <param name="accounts">Accounts of people: neither bots and webhooks nor deleted users, whose generic names many share.</param>
    /// <param name="currentByName">Current members by standardised name.</param>
    /// <param name="names">Every name with its bearers.</param>
    /// <param name="now">Business time.</param>
    public static IReadOnlyList<LinkChange> Changes(
        IReadOnlyList<DiscordAccount> accounts, IReadOnlyDictionary<string, long> currentByName, NameIndex names, UtcInstant now)
    {
        var shown = accounts.ToDictionary(account => account.AuthorId, account => DisplayName.ToPlayerName(account.Name));
        var claims = shown.Values.Where(name => name.Length > 0).CountBy(name => name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var changes = new List<LinkChange>();
        foreach (var account in accounts.Where(account => account.LinkSource is null or ByName))
        {
            var name = shown[account.AuthorId];
            var member = name.Length > 0 && claims[name] == 1 ? MemberOf(name, account) : null;
            if (member != account.MemberId)
            {
                changes.Add(new LinkChange(account.AuthorId, member));
            }
        }

        return changes;

        long? MemberOf(string name, DiscordAccount account)
        {
            if (currentByName.TryGetValue(name, out var current))
            {
                return current;
            }

            return account.MemberId is { } linked && names.Resolve(name, now) == linked ? linked : null;
        }
    }
}
