using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClanStats.Hosting.Composition;
using ClanStats.Hosting.Logging;
using ClanStats.Storage;

namespace ClanStats.Hosting.Runs;

/// <summary>Past runs as people and as scripts read them.</summary>
internal static class RunsText
{
    private const string Unknown = "-";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>All runs read, newest first, and what they come to.</summary>
    public static IEnumerable<string> List(IReadOnlyList<PastRun> runs)
    {
        IReadOnlyList<string> head = ["run", "started (UTC)", "command", "outcome", "took", "requests", "read", "memory", "published"];
        foreach (var line in TextColumns.Lay([head, .. runs.Select(Row)]))
        {
            yield return line;
        }

        yield return "";
        foreach (var trend in RunTrend.Of(runs))
        {
            yield return trend.ToString();
            foreach (var unusual in trend.Unusual)
            {
                yield return $"  ! {unusual}";
            }
        }
    }

    /// <summary>One run with its steps and log lines.</summary>
    public static IEnumerable<string> One(PastRun run, IReadOnlyList<string> unusual, IEnumerable<string> log)
    {
        yield return $"{run.Command} {run.TraceId}, version {run.Version}, business time {run.BusinessTime.ToPeople()}";
        yield return $"started {run.StartedAt.ToPeople()}, {OutcomeOf(run)}{(run.Duration is { } took ? $" after {Durations.Show(took)}" : "")}, {(run.Published ? "published" : "nothing published")}";
        foreach (var line in unusual)
        {
            yield return $"  ! {line}";
        }

        yield return "";
        IReadOnlyList<string> head = ["step", "outcome", "took", "rows", "requests", "read", "memory", "what was done"];
        foreach (var line in TextColumns.Lay([head, .. run.Steps.Select(Row)]))
        {
            yield return line;
        }

        yield return "";
        var any = false;
        foreach (var line in log)
        {
            any = true;
            yield return LineEscape.Escape(line);
        }

        if (!any)
        {
            yield return "No log line of this run is left.";
        }
    }

    /// <summary>All runs read as one JSON document.</summary>
    public static string ToJson(IReadOnlyList<PastRun> runs) => JsonSerializer.Serialize(
        new JsonObject
        {
            ["runs"] = new JsonArray([.. runs.Select(ToJson)]),
            ["trends"] = new JsonArray([.. RunTrend.Of(runs).Select(trend => new JsonObject
            {
                ["command"] = trend.Command,
                ["runs"] = trend.Runs,
                ["outcomes"] = new JsonObject(trend.Outcomes.Select(outcome => KeyValuePair.Create(outcome.Key, (JsonNode?)outcome.Value))),
                ["usual_seconds"] = Seconds(trend.Usual),
                ["newest_seconds"] = Seconds(trend.Newest),
                ["unusual"] = Texts(trend.Unusual),
            })]),
        },
        Indented);

    /// <summary>One run as a JSON document; its log lines are those of app.jsonl.</summary>
    public static string ToJson(PastRun run, IReadOnlyList<string> unusual, IEnumerable<string> log)
    {
        var document = ToJson(run);
        document["unusual"] = Texts(unusual);
        document["steps"] = new JsonArray([.. run.Steps.Select(step => new JsonObject
        {
            ["name"] = step.Name,
            ["outcome"] = Word(step),
            ["started_at"] = step.StartedAt.ToIso(),
            ["seconds"] = Seconds(step.Duration),
            ["rows"] = step.Rows,
            ["requests"] = step.Requests,
            ["bytes"] = step.Bytes,
            ["memory_bytes"] = step.MemoryBytes,
            ["detail"] = step.Detail,
        })]);
        document["log"] = new JsonArray([.. log.Select(Parse).Where(line => line is not null)]);
        return JsonSerializer.Serialize(new JsonObject { ["run"] = document }, Indented);
    }

    private static JsonObject ToJson(PastRun run) => new()
    {
        ["trace_id"] = run.TraceId,
        ["command"] = run.Command,
        ["version"] = run.Version,
        ["business_time"] = run.BusinessTime.ToIso(),
        ["started_at"] = run.StartedAt.ToIso(),
        ["finished_at"] = run.FinishedAt?.ToIso(),
        ["outcome"] = run.Outcome,
        ["published"] = run.Published,
        ["seconds"] = Seconds(run.Duration),
        ["requests"] = run.Steps.Sum(step => step.Requests),
        ["bytes"] = Bytes(run),
        ["memory_bytes"] = Memory(run),
    };

    private static string[] Row(PastRun run) =>
    [
        run.TraceId, run.StartedAt.ToPeople()[..16], run.Command, OutcomeOf(run), Took(run.Duration), Count(run.Steps.Sum(step => step.Requests)),
        Show(Bytes(run)), Show(Memory(run)), run.Published ? "yes" : "no",
    ];

    private static string[] Row(PastStep step) =>
    [
        step.Name, Word(step), Took(step.Duration), Count(step.Rows), Count(step.Requests), Show(step.Bytes), Show(step.MemoryBytes), LineEscape.Escape(step.Detail),
    ];

    private static long? Bytes(PastRun run) => run.Steps.Any(step => step.Bytes is not null) ? run.Steps.Sum(step => step.Bytes ?? 0) : null;

    private static long? Memory(PastRun run) => run.Steps.Max(step => step.MemoryBytes);

    private static string Word(PastStep step) => Enum.GetName(step.Outcome)!.ToLowerInvariant();

    private static string OutcomeOf(PastRun run) => run.Outcome ?? "not ended";

    private static string Took(TimeSpan? duration) => duration is { } known ? Durations.Show(known) : Unknown;

    private static string Show(long? bytes) => bytes is { } known ? ByteText.Show(known) : Unknown;

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static double? Seconds(TimeSpan? duration) => duration is { } known ? Math.Round(known.TotalSeconds, 3) : null;

    private static JsonArray Texts(IEnumerable<string> lines) => new([.. lines.Select(line => (JsonNode)line)]);

    /// <summary>A line as it was written; a torn one, of a machine that lost its power, is left out.</summary>
    private static JsonNode? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
