namespace ClanStats.Harvest.Http.Limits;

/// <summary>
/// One budget of a service as its answers tell it. Requests take from it before they are sent; where the answers say nothing more, as much
/// again is taken for granted once the longest time it was ever said to last is over.
/// </summary>
internal sealed class Bucket(Waiting waiting)
{
    /// <summary>The longest wait for mere advice. Absurd times have been seen.</summary>
    public static readonly TimeSpan LongestAdvice = TimeSpan.FromSeconds(60);

    /// <summary>Services fill buckets within seconds; what refuses against its own advice is given at least so long.</summary>
    private static readonly TimeSpan ShortestAfterRefusal = TimeSpan.FromSeconds(5);

    /// <summary>Two answers of one window differ by the time they were under way, and by whole seconds where a service rounds.</summary>
    private static readonly TimeSpan SameWindow = TimeSpan.FromSeconds(1.5);

    private readonly Lock _counting = new();
    private TimeSpan _blockedUntil;
    private TimeSpan _resetsAt;
    private TimeSpan _length = TimeSpan.FromSeconds(1);
    private int? _limit;
    private int? _remaining;
    private int _underWay;
    private bool _isAssumed = true;
    private TaskCompletionSource? _answered;

    /// <summary>Whether the service asked to wait until a time that is not over.</summary>
    public bool IsBlocked
    {
        get
        {
            lock (_counting)
            {
                return waiting.Now < _blockedUntil;
            }
        }
    }

    /// <summary>Takes one request of the budget, once there is one.</summary>
    /// <exception cref="HarvestException">The service asks to wait for longer than a run waits.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        while (!TryTake(out var wait, out var isAsked, out var answer))
        {
            await (answer?.WaitAsync(cancellationToken) ?? waiting.ForAsync(wait + Waiting.Jitter(), isAsked, cancellationToken));
        }
    }

    /// <summary>The request is answered, or never will be.</summary>
    public void Leave()
    {
        lock (_counting)
        {
            _underWay--;
            _answered?.SetResult();
            _answered = null;
        }
    }

    /// <summary>Takes an answer's word for what is left.</summary>
    public void Learn(LimitNotice notice)
    {
        lock (_counting)
        {
            _limit = notice.Limit ?? _limit;
            if (notice.IsRefusal)
            {
                Block(notice.RetryAfter ?? ShortestAfterRefusal);
            }
            else if (notice is { Remaining: { } remaining, ResetAfter: { } after })
            {
                Believe(remaining, after < LongestAdvice ? after : LongestAdvice);
            }
        }
    }

    /// <summary>Takes one of what is left, or tells what to wait for: a time, or the answer to a request under way.</summary>
    private bool TryTake(out TimeSpan wait, out bool isAsked, out Task? answer)
    {
        lock (_counting)
        {
            (isAsked, answer) = (waiting.Now < _blockedUntil, null);
            wait = _blockedUntil - waiting.Now;
            if (isAsked)
            {
                return false;
            }

            if (_remaining is not null && waiting.Now >= _resetsAt)
            {
                // Requests sent before the end of a window may be counted after it.
                if (_limit - _underWay <= 0 && _underWay > 0)
                {
                    answer = (_answered ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                    return false;
                }

                (_remaining, _resetsAt, _isAssumed) = (_limit - _underWay, waiting.Now + _length, true);
            }

            wait = _resetsAt - waiting.Now;
            if (_remaining <= 0)
            {
                return false;
            }

            _remaining--;
            _underWay++;
            return true;
        }
    }

    private void Block(TimeSpan wait)
    {
        var until = waiting.Now + wait;
        _blockedUntil = until > _blockedUntil ? until : _blockedUntil;
        (_remaining, _resetsAt, _isAssumed) = (0, _blockedUntil, true);
        var shown = wait < ShortestAfterRefusal ? ShortestAfterRefusal : wait < LongestAdvice ? wait : LongestAdvice;
        _length = shown > _length ? shown : _length;
    }

    private void Believe(int remaining, TimeSpan after)
    {
        var resetsAt = waiting.Now + after;

        // Requests still under way are not in the answer's count, and answers may overtake each other.
        var left = Math.Max(0, remaining - Math.Max(0, _underWay - 1));
        var isSame = !_isAssumed && (resetsAt - _resetsAt).Duration() < SameWindow;
        _remaining = isSame && _remaining < left ? _remaining : left;
        (_resetsAt, _isAssumed) = (resetsAt, false);
        _length = after > _length ? after : _length;
    }
}
