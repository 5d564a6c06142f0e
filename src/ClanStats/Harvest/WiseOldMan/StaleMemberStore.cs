using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>Remembers which members Wise Old Man refused to update, so that they do not use up every night's requests.</summary>
internal sealed class StaleMemberStore(Database database, HarvestCursorStore cursors)
{
    private const string Source = "wom";
    private const string Prefix = "no-update:";
    private const int DaysLeftOut = 7;

    /// <summary>The players who are left out at an instant.</summary>
    public HashSet<long> Refused(UtcInstant now) =>
    [
        .. cursors.Read(Source)
            .Where(cursor => cursor.Key.StartsWith(Prefix, StringComparison.Ordinal) && long.Parse(cursor.Value) > now.Milliseconds)
            .Select(cursor => long.Parse(cursor.Key.AsSpan(Prefix.Length))),
    ];

    /// <summary>Enters that a player cannot be updated.</summary>
    public void Refuse(long playerId, RunContext run) => database.Write("wom: no update", unit =>
        HarvestCursorStore.Move(unit, Source, Prefix + playerId, $"{run.Now.PlusDays(DaysLeftOut).Milliseconds}", run.Now, run.RunId));
}
