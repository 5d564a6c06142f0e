using System.Net.Http.Headers;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Harvest.Http.Limits;

namespace ClanStats.Harvest.Http;

/// <summary>One thing asked of a service.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path and query relative to the service, encoded.</param>
/// <param name="Json">The body; null: none.</param>
/// <param name="IsNewestWanted">Whether a recording shows its newest answer first.</param>
internal sealed record Question(HttpMethod Method, string Path, byte[]? Json = null, bool IsNewestWanted = false);

/// <summary>Sends one request and reads its answer whole, so that one cut off is a fault of the attempt.</summary>
internal sealed class Transport(ServiceProfile profile, HttpMessageHandler handler, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly LimitReader _limits = new(profile.Limits, clock);

    /// <summary>Asks once.</summary>
    public async ValueTask<HttpAnswer> SendAsync(Question question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(question.Method, profile.BaseUrl + question.Path);
        request.Options.Set(FixtureWriter.NewestFirst, question.IsNewestWanted);
        if (question.Json is not null)
        {
            request.Content = new ByteArrayContent(question.Json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        foreach (var (name, value) in profile.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var body = await BodyReader.ReadAsync(response.Content, cancellationToken);
        var limits = _limits.Read(response, body);
        return new HttpAnswer(response.StatusCode, body, limits.RetryAfter) { Limits = limits };
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
