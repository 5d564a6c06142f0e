namespace ClanStats.Identity;

/// <summary>A link as people read it.</summary>
/// <param name="Link">The link.</param>
/// <param name="Account">The name the account shows.</param>
/// <param name="Member">The member's name.</param>
internal sealed record ShownLink(ProposedLink Link, string Account, string Member);

/// <summary>Every link there is reason to talk about, the queue first and the strongest first in it.</summary>
/// <param name="Waiting">What waits for an officer.</param>
/// <param name="Linked">What is linked, by name or by an officer.</param>
/// <param name="Rejected">What an officer said not to be.</param>
/// <param name="Accounts">How many accounts of people there are.</param>
internal sealed record LinkList(IReadOnlyList<ShownLink> Waiting, IReadOnlyList<ShownLink> Linked, IReadOnlyList<ShownLink> Rejected, int Accounts)
{
    /// <summary>Reads the list.</summary>
    public static LinkList Read(LinkStore store)
    {
        var facts = store.Facts();
        var accounts = facts.Accounts.ToDictionary(account => account.AuthorId, account => account.Name);
        var members = facts.Members.ToDictionary(member => member.Id, member => member.DisplayName);
        var links = store.Links().Select(link => new ShownLink(link, accounts.GetValueOrDefault(link.AuthorId, ""), members[link.MemberId]))
            .OrderByDescending(shown => shown.Link.Weight).ThenBy(shown => shown.Link.AuthorId).ThenBy(shown => shown.Link.MemberId)
            .ToLookup(shown => shown.Link.State);
        return new LinkList(
            [.. links[LinkStates.Suggested]],
            [.. links[LinkStates.Confirmed], .. links[LinkStates.Automatic]],
            [.. links[LinkStates.Rejected]],
            facts.Accounts.Count(account => !account.IsDeleted));
    }
}
