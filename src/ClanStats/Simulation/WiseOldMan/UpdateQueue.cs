using ClanStats.Domain.Activity;
using ClanStats.Simulation.World;

namespace ClanStats.Simulation.WiseOldMan;

/// <summary>
/// The queue behind update-all: members are updated one after the other some time after the call, and those that cannot be updated drop out
/// without a word.
/// </summary>
internal sealed class UpdateQueue(SimulatedClan clan, WiseOldManServerOptions options)
{
    private const double OutdatedHours = 23.5;

    private readonly Lock _queueing = new();
    private readonly List<Job> _jobs = [];

    /// <summary>The members whose last update is too old, or who never had one.</summary>
    public IReadOnlyList<SimulatedPlayer> Outdated() =>
    [
        .. clan.Members.Where(player =>
            clan.HistoryOf(player).TimeBefore(clan.Now) is not { } updated || clan.Now.HoursSince(updated) > OutdatedHours),
    ];

    /// <summary>Queues members; those already waiting keep their place.</summary>
    public void Add(IReadOnlyList<SimulatedPlayer> players)
    {
        lock (_queueing)
        {
            var free = Present.Plus(options.UpdateDelay);
            foreach (var job in _jobs)
            {
                free = job.Due > free ? job.Due : free;
            }

            var fresh = players.Where(player => _jobs.All(job => job.Player.Id != player.Id)).ToList();
            for (var i = 0; i < fresh.Count; i++)
            {
                // The updates end at the simulated present: nothing that WOM answers may lie after it.
                var at = clan.Now.Plus(-options.UpdateInterval * (fresh.Count - 1 - i));
                _jobs.Add(new Job(fresh[i], free.Plus(options.UpdateInterval * (i + 1)), at));
            }
        }
    }

    /// <summary>Carries out what is due by the server's clock.</summary>
    public void Settle()
    {
        lock (_queueing)
        {
            var now = Present;
            foreach (var job in _jobs.Where(job => job.Due <= now).ToList())
            {
                _jobs.Remove(job);
                if (CanUpdate(job.Player))
                {
                    clan.HistoryOf(job.Player).Add(job.At);
                }
            }
        }
    }

    private UtcInstant Present => UtcInstant.From(options.Time.GetUtcNow());

    private static bool CanUpdate(SimulatedPlayer player) => player.Trait is PlayerTrait.None or PlayerTrait.OverallUnrankedOnce;

    private sealed record Job(SimulatedPlayer Player, UtcInstant Due, UtcInstant At);
}
