using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Exports;

namespace ClanStats.Hosting.Notices;

/// <summary>
/// What the log folder remembers between runs beside its logs: how the last run ended and which causes of failure last. Files, not rows: they
/// must be there when the database is what failed.
/// </summary>
internal sealed class NoticeFile(string folder)
{
    private const string Causes = "failure_notices.json";
    private const string Last = "last_run.json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What is remembered of notices; nothing where there is no readable file.</summary>
    public NoticeState Load() => Read<StoredState>(Causes) is { } stored
        ? new NoticeState(
            [.. (stored.Causes ?? []).Select(cause => new LastingCause(
                cause.Key, cause.Step, cause.Message, new UtcInstant(cause.Since), cause.ToldAt is { } told ? new UtcInstant(told) : null))],
            stored.GoneWebhook)
        : new NoticeState([], null);

    /// <summary>Remembers; without anything to remember there is no file.</summary>
    public void Save(NoticeState state)
    {
        if (state.Causes.Count == 0 && state.GoneWebhook is null)
        {
            File.Delete(Path.Combine(folder, Causes));
            return;
        }

        Write(Causes, new StoredState
        {
            Causes = [.. state.Causes.Select(cause => new StoredCause
            {
                Key = cause.Key, Step = cause.Step, Message = cause.Message, Since = cause.Since.Milliseconds, ToldAt = cause.ToldAt?.Milliseconds,
            })],
            GoneWebhook = state.GoneWebhook,
        });
    }

    /// <summary>How the last nightly run ended; null if none did that is remembered.</summary>
    public LastExit? LoadLast() => Read<StoredLast>(Last) is { Command: { } command } stored
        ? new LastExit(command, stored.ExitCode, new UtcInstant(stored.EndedAt), stored.TraceId)
        : null;

    /// <summary>Remembers how a nightly run ended.</summary>
    public void SaveLast(LastExit last) =>
        Write(Last, new StoredLast { Command = last.Command, ExitCode = last.ExitCode, EndedAt = last.EndedAt.Milliseconds, TraceId = last.TraceId });

    private T? Read<T>(string name)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(Path.Combine(folder, name)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Without it a cause is told once more; nothing else is lost.
            return null;
        }
    }

    private void Write<T>(string name, T content) => AtomicFile.Write(Path.Combine(folder, name), JsonSerializer.SerializeToUtf8Bytes(content, Indented));

    private sealed class StoredState
    {
        public List<StoredCause>? Causes { get; set; }

        public string? GoneWebhook { get; set; }
    }

    private sealed class StoredCause
    {
        public string Key { get; set; } = "";

        public string Step { get; set; } = "";

        public string Message { get; set; } = "";

        public long Since { get; set; }

        public long? ToldAt { get; set; }
    }

    private sealed class StoredLast
    {
        public string? Command { get; set; }

        public int ExitCode { get; set; }

        public long EndedAt { get; set; }

        public string? TraceId { get; set; }
    }
}

/// <summary>What is remembered of failure notices.</summary>
/// <param name="Causes">What lasts.</param>
/// <param name="GoneWebhook">A fingerprint of a webhook that was deleted: it is never called again; null: none.</param>
internal sealed record NoticeState(IReadOnlyList<LastingCause> Causes, string? GoneWebhook);

/// <summary>How a nightly run ended.</summary>
/// <param name="Command">run or harvest.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="EndedAt">By the real clock.</param>
/// <param name="TraceId">Its id; null where it ended before it had one.</param>
internal sealed record LastExit(string Command, int ExitCode, UtcInstant EndedAt, string? TraceId);
