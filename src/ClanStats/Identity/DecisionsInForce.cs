namespace ClanStats.Identity;

/// <summary>
/// What officers decided, as it holds now: a later word replaces an earlier one, and what people.yaml says replaces both, for a file that
/// people read must not be contradicted by what they do not see.
/// </summary>
internal sealed class DecisionsInForce
{
    /// <summary>Who decides by config/people.yaml.</summary>
    public const string PeopleFile = "people.yaml";

    private readonly Dictionary<long, LinkDecision> _links = [];
    private readonly Dictionary<long, SortedDictionary<long, LinkDecision>> _rejected = [];
    private readonly Dictionary<long, LinkDecision> _alts = [];
    private readonly HashSet<long> _withoutAccount = [];

    /// <summary>Takes the decisions that were not taken back.</summary>
    public DecisionsInForce(IEnumerable<LinkDecision> decisions)
    {
        foreach (var decision in decisions.OrderBy(decision => decision.By == PeopleFile).ThenBy(decision => decision.Id))
        {
            Enter(decision);
        }
    }

    /// <summary>The account's confirmed links, by account.</summary>
    public IReadOnlyDictionary<long, LinkDecision> Links => _links;

    /// <summary>Mains by alt.</summary>
    public IReadOnlyDictionary<long, LinkDecision> Alts => _alts;

    /// <summary>Whose an account is said not to be, by member.</summary>
    public IEnumerable<LinkDecision> RejectedOf(long authorId) => _rejected.TryGetValue(authorId, out var rejected) ? rejected.Values : [];

    /// <summary>Whether an account is said not to be a member's.</summary>
    public bool IsRejected(long authorId, long memberId) => _rejected.TryGetValue(authorId, out var rejected) && rejected.ContainsKey(memberId);

    /// <summary>Whether a member is known to have no account.</summary>
    public bool HasNoAccount(long memberId) => _withoutAccount.Contains(memberId);

    /// <summary>The main of a member: followed from alt to alt, and where the notes go round in a circle, the member itself.</summary>
    public long MainOf(long memberId)
    {
        var seen = new HashSet<long>();
        var main = memberId;
        while (_alts.TryGetValue(main, out var alt))
        {
            if (!seen.Add(main))
            {
                return memberId;
            }

            main = alt.MainId!.Value;
        }

        return main;
    }

    private void Enter(LinkDecision decision)
    {
        var author = decision.AuthorId ?? 0;
        switch (decision.Kind)
        {
            case DecisionKinds.Link:
                _links[author] = decision;
                _rejected.GetValueOrDefault(author)?.Remove(decision.MemberId);
                break;
            case DecisionKinds.Reject:
                (_rejected.TryGetValue(author, out var rejected) ? rejected : _rejected[author] = [])[decision.MemberId] = decision;
                if (_links.TryGetValue(author, out var link) && link.MemberId == decision.MemberId)
                {
                    _links.Remove(author);
                }

                break;
            case DecisionKinds.None:
                _withoutAccount.Add(decision.MemberId);
                break;
            case DecisionKinds.Alt:
                _alts[decision.MemberId] = decision;
                break;
        }
    }
}
