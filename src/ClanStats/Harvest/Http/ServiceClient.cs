using ClanStats.Domain.Runs;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Harvest.Http.Limits;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace ClanStats.Harvest.Http;

/// <summary>
/// Sends the requests of one service through one pipeline: retries, then the gates every attempt passes anew, then circuit breaker and time-out,
/// then recording or replay.
/// </summary>
internal sealed class ServiceClient : IDisposable
{
    private readonly ServiceProfile _profile;
    private readonly RequestLog _requests;
    private readonly ServiceGate _gate;
    private readonly Attempts _attempts;
    private readonly Transport _transport;
    private readonly bool _isRecording;

    public ServiceClient(
        ServiceProfile profile,
        HarvestOptions options,
        FixtureChain fixtures,
        RequestLog requests,
        TimeProvider clock,
        ILogger<ServiceClient> logger)
    {
        (_profile, _requests) = (profile, requests);
        var waiting = new Waiting(profile.Name, options.LongestWait, clock);
        _gate = new ServiceGate(profile, waiting);
        _attempts = new Attempts(profile.Name, options, waiting, clock, logger);
        _transport = new Transport(profile, fixtures.HandlerFor(profile), clock);
        _isRecording = fixtures.IsReplay;
    }

    /// <summary>Asks for a path; any status is an answer.</summary>
    /// <param name="path">Path and query relative to the service, encoded.</param>
    /// <param name="purpose">What it is for, as run_summary.json tells it.</param>
    /// <param name="cancellationToken">Stops waiting and reading.</param>
    /// <exception cref="HarvestException">No answer came after all attempts, or the service is not to be asked any more.</exception>
    public Task<HttpAnswer> GetAsync(string path, string purpose, CancellationToken cancellationToken) =>
        ExecuteAsync(_attempts.Reading, new Question(HttpMethod.Get, path), purpose, cancellationToken);

    /// <summary>As <see cref="GetAsync"/>, for what may be asked for several times a night: a recording shows its newest answer first.</summary>
    public Task<HttpAnswer> GetNewestAsync(string path, string purpose, CancellationToken cancellationToken) =>
        ExecuteAsync(_attempts.Reading, new Question(HttpMethod.Get, path, IsNewestWanted: true), purpose, cancellationToken);

    /// <summary>
    /// Asks for something to be done; any status is an answer. It is sent again only when the service's limit turned it away and named a time
    /// to wait for.
    /// </summary>
    /// <param name="path">Path and query relative to the service, encoded.</param>
    /// <param name="json">The body. It may hold a secret: no log, error or recording shows it.</param>
    /// <param name="purpose">What it is for, as run_summary.json tells it.</param>
    /// <param name="cancellationToken">Stops waiting and reading.</param>
    /// <exception cref="HarvestException">No answer came, or the service is not to be asked any more.</exception>
    public Task<HttpAnswer> PostAsync(string path, byte[] json, string purpose, CancellationToken cancellationToken) =>
        ExecuteAsync(_attempts.Doing, new Question(HttpMethod.Post, path, json), purpose, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _transport.Dispose();
        _gate.Dispose();
    }

    private async Task<HttpAnswer> ExecuteAsync(
        ResiliencePipeline<HttpAnswer> retries, Question question, string purpose, CancellationToken cancellationToken)
    {
        var (key, sent) = (RouteKey.Of(_profile.Limits, question.Method, question.Path), 0);
        HttpAnswer? answer = null;
        try
        {
            answer = await retries.ExecuteAsync(
                async token =>
                {
                    _attempts.ThrowIfResting();
                    using var pass = await _gate.EnterAsync(key, token);
                    sent++;
                    var received = await _attempts.Single.ExecuteAsync(limited => _transport.SendAsync(question, limited), token);
                    Learn(key, received);
                    return received;
                },
                cancellationToken);
            return answer;
        }
        catch (BrokenCircuitException)
        {
            throw _attempts.Resting();
        }
        catch (Exception exception) when (Attempts.IsNoAnswer(exception))
        {
            throw new HarvestException(
                $"{_profile.Name}: no answer to {question.Method} {question.Path} after {sent} attempts ({exception.Message})", inner: exception);
        }
        finally
        {
            if (sent > 0)
            {
                _requests.Add(new SentRequest(
                    _profile.Name, question.Method.Method, question.Path, purpose, (int?)answer?.Status ?? 0, answer?.Body.Length ?? 0, sent));
            }
        }
    }

    /// <summary>What a recording says of limits held on the night it was made.</summary>
    private void Learn(RouteKey key, HttpAnswer answer) => _gate.Learn(key, _isRecording ? LimitNotice.Nothing : answer.Limits, answer.IsSuccess);
}
