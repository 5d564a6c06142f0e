using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Identity;

/// <summary>The step <c>identities</c>: after both harvests, every row points to the person its name or account means by what is known now.</summary>
internal sealed class IdentitiesStep(IdentityStore store, IdentityResolution resolution, ManualTruth manual, RenameStore renames, ILogger<IdentitiesStep> logger) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.Identities;

    /// <inheritdoc/>
    public Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var unmatched = manual.Follow(run.Now);
        foreach (var line in unmatched.Unseen)
        {
            logger.LogWarning("people.yaml: {Line}", line);
        }

        var likely = renames.Follow(run.Now, cancellationToken);
        var change = resolution.Run(run.Now, run.RunId, cancellationToken);
        TellUnknownNames(run.RunId);
        var (game, chat) = store.Unassigned();
        var (linked, accounts) = store.AccountCounts();
        var detail = $"{linked} of {accounts} accounts linked ({change.Linked} new, {change.Undone} undone), "
            + $"{change.GameLines} game lines and {change.ChatLines} messages re-pointed, {game} and {chat} unassigned"
            + (likely > 0 ? $", {likely} likely renames" : "")
            + (unmatched.Unseen.Count > 0 ? $", {unmatched.Unseen.Count} accounts of people.yaml not seen yet" : "");
        return Task.FromResult(unmatched.Unknown.Count == 0
            ? StepResult.Done(detail, change.All)
            : StepResult.Partial(detail, [.. unmatched.Unknown.Select(line => $"people.yaml: {line}. Skipped; correct it or take it out.")], change.All));
    }

    /// <summary>One line a name and run: a clan that plays with strangers has many of their lines.</summary>
    private void TellUnknownNames(long runId)
    {
        foreach (var (name, lines) in store.UnknownNames(runId))
        {
            logger.LogInformation("Nobody known bears the name {Name}: {Lines} lines of this run are assigned to nobody", name, lines);
        }
    }
}
