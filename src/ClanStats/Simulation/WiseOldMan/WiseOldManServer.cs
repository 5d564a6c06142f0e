using System.Text.Json;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.WiseOldMan;

/// <summary>How the simulated WOM behaves.</summary>
internal sealed record WiseOldManServerOptions
{
    /// <summary>Whether the rate limit holds: 20 requests in 60 s, 100 with a key.</summary>
    public bool HasLimits { get; init; } = true;

    /// <summary>Stripped where a path begins with it.</summary>
    public string BasePath { get; init; } = "/v2";

    /// <summary>The one key that is known.</summary>
    public string ApiKey { get; init; } = "simulated-key";

    /// <summary>The group's verification code.</summary>
    public string VerificationCode { get; init; } = "123-456-789";

    /// <summary>Whether events of one moment stand in another order in every answer: WOM sorts them by nothing else.</summary>
    public bool ShufflesTies { get; init; }

    /// <summary>How long the queue rests before it begins: other groups wait in it too.</summary>
    public TimeSpan UpdateDelay { get; init; }

    /// <summary>How long the queue works at each member of an update-all.</summary>
    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The clock of the limit and of the update queue.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>Answers like Wise Old Man about a simulated clan.</summary>
internal sealed class WiseOldManServer : LoopbackServer
{
    private const string LimitsPage = "Please check https://docs.wiseoldman.net/#rate-limits--api-keys";

    private readonly WiseOldManServerOptions _options;
    private readonly FixedWindowLimiter _limiter;
    private readonly GroupAnswers _groups;
    private readonly PlayerAnswers _players;
    private readonly UpdateQueue _queue;
    private volatile bool _isBlocked;

    private WiseOldManServer(SimulatedClan clan, WiseOldManServerOptions options)
        : base(options.BasePath, options.Time)
    {
        _options = options;
        _limiter = new FixedWindowLimiter(options.Time);
        var json = new WiseOldManJson(clan);
        _queue = new UpdateQueue(clan, options);
        _groups = new GroupAnswers(clan, json, _queue, options);
        _players = new PlayerAnswers(clan, json, options.Time);
    }

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<WiseOldManServer> StartAsync(SimulatedClan clan, WiseOldManServerOptions? options = null)
    {
        var server = new WiseOldManServer(clan, options ?? new WiseOldManServerOptions());
        await server.StartAsync();
        return server;
    }

    /// <summary>Blocks every caller from now on: 429 without a time to wait for.</summary>
    public void Block() => _isBlocked = true;

    /// <inheritdoc/>
    protected override async Task AnswerAsync(HttpContext context, string path)
    {
        if (_isBlocked)
        {
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, "You are blocked from making API requests.");
            return;
        }

        var key = context.Request.Headers["x-api-key"].ToString();
        if (key.Length > 0 && key != _options.ApiKey)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, $"Invalid API Key. {LimitsPage}");
            return;
        }

        if (_options.HasLimits && !Admit(context, key))
        {
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, $"Too Many Requests. {LimitsPage}.");
            return;
        }

        try
        {
            _queue.Settle();
            await RouteAsync(context, path);
        }
        catch (WiseOldManErrorException error)
        {
            await ErrorAsync(context, error);
        }
    }

    private Task RouteAsync(HttpContext context, string path)
    {
        var isGet = HttpMethods.IsGet(context.Request.Method);
        var isPost = HttpMethods.IsPost(context.Request.Method);
        switch (PathParts.Of(path))
        {
            case [] when isGet:
                return context.Response.WriteAsJsonAsync("2.8.52");
            case ["groups", var id] when isGet:
                return _groups.DetailsAsync(context, id);
            case ["groups", var id, "update-all"] when isPost:
                return _groups.UpdateAllAsync(context, id);
            case ["groups", var id, var list] when isGet:
                return _groups.ListAsync(context, id, list);
            case ["players", "id", var id] when isGet:
                return _players.ByIdAsync(context, id);
            case ["players", var name] when isGet:
                return _players.ByNameAsync(context, name);
            case ["players", var name] when isPost:
                return _players.UpdateAsync(context, name);
            case ["players", var name, "snapshots"] when isGet:
                return _players.SnapshotsAsync(context, name);
            default:
                throw WiseOldManErrorException.UnknownEndpoint();
        }
    }

    private bool Admit(HttpContext context, string key)
    {
        var caller = key.Length > 0 ? "key:" + key : "ip:" + context.Connection.RemoteIpAddress;
        var verdict = _limiter.Take(caller, key.Length > 0 ? FixedWindowLimiter.WithKey : FixedWindowLimiter.WithoutKey);
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = verdict.Limit.ToString();
        headers["RateLimit-Remaining"] = verdict.Remaining.ToString();
        headers["RateLimit-Reset"] = verdict.ResetSeconds.ToString();
        if (!verdict.IsAdmitted)
        {
            headers.RetryAfter = verdict.ResetSeconds.ToString();
            CountViolation(verdict.WasTold);
        }

        return verdict.IsAdmitted;
    }

    private static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        await using var answer = new JsonAnswer(context.Response, status);
        answer.Writer.WriteStartObject();
        answer.Writer.WriteString("message", message);
        answer.Writer.WriteEndObject();
    }

    private static async Task ErrorAsync(HttpContext context, WiseOldManErrorException error)
    {
        if (error.Html is { } html)
        {
            context.Response.StatusCode = error.Status;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(html);
            return;
        }

        await using var answer = new JsonAnswer(context.Response, error.Status);
        answer.Writer.WriteStartObject();
        answer.Writer.WriteString("code", error.Code);
        if (error.SubCode is { } subCode)
        {
            answer.Writer.WritePropertyName("subError");
            JsonSerializer.Serialize(answer.Writer, new { code = subCode });
        }

        answer.Writer.WriteString("message", error.Message);
        answer.Writer.WriteEndObject();
    }
}
