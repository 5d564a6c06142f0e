using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ClanStats.Harvest.Http.Limits;

/// <summary>Reads what an answer says about limits, from its status, headers and body.</summary>
internal sealed class LimitReader(LimitStyle style, TimeProvider clock)
{
    /// <summary>No service means more than that; greater numbers would not fit a time.</summary>
    private const double MostSeconds = 1e8;

    private static readonly string[] Own = ["Bucket", "Limit", "Remaining", "Reset-After", "Scope", "Global"];

    private readonly string _prefix = style == LimitStyle.Discord ? "X-RateLimit-" : "RateLimit-";

    /// <summary>Reads an answer.</summary>
    public LimitNotice Read(HttpResponseMessage response, byte[] body)
    {
        var refusal = (int)response.StatusCode >= 400 ? Refusal.Read(body) : new Refusal();
        var (isLimit, isOwnMatter) = (response.StatusCode == HttpStatusCode.TooManyRequests, style == LimitStyle.WiseOldMan && refusal.HasCode);
        var retryAfter = isLimit || response.StatusCode == HttpStatusCode.ServiceUnavailable ? Longest(Header(response.Headers), refusal.RetryAfter) : null;
        var isBlock = isLimit && !isOwnMatter && IsBlock(response.Headers, refusal, retryAfter);
        var isShared = Text(response.Headers, "Scope") == "shared";
        var notice = new LimitNotice
        {
            RetryAfter = isBlock ? null : retryAfter,
            IsBlock = isBlock,
            IsRefusal = isLimit && !isBlock && !isOwnMatter,
            IsGlobal = isLimit && (refusal.IsGlobal || Text(response.Headers, "Global") == "true" || Text(response.Headers, "Scope") == "global"),
            IsInvalid = !isOwnMatter && !isShared
                && response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests,
        };
        return isOwnMatter || notice.IsGlobal ? notice : notice with
        {
            Bucket = style == LimitStyle.Discord ? Text(response.Headers, "Bucket") : "all",
            Limit = (int?)Number(response.Headers, "Limit"),
            Remaining = (int?)Number(response.Headers, "Remaining"),
            ResetAfter = Seconds(Number(response.Headers, style == LimitStyle.Discord ? "Reset-After" : "Reset")),
        };
    }

    /// <summary>
    /// WOM blocks with a plain sentence and no time to wait for. Discord's shield answers with a page or a line of text, at times with a time to
    /// wait for, but never with Discord's own headers.
    /// </summary>
    private bool IsBlock(HttpResponseHeaders headers, Refusal refusal, TimeSpan? retryAfter) =>
        retryAfter is null
        || refusal.IsShield
        || (style == LimitStyle.Discord && refusal.RetryAfter is null && Own.All(name => Text(headers, name) is null));

    private TimeSpan? Header(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => Seconds((date - clock.GetUtcNow()).TotalSeconds),
        _ => null,
    };

    private string? Text(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(_prefix + name, out var values) ? values.First().Trim() : null;

    private double? Number(HttpResponseHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= MostSeconds ? value : null;

    private static TimeSpan? Longest(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;

    private static TimeSpan? Seconds(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(Math.Clamp(value, 0, MostSeconds)) : null;

    /// <summary>What the body of an error answer says.</summary>
    private readonly record struct Refusal(TimeSpan? RetryAfter, bool IsGlobal, bool HasCode, bool IsShield)
    {
        private static readonly byte[] ShieldCode = "1015"u8.ToArray();

        public static Refusal Read(byte[] body)
        {
            try
            {
                using var document = JsonDocument.Parse(body);
                var root = document.RootElement;
                return root.ValueKind != JsonValueKind.Object ? default : new Refusal(
                    root.TryGetProperty("retry_after", out var after) && after.ValueKind == JsonValueKind.Number ? Seconds(after.GetDouble()) : null,
                    root.TryGetProperty("global", out var global) && global.ValueKind == JsonValueKind.True,
                    root.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String,
                    IsShield: false);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                return new Refusal(null, false, false, IsShield: body.AsSpan().IndexOf(ShieldCode) >= 0);
            }
        }
    }
}
