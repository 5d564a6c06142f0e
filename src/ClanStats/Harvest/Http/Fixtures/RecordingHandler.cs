namespace ClanStats.Harvest.Http.Fixtures;

/// <summary>Passes requests to the network and writes each exchange into a recording.</summary>
internal sealed class RecordingHandler(ServiceProfile profile, FixtureWriter writer, HttpMessageHandler network) : DelegatingHandler(network)
{
    /// <summary>Path and query relative to the service's base.</summary>
    public static string RelativeUrl(ServiceProfile profile, HttpRequestMessage request)
    {
        var url = request.RequestUri!.OriginalString;
        return url.StartsWith(profile.BaseUrl, StringComparison.Ordinal) ? url[profile.BaseUrl.Length..] : request.RequestUri.PathAndQuery;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        writer.Write(profile.Name, RelativeUrl(profile, request), request, asked, response, body);
        return response;
    }
}
