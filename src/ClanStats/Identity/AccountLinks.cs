using ClanStats.Domain.Identity;

namespace ClanStats.Identity;

/// <summary>What links are worked out from.</summary>
/// <param name="Accounts">Accounts of people, not of bots and webhooks.</param>
/// <param name="Members">Everybody ever known.</param>
/// <param name="Decisions">What officers decided.</param>
internal sealed record LinkFacts(IReadOnlyList<DiscordAccount> Accounts, IReadOnlyList<LinkableMember> Members, DecisionsInForce Decisions)
{
    /// <summary>The accounts a person may mean by what they typed: the one of that id; else all that show such a name.</summary>
    public IReadOnlyList<DiscordAccount> AccountsCalled(string typed) =>
        Snowflake.TryParse(typed.Trim(), out var id) && Accounts.FirstOrDefault(account => account.AuthorId == id.Value) is { } known
            ? [known]
            : [.. Accounts.Where(account => account.OtherNames.Append(account.Name).Any(name => name == typed || PlayerName.AreSame(name, typed)))];
}

/// <summary>
/// Says which account is whose. An officer's word holds. A name links by itself only where it is strong and unique both ways: the name shown
/// is the present name of one member, nobody else ever bore it, the account names no other member, and no other account claims the
/// member. Whatever is weaker waits in the queue. Each account is judged from what sources told alone, so that two guesses never chain.
/// </summary>
internal static class AccountLinks
{
    /// <summary>What links by name are called in discord_accounts.link_source.</summary>
    public const string ByName = "name";

    /// <summary>What an officer's links are called there.</summary>
    public const string ByOfficer = "officer";

    private const double FewestForQueue = 0.5;

    /// <summary>Works out every link and what must change; the same facts give the same plan.</summary>
    public static LinkPlan Plan(LinkFacts facts)
    {
        var edges = Edges(facts);
        var claims = Claims(facts, edges);
        var links = new List<ProposedLink>();
        var changes = new List<LinkChange>();
        foreach (var account in facts.Accounts)
        {
            var (member, source) = Judge(account, facts.Decisions, edges.GetValueOrDefault(account.AuthorId, []), claims, links);
            if (member != account.MemberId || source != account.LinkSource)
            {
                changes.Add(new LinkChange(account.AuthorId, member, source));
            }
        }

        var persons = facts.Members.Select(member => (member.Id, Stored: member.PersonId, Main: facts.Decisions.MainOf(member.Id)))
            .Where(member => member.Stored != member.Main)
            .ToDictionary(member => member.Id, member => member.Main);
        return new LinkPlan(links, changes, persons);
    }

    /// <summary>
    /// Whether a link was made neither by a name that can still be looked at nor by a decision noted here: by the import, by hand, or before
    /// the account was deleted. It stays.
    /// </summary>
    private static bool IsGiven(DiscordAccount account) => account is { MemberId: not null, LinkSource: not (null or ByOfficer or DecisionsInForce.PeopleFile) }
        && (account.IsDeleted || account.LinkSource != ByName);

    private static Dictionary<long, List<LinkEdge>> Edges(LinkFacts facts)
    {
        var find = new LinkEdges(facts.Members);
        return facts.Accounts
            .Where(account => !facts.Decisions.Links.ContainsKey(account.AuthorId))
            .ToDictionary(
                account => account.AuthorId,
                account => (account.IsDeleted ? [] : find.Of(account))
                    .Where(edge => edge.Weight >= FewestForQueue && !facts.Decisions.IsRejected(account.AuthorId, edge.MemberId)
                        && !facts.Decisions.HasNoAccount(edge.MemberId))
                    .ToList());
    }

    /// <summary>How many accounts claim each member strongly, those that are theirs already included.</summary>
    private static Dictionary<long, int> Claims(LinkFacts facts, Dictionary<long, List<LinkEdge>> edges) => facts.Accounts
        .Where(account => !account.IsDeleted)
        .SelectMany(account => facts.Decisions.Links.TryGetValue(account.AuthorId, out var link) ? [link.MemberId]
            : IsGiven(account) ? [account.MemberId!.Value]
            : edges[account.AuthorId].Where(edge => edge.Weight >= LinkEdges.PresentName).Select(edge => edge.MemberId))
        .CountBy(member => member)
        .ToDictionary();

    private static (long? Member, string? Source) Judge(
        DiscordAccount account, DecisionsInForce decisions, List<LinkEdge> edges, Dictionary<long, int> claims, List<ProposedLink> links)
    {
        foreach (var rejected in decisions.RejectedOf(account.AuthorId))
        {
            links.Add(Decided(rejected, 0, "an officer said it is not theirs", LinkStates.Rejected));
        }

        if (decisions.Links.TryGetValue(account.AuthorId, out var link))
        {
            var byFile = link.By == DecisionsInForce.PeopleFile;
            links.Add(Decided(link, LinkEdges.ByOfficer, byFile ? "config/people.yaml says so" : "an officer confirmed it", LinkStates.Confirmed));
            return (link.MemberId, byFile ? DecisionsInForce.PeopleFile : ByOfficer);
        }

        if (IsGiven(account) && !decisions.IsRejected(account.AuthorId, account.MemberId!.Value))
        {
            links.Add(new ProposedLink(account.AuthorId, account.MemberId.Value, LinkEdges.PresentName, $"linked before ({account.LinkSource})", LinkStates.Automatic));
            return (account.MemberId, account.LinkSource);
        }

        var strong = Strong(edges, claims);
        links.AddRange(edges
            .Where(edge => strong is null || edge == strong)
            .Select(edge => new ProposedLink(
                account.AuthorId, edge.MemberId, edge.Weight, edge.Evidence, edge == strong ? LinkStates.Automatic : LinkStates.Suggested)));
        return strong is null ? (null, null) : (strong.MemberId, ByName);
    }

    private static LinkEdge? Strong(List<LinkEdge> edges, Dictionary<long, int> claims) =>
        edges.Where(edge => edge.Weight >= LinkEdges.PresentName).ToList() is [{ IsContested: false } only]
        && claims[only.MemberId] == 1
        && !edges.Exists(edge => edge.MemberId != only.MemberId && edge.IsPresentName)
            ? only
            : null;

    private static ProposedLink Decided(LinkDecision decision, double weight, string evidence, string state) =>
        new(decision.AuthorId!.Value, decision.MemberId, weight, evidence, state) { DecidedBy = decision.By, DecidedAt = decision.At };
}
