namespace ClanStats.Harvest.Http.Limits;

/// <summary>
/// The turnstile before a service: at most so many requests in any window of so long, whatever the service's headers promise, and none while
/// the service has asked everybody to wait. Every attempt passes it, retries included.
/// </summary>
internal sealed class Pacer(int limit, TimeSpan window, Waiting waiting) : IDisposable
{
    private readonly Queue<TimeSpan> _sent = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _pausing = new();
    private TimeSpan _pausedUntil;

    /// <summary>Returns when the next request may be sent.</summary>
    /// <exception cref="HarvestException">The service asks to wait for longer than a run waits.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (TimeToWait(out var isPause) is var wait && wait > TimeSpan.Zero)
            {
                await waiting.ForAsync(wait, isPause, cancellationToken);
            }

            if (limit > 0)
            {
                _sent.Enqueue(waiting.Now);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets nobody through for a while.</summary>
    public void Pause(TimeSpan time)
    {
        lock (_pausing)
        {
            var until = waiting.Now + time + Waiting.Jitter();
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private TimeSpan TimeToWait(out bool isPause)
    {
        while (_sent.Count > 0 && _sent.Peek() + window <= waiting.Now)
        {
            _sent.Dequeue();
        }

        var slot = _sent.Count < limit || limit <= 0 ? TimeSpan.Zero : _sent.Peek() + window - waiting.Now;
        lock (_pausing)
        {
            var pause = _pausedUntil - waiting.Now;
            isPause = pause > slot;
            return isPause ? pause : slot;
        }
    }
}
