using System.Net;
using System.Net.Http.Headers;
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
/// Sends the requests of one service through one pipeline: retry with Retry-After obeyed, own pacing before every attempt and outside its
/// time-out, a time-out an attempt, recording or replay at the bottom. The whole body is read inside the attempt, so that an answer cut off is retried too.
/// </summary>
internal sealed class ServiceClient : IDisposable
{
    private readonly ServiceProfile _profile;
    private readonly HttpClient _http;
    private readonly Pacer _pacer;
    private readonly SemaphoreSlim _concurrency;
    private readonly RequestLog _requests;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<HttpAnswer> _attempt;
    private readonly ResiliencePipeline<HttpAnswer> _pipeline;
    private readonly ResiliencePipeline<HttpAnswer> _postPipeline;

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
        _attempt = new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = clock }
            .AddTimeout(TimeSpan.FromSeconds(options.HttpTimeoutSeconds))
            .Build();
        _pipeline = Pipeline(options, IsTransient, logger);
        _postPipeline = Pipeline(options, IsRefusedByOwnLimit, logger);
    }

    /// <summary>Asks for a path; any status is an answer.</summary>
    /// <param name="path">Path and query relative to the service, encoded.</param>
    /// <param name="purpose">What it is for, as run_summary.json tells it.</param>
    /// <param name="cancellationToken">Stops waiting and reading.</param>
    /// <exception cref="HarvestException">No answer came after all attempts.</exception>
    public Task<HttpAnswer> GetAsync(string path, string purpose, CancellationToken cancellationToken) =>
        ExecuteAsync(_pipeline, new Question(HttpMethod.Get, path, null), purpose, cancellationToken);

    /// <summary>As <see cref="GetAsync"/>, for what may be asked for several times a night: a recording shows its newest answer first.</summary>
    public Task<HttpAnswer> GetNewestAsync(string path, string purpose, CancellationToken cancellationToken) =>
        ExecuteAsync(_pipeline, new Question(HttpMethod.Get, path, null, IsNewestWanted: true), purpose, cancellationToken);

    /// <summary>
    /// Asks for something to be done; any status is an answer. Nobody knows whether a request without an answer was carried out, so it is
    /// sent again only when the service's limit turned it away and named a time to wait for.
    /// </summary>
    /// <param name="path">Path and query relative to the service, encoded.</param>
    /// <param name="json">The body. It may hold a secret: no log, error or recording shows it.</param>
    /// <param name="purpose">What it is for, as run_summary.json tells it.</param>
    /// <param name="cancellationToken">Stops waiting and reading.</param>
    /// <exception cref="HarvestException">No answer came.</exception>
    public Task<HttpAnswer> PostAsync(string path, byte[] json, string purpose, CancellationToken cancellationToken) =>
        ExecuteAsync(_postPipeline, new Question(HttpMethod.Post, path, json), purpose, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _pacer.Dispose();
        _concurrency.Dispose();
    }

    private ResiliencePipeline<HttpAnswer> Pipeline(HarvestOptions options, Func<Outcome<HttpAnswer>, bool> isRepeated, ILogger logger) =>
        new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = _clock }
            .AddRetry(new RetryStrategyOptions<HttpAnswer>
            {
                MaxRetryAttempts = Math.Max(1, options.HttpRetries),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(60),
                ShouldHandle = arguments => ValueTask.FromResult(options.HttpRetries > 0 && isRepeated(arguments.Outcome)),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
                OnRetry = arguments =>
                {
                    logger.LogInformation(
                        "{Service}: asking again in {Delay:0.0} s ({Reason})",
                        _profile.Name,
                        arguments.RetryDelay.TotalSeconds,
                        arguments.Outcome.Exception?.Message ?? $"HTTP {(int?)arguments.Outcome.Result?.Status}");
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private async Task<HttpAnswer> ExecuteAsync(
        ResiliencePipeline<HttpAnswer> pipeline, Question question, string purpose, CancellationToken cancellationToken)
    {
        var (method, path) = (question.Method, question.Path);
        var attempts = 0;
        HttpAnswer? answer = null;
        await _concurrency.WaitAsync(cancellationToken);
        try
        {
            answer = await pipeline.ExecuteAsync(
                async token =>
                {
                    await _pacer.WaitAsync(token);
                    attempts++;
                    return await _attempt.ExecuteAsync(async limited => await SendAsync(question, limited), token);
                },
                cancellationToken);
            return answer;
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or IOException)
        {
            throw new HarvestException(
                $"{_profile.Name}: no answer to {method} {path} after {attempts} attempts ({exception.Message})", inner: exception);
        }
        finally
        {
            _concurrency.Release();
            _requests.Add(new SentRequest(
                _profile.Name, method.Method, path, purpose, (int?)answer?.Status ?? 0, answer?.Body.Length ?? 0, attempts));
        }
    }

    private async Task<HttpAnswer> SendAsync(Question question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(question.Method, _profile.BaseUrl + question.Path);
        request.Options.Set(FixtureWriter.NewestFirst, question.IsNewestWanted);
        if (question.Json is not null)
        {
            request.Content = new ByteArrayContent(question.Json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

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

    private static TimeSpan? SecondsInBody(byte[] body) =>
        Member(body, "retry_after") is { ValueKind: JsonValueKind.Number } seconds && seconds.TryGetDouble(out var value)
            ? TimeSpan.FromSeconds(value)
            : null;

    private static JsonElement? Member(byte[] body, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var member)
                ? member.Clone()
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

    /// <summary>A refusal with a code of its own is about what was asked for, such as a player updated a moment ago, not about this client.</summary>
    private static bool IsRefusedByOwnLimit(Outcome<HttpAnswer> outcome) =>
        outcome.Result is { Status: HttpStatusCode.TooManyRequests, RetryAfter: not null } answer && Member(answer.Body, "code") is null;

    private sealed record Question(HttpMethod Method, string Path, byte[]? Json, bool IsNewestWanted = false);
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
