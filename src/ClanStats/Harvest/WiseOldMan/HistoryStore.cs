using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;
using Dapper;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>A current member as the snapshot harvest needs it.</summary>
internal sealed record HarvestedMember(long Id, long WomPlayerId, string Username);

/// <summary>A member whose history is still to be read.</summary>
/// <param name="Member">Who.</param>
/// <param name="Offset">How many of the newest snapshots an interrupted night has read.</param>
/// <param name="IsByDay">Whether it is being read by day.</param>
internal sealed record WaitingMember(HarvestedMember Member, int Offset, bool IsByDay);

/// <summary>Stores snapshots with the marks of how far each player's history was read.</summary>
internal sealed class HistoryStore(Database database)
{
    private const string Source = "wom";
    private const string BulkKey = "bulk-read";
    private const string HistoryPrefix = "history:";
    private const string DayKey = "history-day";
    private const string OpenKey = "history-open";

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

    /// <summary>Current members whose history is still to be read: never read to its end, and not found empty within the last 30 days.</summary>
    public IReadOnlyList<WaitingMember> WithoutHistory(UtcInstant now)
    {
        var marks = new HarvestCursorStore(database).Read(Source);
        return
        [
            .. CurrentMembers().Values.OrderBy(member => member.WomPlayerId)
                .Select(member => (Member: member, Mark: HistoryMark.Of(marks.GetValueOrDefault(HistoryPrefix + member.WomPlayerId))))
                .Where(row => row.Mark.IsWaiting(now))
                .Select(row => new WaitingMember(row.Member, row.Mark.Offset, row.Mark.IsByDay)),
        ];
    }

    /// <summary>Enters that members' history is read by day, from the beginning.</summary>
    public void BeginByDay(IReadOnlyList<WaitingMember> members, UtcInstant now, long runId) => database.Write("wom: history by day", unit =>
    {
        foreach (var waiting in members)
        {
            HarvestCursorStore.Move(unit, Source, HistoryPrefix + waiting.Member.WomPlayerId, HistoryMark.ByDay.Value, now, runId);
        }

        HarvestCursorStore.Move(unit, Source, DayKey, "", now, runId);
    });

    /// <summary>The day up to which history was read by day; null if none was yet.</summary>
    public long? LastDayRead() => new HarvestCursorStore(database).Find(Source, DayKey) is { Length: > 0 } day ? long.Parse(day) : null;

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

    /// <summary>Stores consecutive pages of a player's history with the mark of how far it is read.</summary>
    public int SaveHistory(
        MetricRegistry metrics,
        HarvestedMember member,
        IReadOnlyList<IncomingSnapshot> snapshots,
        HistoryMark mark,
        UtcInstant now,
        long runId,
        CancellationToken cancellationToken)
    {
        var store = new SnapshotStore(metrics);
        var stored = database.Write(
            "wom: history",
            unit =>
            {
                var added = store.Add(unit, member.Id, member.Username, snapshots, runId);
                TakeBack(unit, metrics, member, now, runId);
                HarvestCursorStore.Move(unit, Source, HistoryPrefix + member.WomPlayerId, mark.Value, now, runId);
                return added;
            },
            cancellationToken);
        metrics.Saved();
        return stored;
    }

    /// <summary>
    /// Has players' history read again, in the transaction of what made it grow: with an approved change of name, WOM moves to a player the
    /// snapshots of the profile that bore the new name meanwhile.
    /// </summary>
    public static void ReadAgain(UnitOfWork unit, IEnumerable<long> playerIds, UtcInstant now, long runId)
    {
        foreach (var player in playerIds)
        {
            HarvestCursorStore.Move(unit, Source, HistoryPrefix + player, "", now, runId);
        }
    }

    /// <summary>Stores what days showed of members' snapshots, with the day up to which it was read.</summary>
    /// <param name="metrics">The metrics known so far.</param>
    /// <param name="members">Whose history is read by day, by WOM's player id.</param>
    /// <param name="gathered">The snapshots by WOM's player id.</param>
    /// <param name="day">The last day read.</param>
    /// <param name="isWhole">Whether that was the last day of all: the members' history is read to its end then.</param>
    /// <param name="run">The run that read it.</param>
    /// <param name="cancellationToken">Stops before the transaction begins.</param>
    public int SaveDays(
        MetricRegistry metrics,
        IReadOnlyDictionary<long, HarvestedMember> members,
        IReadOnlyDictionary<long, List<IncomingSnapshot>> gathered,
        long day,
        bool isWhole,
        RunContext run,
        CancellationToken cancellationToken)
    {
        var store = new SnapshotStore(metrics);
        var stored = database.Write(
            "wom: history by day",
            unit =>
            {
                var added = gathered.Sum(player =>
                    store.Add(unit, members[player.Key].Id, members[player.Key].Username, player.Value, run.RunId));
                HarvestCursorStore.Move(unit, Source, DayKey, isWhole ? "" : $"{day}", run.Now, run.RunId);
                foreach (var player in isWhole ? members.Keys : [])
                {
                    HarvestCursorStore.Move(unit, Source, HistoryPrefix + player, HistoryMark.End.Value, run.Now, run.RunId);
                }

                return added;
            },
            cancellationToken);
        metrics.Saved();
        return stored;
    }

    /// <summary>Whether a run began to read history and none has entered yet that it is held: one that was killed behind its last page did not.</summary>
    public bool IsHistoryOpen() => new HarvestCursorStore(database).Find(Source, OpenKey) is { Length: > 0 };

    /// <summary>Enters that history is being read.</summary>
    public void OpenHistory(UtcInstant now, long runId) =>
        database.Write("wom: history begun", unit => HarvestCursorStore.Move(unit, Source, OpenKey, "1", now, runId));

    /// <summary>Enters that every current member's history is held from an instant on.</summary>
    public void HistoryCovered(UtcInstant from, UtcInstant now, long runId) => database.Write("wom: history covered", unit =>
    {
        HarvestCursorStore.Move(unit, Source, OpenKey, "", now, runId);
        HarvestCursorStore.Covered(unit, Source, now, from, now, runId);
    });

    /// <summary>Loads the metrics known so far.</summary>
    public MetricRegistry LoadMetrics() => database.Read("wom: metrics", MetricRegistry.Load);

    /// <summary>
    /// A snapshot of the same millisecond with two players is one that WOM moved: it is taken from the profile that is gone or archived and
    /// bore this member's name before the change of name was approved.
    /// </summary>
    private static void TakeBack(UnitOfWork unit, MetricRegistry metrics, HarvestedMember member, UtcInstant now, long runId)
    {
        var moved = unit.Query<(long Owner, long Id)>(
            """
            SELECT theirs.user_id, theirs.id FROM wom_snapshots theirs
            JOIN wom_snapshots own ON own.user_id = @Id AND own.timestamp = theirs.timestamp
            WHERE theirs.user_id IN (
              SELECT n.member_id FROM player_names n JOIN clan_members m ON m.id = n.member_id
              WHERE n.normalized_name = @Username AND m.id <> @Id AND (m.left_at IS NOT NULL OR m.status = 'archived'))
            """,
            new { member.Id, member.Username }).ToList();
        foreach (var owner in moved.GroupBy(row => row.Owner, row => row.Id))
        {
            new MovedSnapshots(unit, metrics).Move(member.Username, owner.Key, member.Id, [.. owner], now, runId);
        }
    }
}
