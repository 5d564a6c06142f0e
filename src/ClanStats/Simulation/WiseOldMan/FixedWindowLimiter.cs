using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.WiseOldMan;

/// <summary>What the limiter says about a request.</summary>
/// <param name="IsAdmitted">Whether it may be answered.</param>
/// <param name="Limit">Requests in a window.</param>
/// <param name="Remaining">Requests left in this one.</param>
/// <param name="ResetSeconds">Whole seconds until the window ends, rounded up.</param>
/// <param name="WasTold">Refused again in a window in which it has been refused before.</param>
internal readonly record struct LimitVerdict(bool IsAdmitted, int Limit, int Remaining, int ResetSeconds, bool WasTold);

/// <summary>Counts requests in windows of 60 s that open with a caller's first request; refusals cost nothing and extend nothing.</summary>
internal sealed class FixedWindowLimiter(TimeProvider time)
{
    /// <summary>Requests in a window without a key.</summary>
    public const int WithoutKey = 20;

    /// <summary>Requests in a window with a key.</summary>
    public const int WithKey = 100;

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Lock _counting = new();
    private readonly Dictionary<string, Window> _windows = new(StringComparer.Ordinal);

    /// <summary>Takes one request of a caller's budget.</summary>
    public LimitVerdict Take(string caller, int limit)
    {
        var now = UtcInstant.From(time.GetUtcNow());
        lock (_counting)
        {
            if (!_windows.TryGetValue(caller, out var window) || now >= window.Ends)
            {
                window = new Window(now.Plus(Length));
                _windows[caller] = window;
            }

            var seconds = (int)Math.Ceiling(window.Ends.Since(now).TotalSeconds);
            if (window.Used < limit)
            {
                window.Used++;
                return new LimitVerdict(true, limit, limit - window.Used, seconds, false);
            }

            return new LimitVerdict(false, limit, 0, seconds, window.Refused++ > 0);
        }
    }

    private sealed class Window(UtcInstant ends)
    {
        public UtcInstant Ends { get; } = ends;

        public int Used { get; set; }

        public int Refused { get; set; }
    }
}
