using System.Net;

namespace ClanStats.Harvest;

/// <summary>A source did not give what was asked, told in one line.</summary>
internal sealed class HarvestException(string message, HttpStatusCode? status = null, string? code = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>HTTP status of the answer; null if there was no answer.</summary>
    public HttpStatusCode? Status => status;

    /// <summary>The service's own error code, where it sent one.</summary>
    public string? Code => code;

    /// <summary>Whether what was asked for does not exist.</summary>
    public bool IsNotFound => status == HttpStatusCode.NotFound;

    /// <summary>Whether going on with other requests is pointless: a rejected key or token, or a block.</summary>
    public bool StopsTheSource { get; init; }

    /// <summary>Whether a replay holds no recording of the request.</summary>
    public bool IsNotRecorded { get; init; }
}
