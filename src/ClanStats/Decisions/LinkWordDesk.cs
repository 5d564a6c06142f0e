using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Identity;

namespace ClanStats.Decisions;

/// <summary>Enters what officers said about links in the workbook, by the desk that <c>link</c> uses; each alone, so that one refused leaves the rest.</summary>
internal sealed class LinkWordDesk(LinkDesk desk, UtcInstant now, CancellationToken cancellationToken)
{
    private const string DecidedBy = "workbook";
    private readonly List<string> _faults = [];

    /// <summary>Words that could not be entered, one line each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Enters words.</summary>
    /// <param name="words">One about a link at most.</param>
    /// <param name="facts">Reads what is known now: each word may change it.</param>
    /// <returns>The words that hold now, those that held before included.</returns>
    public IReadOnlyList<LinkWordChange> Enter(IEnumerable<LinkWordChange> words, Func<LinkFacts> facts)
    {
        var taken = new List<LinkWordChange>();
        foreach (var word in words)
        {
            try
            {
                if (Refusal(word, facts()) is { } refusal)
                {
                    _faults.Add($"{word.Where}: {refusal}");
                }
                else
                {
                    taken.Add(word);
                }
            }
            catch (UserFaultException fault)
            {
                _faults.Add($"{word.Where}: {fault.Message}");
            }
        }

        return taken;
    }

    private string? Refusal(LinkWordChange word, LinkFacts facts)
    {
        if (facts.Members.All(member => member.Id != word.MemberId))
        {
            return $"nobody has the id {word.MemberId}; take the row from a workbook of this clan.";
        }

        if (word.Account == WorkbookForm.NoAccount)
        {
            return SayNoAccount(word, facts.Decisions);
        }

        var fitting = facts.AccountsCalled(word.Account);
        if (fitting is not [var account])
        {
            return fitting.Count == 0
                ? $"no account '{word.Account}' was ever seen; write the name it shows or its id, or '{WorkbookForm.NoAccount}'."
                : $"'{word.Account}' may be {string.Join(" or ", fitting.Select(fit => $"{fit.Name} ({fit.AuthorId})"))}; write the id.";
        }

        return word.Word switch
        {
            WorkbookForm.Confirm => Confirm(account, word.MemberId, facts.Decisions),
            WorkbookForm.Reject => Reject(account, word.MemberId, facts.Decisions),
            _ => Undo(account, word.MemberId, facts.Decisions),
        };
    }

    private string? SayNoAccount(LinkWordChange word, DecisionsInForce decisions)
    {
        if (word.Word.Length == 0)
        {
            return desk.UndoNoAccount(word.MemberId, now, cancellationToken) || !decisions.HasNoAccount(word.MemberId)
                ? null
                : "config/people.yaml says that this member has no account; change it there.";
        }

        if (!decisions.HasNoAccount(word.MemberId))
        {
            desk.SayNoAccount(word.MemberId, DecidedBy, now, cancellationToken);
        }

        return null;
    }

    private string? Confirm(DiscordAccount account, long memberId, DecisionsInForce decisions)
    {
        if (decisions.Links.TryGetValue(account.AuthorId, out var link) && link.MemberId == memberId)
        {
            return null;
        }

        var outcome = desk.Confirm(account.AuthorId, memberId, OnConflict.Ask, DecidedBy, now, cancellationToken);
        return outcome.Entered
            ? null
            : $"{string.Join("; ", outcome.Conflicts)}. Say which with clanstats link confirm {account.AuthorId} NAME --merge if both are one person's, or --move.";
    }

    private string? Reject(DiscordAccount account, long memberId, DecisionsInForce decisions)
    {
        if (!decisions.IsRejected(account.AuthorId, memberId))
        {
            desk.Reject(account.AuthorId, memberId, DecidedBy, now, cancellationToken);
        }

        return null;
    }

    private string? Undo(DiscordAccount account, long memberId, DecisionsInForce decisions)
    {
        var stands = decisions.IsRejected(account.AuthorId, memberId)
            || (decisions.Links.TryGetValue(account.AuthorId, out var link) && link.MemberId == memberId);
        if (!stands)
        {
            return null;
        }

        return desk.Undo(account.AuthorId, now, cancellationToken).Undone.Count > 0
            ? null
            : "config/people.yaml says so; change it there.";
    }
}
