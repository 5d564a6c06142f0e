using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Storage;
using Microsoft.Extensions.Logging;

namespace ClanStats.Analytics;

/// <summary>The step <c>analytics</c>: reads the facts, makes the report, remembers who is listed for the first time.</summary>
internal sealed class AnalyticsStep(
    AnalyticsQueries queries,
    FirstListedStore firstListed,
    RecommendationStore recommendations,
    AnalyticsOptions options,
    ReportSettings settings,
    ClanRules rules,
    PeopleNotes people,
    ILogger<AnalyticsStep> logger) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.Analytics;

    /// <inheritdoc/>
    public Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Run(run, cancellationToken));
        }
        catch (FormatException exception)
        {
            throw new UserFaultException(
                "The database holds values of snapshots that cannot be read; 'clanstats db verify' counts them, and 'clanstats db backups' lists what can be restored.",
                exception);
        }
    }

    private StepResult Run(RunContext run, CancellationToken cancellationToken)
    {
        var facts = Read(run.Now)
            ?? throw new UserFaultException("This database knows nobody: run a harvest first (clanstats run), or adopt the old program's database (clanstats db import).");
        cancellationToken.ThrowIfCancellationRequested();
        var report = ClanReportBuilder.Build(facts, new ReportRequest
        {
            TraceId = run.TraceId,
            Now = run.Now,
            Settings = settings,
            Rules = rules,
            People = people,
            DiscordConnected = options.DiscordConnected,
            DiscordAccountsRead = options.DiscordAccountsRead,
            SourceFailures = SourceFailures(run),
            DecisionFindings = run.Results.GetValueOrDefault(StepNames.Decisions) is DecisionsResult read ? read.Findings : [],
            Environment = options.Environment,
        });
        var violations = ReportInvariants.Violations(report);
        if (violations.Count > 0)
        {
            return StepResult.Failed($"The report contradicts itself and is not published: {string.Join("; ", violations.Take(5))}");
        }

        firstListed.Save(report);
        recommendations.Save(report);
        run.Report = report;
        return StepResult.Done($"{report.Members.Count} members, {report.Reconciliation.Measured.Count} measured", report.Members.Count);
    }

    private ClanFacts? Read(UtcInstant now)
    {
        ClanFacts? Settled()
        {
            queries.Settle(now, settings.Windows);
            return queries.Read(now, settings.Windows, ClanIdentity.Unread(options.GroupId), rules, people);
        }

        try
        {
            return Settled();
        }
        catch (SpoiltPacksException exception)
        {
            logger.LogWarning("Packed days are unreadable and made anew from the counters; check the disk, and the database with 'clanstats db verify' ({Fault})", exception.Message);
            queries.Unsettle();
            return Settled();
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> SourceFailures(RunContext run) => new(StringComparer.Ordinal)
    {
        ["wom"] = [.. Failures(run, StepNames.Wom), .. Failures(run, StepNames.NameChanges)],
        ["discord"] = [.. Failures(run, StepNames.Discord)],
    };

    private static IReadOnlyList<string> Failures(RunContext run, string step) => run.Results.TryGetValue(step, out var result) ? result.Failures : [];
}

/// <summary>What analytics must know of the sources.</summary>
/// <param name="DiscordConnected">Whether Discord is configured.</param>
/// <param name="DiscordAccountsRead">Whether Discord accounts are read beside the relay.</param>
/// <param name="Environment">The environment's name; null in production.</param>
/// <param name="GroupId">WOM_GROUP_ID; 0 if it is not set.</param>
internal sealed record AnalyticsOptions(bool DiscordConnected, bool DiscordAccountsRead, string? Environment, long GroupId);
