using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Identity;

/// <summary>Lines of people.yaml that could not be followed.</summary>
/// <param name="Unknown">Lines that name nobody known, or more than one person: they are skipped.</param>
/// <param name="Unseen">Accounts that were not seen yet: they count once they are.</param>
internal sealed record UnmatchedNotes(IReadOnlyList<string> Unknown, IReadOnlyList<string> Unseen)
{
    /// <summary>Every line found its people.</summary>
    public static readonly UnmatchedNotes None = new([], []);

    /// <summary>Whether there is a line that did not.</summary>
    public bool IsAny => Unknown.Count + Unseen.Count > 0;
}

/// <summary>Follows what people.yaml says of accounts and alts: links, people without an account, alts and their mains.</summary>
internal sealed class ManualTruth(LinkStore links, PeopleNotes notes)
{
    /// <summary>Enters what the file says now and takes back what it said before.</summary>
    /// <param name="now">Business time.</param>
    /// <returns>What the file says of people nobody knows, and of accounts nobody has seen yet, one line each.</returns>
    public UnmatchedNotes Follow(UtcInstant now)
    {
        var facts = links.Facts();
        var unknown = new List<string>();
        var unseen = new List<string>();
        var people = new Whom(facts.Members);
        var accounts = facts.Accounts.Select(account => account.AuthorId).ToHashSet();
        var wanted = new List<LinkDecision>();
        foreach (var (who, owned) in notes.Links.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (people.Find(who) is not { } member)
            {
                unknown.Add($"links: '{who}' fits nobody, or more than one person");
                continue;
            }

            wanted.AddRange(owned.Count == 0
                ? [Said(DecisionKinds.None, null, member, null, now)]
                : owned.Where(id => accounts.Contains(id.Value)).Select(id => Said(DecisionKinds.Link, id.Value, member, null, now)));
            unseen.AddRange(owned.Where(id => !accounts.Contains(id.Value)).Select(id => $"links: the account {id} of '{who}' was never seen"));
        }

        foreach (var (alt, main) in notes.Alts.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (people.Find(alt) is { } member && people.Find(main) is { } owner && member != owner)
            {
                wanted.Add(Said(DecisionKinds.Alt, null, member, owner, now));
            }
            else
            {
                unknown.Add($"alts: '{alt}: {main}' does not name two members");
            }
        }

        unknown.AddRange(Named().Where(note => people.Find(note.Who) is null).Select(note => $"{note.Section}: '{note.Who}' fits nobody, or more than one person"));
        links.FollowPeopleFile(wanted, now);
        return new UnmatchedNotes(unknown, unseen);
    }

    /// <summary>Whom the other sections name. Not the banned: they are noted so that they are known when they come.</summary>
    private IEnumerable<(string Section, string Who)> Named() => new (string Section, IEnumerable<string> Names)[]
    {
        ("leave", notes.Leave.Keys), ("exempt", notes.Exempt.Keys), ("do_not_promote", notes.DoNotPromote.Keys), ("joined", notes.Joined.Keys), ("hidden", notes.Hidden),
    }.SelectMany(section => section.Names.Order(StringComparer.Ordinal), (section, who) => (section.Section, who));

    private static LinkDecision Said(string kind, long? author, long member, long? main, UtcInstant now) =>
        new(0, 0, kind, author, member, main, DecisionsInForce.PeopleFile, now);

    /// <summary>Whom a note means: somebody on the roster before somebody who left.</summary>
    private sealed class Whom(IReadOnlyList<LinkableMember> members)
    {
        private readonly NameMatcher _current = new([.. members.Where(member => member.IsCurrent).Select(Named)]);
        private readonly NameMatcher _everybody = new([.. members.Select(Named)]);

        public long? Find(string who) => _current.Find(who) ?? _everybody.Find(who);

        private static NamedPlayer Named(LinkableMember member) =>
            new(member.Id, member.WomPlayerId, member.Username, member.DisplayName, member.Names);
    }
}
