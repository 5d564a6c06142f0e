using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>A run as it was entered.</summary>
internal sealed record PastRun
{
    public required long Id { get; init; }

    public required string TraceId { get; init; }

    public required string Command { get; init; }

    public required string Version { get; init; }

    public required UtcInstant BusinessTime { get; init; }

    public required UtcInstant StartedAt { get; init; }

    /// <summary>Null while it works, or if it was killed.</summary>
    public UtcInstant? FinishedAt { get; init; }

    /// <summary>done, partial, failed or cancelled; null as before.</summary>
    public string? Outcome { get; init; }

    public bool Published { get; init; }

    /// <summary>In the order of a night.</summary>
    public IReadOnlyList<PastStep> Steps { get; init; } = [];

    public TimeSpan? Duration => FinishedAt?.Since(StartedAt);
}

/// <summary>A step as it was entered.</summary>
/// <param name="Name">One of <see cref="StepNames"/>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="StartedAt">By the real clock.</param>
/// <param name="Duration">By the real clock.</param>
/// <param name="Rows">Rows written or items produced.</param>
/// <param name="Requests">Requests sent.</param>
/// <param name="Bytes">Bytes of the answers; null for steps entered before they were counted.</param>
/// <param name="MemoryBytes">Memory the program held at its end; null as before.</param>
/// <param name="Detail">What was done.</param>
internal sealed record PastStep(
    string Name, StepOutcome Outcome, UtcInstant StartedAt, TimeSpan Duration, long Rows, long Requests, long? Bytes, long? MemoryBytes, string Detail)
{
    public StepMeasure Measure => new(Name, Outcome, Duration, Rows);
}

/// <summary>Reads past runs with their steps.</summary>
internal static class RunQueries
{
    /// <summary>The newest runs, newest first.</summary>
    public static IReadOnlyList<PastRun> Newest(SqliteConnection connection, int count) => Read(connection, "ORDER BY r.id DESC LIMIT @count", ("count", count));

    /// <summary>Runs whose trace id begins so, newest first.</summary>
    public static IReadOnlyList<PastRun> Of(SqliteConnection connection, string trace) => Read(
        connection,
        "WHERE substr(r.trace_id, 1, @length) = @trace ORDER BY r.id DESC LIMIT @count",
        ("trace", trace),
        ("length", trace.Length),
        ("count", StepTrend.Runs));

    /// <summary>The steps of the runs of a command before another, as far as they make its history.</summary>
    public static IReadOnlyList<StepMeasure> History(SqliteConnection connection, string command, long before) => connection.Rows(
        """
        SELECT s.name, s.outcome, s.duration_ms, s.rows FROM pipeline_steps s WHERE s.run_id IN (
          SELECT id FROM pipeline_runs WHERE command = @command AND id < @before AND outcome IN ('done', 'partial') ORDER BY id DESC LIMIT @count)
        """,
        row => new StepMeasure(row.String(0), OutcomeOf(row.String(1)), TimeSpan.FromMilliseconds(row.Int64(2)), row.Int64(3)),
        ("command", command),
        ("before", before),
        ("count", StepTrend.Runs));

    private static List<PastRun> Read(SqliteConnection connection, string which, params (string, object)[] parameters)
    {
        var steps = new Dictionary<long, List<PastStep>>();
        connection.Each(
            $"""
            SELECT s.run_id, s.name, s.outcome, s.started_at, s.duration_ms, s.rows, s.requests, s.bytes, s.memory_bytes, s.detail
            FROM pipeline_steps s WHERE s.run_id IN (SELECT r.id FROM pipeline_runs r {which})
            """,
            row =>
            {
                if (!steps.TryGetValue(row.Int64(0), out var own))
                {
                    steps.Add(row.Int64(0), own = []);
                }

                own.Add(new PastStep(
                    row.String(1),
                    OutcomeOf(row.String(2)),
                    new UtcInstant(row.Int64(3)),
                    TimeSpan.FromMilliseconds(row.Int64(4)),
                    row.Int64(5),
                    row.Int64(6),
                    row.Number(7),
                    row.Number(8),
                    row.String(9)));
            },
            parameters);
        return connection.Rows(
            $"SELECT r.id, r.trace_id, r.command, r.version, r.business_time, r.started_at, r.finished_at, r.outcome, r.published FROM pipeline_runs r {which}",
            row => new PastRun
            {
                Id = row.Int64(0),
                TraceId = row.String(1),
                Command = row.String(2),
                Version = row.String(3),
                BusinessTime = new UtcInstant(row.Int64(4)),
                StartedAt = new UtcInstant(row.Int64(5)),
                FinishedAt = row.Number(6) is { } finished ? new UtcInstant(finished) : null,
                Outcome = row.Text(7),
                Published = row.Int64(8) != 0,
                Steps = steps.TryGetValue(row.Int64(0), out var own) ? [.. own.OrderBy(step => Place(step.Name))] : [],
            },
            parameters);
    }

    private static StepOutcome OutcomeOf(string word) => Enum.TryParse<StepOutcome>(word, ignoreCase: true, out var outcome) ? outcome : StepOutcome.Skipped;

    private static int Place(string step) => StepNames.InOrder.TakeWhile(name => name != step).Count();
}
