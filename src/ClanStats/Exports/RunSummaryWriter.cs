using System.Text.Json;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Exports.Json;

namespace ClanStats.Exports;

/// <summary>Writes run_summary.json, the last file of every run whatever its outcome: what scripts and people look at first.</summary>
internal static class RunSummaryWriter
{
    /// <summary>The file's name below the output folder.</summary>
    public const string FileName = "run_summary.json";

    /// <summary>Writes the summary of a run.</summary>
    /// <param name="end">The run.</param>
    /// <param name="requests">Every request it sent.</param>
    /// <param name="slowest">The database statements that took the most time.</param>
    public static void Write(RunEnd end, IReadOnlyList<SentRequest> requests, IReadOnlyList<StatementTime> slowest)
    {
        var path = Path.Combine(end.Run.OutputDirectory, FileName);
        var published = end.PublishedData ? end.Run.TraceId : PublishedBefore(path);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            json.WriteStartObject();
            json.WriteString("trace_id", end.Run.TraceId);
            json.WriteString("published_trace_id", published);
            json.WriteString("command", end.Run.Command);
            json.WriteString("environment", end.Run.Environment);
            json.WriteString("outcome", end.Outcome.ToString().ToLowerInvariant());
            json.WriteString("business_time", end.Run.Now.ToIso());
            json.WriteString("started_at", end.StartedAt.ToIso());
            json.WriteNumber("duration", Math.Round(end.Duration.TotalSeconds, 3));
            WriteSteps(json, end);
            json.Texts("unusual", end.Unusual);
            WriteFailures(json, end);
            WritePeople(json, end.Run.Report);
            WriteRequests(json, requests);
            WriteStatements(json, slowest);
            json.WriteEndObject();
        }

        AtomicFile.Write(path, buffer.ToArray());
    }

    private static void WriteSteps(Utf8JsonWriter json, RunEnd end)
    {
        json.WriteStartArray("steps");
        foreach (var step in end.Steps)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteString("outcome", step.Result.Outcome.ToString().ToLowerInvariant());
            json.WriteNumber("duration", Math.Round(step.Duration.TotalSeconds, 3));
            json.WriteNumber("rows", step.Result.Rows);
            json.WriteNumber("requests", step.Requests);
            json.WriteNumber("bytes", step.Bytes);
            json.WriteNumber("memory_bytes", step.MemoryBytes);
            json.WriteString("detail", step.Result.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFailures(Utf8JsonWriter json, RunEnd end)
    {
        json.WriteStartArray("failures");
        foreach (var (step, failure) in end.Failures)
        {
            json.WriteStartObject();
            json.WriteString("step", step);
            json.WriteString("message", failure);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePeople(Utf8JsonWriter json, ClanReport? report)
    {
        json.WriteStartArray("sources");
        foreach (var source in report?.Sources ?? [])
        {
            PeopleJson.WriteSource(json, source, report?.Links.Content?.Coverage);
        }

        json.WriteEndArray();
        if (report is null)
        {
            json.WriteNull("members");
            return;
        }

        json.WritePropertyName("members");
        PeopleJson.WriteReconciliation(json, report.Reconciliation, withNames: false);
    }

    private static void WriteRequests(Utf8JsonWriter json, IReadOnlyList<SentRequest> requests)
    {
        json.WriteStartArray("requests");
        foreach (var request in requests)
        {
            json.WriteStartObject();
            json.WriteString("service", request.Service);
            json.WriteString("method", request.Method);
            json.WriteString("path", request.Path);
            json.WriteString("purpose", request.Purpose);
            json.WriteNumber("status", request.Status);
            json.WriteNumber("bytes", request.Bytes);
            json.WriteNumber("attempts", request.Attempts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStatements(Utf8JsonWriter json, IReadOnlyList<StatementTime> slowest)
    {
        json.WriteStartArray("slowest_statements");
        foreach (var statement in slowest)
        {
            json.WriteStartObject();
            json.WriteString("name", statement.Name);
            json.WriteNumber("calls", statement.Calls);
            json.WriteNumber("total_ms", Math.Round(statement.Total.TotalMilliseconds, 1));
            json.WriteNumber("longest_ms", Math.Round(statement.Longest.TotalMilliseconds, 1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string? PublishedBefore(string path)
    {
        try
        {
            using var before = JsonDocument.Parse(File.ReadAllBytes(path));
            return before.RootElement.TryGetProperty("published_trace_id", out var id) ? id.GetString() : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            // Without a readable summary nothing is known to be published.
            return null;
        }
    }
}
