using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;

namespace ClanStats.Storage;

/// <summary>Keeps each run and its steps.</summary>
internal sealed class RunStore(Database database)
{
    /// <summary>The database statements that took the most time in this run, slowest first.</summary>
    public IReadOnlyList<StatementTime> Slowest(int count) => database.Slowest(count);

    /// <summary>Enters a run that begins.</summary>
    /// <returns>Its row.</returns>
    public long Begin(RunContext run, string version, UtcInstant startedAt) => database.Write("runs: begin", unit =>
        unit.Prepare("INSERT INTO pipeline_runs (trace_id, command, version, business_time, started_at) VALUES (?1, ?2, ?3, ?4, ?5)")
            .Insert(run.TraceId, run.Command, version, run.Now.Milliseconds, startedAt.Milliseconds));

    /// <summary>The steps of earlier runs of the same command, as far as they make a history.</summary>
    public IReadOnlyList<StepMeasure> History(RunContext run) => database.Read("runs: history", connection => RunQueries.History(connection, run.Command, run.RunId));

    /// <summary>Enters the end of a run with its steps and, if its report was published, what that says.</summary>
    public void End(long runId, StepOutcome outcome, PublishedState? published, UtcInstant finishedAt, IReadOnlyList<StepRecord> steps) =>
        database.Write("runs: end", unit =>
        {
            var enter = unit.Prepare(
                """
                INSERT OR REPLACE INTO pipeline_steps (run_id, name, outcome, started_at, duration_ms, rows, requests, bytes, memory_bytes, detail)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                """);
            foreach (var step in steps)
            {
                enter.Execute(
                    runId, step.Name, Word(step.Result.Outcome), step.StartedAt.Milliseconds, (long)step.Duration.TotalMilliseconds,
                    step.Result.Rows, step.Requests, step.Bytes, step.MemoryBytes, step.Result.Detail);
            }

            unit.Prepare("UPDATE pipeline_runs SET finished_at = ?1, outcome = ?2, published = ?3 WHERE id = ?4")
                .Execute(finishedAt.Milliseconds, Word(outcome), published is not null, runId);
            if (published is not null)
            {
                PublishedStateStore.Save(unit, runId, published);
            }
        });

    private static string Word(StepOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
