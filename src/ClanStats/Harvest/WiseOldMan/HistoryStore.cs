using ClanStats.Domain.Activity;
using ClanStats.Storage;
using Dapper;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>A current member as the snapshot harvest needs it.</summary>
internal sealed record HarvestedMember(long Id, long WomPlayerId, string Username);

/// <summary>Stores snapshots with the marks of how far each player's history was read.</summary>
internal sealed class HistoryStore(Database database)
{
    private const string Source = "wom";
    private const string BulkKey = "bulk-read";
    private const string HistoryPrefix = "history:";

    /// <summary>Current members by WOM player id.</summary>
    public Dictionary<long, HarvestedMember> CurrentMembers() => database.Read("wom: members", connection => connection
        .Query<(long Id, long Player, string Name)>("SELECT id, wom_player_id, username FROM clan_members WHERE left_at IS NULL AND wom_player_id IS NOT NULL")
        .ToDictionary(row => row.Player, row => new HarvestedMember(row.Id, row.Player, row.Name)));

    /// <summary>When the last complete bulk read was; null if there was none.</summary>
    public UtcInstant? LastBulkRead() => database.Read("wom: last bulk read", connection =>
        connection.QueryFirstOrDefault<string>("SELECT value FROM harvest_cursors WHERE source = @Source AND key = @BulkKey", new { Source, BulkKey })
            is { } value
            ? new UtcInstant(long.Parse(value))
            : (UtcInstant?)null);

    /// <summary>Players whose history is still to be read: never read to its end, and not found empty within the last 30 days.</summary>
    public IReadOnlyList<HarvestedMember> WithoutHistory(UtcInstant now)
    {
        var marks = new HarvestCursorStore(database).Read(Source);
        return
        [
            .. CurrentMembers().Values.OrderBy(member => member.WomPlayerId).Where(member =>
                !marks.TryGetValue(HistoryPrefix + member.WomPlayerId, out var mark)
                || (long.TryParse(mark, out var until) && until <= now.Milliseconds)),
        ];
    }

    /// <summary>Stores a batch of bulk snapshots in one transaction.</summary>
    public int Save(
        MetricRegistry metrics,
        IReadOnlyList<(HarvestedMember Member, IncomingSnapshot Snapshot)> batch,
        long runId,
        CancellationToken cancellationToken)
    {
        var store = new SnapshotStore(metrics);
        var stored = database.Write(
            "wom: snapshots",
            unit => batch.Sum(row => store.Add(unit, row.Member.Id, row.Member.Username, [row.Snapshot], runId)),
            cancellationToken);
        metrics.Saved();
        return stored;
    }

    /// <summary>Enters that the bulk answer was read to its end.</summary>
    public void BulkReadDone(UtcInstant now, long runId) => database.Write("wom: bulk read", unit =>
    {
        HarvestCursorStore.Move(unit, Source, BulkKey, now.Milliseconds.ToString(), now, runId);
        HarvestCursorStore.Covered(unit, Source, now, UtcInstant.StartOfDay(now.DayNumber), now, runId);
    });

    /// <summary>Stores one page of a player's history and, with the last page, the mark that it is read to its end.</summary>
    public int SaveHistory(
        MetricRegistry metrics,
        HarvestedMember member,
        IReadOnlyList<IncomingSnapshot> page,
        HistoryMark? mark,
        UtcInstant now,
        long runId,
        CancellationToken cancellationToken)
    {
        var store = new SnapshotStore(metrics);
        var stored = database.Write(
            "wom: history",
            unit =>
            {
                var added = store.Add(unit, member.Id, member.Username, page, runId);
                if (mark is { } end)
                {
                    HarvestCursorStore.Move(unit, Source, HistoryPrefix + member.WomPlayerId, end.Value, now, runId);
                }

                return added;
            },
            cancellationToken);
        metrics.Saved();
        return stored;
    }

    /// <summary>Enters that every current member's history is held from an instant on.</summary>
    public void HistoryCovered(UtcInstant from, UtcInstant now, long runId) =>
        database.Write("wom: history covered", unit => HarvestCursorStore.Covered(unit, Source, now, from, now, runId));

    /// <summary>Loads the metrics known so far.</summary>
    public MetricRegistry LoadMetrics() => database.Read("wom: metrics", MetricRegistry.Load);
}

/// <summary>How far a player's history was read.</summary>
/// <param name="Value">"end", or the instant in milliseconds at which an empty answer is asked for again.</param>
internal readonly record struct HistoryMark(string Value)
{
    private const int EmptyForDays = 30;

    /// <summary>Read to its end.</summary>
    public static readonly HistoryMark End = new("end");

    /// <summary>Nothing there yet; asked again in 30 days.</summary>
    public static HistoryMark EmptyUntil(UtcInstant now) => new(now.PlusDays(EmptyForDays).Milliseconds.ToString());
}
