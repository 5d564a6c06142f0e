using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Looks up, by id, the players that tonight's roster lacks: one whose profile was archived has not left, its identity is pending. One
/// request each, and only on the night they vanish.
/// </summary>
internal sealed class VanishedPlayers(WiseOldManClient client, DepartureStore departures, ILogger<VanishedPlayers> logger)
{
    /// <summary>Brings the status of tonight's departures up to date; what cannot be looked up stays as it was.</summary>
    public async Task LookUpAsync(RunContext run, CancellationToken cancellationToken)
    {
        foreach (var (member, player) in departures.DepartedAt(run.Now))
        {
            try
            {
                var details = await client.FindPlayerAsync(player, cancellationToken);
                departures.SaveStatus(member, details?.Status ?? "deleted", cancellationToken);
            }
            catch (HarvestException exception) when (exception is { StopsTheSource: false })
            {
                logger.LogDebug("Player {Player} could not be looked up: {Reason}", player, exception.Message);
            }
        }
    }
}
