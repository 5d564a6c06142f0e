namespace ClanStats.Domain.Runs;

/// <summary>One request that was sent, as run_summary.json tells it. Carries no secret: headers and webhook paths stay out.</summary>
/// <param name="Service">wom or discord.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query relative to the service.</param>
/// <param name="Purpose">What it was for: roster, snapshots, backfill …</param>
/// <param name="Status">HTTP status; 0 if there was no answer.</param>
/// <param name="Bytes">Length of the answer's body.</param>
/// <param name="Attempts">How many attempts it took.</param>
public sealed record SentRequest(string Service, string Method, string Path, string Purpose, int Status, long Bytes, int Attempts);

/// <summary>Every request of a run, in the order they ended.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly List<SentRequest> _requests = [];

    /// <summary>Adds a request.</summary>
    public void Add(SentRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
        }
    }

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<SentRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>How many requests a service was sent so far.</summary>
    public int Count(string service)
    {
        lock (_gate)
        {
            return _requests.Count(request => request.Service == service);
        }
    }

    /// <summary>How many bytes a service answered with so far.</summary>
    public long Bytes(string service)
    {
        lock (_gate)
        {
            return _requests.Where(request => request.Service == service).Sum(request => request.Bytes);
        }
    }
}
