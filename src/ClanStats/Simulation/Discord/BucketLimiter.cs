using System.Globalization;
using ClanStats.Domain.Activity;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.Discord;

/// <summary>How the limiter speaks of itself.</summary>
internal enum LimitHeaders
{
    /// <summary>As it counts.</summary>
    Honest,

    /// <summary>A success promises 999 of 1000 in a bucket of another name; only a refusal tells the truth.</summary>
    Lying,

    /// <summary>Not at all; a refusal says it in its body alone.</summary>
    None,

    /// <summary>As it counts, but the bucket is said to be full again in a day.</summary>
    Absurd,
}

/// <summary>What the limiter says about a request.</summary>
internal sealed record BucketVerdict(
    bool IsAdmitted, int Limit, int Remaining, UtcInstant Reset, TimeSpan ResetAfter, string Bucket, bool IsGlobal, bool WasTold)
{
    /// <summary>Tells the client what it needs to pace itself.</summary>
    public void WriteHeaders(IHeaderDictionary headers, LimitHeaders style)
    {
        if (style == LimitHeaders.None)
        {
            return;
        }

        var isLie = IsAdmitted && style == LimitHeaders.Lying;
        var resetAfter = IsAdmitted && style == LimitHeaders.Absurd ? TimeSpan.FromDays(1) : ResetAfter;
        headers["X-RateLimit-Limit"] = isLie ? "1000" : Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = isLie ? "999" : Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (Reset.Milliseconds / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset-After"] = resetAfter.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Bucket"] = isLie ? "f00d" + Bucket : Bucket;
        if (!IsAdmitted)
        {
            headers["X-RateLimit-Scope"] = IsGlobal ? "global" : "user";
            headers.RetryAfter = Math.Ceiling(ResetAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            if (IsGlobal)
            {
                headers["X-RateLimit-Global"] = "true";
            }
        }
    }
}

/// <summary>One bucket per route and top-level resource, and one of 50 requests a second over all of them.</summary>
internal sealed class BucketLimiter(TimeProvider time, int messagesLimit = BucketLimiter.MessagesLimit)
{
    /// <summary>Requests a second over all routes.</summary>
    public const int GlobalLimit = 50;

    /// <summary>Requests for a channel's messages in <see cref="Length"/>.</summary>
    public const int MessagesLimit = 5;

    private const int OtherLimit = 10;
    private const string Global = "global";

    /// <summary>How long a bucket of a route lasts.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan GlobalLength = TimeSpan.FromSeconds(1);

    private readonly Lock _counting = new();
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one request of its bucket and of the global one.</summary>
    public BucketVerdict Take(string method, string[] parts)
    {
        var now = UtcInstant.From(time.GetUtcNow());
        var template = Template(method, parts);
        var limit = parts is ["channels", _, "messages"] ? messagesLimit : OtherLimit;
        lock (_counting)
        {
            var global = Open(Global, now, GlobalLength);
            var own = Open($"{template} {(parts.Length > 1 ? parts[1] : "")}", now, Length);
            var name = NameOf(template);
            if (global.Used >= GlobalLimit)
            {
                return new BucketVerdict(false, GlobalLimit, 0, global.Ends, global.Ends.Since(now), name, true, global.Refused++ > 0);
            }

            if (own.Used >= limit)
            {
                return new BucketVerdict(false, limit, 0, own.Ends, own.Ends.Since(now), name, false, own.Refused++ > 0);
            }

            global.Used++;
            own.Used++;
            return new BucketVerdict(true, limit, limit - own.Used, own.Ends, own.Ends.Since(now), name, false, false);
        }
    }

    private Bucket Open(string key, UtcInstant now, TimeSpan length)
    {
        if (!_buckets.TryGetValue(key, out var bucket) || now >= bucket.Ends)
        {
            bucket = new Bucket(now.Plus(length));
            _buckets[key] = bucket;
        }

        return bucket;
    }

    private static string Template(string method, string[] parts) =>
        method + "/" + string.Join('/', parts.Select(part => part.All(char.IsAsciiDigit) ? ":id" : part));

    /// <summary>A name that says nothing about the route, as Discord's do.</summary>
    private static string NameOf(string template)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in template)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private sealed class Bucket(UtcInstant ends)
    {
        public UtcInstant Ends { get; } = ends;

        public int Used { get; set; }

        public int Refused { get; set; }
    }
}
