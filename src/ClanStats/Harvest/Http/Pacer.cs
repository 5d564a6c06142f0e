namespace ClanStats.Harvest.Http;

/// <summary>
/// Own pacing: at most so many requests in any window of so long, whatever the service's headers promise. A request waits for its turn
/// before it is sent, retries included.
/// </summary>
internal sealed class Pacer(int limit, TimeSpan window, TimeProvider clock) : IDisposable
{
    private readonly Queue<DateTimeOffset> _sent = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Returns when the next request may be sent; at once if <c>limit</c> is 0.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (limit <= 0)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_sent.Count >= limit)
            {
                var wait = _sent.Dequeue() + window - clock.GetUtcNow();
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, clock, cancellationToken);
                }
            }

            _sent.Enqueue(clock.GetUtcNow());
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
