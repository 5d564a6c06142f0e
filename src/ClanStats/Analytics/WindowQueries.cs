using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>
/// Reads the snapshots that decide about everybody's windows: each is one step down the index (user_id, timestamp), however long the history
/// behind it is. Only who is on the roster has windows.
/// </summary>
internal sealed class WindowQueries(SqliteConnection connection, UtcInstant now, IReadOnlyList<RollingWindow> windows)
{
    private const string HeadColumns = "timestamp, total_xp, ehp, ehb, xp_gained, boss_gained, ehp_gained, ehb_gained";

    private readonly Dictionary<long, NewestSnapshot> _newest = [];
    private readonly Dictionary<long, Dictionary<int, WindowPoints>> _windows = [];
    private readonly Dictionary<long, Dictionary<int, OfficialPoints>> _official = [];

    /// <summary>Reads everything.</summary>
    public WindowQueries Read()
    {
        ReadNewest();
        CountDoubtful(ReadWindows());
        ReadOfficial();
        return this;
    }

    /// <summary>A member's newest snapshot; null if there is none.</summary>
    public SnapshotPoint? Newest(long member) => _newest.TryGetValue(member, out var newest) ? newest.Point : null;

    /// <summary>A member's windows by their days.</summary>
    public IReadOnlyDictionary<int, WindowPoints> Of(long member) => _windows.TryGetValue(member, out var own) ? own : [];

    /// <summary>The ends of WOM's own windows by their days, both bounds inclusive.</summary>
    public IReadOnlyDictionary<int, OfficialPoints> OfficialOf(long member) => _official.TryGetValue(member, out var own) ? own : [];

    private static string Head(string alias) => string.Join(", ", HeadColumns.Split(", ").Select(column => $"{alias}.{column}"));

    private static string Base(string alias) =>
        $"(SELECT g.base FROM gain_bases g WHERE g.member_id = {alias}.user_id AND g.valid_from <= {alias}.timestamp ORDER BY g.valid_from DESC LIMIT 1)";

    private static string Columns(string alias) => $"{Head(alias)}, {alias}.metric_values, {Base(alias)}";

    /// <summary>The columns of a first snapshot inside: its values matter where the step that leads to it began long before the window.</summary>
    private static string ColumnsIfLate(string alias, string condition) =>
        $"{Head(alias)}, CASE WHEN {condition} THEN {alias}.metric_values END, CASE WHEN {condition} THEN {Base(alias)} END";

    private void ReadNewest()
    {
        connection.Each(
            $"""
            SELECT m.id, s.id, {Columns("s")}
            FROM clan_members m JOIN wom_snapshots s ON s.id = (
              SELECT n.id FROM wom_snapshots n WHERE n.user_id = m.id AND n.timestamp <= @now AND n.metric_values IS NOT NULL
              ORDER BY n.timestamp DESC LIMIT 1)
            WHERE m.left_at IS NULL
            """,
            row => _newest.Add(row.Int64(0), new NewestSnapshot(row.Int64(1), Point(row, 2)!)),
            ("now", now.Milliseconds));
    }

    /// <summary>
    /// The last snapshot at or before each start and the first inside. Two snapshots that are not the same one are two inside; only where
    /// they do not decide how many hold a value is there something left to count.
    /// </summary>
    private List<DoubtfulWindow> ReadWindows()
    {
        var doubtful = new List<DoubtfulWindow>();
        var byDays = windows.DistinctBy(window => window.Days).ToDictionary(window => window.Days);
        connection.Each(
            $"""
            WITH windows (days, start) AS (VALUES {Starts(byDays.Values)})
            SELECT m.id, w.days, f.id, {Columns("b")}, {ColumnsIfLate("f", "w.start - b.timestamp > @lead")}
            FROM clan_members m CROSS JOIN windows w
            LEFT JOIN wom_snapshots b ON b.id = (
              SELECT s.id FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp <= w.start AND s.metric_values IS NOT NULL
              ORDER BY s.timestamp DESC LIMIT 1)
            LEFT JOIN wom_snapshots f ON f.id = (
              SELECT s.id FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp > w.start AND s.timestamp <= @now AND s.metric_values IS NOT NULL
              ORDER BY s.timestamp LIMIT 1)
            WHERE m.left_at IS NULL
            """,
            row =>
            {
                var (member, window) = (row.Int64(0), byDays[row.Int32(1)]);
                var points = Points(window, Point(row, 3), Point(row, 13), row.Int64(2), _newest.GetValueOrDefault(member));
                Own(_windows, member).Add(window.Days, points);
                if (points is { First: not null } and not { SnapshotsInside: 2, XpInside: 2, EhpInside: 2, EhbInside: 2 })
                {
                    doubtful.Add(new DoubtfulWindow(member, window));
                }
            },
            ("now", now.Milliseconds), ("lead", (long)(RollingWindow.PlainLeadHours * UtcInstant.Hour)));
        return doubtful;
    }

    private static WindowPoints Points(RollingWindow window, SnapshotPoint? baseline, SnapshotPoint? first, long firstId, NewestSnapshot? newest)
    {
        if (first is null || newest is null)
        {
            return new WindowPoints(window, baseline, null, 0, 0, 0, 0);
        }

        var last = newest.Id == firstId ? null : newest.Point;
        int Both(Func<SnapshotPoint, bool> holds) => (holds(first) ? 1 : 0) + (last is not null && holds(last) ? 1 : 0);
        return new WindowPoints(
            window, baseline, first, Both(_ => true), Both(point => point.Xp is not null), Both(point => point.Ehp is not null), Both(point => point.Ehb is not null));
    }

    private void CountDoubtful(List<DoubtfulWindow> doubtful)
    {
        const string Inside = "FROM wom_snapshots s WHERE s.user_id = k.member AND s.timestamp > k.start AND s.timestamp <= @now";
        var keys = string.Join(',', doubtful.Select(key => string.Create(
            CultureInfo.InvariantCulture, $"[{key.Member},{key.Window.Days},{key.Window.At(now).Start.Milliseconds}]")));
        connection.Each(
            $"""
            WITH keys (member, days, start) AS (
              SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(@keys))
            SELECT k.member, k.days,
              (SELECT count(*) FROM (SELECT 1 {Inside} LIMIT 2)),
              (SELECT count(*) FROM (SELECT 1 {Inside} AND s.total_xp IS NOT NULL LIMIT 2)),
              (SELECT count(*) FROM (SELECT 1 {Inside} AND s.ehp IS NOT NULL LIMIT 2)),
              (SELECT count(*) FROM (SELECT 1 {Inside} AND s.ehb IS NOT NULL LIMIT 2))
            FROM keys k
            """,
            row =>
            {
                var (own, days) = (_windows[row.Int64(0)], row.Int32(1));
                own[days] = own[days] with { SnapshotsInside = row.Int32(2), XpInside = row.Int32(3), EhpInside = row.Int32(4), EhbInside = row.Int32(5) };
            },
            ("now", now.Milliseconds), ("keys", $"[{keys}]"));
    }

    private void ReadOfficial() => connection.Each(
        $"""
        WITH windows (days, start) AS (VALUES {Starts([RollingWindow.Week, RollingWindow.Month])})
        SELECT m.id, w.days,
          (SELECT s.total_xp FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp BETWEEN w.start AND @now ORDER BY s.timestamp LIMIT 1),
          (SELECT s.total_xp FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp BETWEEN w.start AND @now ORDER BY s.timestamp DESC LIMIT 1),
          (SELECT count(*) FROM (SELECT 1 FROM wom_snapshots s WHERE s.user_id = m.id AND s.timestamp BETWEEN w.start AND @now LIMIT 2))
        FROM clan_members m CROSS JOIN windows w WHERE m.left_at IS NULL
        """,
        row => Own(_official, row.Int64(0)).Add(row.Int32(1), new OfficialPoints(row.Number(2), row.Number(3), row.Int32(4))),
        ("now", now.Milliseconds));

    private string Starts(IEnumerable<RollingWindow> spans) => string.Join(", ", spans.Select(window => string.Create(
        CultureInfo.InvariantCulture, $"({window.Days}, {window.At(now).Start.Milliseconds})")));

    private static Dictionary<int, T> Own<T>(Dictionary<long, Dictionary<int, T>> all, long member)
        where T : class
    {
        if (!all.TryGetValue(member, out var own))
        {
            all.Add(member, own = []);
        }

        return own;
    }

    private sealed record NewestSnapshot(long Id, SnapshotPoint Point);

    private sealed record DoubtfulWindow(long Member, RollingWindow Window);

    private static SnapshotPoint? Point(Row row, int column) => row.IsNull(column)
        ? null
        : new SnapshotPoint(
            new UtcInstant(row.Int64(column)),
            row.Number(column + 1),
            row.Real(column + 2),
            row.Real(column + 3),
            row.Int64(column + 4),
            row.Int64(column + 5),
            row.Double(column + 6),
            row.Double(column + 7),
            new SnapshotMetrics(row.Bytes(column + 8), row.Bytes(column + 9)));
}
