namespace ClanStats.Harvest.Http.Limits;

/// <summary>
/// One kind of request to one channel or guild. Until its bucket is known, one request is under way at a time. Refusals may name another bucket
/// than successes do: then both count.
/// </summary>
internal sealed class Route : IDisposable
{
    private readonly SemaphoreSlim _alone = new(1, 1);
    private readonly Lock _learning = new();
    private Bucket[] _buckets = [];
    private volatile bool _isKnown;

    /// <summary>Whether a refusal holds for this route now.</summary>
    public bool IsBlocked => Volatile.Read(ref _buckets).Any(bucket => bucket.IsBlocked);

    /// <summary>Waits for this route's turn.</summary>
    /// <returns>To be disposed when the request has its answer, or will never have one.</returns>
    /// <exception cref="HarvestException">The service asks to wait for longer than a run waits.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var isAlone = !_isKnown;
        if (isAlone)
        {
            await _alone.WaitAsync(cancellationToken);
            if (_isKnown)
            {
                _alone.Release();
                isAlone = false;
            }
        }

        var pass = new Pass(isAlone ? _alone : null);
        try
        {
            foreach (var bucket in Volatile.Read(ref _buckets))
            {
                await bucket.TakeAsync(cancellationToken);
                pass.Taken.Add(bucket);
            }

            return pass;
        }
        catch
        {
            pass.Dispose();
            throw;
        }
    }

    /// <summary>An answer came, with the bucket it was counted in, or without one.</summary>
    public void Answered(Bucket? bucket)
    {
        lock (_learning)
        {
            if (bucket is not null && !_buckets.Contains(bucket))
            {
                Volatile.Write(ref _buckets, [.. _buckets, bucket]);
            }

            _isKnown = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _alone.Dispose();

    private sealed class Pass(SemaphoreSlim? alone) : IDisposable
    {
        public List<Bucket> Taken { get; } = [];

        public void Dispose()
        {
            Taken.ForEach(bucket => bucket.Leave());
            alone?.Release();
        }
    }
}
