using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Runs;
using ClanStats.Pipeline;
using ClanStats.Storage;

namespace ClanStats.Hosting.Composition;

/// <summary>Carries out <c>runs</c>: past runs with their trend, or one run with its steps and log lines.</summary>
internal static class RunsWork
{
    private const int FewestDigits = 4;

    /// <summary>Answers on the terminal.</summary>
    /// <exception cref="UserFaultException">There is no database, or no such run.</exception>
    public static Task<ExitCode> RunAsync(RunsPlan plan, Terminal terminal, CancellationToken cancellationToken)
    {
        using var database = KnownDatabase.Open(plan.Settings.ToStorageOptions());
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var line in plan.TraceId is { } trace ? One(plan, trace, database) : List(plan, database))
        {
            terminal.Answer(line);
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static IEnumerable<string> List(RunsPlan plan, Database database)
    {
        var runs = database.ReadOneState("runs: list", connection => RunQueries.Newest(connection, plan.Last));
        return plan.AsJson ? [RunsText.ToJson(runs)] : runs.Count == 0 ? ["No run is known yet."] : RunsText.List(runs);
    }

    private static IEnumerable<string> One(RunsPlan plan, string trace, Database database)
    {
        var wanted = trace.ToLowerInvariant();
        if (wanted.Length < FewestDigits || !wanted.All(char.IsAsciiHexDigit))
        {
            throw new UserFaultException($"'{LineEscape.Escape(trace)}' is no run's id: give at least {FewestDigits} of its hex digits; 'clanstats runs' lists them");
        }

        var found = database.ReadOneState("runs: one", connection => RunQueries.Of(connection, wanted));
        var run = found.Select(run => run.TraceId).Distinct().Count() switch
        {
            0 => throw new UserFaultException($"No run's id begins with {wanted}; 'clanstats runs' lists them"),
            1 => found[0],
            var several => throw new UserFaultException($"{several} runs' ids begin with {wanted}: {string.Join(", ", found.Select(run => run.TraceId).Distinct())}"),
        };
        var history = database.Read("runs: history", connection => RunQueries.History(connection, run.Command, run.Id));
        var unusual = StepTrend.Unusual(run.Steps.Select(step => step.Measure), history);
        return plan.AsJson
            ? [RunsText.ToJson(run, unusual, RunLogLines.Of(plan.Settings.LogDirectory, "app.jsonl", run))]
            : RunsText.One(run, unusual, RunLogLines.Of(plan.Settings.LogDirectory, "app.log", run));
    }
}
