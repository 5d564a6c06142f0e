using System.Collections.Concurrent;
using System.Reflection;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Exports;
using ClanStats.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClanStats.Pipeline;

/// <summary>
/// One night from top to bottom. The order of steps stands here and nowhere else. Each step runs in a scope of its own; an exception ends
/// that step alone. Who stops whom: without settings or a database nothing can go on, without a report nothing can be written; a source or a
/// writer that fails leaves the others. The run is as good as its worst step.
/// </summary>
internal sealed class NightlyRun(
    IServiceScopeFactory scopes,
    RunLock runLock,
    RunStore runs,
    RequestLog requests,
    IRunConsole console,
    TimeProvider clock,
    ILogger<NightlyRun> logger)
{
    private const int StatementsShown = 10;
    private static readonly string[] Essential = [StepNames.Config, StepNames.Prepare, StepNames.Analytics];
    private static readonly string[] Writers = [StepNames.Excel, StepNames.Json, StepNames.Csv, StepNames.Dashboard, StepNames.Enforcer];
    private readonly ConcurrentDictionary<string, StepRecord> _ended = new(StringComparer.Ordinal);

    /// <summary>Runs the selected steps.</summary>
    /// <param name="run">The run.</param>
    /// <param name="selected">Names of the steps to run; the others are entered as skipped.</param>
    /// <param name="cancellationToken">Ends the run cleanly.</param>
    /// <returns>How it ended; null if another run holds the lock.</returns>
    public async Task<RunEnd?> RunAsync(RunContext run, IReadOnlySet<string> selected, CancellationToken cancellationToken)
    {
        using var held = runLock.TryAcquire();
        if (held is null)
        {
            logger.LogWarning("Another run holds the lock beside the database; this one ends");
            return null;
        }

        var startedAt = UtcInstant.From(clock.GetUtcNow());
        var started = clock.GetTimestamp();
        logger.LogInformation("PIPELINE_START {Command}, business time {Now}", run.Command, run.Now.ToIso());
        await RunStepsAsync(run, selected, startedAt, cancellationToken);
        var steps = StepNames.InOrder.Where(_ended.ContainsKey).Select(name => _ended[name]).ToList();
        var end = new RunEnd(run, Fold(steps), steps, startedAt, clock.GetElapsedTime(started)) { Unusual = Unusual(run, steps) };
        Close(end);
        return end;
    }

    /// <summary>The exit code of an outcome.</summary>
    public static ExitCode ToExitCode(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Failed => ExitCode.Failed,
        StepOutcome.Cancelled => ExitCode.Cancelled,
        StepOutcome.Partial => ExitCode.Partial,
        _ => ExitCode.Done,
    };

    private async Task RunStepsAsync(RunContext run, IReadOnlySet<string> selected, UtcInstant startedAt, CancellationToken cancellationToken)
    {
        async Task<bool> Step(string name) => await RunStepAsync(run, name, selected, cancellationToken) is not (StepOutcome.Failed or StepOutcome.Cancelled);

        async Task WiseOldMan()
        {
            await Step(StepNames.Wom);
            await Step(StepNames.NameChanges);
        }

        if (!await Step(StepNames.Config) || !await Step(StepNames.Prepare) || !Begin(run, startedAt))
        {
            return;
        }

        await Step(StepNames.Decisions);
        await Task.WhenAll(Task.Run(WiseOldMan, CancellationToken.None), Task.Run(() => Step(StepNames.Discord), CancellationToken.None));
        await Step(StepNames.Identities);
        if (!await Step(StepNames.Analytics))
        {
            return;
        }

        foreach (var writer in Writers)
        {
            await Step(writer);
        }

        await Step(StepNames.Publish);
    }

    private bool Begin(RunContext run, UtcInstant startedAt)
    {
        try
        {
            run.RunId = runs.Begin(run, Version, startedAt);
            return true;
        }
        catch (UserFaultException exception)
        {
            var failed = StepResult.Failed(exception.Message);
            var prepared = _ended[StepNames.Prepare];
            _ended[StepNames.Prepare] = prepared with { Result = failed };
            logger.LogWarning("{Step}: {Failure}", StepNames.Prepare, exception.Message);
            console.StepEnded(new StepNotice(StepNames.Prepare, prepared.Duration, failed));
            return false;
        }
    }

    private async Task<StepOutcome> RunStepAsync(
        RunContext run, string name, IReadOnlySet<string> selected, CancellationToken cancellationToken)
    {
        var startedAt = UtcInstant.From(clock.GetUtcNow());
        var started = clock.GetTimestamp();
        var service = ServiceOf(name);
        var (before, bytesBefore) = service is null ? (0, 0L) : (requests.Count(service), requests.Bytes(service));
        StepResult result;
        if (!selected.Contains(name))
        {
            result = new StepResult(StepOutcome.Skipped, "not asked for");
        }
        else
        {
            logger.LogInformation("CHECKPOINT: {Step} start", name);
            result = await IsolateAsync(run, name, cancellationToken);
            logger.LogInformation(
                "CHECKPOINT: {Step} end ({Outcome}, {Duration:0.00} s) {Detail}",
                name, result.Outcome.ToString().ToLowerInvariant(), clock.GetElapsedTime(started).TotalSeconds, result.Detail);
        }

        run.Results[name] = result;
        console.StepEnded(new StepNotice(name, clock.GetElapsedTime(started), result));
        var sent = service is null ? 0 : requests.Count(service) - before;
        _ended[name] = new StepRecord(name, result, startedAt, clock.GetElapsedTime(started), sent)
        {
            Bytes = service is null ? 0 : requests.Bytes(service) - bytesBefore,
            MemoryBytes = Environment.WorkingSet,
        };
        return result.Outcome;
    }

    private async Task<StepResult> IsolateAsync(RunContext run, string name, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var scope = scopes.CreateAsyncScope();
            var result = await scope.ServiceProvider.GetRequiredKeyedService<IRunStep>(name).RunAsync(run, cancellationToken);
            foreach (var failure in result.Failures)
            {
                logger.LogWarning("{Step}: {Failure}", name, failure);
            }

            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new StepResult(StepOutcome.Cancelled, "stopped on request");
        }
        catch (UserFaultException exception)
        {
            logger.LogError("{Step}: {Message}", name, exception.Message);
            return StepResult.Failed(exception.Message);
        }
        catch (Exception exception)
        {
            // A step is isolated: whatever it throws ends it alone, and the log keeps the stack for whoever mends it.
            logger.LogError(exception, "{Step} failed unexpectedly: {Message}", name, exception.Message);
            return StepResult.Failed($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private IReadOnlyList<string> Unusual(RunContext run, IReadOnlyList<StepRecord> steps)
    {
        var lines = run.RunId > 0 ? StepTrend.Unusual(steps.Select(step => step.Measure), runs.History(run)) : [];
        foreach (var line in lines)
        {
            logger.LogWarning("Unusual: {Line}", line);
        }

        return lines;
    }

    private void Close(RunEnd end)
    {
        if (end.Run.RunId > 0)
        {
            var published = end.PublishedData && end.Run.Report is { } report ? PublishedState.Of(report) : null;
            runs.End(end.Run.RunId, end.Outcome, published, UtcInstant.From(clock.GetUtcNow()), end.Steps);
        }

        RunSummaryWriter.Write(end, requests.All, runs.Slowest(StatementsShown));
        var word = end.Outcome switch
        {
            StepOutcome.Failed => "PIPELINE_FAILURE",
            StepOutcome.Cancelled => "PIPELINE_CANCELLED",
            StepOutcome.Partial => "PIPELINE_PARTIAL",
            _ => "PIPELINE_SUCCESS",
        };
        logger.LogInformation("{Closing} after {Duration:0.00} s", word, end.Duration.TotalSeconds);
    }

    private static StepOutcome Fold(IReadOnlyList<StepRecord> steps)
    {
        if (steps.Any(step => step.Result.Outcome == StepOutcome.Cancelled))
        {
            return StepOutcome.Cancelled;
        }

        if (steps.Any(step => step.Result.Outcome == StepOutcome.Failed && Essential.Contains(step.Name)))
        {
            return StepOutcome.Failed;
        }

        return steps.Any(step => step.Result.Outcome is StepOutcome.Failed or StepOutcome.Partial) ? StepOutcome.Partial : StepOutcome.Done;
    }

    private static string? ServiceOf(string step) => step switch
    {
        StepNames.Wom or StepNames.NameChanges => "wom",
        StepNames.Discord => "discord",
        _ => null,
    };

    private static string Version => Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";
}
