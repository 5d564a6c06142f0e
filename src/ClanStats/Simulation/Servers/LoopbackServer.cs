using System.Collections.Concurrent;
using System.Net;
using ClanStats.Domain.Activity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClanStats.Simulation.Servers;

/// <summary>
/// A real HTTP server on a free port of 127.0.0.1 that keeps what it received and can be told to fail.
/// What it answers otherwise is its heirs' business.
/// </summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _basePath;
    private readonly FaultPlan _plan = new();
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly AnswerMemory _memory = new();
    private int _connections;
    private int _limitViolations;
    private int _impatientViolations;

    /// <summary>Prepares a server.</summary>
    /// <param name="basePath">Stripped from paths that begin with it, such as <c>/v2</c>; paths without it are served as well.</param>
    /// <param name="time">The clock of rate limits and of work that takes time.</param>
    protected LoopbackServer(string basePath, TimeProvider time)
    {
        _basePath = basePath;
        Time = time;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(CountConnection);
            });
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(500));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Where the service begins, without a slash at its end, such as <c>http://127.0.0.1:40123/v2</c>.</summary>
    public string BaseUrl => _app.Urls.First() + _basePath;

    /// <summary>Everything received so far, in order of arrival.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Connections open now.</summary>
    public int OpenConnections => Volatile.Read(ref _connections);

    /// <summary>Whether an answer, once given, is given again byte for byte to the same question, so that only the client works.</summary>
    public bool RemembersAnswers { get; set; }

    /// <summary>Requests refused because a rate limit was used up.</summary>
    public int LimitViolations => Volatile.Read(ref _limitViolations);

    /// <summary>Those of them that came although an earlier refusal had named a time to wait for that was not over.</summary>
    public int ImpatientViolations => Volatile.Read(ref _impatientViolations);

    /// <summary>The server's clock.</summary>
    protected TimeProvider Time { get; }

    /// <summary>The clock's present.</summary>
    protected UtcInstant Clock => UtcInstant.From(Time.GetUtcNow());

    /// <summary>Answers a route with this from now on, headers and body as given, before any check or limit.</summary>
    public void Respond(string method, string path, int status, IReadOnlyDictionary<string, string>? headers = null, string body = "") =>
        _plan.Preset(method, path, Fault.Status(status, body, headers));

    /// <summary>Fails the next request, or later ones.</summary>
    /// <param name="fault">What happens.</param>
    /// <param name="path">Only this path (without base path and query); one that ends in <c>*</c> means all that begin so; null means all.</param>
    /// <param name="skip">How many matching requests are answered before: 0 fails the next, n − 1 the n-th.</param>
    /// <param name="times">How many fail in a row; <see cref="int.MaxValue"/> for all.</param>
    public void Fail(Fault fault, string? path = null, int skip = 0, int times = 1) => _plan.Add(fault, path, skip, times);

    /// <summary>Forgets the failures that have not come yet.</summary>
    public void Heal() => _plan.Clear();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _app.DisposeAsync();
        _ending.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts to listen.</summary>
    protected Task StartAsync() => _app.StartAsync();

    /// <summary>Answers a request nothing else is planned for.</summary>
    protected abstract Task AnswerAsync(HttpContext context, string path);

    /// <summary>Counts a request that a limit refuses.</summary>
    /// <param name="wasTold">Whether an earlier refusal had asked to wait for longer.</param>
    protected void CountViolation(bool wasTold)
    {
        Interlocked.Increment(ref _limitViolations);
        if (wasTold)
        {
            Interlocked.Increment(ref _impatientViolations);
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if ((path + "/").StartsWith(_basePath + "/", StringComparison.Ordinal))
        {
            path = path.Length > _basePath.Length ? path[_basePath.Length..] : "/";
        }

        var received = new ReceivedRequest(context.Request.Method, path, context.Request.QueryString.Value ?? "", Clock) { UserAgent = context.Request.Headers.UserAgent.ToString() };
        _requests.Enqueue(received);
        if (_plan.Next(context.Request.Method, path) is { } fault)
        {
            received.Status = fault.StatusCode ?? 0;
            await fault.ApplyAsync(context, _ending.Token);
            return;
        }

        context.Response.OnStarting(() =>
        {
            received.Status = context.Response.StatusCode;
            return Task.CompletedTask;
        });
        if (RemembersAnswers && HttpMethods.IsGet(context.Request.Method))
        {
            await _memory.AnswerAsync(context, () => AnswerAsync(context, path));
            return;
        }

        await AnswerAsync(context, path);
    }

    private ConnectionDelegate CountConnection(ConnectionDelegate next) => async connection =>
    {
        Interlocked.Increment(ref _connections);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    };
}
