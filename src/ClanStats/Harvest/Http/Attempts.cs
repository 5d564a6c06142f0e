using System.Globalization;
using System.Net;
using ClanStats.Harvest.Http.Limits;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace ClanStats.Harvest.Http;

/// <summary>
/// How often a service is asked for one thing, and for how long. Retries stand outside the gates, so that every attempt waits its turn anew; the
/// time-out and the circuit breaker stand inside, so that waiting for a turn counts for neither.
/// </summary>
internal sealed class Attempts
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(300);

    private readonly string _service;
    private readonly HarvestOptions _options;
    private readonly Waiting _waiting;
    private readonly ILogger _logger;
    private long _restsUntil;

    public Attempts(string service, HarvestOptions options, Waiting waiting, TimeProvider clock, ILogger logger)
    {
        (_service, _options, _waiting, _logger) = (service, options, waiting, logger);
        FailuresUntilRest = Math.Max(10, 2 * (options.HttpRetries + 1));
        Reading = Retries(clock, IsTransient);
        Doing = Retries(clock, IsTurnedAway);
        Single = new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpAnswer>
            {
                // Not one proper answer among so many attempts.
                FailureRatio = 1,
                MinimumThroughput = FailuresUntilRest,
                SamplingDuration = TimeSpan.FromSeconds(600),
                BreakDuration = Rest,
                ShouldHandle = arguments => ValueTask.FromResult(IsFault(arguments.Outcome)),
                OnOpened = _ =>
                {
                    Volatile.Write(ref _restsUntil, (_waiting.Now + Rest).Ticks);
                    _logger.LogWarning("{Service} is down: not asked again for {Minutes} minutes", _service, Rest.TotalMinutes);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(TimeSpan.FromSeconds(options.HttpTimeoutSeconds))
            .Build();
    }

    /// <summary>Attempts without a proper answer in a row after which a service is left alone.</summary>
    public int FailuresUntilRest { get; }

    /// <summary>For what can be asked again without harm.</summary>
    public ResiliencePipeline<HttpAnswer> Reading { get; }

    /// <summary>
    /// For what changes something: nobody knows whether a request without an answer was carried out, so it is sent again only when the
    /// service's limit turned it away and named a time to wait for.
    /// </summary>
    public ResiliencePipeline<HttpAnswer> Doing { get; }

    /// <summary>One attempt.</summary>
    public ResiliencePipeline<HttpAnswer> Single { get; }

    /// <summary>Told before an attempt queues for its turn.</summary>
    /// <exception cref="HarvestException">The service is down and left alone for a while.</exception>
    public void ThrowIfResting()
    {
        if (_waiting.Now.Ticks < Volatile.Read(ref _restsUntil))
        {
            throw Resting();
        }
    }

    /// <summary>What is told when a service is down.</summary>
    public HarvestException Resting() => new(string.Create(
        CultureInfo.InvariantCulture, $"{_service} is down: {FailuresUntilRest} attempts in a row had no answer or a server fault; the rest is read the next night."))
    {
        StopsTheSource = true,
    };

    /// <summary>Whether a fault of the connection, the time-out or a mangled body is what came instead of an answer.</summary>
    public static bool IsNoAnswer(Exception? exception) => exception is HttpRequestException or TimeoutRejectedException or IOException or InvalidDataException;

    private ResiliencePipeline<HttpAnswer> Retries(TimeProvider clock, Func<Outcome<HttpAnswer>, bool> isRepeated) =>
        new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpAnswer>
            {
                MaxRetryAttempts = Math.Max(1, _options.HttpRetries),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(60),
                ShouldHandle = arguments => ValueTask.FromResult(_options.HttpRetries > 0 && IsWorthWaiting(arguments.Outcome) && isRepeated(arguments.Outcome)),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter + Waiting.Jitter()),
                OnRetry = arguments =>
                {
                    _logger.LogInformation(
                        "{Service}: asking again in {Delay:0.0} s ({Reason})",
                        _service,
                        arguments.RetryDelay.TotalSeconds,
                        arguments.Outcome.Exception?.Message ?? $"HTTP {(int?)arguments.Outcome.Result?.Status}");
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private bool IsWorthWaiting(Outcome<HttpAnswer> outcome) => outcome.Result?.RetryAfter is not { } wait || !_waiting.IsTooLong(wait);

    private static bool IsTransient(Outcome<HttpAnswer> outcome) => IsFault(outcome) || outcome.Result is { Status: HttpStatusCode.TooManyRequests, RetryAfter: not null };

    private static bool IsFault(Outcome<HttpAnswer> outcome) =>
        IsNoAnswer(outcome.Exception) || outcome.Result?.Status is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    /// <summary>A refusal with a code of its own is about what was asked for, such as a player updated a moment ago, not about this client.</summary>
    private static bool IsTurnedAway(Outcome<HttpAnswer> outcome) => outcome.Result is { RetryAfter: not null, Limits.IsRefusal: true };
}
