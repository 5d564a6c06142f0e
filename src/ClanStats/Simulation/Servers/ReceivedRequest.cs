using ClanStats.Domain.Activity;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.Servers;

/// <summary>A request as a simulated server received it.</summary>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">Decoded, without the base path and without the query.</param>
/// <param name="Query">With its question mark; empty if there is none.</param>
/// <param name="At">By the server's clock.</param>
internal sealed record ReceivedRequest(string Method, string Path, string Query, UtcInstant At)
{
    private int _status;

    /// <summary>How the client introduced itself.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>The status answered; 0 while there is no answer, and for a connection that was broken off.</summary>
    public int Status
    {
        get => Volatile.Read(ref _status);
        set => Volatile.Write(ref _status, value);
    }
}

/// <summary>How a server fails on purpose.</summary>
internal sealed record Fault
{
    private Fault()
    {
    }

    /// <summary>The status; null for a fault that answers nothing.</summary>
    public int? StatusCode { get; private init; }

    /// <summary>Headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();

    /// <summary>The answer's text.</summary>
    public string Body { get; private init; } = "";

    /// <summary>Whether the request is held until the client gives up or the server ends.</summary>
    public bool Holds { get; private init; }

    /// <summary>An answer of this status.</summary>
    public static Fault Status(int status, string body = "", IReadOnlyDictionary<string, string>? headers = null) =>
        new() { StatusCode = status, Body = body, Headers = headers ?? new Dictionary<string, string>() };

    /// <summary>No answer at all, for as long as the client waits.</summary>
    public static Fault Hang() => new() { Holds = true };

    /// <summary>The connection is broken off without an answer.</summary>
    public static Fault Reset() => new();

    /// <summary>An answer that breaks off in the middle of its body.</summary>
    public static Fault Truncated(string beginning = "[{\"id\": 1, ") =>
        new() { StatusCode = StatusCodes.Status200OK, Body = beginning, BreaksOff = true };

    /// <summary>Whether the connection is broken off after the body's beginning.</summary>
    public bool BreaksOff { get; private init; }

    /// <summary>What is waited for before the fault happens, so that several requests are under way at once; null: nothing.</summary>
    public Task? After { get; init; }

    /// <summary>Carries the fault out.</summary>
    public async Task ApplyAsync(HttpContext context, CancellationToken ending)
    {
        if (After is { } other)
        {
            await other.WaitAsync(ending);
        }

        if (Holds)
        {
            var gone = new TaskCompletionSource();
            await using var byClient = context.RequestAborted.Register(() => gone.TrySetResult());
            await using var byServer = ending.Register(() => gone.TrySetResult());
            await gone.Task;
        }

        if (StatusCode is not { } status)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        var isJson = Body.StartsWith('{') || Body.StartsWith('[');
        context.Response.ContentType = isJson ? "application/json; charset=utf-8" : "text/html; charset=utf-8";
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (BreaksOff)
        {
            context.Response.ContentLength = Body.Length * 100;
            await context.Response.WriteAsync(Body, ending);
            await context.Response.Body.FlushAsync(ending);
            context.Abort();
            return;
        }

        await context.Response.WriteAsync(Body, ending);
    }
}

/// <summary>The faults and preset answers of one server.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _planning = new();
    private readonly List<Planned> _planned = [];
    private readonly Dictionary<(string Method, string Path), Fault> _presets = [];

    /// <summary>Answers a route with this from now on, instead of what the server would say.</summary>
    public void Preset(string method, string path, Fault answer)
    {
        lock (_planning)
        {
            _presets[(method, path)] = answer;
        }
    }

    /// <summary>Fails some of the coming requests.</summary>
    /// <param name="fault">What happens to them.</param>
    /// <param name="path">Only requests for this path; one that ends in <c>*</c> means all that begin so; null means all.</param>
    /// <param name="skip">How many matching requests are answered before.</param>
    /// <param name="times">How many fail.</param>
    public void Add(Fault fault, string? path, int skip, int times)
    {
        lock (_planning)
        {
            _planned.Add(new Planned(fault, path) { Skip = skip, Times = times });
        }
    }

    /// <summary>Forgets the failures that have not come yet; presets stay.</summary>
    public void Clear()
    {
        lock (_planning)
        {
            _planned.Clear();
        }
    }

    /// <summary>What is planned for a request, or null.</summary>
    public Fault? Next(string method, string path)
    {
        lock (_planning)
        {
            foreach (var planned in _planned.Where(planned => planned.Matches(path)).ToList())
            {
                if (planned.Skip > 0)
                {
                    planned.Skip--;
                    continue;
                }

                if (--planned.Times == 0)
                {
                    _planned.Remove(planned);
                }

                return planned.Fault;
            }

            return _presets.GetValueOrDefault((method, path));
        }
    }

    private sealed record Planned(Fault Fault, string? Path)
    {
        public int Skip { get; set; }

        public int Times { get; set; }

        public bool Matches(string path) =>
            Path is null || (Path.EndsWith('*') ? path.StartsWith(Path[..^1], StringComparison.Ordinal) : Path == path);
    }
}
