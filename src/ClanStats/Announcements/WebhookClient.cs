using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClanStats.Domain.Runs;
using ClanStats.Harvest;
using ClanStats.Harvest.Http;
using ClanStats.Harvest.Http.Fixtures;
using Microsoft.Extensions.Logging;

namespace ClanStats.Announcements;

/// <summary>What became of a post.</summary>
internal enum PostFate
{
    /// <summary>Discord keeps it.</summary>
    Posted,

    /// <summary>Discord did not take it, or was never reached: it may be sent again.</summary>
    Refused,

    /// <summary>The webhook does not exist any more: it must not be asked again, or Discord shuts this computer out.</summary>
    Gone,

    /// <summary>Nobody knows whether it arrived: it must not be sent again.</summary>
    Unknown,
}

/// <summary>What became of a post.</summary>
/// <param name="Fate">What.</param>
/// <param name="MessageId">Discord's id of it, where it was posted.</param>
/// <param name="Reason">What happened, in a few words that hold no address.</param>
internal sealed record PostResult(PostFate Fate, long? MessageId, string Reason)
{
    /// <summary>Whether a moment later it may be different: nothing answered, or the service's own fault did.</summary>
    public bool MayPass { get; init; }
}

/// <summary>
/// Posts to a webhook through the pipeline of every other request, but never from or into a recording. The address is a secret and stands in no text,
/// log or summary: only the requests' purpose does.
/// </summary>
internal sealed class WebhookClient(HarvestOptions options, FixtureSecrets secrets, RequestLog requests, TimeProvider clock, ILogger<ServiceClient> logger)
{
    /// <summary>What a request's path is told as; browsers and programs never send the part behind the mark.</summary>
    private const string Fragment = "#";

    private static readonly TimeSpan BeforeAnotherTry = TimeSpan.FromSeconds(2);

    private static readonly HttpRequestError[] NeverReached =
    [
        HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError, HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError,
    ];

    /// <summary>Posts and waits for Discord's word.</summary>
    /// <param name="address">The webhook.</param>
    /// <param name="kind">summary, members or failure.</param>
    /// <param name="body">The message.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<PostResult> PostAsync(string address, string kind, byte[] body, CancellationToken cancellationToken)
    {
        using var client = NewClient(address);
        return await TryAsync(client, kind, body, cancellationToken);
    }

    /// <summary>As <see cref="PostAsync"/>, for what had better arrive twice than never: tried once more where nobody knows whether it arrived.</summary>
    public async Task<PostResult> PostUntilTakenAsync(string address, string kind, byte[] body, CancellationToken cancellationToken)
    {
        using var client = NewClient(address);
        var result = await TryAsync(client, kind, body, cancellationToken);
        if (!result.MayPass)
        {
            return result;
        }

        await Task.Delay(BeforeAnotherTry, clock, cancellationToken);
        return await TryAsync(client, kind, body, cancellationToken);
    }

    /// <summary>Long enough to tell addresses apart, and no way back to one.</summary>
    public static string FingerprintOf(string address) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..16];

    private async Task<PostResult> TryAsync(ServiceClient client, string kind, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var answer = await client.PostAsync(Fragment + kind, body, $"post {kind}", cancellationToken);
                if ((int)answer.Status < 500 || answer.RetryAfter is not { } wait || attempt >= options.HttpRetries || wait > options.LongestWait)
                {
                    return Judge(answer);
                }

                // A server that names a time to come back has not taken the message.
                await Task.Delay(wait, clock, cancellationToken);
            }
        }
        catch (HarvestException exception)
        {
            return exception.InnerException is HttpRequestException { HttpRequestError: var error } && NeverReached.Contains(error)
                ? new PostResult(PostFate.Refused, null, "Discord could not be reached") { MayPass = true }
                : exception.StopsTheSource
                    ? new PostResult(PostFate.Refused, null, "Discord asks to be left alone for longer than a run waits")
                    : new PostResult(PostFate.Unknown, null, "Discord did not answer") { MayPass = true };
        }
    }

    private ServiceClient NewClient(string address)
    {
        // Discord tells of a post that was not kept only if it is asked to wait for it; another service may not know the word.
        var isDiscords = new Uri(address).AbsolutePath.Contains("/webhooks/", StringComparison.Ordinal);
        var waiting = isDiscords ? address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "wait=true" : address;
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["User-Agent"] = UserAgent.Discord };
        var profile = new ServiceProfile("webhook", waiting, headers, PaceLimit: 0, TimeSpan.FromSeconds(1), MaxConcurrent: 1);
        return new ServiceClient(profile, options, new FixtureChain(new HarvestOptions(), secrets), requests, clock, logger);
    }

    private static PostResult Judge(HttpAnswer answer) => answer.Status switch
    {
        _ when answer.IsSuccess => new PostResult(PostFate.Posted, MessageId(answer.Body), "posted"),
        HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            new PostResult(PostFate.Gone, null, "Discord does not know this webhook any more"),
        >= HttpStatusCode.InternalServerError when answer.RetryAfter is null => new PostResult(PostFate.Unknown, null, $"Discord answered {(int)answer.Status}") { MayPass = true },
        _ => new PostResult(PostFate.Refused, null, $"Discord answered {(int)answer.Status}{Words(answer.Body)}"),
    };

    private static long? MessageId(byte[] body) => Read(body, root =>
        root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && long.TryParse(id.GetString(), out var number) ? number : (long?)null);

    /// <summary>Discord's code and words, which speak of the message and never of the webhook.</summary>
    private static string Words(byte[] body) => Read(body, root =>
        root.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && root.TryGetProperty("message", out var message)
        && message.ValueKind == JsonValueKind.String ? $" ({code.GetRawText()}: {message.GetString()})" : null) ?? "";

    private static T? Read<T>(byte[] body, Func<JsonElement, T?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
