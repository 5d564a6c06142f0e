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
        unit.QueryFirstOrDefault<long>(
            """
            INSERT INTO pipeline_runs (trace_id, command, version, business_time, started_at)
            VALUES (@TraceId, @Command, @version, @now, @started) RETURNING id
            """,
            new { run.TraceId, run.Command, version, now = run.Now.Milliseconds, started = startedAt.Milliseconds }));

    /// <summary>The steps of earlier runs of the same command, as far as they make a history.</summary>
    public IReadOnlyList<StepMeasure> History(RunContext run) => database.Read("runs: history", connection => RunQueries.History(connection, run.Command, run.RunId));

    /// <summary>Enters the end of a run with its steps and, if its report was published, what that says.</summary>
    public void End(long runId, StepOutcome outcome, PublishedState? published, UtcInstant finishedAt, IReadOnlyList<StepRecord> steps) =>
        database.Write("runs: end", unit =>
        {
            foreach (var step in steps)
            {
                unit.Execute(
                    """
                    INSERT OR REPLACE INTO pipeline_steps (run_id, name, outcome, started_at, duration_ms, rows, requests, bytes, memory_bytes, detail)
                    VALUES (@runId, @Name, @outcome, @started, @duration, @Rows, @Requests, @Bytes, @MemoryBytes, @Detail)
                    """,
                    new
                    {
                        runId,
                        step.Name,
                        outcome = step.Result.Outcome.ToString().ToLowerInvariant(),
                        started = step.StartedAt.Milliseconds,
                        duration = (long)step.Duration.TotalMilliseconds,
                        step.Result.Rows,
                        step.Requests,
                        step.Bytes,
                        step.MemoryBytes,
                        step.Result.Detail,
                    });
            }

            unit.Execute(
                "UPDATE pipeline_runs SET finished_at = @finished, outcome = @outcome, published = @published WHERE id = @runId",
                new { runId, finished = finishedAt.Milliseconds, outcome = outcome.ToString().ToLowerInvariant(), published = published is not null });
            if (published is not null)
            {
                PublishedStateStore.Save(unit, runId, published);
            }
        });
}
