using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Identity;

/// <summary>
/// The step <c>identities</c>: after both harvests, every row points to the person its name or account means by what is known now. What
/// nothing new is known about is not looked at.
/// </summary>
internal sealed class IdentitiesStep(
    IdentityStore store, OpenLineQueries open, SettledInputStore inputs, IdentityResolution resolution, ManualTruth manual, RenameStore renames, ILogger<IdentitiesStep> logger)
    : IRunStep
{
    private static readonly IdentityChange Nothing = new(0, 0, 0, 0);

    /// <inheritdoc/>
    public string Name => StepNames.Identities;

    /// <inheritdoc/>
    public Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var (settled, present) = (inputs.Settled(), inputs.Now());
        var arePeopleSame = present.People == settled.People && !run.Force;
        var areSnapshotsSame = present.Snapshots == settled.Snapshots && !run.Force;
        var unmatched = arePeopleSame ? UnmatchedNotes.None : manual.Follow(run.Now);
        foreach (var line in unmatched.Unseen)
        {
            logger.LogWarning("people.yaml: {Line}", line);
        }

        var likely = arePeopleSame && areSnapshotsSame ? renames.Waiting() : renames.Follow(run.Now, cancellationToken);
        var isNothingNew = arePeopleSame && (areSnapshotsSame || inputs.Now().People == settled.People) && !present.HasUnsettledLines;
        var change = isNothingNew ? Nothing : resolution.Run(run.Now, run.RunId, cancellationToken, run.Force);
        if (!arePeopleSame || !areSnapshotsSame || change.All > 0)
        {
            // What people.yaml says wrongly is told anew each night.
            inputs.Settle(unmatched.IsAny ? present with { People = "" } : inputs.Now());
        }

        if (!isNothingNew)
        {
            logger.LogInformation("{Open}", open.Count());
        }

        if (present.HasUnsettledLines)
        {
            TellUnknownNames(run.RunId);
        }

        var coverage = store.Coverage();
        var detail = $"{coverage.Linked} of {coverage.Accounts} accounts linked ({change.Linked} new, {change.Undone} undone), "
            + $"{change.GameLines} game lines and {change.ChatLines} messages re-pointed, {coverage.GameLines} and {coverage.ChatLines} unassigned"
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
