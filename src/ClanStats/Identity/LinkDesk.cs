using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;

namespace ClanStats.Identity;

/// <summary>What to do where a confirmation makes two groups meet: an account claimed for two persons, or two accounts of one person.</summary>
internal enum OnConflict
{
    /// <summary>Change nothing and tell what meets.</summary>
    Ask,

    /// <summary>Both are one person's.</summary>
    Merge,

    /// <summary>What was there before goes.</summary>
    Move,

    /// <summary>Change nothing.</summary>
    Cancel,
}

/// <summary>What became of a decision.</summary>
/// <param name="Entered">Whether it was entered.</param>
/// <param name="Conflicts">What meets, one sentence each.</param>
/// <param name="Change">What it moved; null if nothing was entered.</param>
internal sealed record LinkOutcome(bool Entered, IReadOnlyList<string> Conflicts, IdentityChange? Change);

/// <summary>
/// Where officers decide which account is whose: enters what they say, sees what it contradicts, and points every row anew. What a decision
/// did is undone by taking it back. The caller holds the run lock.
/// </summary>
internal sealed class LinkDesk(LinkStore links, IdentityResolution resolution)
{
    /// <summary>Says that an account is a member's.</summary>
    /// <param name="authorId">The account.</param>
    /// <param name="memberId">Row of clan_members.</param>
    /// <param name="onConflict">What to do where that contradicts another link.</param>
    /// <param name="decidedBy">Who says so; not people.yaml.</param>
    /// <param name="now">Business time.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="UserFaultException">There is no such account or member, or people.yaml says otherwise.</exception>
    public LinkOutcome Confirm(
        long authorId, long memberId, OnConflict onConflict, string decidedBy, UtcInstant now, CancellationToken cancellationToken)
    {
        var facts = links.Facts();
        var (account, member) = (Account(facts, authorId), Member(facts, memberId));
        RefuseAgainstPeopleFile(facts, account, member);
        LinkDecision Say(string kind, long? author, long who, long? main) => new(0, 0, kind, author, who, main, decidedBy, now);
        var decisions = new List<LinkDecision> { Say(DecisionKinds.Link, authorId, memberId, null) };
        var conflicts = new List<string>();
        var person = facts.Decisions.MainOf(memberId);
        if (account.MemberId is { } before && facts.Decisions.MainOf(before) is var other && other != person)
        {
            conflicts.Add($"the account {account.Name} ({authorId}) is linked to {Member(facts, before).DisplayName}");
            decisions.Add(onConflict == OnConflict.Merge
                ? Say(DecisionKinds.Alt, null, Math.Max(other, person), Math.Min(other, person))
                : Say(DecisionKinds.Reject, authorId, before, null));
        }

        foreach (var theirs in facts.Accounts.Where(theirs =>
            theirs.AuthorId != authorId && theirs.MemberId is { } owner && facts.Decisions.MainOf(owner) == person))
        {
            conflicts.Add($"{member.DisplayName} has the account {theirs.Name} ({theirs.AuthorId}) already");
            decisions.Add(Say(onConflict == OnConflict.Move ? DecisionKinds.Reject : DecisionKinds.Link, theirs.AuthorId, theirs.MemberId!.Value, null));
        }

        return conflicts.Count > 0 && onConflict is OnConflict.Ask or OnConflict.Cancel
            ? new LinkOutcome(false, conflicts, null)
            : Enter(decisions, conflicts, now, cancellationToken);
    }

    /// <summary>Says that an account is not a member's.</summary>
    /// <exception cref="UserFaultException">There is no such account or member, or people.yaml says otherwise.</exception>
    public LinkOutcome Reject(long authorId, long memberId, string decidedBy, UtcInstant now, CancellationToken cancellationToken)
    {
        var facts = links.Facts();
        _ = (Account(facts, authorId), Member(facts, memberId));
        if (facts.Decisions.Links.TryGetValue(authorId, out var link) && link.By == DecisionsInForce.PeopleFile && link.MemberId == memberId)
        {
            throw new UserFaultException($"config/people.yaml links the account {authorId} to that member; change it there.");
        }

        return Enter([new LinkDecision(0, 0, DecisionKinds.Reject, authorId, memberId, null, decidedBy, now)], [], now, cancellationToken);
    }

    /// <summary>Takes the newest decision about an account back, with all that was decided together with it.</summary>
    /// <returns>What was taken back; empty if nothing was ever decided about it here.</returns>
    public (IReadOnlyList<LinkDecision> Undone, IdentityChange? Change) Undo(long authorId, UtcInstant now, CancellationToken cancellationToken)
    {
        var undone = links.UndoNewest(authorId, now);
        return (undone, undone.Count == 0 ? null : resolution.Run(now, null, cancellationToken));
    }

    /// <summary>Says that a member has no account.</summary>
    /// <exception cref="UserFaultException">There is no such member, or an account is linked to them.</exception>
    public LinkOutcome SayNoAccount(long memberId, string decidedBy, UtcInstant now, CancellationToken cancellationToken)
    {
        var facts = links.Facts();
        var member = Member(facts, memberId);
        return facts.Accounts.FirstOrDefault(account => account.MemberId == memberId) is { } linked
            ? throw new UserFaultException($"The account {linked.Name} ({linked.AuthorId}) is linked to {member.DisplayName}; reject that first.")
            : Enter([new LinkDecision(0, 0, DecisionKinds.None, null, memberId, null, decidedBy, now)], [], now, cancellationToken);
    }

    /// <summary>Takes back that a member has no account.</summary>
    /// <returns>Whether it was said here.</returns>
    public bool UndoNoAccount(long memberId, UtcInstant now, CancellationToken cancellationToken)
    {
        var isUndone = links.UndoNoAccount(memberId, now) > 0;
        if (isUndone)
        {
            resolution.Run(now, null, cancellationToken);
        }

        return isUndone;
    }

    private LinkOutcome Enter(IReadOnlyList<LinkDecision> decisions, IReadOnlyList<string> conflicts, UtcInstant now, CancellationToken cancellationToken)
    {
        links.Decide(decisions);
        return new LinkOutcome(true, conflicts, resolution.Run(now, null, cancellationToken));
    }

    private static DiscordAccount Account(LinkFacts facts, long authorId) => facts.Accounts.FirstOrDefault(account => account.AuthorId == authorId)
        ?? throw new UserFaultException(
            $"No account of a person with the id {authorId} was ever seen in the channels ClanStats reads. An account to come can be noted in config/people.yaml under links.");

    private static LinkableMember Member(LinkFacts facts, long memberId) => facts.Members.FirstOrDefault(member => member.Id == memberId)
        ?? throw new UserFaultException($"There is no member with the row {memberId}.");

    private static void RefuseAgainstPeopleFile(LinkFacts facts, DiscordAccount account, LinkableMember member)
    {
        if (facts.Decisions.Links.TryGetValue(account.AuthorId, out var link) && link.By == DecisionsInForce.PeopleFile && link.MemberId != member.Id)
        {
            throw new UserFaultException(
                $"config/people.yaml links the account {account.AuthorId} to {Member(facts, link.MemberId).DisplayName}; change it there.");
        }
    }
}
