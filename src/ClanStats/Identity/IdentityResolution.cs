using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Identity;

/// <summary>Works out from what is known now whose everything is, and applies it.</summary>
internal sealed class IdentityResolution(IdentityStore store, LinkStore links)
{
    /// <summary>Resolves on a database.</summary>
    public static IdentityResolution On(Database database) => new(new IdentityStore(database), new LinkStore(database));

    /// <summary>Points everything to whom it means now.</summary>
    /// <param name="now">Business time.</param>
    /// <param name="runId">The run; null outside of one.</param>
    /// <param name="cancellationToken">Stops before the transaction begins.</param>
    /// <param name="everything">Whether to look at every row, also at those nothing new is known about.</param>
    public IdentityChange Run(UtcInstant now, long? runId, CancellationToken cancellationToken, bool everything = false) =>
        store.Apply(AccountLinks.Plan(links.Facts()), store.LoadNames(), now, runId, everything, cancellationToken);
}
