using System.Globalization;

namespace ClanStats.Harvest.Http.Limits;

/// <summary>Waits by one clock that nobody can set back, and refuses waits that no run is meant to sit out.</summary>
/// <param name="service">wom or discord.</param>
/// <param name="longest">The longest wait a service may ask for.</param>
/// <param name="clock">The clock.</param>
internal sealed class Waiting(string service, TimeSpan longest, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>The time since this began.</summary>
    public TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>A little time so that a request never comes just before its time, and several do not come at once: 50 to 250 ms.</summary>
    public static TimeSpan Jitter() => TimeSpan.FromMilliseconds(50 + (200 * Random.Shared.NextDouble()));

    /// <summary>Whether a wait is too long to be sat out.</summary>
    public bool IsTooLong(TimeSpan wait) => wait > longest;

    /// <summary>Waits at least so long.</summary>
    /// <param name="wait">How long.</param>
    /// <param name="isAsked">Whether the service asked for it, so that it cannot be cut short.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="HarvestException">The service asks for more than a run waits.</exception>
    public Task ForAsync(TimeSpan wait, bool isAsked, CancellationToken cancellationToken)
    {
        if (isAsked && IsTooLong(wait))
        {
            throw new HarvestException(string.Create(
                CultureInfo.InvariantCulture,
                $"{service} asks to wait {wait.TotalMinutes:0.#} minutes, longer than a run waits; the rest is read the next night."))
            {
                StopsTheSource = true,
            };
        }

        // Timers count whole milliseconds and would fire a fraction early.
        return Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, cancellationToken);
    }
}
