using System.Globalization;
using ClanStats.Domain.Activity;
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

    private readonly Dictionary<long, (long Id, SnapshotPoint Point)> _newest = [];
    private readonly Dictionary<(long Member, int Days), WindowPoints> _windows = [];

    /// <summary>Reads everything.</summary>
    public WindowQueries Read()
    {
        ReadNewest();
        var doubtful = ReadWindows();
        CountDoubtful(doubtful);
        return this;
    }

    /// <summary>A member's newest snapshot; null if there is none.</summary>
    public SnapshotPoint? Newest(long member) => _newest.TryGetValue(member, out var newest) ? newest.Point : null;

    /// <summary>A member's windows by their days.</summary>
    public IReadOnlyDictionary<int, WindowPoints> Of(long member)
    {
        var own = new Dictionary<int, WindowPoints>(windows.Count);
        foreach (var window in windows)
        {
            if (_windows.TryGetValue((member, window.Days), out var points))
            {
                own[window.Days] = points;
            }
        }

        return own;
    }

    private static string Head(string alias) => string.Join(", ", HeadColumns.Split(", ").Select(column => $"{alias}.{column}"));

    private static string Base(string alias) =>
        $"(SELECT g.base FROM gain_bases g WHERE g.member_id = {alias}.user_id AND g.valid_from <= {alias}.timestamp ORDER BY g.valid_from DESC LIMIT 1)";

    private static string Columns(string alias) => $"{Head(alias)}, {alias}.metric_values, {Base(alias)}";

    /// <summary>The columns of a first snapshot inside: its values matter where the step that leads to it began long before the window.</summary>
    private static string ColumnsIfLate(string alias, string condition) =>
        $"{Head(alias)}, CASE WHEN {condition} THEN {alias}.metric_values END, CASE WHEN {condition} THEN {Base(alias)} END";

    private void ReadNewest()
    {
        foreach (var (member, id, point) in connection.Rows(
            $"""
            SELECT m.id, s.id, {Columns("s")}
            FROM clan_members m JOIN wom_snapshots s ON s.id = (
              SELECT n.id FROM wom_snapshots n WHERE n.user_id = m.id AND n.timestamp <= @now AND n.metric_values IS NOT NULL
              ORDER BY n.timestamp DESC LIMIT 1)
            WHERE m.left_at IS NULL
            """,
            row => (row.GetInt64(0), row.GetInt64(1), Point(row, 2)!),
            ("now", now.Milliseconds)))
        {
            _newest.Add(member, (id, point));
        }
    }

    /// <summary>
    /// The last snapshot at or before each start and the first inside. Two snapshots that are not the same one are two inside; only where
    /// they do not decide how many hold a value is there something left to count.
    /// </summary>
    private List<(long Member, RollingWindow Window)> ReadWindows()
    {
        var doubtful = new List<(long Member, RollingWindow Window)>();
        var byDays = windows.DistinctBy(window => window.Days).ToDictionary(window => window.Days);
        var starts = string.Join(", ", byDays.Values.Select(window => string.Create(
            CultureInfo.InvariantCulture, $"({window.Days}, {window.At(now).Start.Milliseconds})")));
        foreach (var (member, days, baseline, firstId, first) in connection.Rows(
            $"""
            WITH windows (days, start) AS (VALUES {starts})
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
            row => (Member: row.GetInt64(0), Days: row.GetInt32(1), Baseline: Point(row, 3), FirstId: row.Number(2), First: Point(row, 13)),
            ("now", now.Milliseconds), ("lead", (long)(RollingWindow.PlainLeadHours * UtcInstant.Hour))))
        {
            var window = byDays[days];
            if (first is null)
            {
                _windows.Add((member, days), new WindowPoints(window, baseline, null, 0, 0, 0, 0));
                continue;
            }

            var (newestId, newest) = _newest[member];
            int Both(Func<SnapshotPoint, bool> holds) => (holds(first) ? 1 : 0) + (newestId != firstId && holds(newest) ? 1 : 0);
            var points = new WindowPoints(
                window, baseline, first, Both(_ => true), Both(point => point.Xp is not null), Both(point => point.Ehp is not null), Both(point => point.Ehb is not null));
            _windows.Add((member, days), points);
            if (points is not { SnapshotsInside: 2, XpInside: 2, EhpInside: 2, EhbInside: 2 })
            {
                doubtful.Add((member, window));
            }
        }

        return doubtful;
    }

    private void CountDoubtful(List<(long Member, RollingWindow Window)> doubtful)
    {
        const string Inside = "FROM wom_snapshots s WHERE s.user_id = k.member AND s.timestamp > k.start AND s.timestamp <= @now";
        var keys = string.Join(',', doubtful.Select(key => string.Create(
            CultureInfo.InvariantCulture, $"[{key.Member},{key.Window.Days},{key.Window.At(now).Start.Milliseconds}]")));
        foreach (var (key, inside, xp, ehp, ehb) in connection.Rows(
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
            row => (Key: (row.GetInt64(0), row.GetInt32(1)), Inside: row.GetInt32(2), Xp: row.GetInt32(3), Ehp: row.GetInt32(4), Ehb: row.GetInt32(5)),
            ("now", now.Milliseconds), ("keys", $"[{keys}]")))
        {
            _windows[key] = _windows[key] with { SnapshotsInside = inside, XpInside = xp, EhpInside = ehp, EhbInside = ehb };
        }
    }

    private static SnapshotPoint? Point(SqliteDataReader row, int column) => row.IsDBNull(column)
        ? null
        : new SnapshotPoint(
            new UtcInstant(row.GetInt64(column)),
            row.Number(column + 1),
            row.Real(column + 2),
            row.Real(column + 3),
            row.GetInt64(column + 4),
            row.GetInt64(column + 5),
            row.GetDouble(column + 6),
            row.GetDouble(column + 7),
            new SnapshotMetrics(row.Bytes(column + 8), row.Bytes(column + 9)));
}
