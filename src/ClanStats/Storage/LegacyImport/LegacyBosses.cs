using System.Runtime.InteropServices;

namespace ClanStats.Storage.LegacyImport;

/// <summary>A boss's kills beside a snapshot of the old program.</summary>
/// <param name="Boss">Number in <see cref="LegacyBosses.Names"/>.</param>
/// <param name="Kills">Kills; -1 = unranked.</param>
/// <param name="Rank">Place on the hiscores; -1 = none.</param>
internal readonly record struct LegacyKills(int Boss, long Kills, int Rank);

/// <summary>
/// The old program's boss rows, by snapshot. They are small and lie in no order that suits, so they are held in memory: 24 bytes a row.
/// </summary>
internal sealed class LegacyBosses
{
    private readonly List<(long Snapshot, LegacyKills Kills)> _rows = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Names of bosses by number.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Rows read.</summary>
    public long Read { get; private set; }

    /// <summary>Rows without snapshot, boss or kills.</summary>
    public long Empty { get; private set; }

    /// <summary>Rows that can be used.</summary>
    public int Count => _rows.Count;

    /// <summary>Loads all rows.</summary>
    public static LegacyBosses Load(LegacyQueries queries)
    {
        var bosses = new LegacyBosses();
        foreach (var row in queries.BossRows())
        {
            bosses.Add(row);
        }

        bosses._rows.Sort(static (left, right) => left.Snapshot.CompareTo(right.Snapshot));
        return bosses;
    }

    /// <summary>Rows that point to none of these snapshots.</summary>
    public long CountWithout(IReadOnlySet<long> snapshots) => _rows.LongCount(row => !snapshots.Contains(row.Snapshot));

    /// <summary>The rows of a snapshot.</summary>
    public ReadOnlySpan<(long Snapshot, LegacyKills Kills)> Of(long snapshot)
    {
        var rows = CollectionsMarshal.AsSpan(_rows);
        var start = LowerBound(rows, snapshot);
        var end = start;
        while (end < rows.Length && rows[end].Snapshot == snapshot)
        {
            end++;
        }

        return rows[start..end];
    }

    private void Add(LegacyBossRow row)
    {
        Read++;
        if (row is not { SnapshotId: { } snapshot, Boss: { Length: > 0 } boss, Kills: { } kills })
        {
            Empty++;
            return;
        }

        if (!_numbers.TryGetValue(boss, out var number))
        {
            number = Names.Count;
            Names.Add(boss);
            _numbers.Add(boss, number);
        }

        _rows.Add((snapshot, new LegacyKills(number, kills, row.Rank is >= 0 and <= int.MaxValue and var rank ? (int)rank : -1)));
    }

    private static int LowerBound(ReadOnlySpan<(long Snapshot, LegacyKills)> rows, long snapshot)
    {
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows[middle].Snapshot < snapshot)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
