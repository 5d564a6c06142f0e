using System.Net;
using System.Text.Json;
using ClanStats.Domain.Runs;
using ClanStats.Harvest.Http.Fixtures;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ClanStats.Harvest.Http;

/// <summary>How one service is talked to.</summary>
/// <param name="Name">wom or discord.</param>
/// <param name="BaseUrl">Without a slash at its end.</param>
/// <param name="Headers">Sent with every request; may hold secrets.</param>
/// <param name="PaceLimit">Requests per <paramref name="PaceWindow"/>; 0 = no own pacing.</param>
/// <param name="PaceWindow">The window of own pacing.</param>
/// <param name="MaxConcurrent">Requests under way at once.</param>
internal sealed record ServiceProfile(
    string Name,
    string BaseUrl,
    IReadOnlyDictionary<string, string> Headers,
    int PaceLimit,
    TimeSpan PaceWindow,
    int MaxConcurrent);

/// <summary>
/// Sends the requests of one service through one pipeline: retry with Retry-After obeyed, own pacing before every attempt, a time-out an
/// attempt, recording or replay at the bottom. The whole body is read inside the attempt, so that an answer cut off is retried too.
/// </summary>
internal sealed class ServiceClient : IDisposable
{
    private readonly ServiceProfile _profile;
    private readonly HttpClient _http;
    private readonly Pacer _pacer;
    private readonly SemaphoreSlim _concurrency;
    private readonly RequestLog _requests;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<HttpAnswer> _pipeline;

    public ServiceClient(
        ServiceProfile profile,
        HarvestOptions options,
        FixtureChain fixtures,
        RequestLog requests,
        TimeProvider clock,
        ILogger<ServiceClient> logger)
    {
        _profile = profile;
        _requests = requests;
        _clock = clock;
        _pacer = new Pacer(profile.PaceLimit, profile.PaceWindow, clock);
        _concurrency = new SemaphoreSlim(Math.Max(1, profile.MaxConcurrent));
        _http = new HttpClient(fixtures.HandlerFor(profile)) { Timeout = Timeout.InfiniteTimeSpan };
        _pipeline = new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpAnswer>
            {
                MaxRetryAttempts = Math.Max(1, options.HttpRetries),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(60),
                ShouldHandle = arguments => ValueTask.FromResult(options.HttpRetries > 0 && IsTransient(arguments.Outcome)),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
                OnRetry = arguments =>
                {
                    logger.LogInformation(
                        "{Service}: asking again in {Delay:0.0} s ({Reason})",
                        profile.Name,
                        arguments.RetryDelay.TotalSeconds,
                        arguments.Outcome.Exception?.Message ?? $"HTTP {(int?)arguments.Outcome.Result?.Status}");
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(TimeSpan.FromSeconds(options.HttpTimeoutSeconds))
            .Build();
    }

    /// <summary>Asks for a path; any status is an answer.</summary>
    /// <param name="path">Path and query relative to the service, encoded.</param>
    /// <param name="purpose">What it is for, as run_summary.json tells it.</param>
    /// <param name="cancellationToken">Stops waiting and reading.</param>
    /// <exception cref="HarvestException">No answer came after all attempts.</exception>
    public async Task<HttpAnswer> GetAsync(string path, string purpose, CancellationToken cancellationToken)
    {
        var attempts = 0;
        HttpAnswer? answer = null;
        await _concurrency.WaitAsync(cancellationToken);
        try
        {
            answer = await _pipeline.ExecuteAsync(
                async token =>
                {
                    await _pacer.WaitAsync(cancellationToken);
                    attempts++;
                    return await SendAsync(path, token);
                },
                cancellationToken);
            return answer;
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or IOException)
        {
            throw new HarvestException(
                $"{_profile.Name}: no answer to GET {path} after {attempts} attempts ({exception.Message})", inner: exception);
        }
        finally
        {
            _concurrency.Release();
            _requests.Add(new SentRequest(_profile.Name, "GET", path, purpose, (int?)answer?.Status ?? 0, answer?.Body.Length ?? 0, attempts));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _pacer.Dispose();
        _concurrency.Dispose();
    }

    private async Task<HttpAnswer> SendAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _profile.BaseUrl + path);
        foreach (var (name, value) in _profile.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new HttpAnswer(response.StatusCode, body, RetryAfter(response, body));
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response, byte[] body)
    {
        if (response.StatusCode != HttpStatusCode.TooManyRequests && response.StatusCode != HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }

        var header = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        var inBody = SecondsInBody(body);
        return header is null && inBody is null ? null : new[] { header ?? default, inBody ?? default }.Max() + TimeSpan.FromMilliseconds(250);
    }

    private static TimeSpan? SecondsInBody(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("retry_after", out var seconds)
                && seconds.TryGetDouble(out var value)
                ? TimeSpan.FromSeconds(value)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsTransient(Outcome<HttpAnswer> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException or IOException } => true,
        { Result.Status: HttpStatusCode.TooManyRequests } => outcome.Result.RetryAfter is not null,
        { Result.Status: HttpStatusCode.RequestTimeout } => true,
        { Result.Status: >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };
}

/// <summary>An answer, read whole.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="RetryAfter">How long the service asks to wait; null if it does not say.</param>
internal sealed record HttpAnswer(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter)
{
    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
