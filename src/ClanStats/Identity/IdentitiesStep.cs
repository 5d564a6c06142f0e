using ClanStats.Domain.Runs;

namespace ClanStats.Identity;

/// <summary>The step <c>identities</c>: after both harvests, every row points to the person its name or account means by what is known now.</summary>
internal sealed class IdentitiesStep(IdentityStore store) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.Identities;

    /// <inheritdoc/>
    public Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var names = store.LoadNames();
        var accounts = store.People();
        var links = AccountLinks.Changes(accounts, store.CurrentMembers(), names, run.Now);
        var change = store.Apply(links, names, cancellationToken);
        var (game, chat) = store.Unassigned();
        var detail = $"{store.LinkedAccounts().Count} of {accounts.Count} accounts linked ({change.Linked} new, {change.Undone} undone), "
            + $"{change.GameLines} game lines and {change.ChatLines} messages re-pointed, {game} and {chat} unassigned";
        return Task.FromResult(StepResult.Done(detail, change.Linked + change.Undone + change.GameLines + change.ChatLines));
    }
}
