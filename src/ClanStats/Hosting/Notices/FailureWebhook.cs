using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClanStats.Hosting.Notices;

/// <summary>How a post to the webhook ended.</summary>
internal enum PostResult
{
    /// <summary>It arrived.</summary>
    Posted,

    /// <summary>It did not; another night may try again.</summary>
    Failed,

    /// <summary>The webhook was deleted; it must not be called again.</summary>
    Gone,
}

/// <summary>Posts a text to FAILURE_WEBHOOK. Its address is a secret: nothing said here holds it.</summary>
internal sealed class FailureWebhook(string address, TimeProvider time) : IDisposable
{
    private const int MostAttempts = 2;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>What tells one webhook from another without telling which it is.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..16];

    /// <summary>Posts a text; what went wrong is told in one line.</summary>
    public async Task<(PostResult Result, string? Trouble)> PostAsync(string text, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (result, trouble, wait) = await TryAsync(text, cancellationToken);
            if (result != PostResult.Failed || wait is not { } delay || delay > LongestWait || attempt == MostAttempts)
            {
                return (result, trouble);
            }

            await Task.Delay(delay, time, cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<(PostResult Result, string? Trouble, TimeSpan? Wait)> TryAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Target())
            {
                // Nobody is pinged, whatever a name in the text looks like, and no link in it is opened for a preview.
                Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { content = text, flags = 4, allowed_mentions = new { parse = Array.Empty<string>() } }))
                {
                    Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
                },
            };
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode switch
            {
                >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => (PostResult.Posted, null, null),
                HttpStatusCode.NotFound or HttpStatusCode.Gone => (PostResult.Gone, "FAILURE_WEBHOOK was deleted; set another, or leave it empty", null),
                HttpStatusCode.TooManyRequests => (PostResult.Failed, "FAILURE_WEBHOOK asks to wait", answer.Headers.RetryAfter?.Delta ?? LongestWait),
                >= HttpStatusCode.InternalServerError => (PostResult.Failed, $"FAILURE_WEBHOOK answers {(int)answer.StatusCode}", TimeSpan.FromSeconds(2)),
                _ => (PostResult.Failed, $"FAILURE_WEBHOOK answers {(int)answer.StatusCode}", null),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (PostResult.Failed, "FAILURE_WEBHOOK cannot be reached", TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>Discord tells of a post that was not kept only if it is asked to wait for it.</summary>
    private Uri Target()
    {
        var uri = new Uri(address);
        return uri.AbsolutePath.Contains("/webhooks/", StringComparison.Ordinal) && uri.Query.Length == 0 ? new Uri(address + "?wait=true") : uri;
    }
}
