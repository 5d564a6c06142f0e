using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.WiseOldMan;

/// <summary>
/// Moves a clock ahead whenever somebody begins to wait by it, so that code that waits for minutes is over at once and in its own order.
/// Longer timers, such as time-outs, are left to wait.
/// </summary>
internal sealed class LeapingClock(FakeTimeProvider clock) : TimeProvider
{
    private static readonly TimeSpan LongestLeap = TimeSpan.FromMinutes(10);

    private readonly Lock _leaping = new();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= LongestLeap)
        {
            ThreadPool.QueueUserWorkItem(_ => Leap(dueTime));
        }

        return timer;
    }

    private void Leap(TimeSpan by)
    {
        lock (_leaping)
        {
            clock.Advance(by);
        }
    }
}
