using System.Net;
using ClanStats.Harvest.Http.Limits;

namespace ClanStats.Harvest.Http;

/// <summary>An answer, read whole.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="RetryAfter">How long the service asks to wait; null if it does not say, as where it blocks this computer.</param>
internal sealed record HttpAnswer(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter)
{
    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>What it says about the service's limits.</summary>
    public LimitNotice Limits { get; init; } = LimitNotice.Nothing;
}
