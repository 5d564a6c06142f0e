using System.Globalization;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Identity;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.Composition;

/// <summary>Carries out <c>link</c>, <c>link confirm</c>, <c>link reject</c> and <c>link undo</c>.</summary>
internal static class LinkWork
{
    private const string DecidedBy = "officer";
    private const int CandidatesShown = 5;

    /// <summary>Does what was asked and tells it on the terminal.</summary>
    /// <exception cref="UserFaultException">There is no database, or nobody fits what was typed.</exception>
    public static Task<ExitCode> RunAsync(LinkCommandPlan plan, RunServices services, CancellationToken cancellationToken)
    {
        var options = plan.Settings.ToStorageOptions();
        using var database = KnownDatabase.Open(options);

        if (plan.Task == LinkTask.List)
        {
            List(new LinkStore(database), services.Terminal);
            MovedSnapshotWork.List(database, services.Terminal);
            return Task.FromResult(ExitCode.Done);
        }

        using var held = new RunLock(options).TryAcquire();
        if (held is null)
        {
            return Task.FromResult(KnownDatabase.TellHeld(options, services.Terminal));
        }

        if (plan.Task == LinkTask.Undo && MovedSnapshotWork.TryUndo(database, plan.Account!, plan.Now, services.Terminal))
        {
            return Task.FromResult(ExitCode.Done);
        }

        return Task.FromResult(Decide(plan, new LinkStore(database), IdentityResolution.On(database), services.Terminal, cancellationToken));
    }

    private static ExitCode Decide(
        LinkCommandPlan plan, LinkStore store, IdentityResolution resolution, Terminal terminal, CancellationToken cancellationToken)
    {
        var desk = new LinkDesk(store, resolution);
        var facts = store.Facts();
        var account = Account(facts, plan.Account!);
        if (plan.Task == LinkTask.Undo)
        {
            return Undo(desk, facts, account, plan, terminal, cancellationToken);
        }

        var member = Member(facts, plan.Name!);
        if (plan.Task == LinkTask.Reject)
        {
            var rejected = desk.Reject(account.AuthorId, member.Id, DecidedBy, plan.Now, cancellationToken);
            return Tell(terminal, $"{Show(account)} is not {member.DisplayName}'s.", rejected.Change);
        }

        var onConflict = plan.Merge ? OnConflict.Merge : plan.Move ? OnConflict.Move : OnConflict.Ask;
        var outcome = desk.Confirm(account.AuthorId, member.Id, onConflict, DecidedBy, plan.Now, cancellationToken);
        if (outcome.Entered)
        {
            return Tell(terminal, $"{Show(account)} is {member.DisplayName}'s.", outcome.Change);
        }

        terminal.Tell(LineEscape.Escape($"Nothing was changed: {string.Join("; ", outcome.Conflicts)}."));
        terminal.Tell("Say --merge if both are one person's, --move if what was there before goes, or leave it.");
        return ExitCode.UsageWrong;
    }

    private static ExitCode Undo(
        LinkDesk desk, LinkFacts facts, DiscordAccount account, LinkCommandPlan plan, Terminal terminal, CancellationToken cancellationToken)
    {
        var names = facts.Members.ToDictionary(member => member.Id, member => member.DisplayName);
        var (undone, change) = desk.Undo(account.AuthorId, plan.Now, cancellationToken);
        if (undone.Count == 0)
        {
            throw new UserFaultException(LineEscape.Escape($"Nothing was decided about {Show(account)} here that could be taken back."));
        }

        var what = string.Join(", ", undone.Select(decision => $"{decision.Kind} {names[decision.MemberId]}"));
        return Tell(terminal, $"Taken back for {Show(account)}: {what}.", change);
    }

    private static ExitCode Tell(Terminal terminal, string what, IdentityChange? change)
    {
        terminal.Answer(LineEscape.Escape(what));
        terminal.Answer($"{change!.ChatLines} messages and {change.GameLines} game lines went to whom they belong by that.");
        return ExitCode.Done;
    }

    private static DiscordAccount Account(LinkFacts facts, string typed)
    {
        var fitting = facts.AccountsCalled(typed);
        return fitting switch
        {
            [var only] => only,
            [] => throw new UserFaultException(LineEscape.Escape($"No account '{typed}' was ever seen; 'clanstats link' lists them with their ids.")),
            _ => throw new UserFaultException(LineEscape.Escape(
                $"'{typed}' may be {string.Join(" or ", fitting.Take(CandidatesShown).Select(Show))}; use the id.")),
        };
    }

    private static LinkableMember Member(LinkFacts facts, string typed)
    {
        var named = facts.Members.Select(member => (member.IsCurrent, Named: new NamedPlayer(
            member.Id, member.WomPlayerId, member.Username, member.DisplayName, member.Names))).ToList();
        var found = new NameMatcher([.. named.Where(entry => entry.IsCurrent).Select(entry => entry.Named)]).Find(typed)
            ?? new NameMatcher([.. named.Select(entry => entry.Named)]).Find(typed);
        if (found is { } id)
        {
            return facts.Members.Single(member => member.Id == id);
        }

        var near = facts.Members
            .Select(member => (member, Distance: member.Names.Append(member.DisplayName).Min(name => NameDistance.Between(name, typed))))
            .Where(entry => entry.Distance <= CandidatesShown / 2)
            .OrderBy(entry => entry.Distance).ThenByDescending(entry => entry.member.IsCurrent).ThenBy(entry => entry.member.Id)
            .Take(CandidatesShown)
            .Select(entry => entry.member.WomPlayerId is { } player ? $"{entry.member.DisplayName} (player {player})" : entry.member.DisplayName)
            .ToList();
        throw new UserFaultException(LineEscape.Escape(
            $"'{typed}' is nobody's name, or more than one member's." + (near.Count == 0 ? "" : $" Close to it: {string.Join(", ", near)}.")));
    }

    private static void List(LinkStore store, Terminal terminal)
    {
        var list = LinkList.Read(store);
        terminal.Answer($"{list.Linked.Select(shown => shown.Link.AuthorId).Distinct().Count()} of {list.Accounts} accounts linked, "
            + $"{list.Waiting.Select(shown => shown.Link.AuthorId).Distinct().Count()} wait for an officer");
        Section("Waiting", list.Waiting, terminal);
        Section("Linked", list.Linked, terminal);
        Section("Rejected", list.Rejected, terminal);
        if (list.Waiting.Count > 0)
        {
            terminal.Answer("");
            terminal.Answer("Decide with: clanstats link confirm ACCOUNT NAME, or clanstats link reject ACCOUNT NAME");
        }
    }

    private static void Section(string title, IReadOnlyList<ShownLink> links, Terminal terminal)
    {
        if (links.Count == 0)
        {
            return;
        }

        terminal.Answer("");
        terminal.Answer($"{title}:");
        foreach (var line in TextColumns.Lay([.. links.Select(Columns)]))
        {
            terminal.Answer($"  {line}");
        }
    }

    private static string[] Columns(ShownLink shown) =>
    [
        new Snowflake(shown.Link.AuthorId).ToString(),
        LineEscape.Escape(shown.Account),
        "→ " + LineEscape.Escape(shown.Member),
        shown.Link.Weight.ToString("0.00", CultureInfo.InvariantCulture),
        LineEscape.Escape(shown.Link.Evidence) + (shown.Link.DecidedAt is { } at ? $" ({shown.Link.DecidedBy}, {at.ToPeople()})" : ""),
    ];

    private static string Show(DiscordAccount account) => $"{account.Name} ({account.AuthorId})";
}
