namespace ClanStats.Domain.Runs;

/// <summary>Tells people elsewhere what a run has published.</summary>
public interface IAnnouncer
{
    /// <summary>Tells what is due, each thing once however often the run is repeated.</summary>
    /// <param name="run">The run, whose report has been published.</param>
    /// <param name="cancellationToken">Stops waiting; what was under way is not told again.</param>
    Task<Announced> TellAsync(RunContext run, CancellationToken cancellationToken);
}

/// <summary>What was told.</summary>
/// <param name="Told">One short text a post: "the officers' summary".</param>
/// <param name="Failures">What could not be told, one line each with what to do; holds no address.</param>
public sealed record Announced(IReadOnlyList<string> Told, IReadOnlyList<string> Failures)
{
    /// <summary>There was nothing to tell.</summary>
    public static readonly Announced Nothing = new([], []);
}
