using System.Collections.Concurrent;

namespace ClanStats.Harvest.Http.Limits;

/// <summary>
/// What stands before every attempt at a service: the buckets its answers tell of, the number of requests under way, own pacing and pauses.
/// It closes for the rest of the run when the service blocks this computer or has refused too much.
/// </summary>
internal sealed class ServiceGate : IDisposable
{
    /// <summary>Requests a service may hold against a run; Discord bans an address at ten thousand in ten minutes.</summary>
    public const int MostInvalid = 100;

    private readonly string _service;
    private readonly string _blocked;
    private readonly Waiting _waiting;
    private readonly Pacer _pacer;
    private readonly SemaphoreSlim _underWay;
    private readonly ConcurrentDictionary<string, Route> _routes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private int _invalid;
    private volatile string? _closed;

    public ServiceGate(ServiceProfile profile, Waiting waiting)
    {
        (_service, _waiting) = (profile.Name, waiting);
        _blocked = profile.Limits == LimitStyle.Discord
            ? "Discord blocks this computer; it is not asked again tonight. Wait an hour, lower DISCORD_TARGET_RPS, and look for other programs that use the token."
            : "Wise Old Man blocks this computer; it is not asked again tonight. Wait a day, lower WOM_TARGET_RPM, and ask on their Discord if it stays.";
        _pacer = new Pacer(profile.PaceLimit, profile.PaceWindow, waiting);
        _underWay = new SemaphoreSlim(Math.Max(1, profile.MaxConcurrent));
    }

    /// <summary>Waits until a request may be sent.</summary>
    /// <returns>To be disposed when the request has its answer, or will never have one.</returns>
    /// <exception cref="HarvestException">The gate is closed, or the service asks to wait for longer than a run waits.</exception>
    public async Task<IDisposable> EnterAsync(RouteKey key, CancellationToken cancellationToken)
    {
        var route = _routes.GetOrAdd(key.Route, _ => new Route());
        while (true)
        {
            ThrowIfClosed();
            var entry = await EnterAsync(route, cancellationToken);
            if (!route.IsBlocked)
            {
                return entry;
            }

            // While it queued behind those under way, one of them was told to wait.
            entry.Dispose();
        }
    }

    private async Task<IDisposable> EnterAsync(Route route, CancellationToken cancellationToken)
    {
        var pass = await route.EnterAsync(cancellationToken);
        var isUnderWay = false;
        try
        {
            await _underWay.WaitAsync(cancellationToken);
            isUnderWay = true;
            await _pacer.WaitAsync(cancellationToken);
            ThrowIfClosed();
            return new Entry(pass, _underWay);
        }
        catch
        {
            pass.Dispose();
            if (isUnderWay)
            {
                _underWay.Release();
            }

            throw;
        }
    }

    /// <summary>Draws the conclusions from an answer.</summary>
    /// <param name="key">What was asked.</param>
    /// <param name="notice">What the answer says about limits.</param>
    /// <param name="isProper">Whether the service answered what was asked: if it names no bucket even then, there is none.</param>
    public void Learn(RouteKey key, LimitNotice notice, bool isProper)
    {
        if (notice.IsBlock)
        {
            // Requests side by side may be told before the one that met the block is: each must name the remedy.
            _closed = _blocked;
        }
        else if (notice.IsInvalid && Interlocked.Increment(ref _invalid) >= MostInvalid)
        {
            _closed = $"{_service} refused {MostInvalid} requests of this run (401, 403 or 429); more could get this computer banned, so it is not asked again tonight.";
        }

        if (notice is { IsRefusal: true, IsGlobal: true })
        {
            _pacer.Pause(notice.RetryAfter ?? default);
        }

        var bucket = BucketOf(key, notice);
        bucket?.Learn(notice);
        if (isProper || bucket is not null)
        {
            _routes.GetOrAdd(key.Route, _ => new Route()).Answered(bucket);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pacer.Dispose();
        _underWay.Dispose();
        foreach (var route in _routes.Values)
        {
            route.Dispose();
        }
    }

    private Bucket? BucketOf(RouteKey key, LimitNotice notice)
    {
        if (notice.IsGlobal || (notice.Remaining is null && !notice.IsRefusal))
        {
            return null;
        }

        // A refusal without a name holds for its route alone.
        var name = notice.Bucket is { } named ? $"{named} {key.Resource}" : key.Route;
        return _buckets.GetOrAdd(name, _ => new Bucket(_waiting));
    }

    private void ThrowIfClosed()
    {
        if (_closed is { } reason)
        {
            throw new HarvestException(reason) { StopsTheSource = true };
        }
    }

    private sealed class Entry(IDisposable pass, SemaphoreSlim underWay) : IDisposable
    {
        public void Dispose()
        {
            underWay.Release();
            pass.Dispose();
        }
    }
}
