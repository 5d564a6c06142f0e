using System.Net.Http.Headers;

namespace ClanStats.Harvest.Http.Fixtures;

/// <summary>Answers from a recording; what is not recorded goes to the network where that is allowed, else fails by name.</summary>
internal sealed class ReplayHandler(ServiceProfile profile, FixtureFolder folder, HttpMessageHandler? network) : HttpMessageHandler
{
    private readonly HttpMessageInvoker? _network = network is null ? null : new HttpMessageInvoker(network);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = RecordingHandler.RelativeUrl(profile, request);
        if (folder.Answer(FixtureKey.Of(profile.Name, request.Method.Method, url)) is { } recorded)
        {
            return Respond(recorded, request);
        }

        return _network is not null
            ? await _network.SendAsync(request, cancellationToken)
            : throw new HarvestException($"{profile.Name}: no recording of {request.Method.Method} {url} in {folder.Directory}") { IsNotRecorded = true };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _network?.Dispose();
        base.Dispose(disposing);
    }

    private static HttpResponseMessage Respond(RecordedAnswer recorded, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage(recorded.Status) { RequestMessage = request, Content = new ByteArrayContent(recorded.Body) };
        foreach (var (name, value) in recorded.Headers)
        {
            if (!name.Equals("content-length", StringComparison.OrdinalIgnoreCase)
                && !name.Equals("content-encoding", StringComparison.OrdinalIgnoreCase)
                && !response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        response.Content.Headers.ContentType ??= new MediaTypeHeaderValue("application/json");
        return response;
    }
}
