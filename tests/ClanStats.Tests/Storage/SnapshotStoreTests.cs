using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Tests.Storage;

public sealed class SnapshotStoreTests
{
    private const long Member = 1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_same_snapshots_in_any_order_and_batches_give_the_same_rows(int seed)
    {
        var snapshots = History();
        var inOrder = Rows(snapshots, [snapshots.Count]);
        var random = new Random(seed);
        var shuffled = snapshots.OrderBy(_ => random.Next()).ToList();

        Rows(shuffled, [1, 3, 7, 2, 50]).ShouldBe(inOrder);
    }

    [Fact]
    public void A_boss_row_stands_only_where_kills_changed()
    {
        using var temp = Seeded();
        Store(temp, [Snapshot(0, 100, 5), Snapshot(1, 110, 5), Snapshot(2, 120, 9), Snapshot(3, 130, -1), Snapshot(4, 140, 9)]);

        temp.Query<(long, long)>(
            "SELECT s.timestamp, b.kills FROM boss_snapshots b JOIN wom_snapshots s ON s.id = b.wom_snapshot_id ORDER BY s.timestamp")
            .ShouldBe([(At(0).Milliseconds, 5), (At(2).Milliseconds, 9), (At(4).Milliseconds, 9)]);
    }

    [Fact]
    public void Reading_again_what_is_stored_adds_nothing()
    {
        using var temp = Seeded();
        Store(temp, History()).ShouldBe(History().Count);

        Store(temp, History()).ShouldBe(0);
    }

    private static List<string> Rows(List<IncomingSnapshot> snapshots, int[] batches)
    {
        using var temp = Seeded();
        var (position, batch) = (0, 0);
        while (position < snapshots.Count)
        {
            var size = Math.Min(batches[batch++ % batches.Length], snapshots.Count - position);
            Store(temp, snapshots.GetRange(position, size));
            position += size;
        }

        return
        [
            .. temp.Query<string>(
                """
                SELECT printf('%d %s %s %d %d %.5f %.5f %s', timestamp, total_xp, total_boss_kills, xp_gained, boss_gained, ehp_gained, ehb_gained, hex(metric_gains))
                FROM wom_snapshots ORDER BY timestamp
                """),
            .. temp.Query<string>(
                """
                SELECT printf('%d %s %d %s', s.timestamp, b.boss_name, b.kills, b.rank) FROM boss_snapshots b JOIN wom_snapshots s ON s.id = b.wom_snapshot_id
                ORDER BY s.timestamp, b.boss_name
                """),
            .. temp.Query<string>("SELECT hex(state) FROM gain_ledgers"),
        ];
    }

    private static int Store(TempDatabase temp, IReadOnlyList<IncomingSnapshot> snapshots)
    {
        var metrics = temp.Database.Read("test", MetricRegistry.Load);
        return temp.Database.Write("test", unit => new SnapshotStore(metrics).Add(unit, Member, "wren", snapshots, runId: 1));
    }

    private static TempDatabase Seeded()
    {
        var temp = new TempDatabase();
        temp.Execute(
            """
            INSERT INTO clan_members (id, person_id, username, display_name) VALUES (1, 1, 'wren', 'Wren');
            INSERT INTO metrics (id, name, category) VALUES (0, 'overall', 'skill'), (1, 'zulrah', 'boss'), (2, 'ehp', 'computed');
            """);
        return temp;
    }

    /// <summary>Falls, unranked spells, a pause of 40 days and repeated values: everything that makes order matter.</summary>
    private static List<IncomingSnapshot> History() =>
    [
        .. Enumerable.Range(0, 60).Select(day => Snapshot(
            day < 30 ? day : day + 40,
            day % 17 == 5 ? -1 : 1_000 + (day * 10) - (day % 13 == 7 ? 200 : 0),
            day % 11 == 3 ? -1 : day / 4)),
    ];

    private static UtcInstant At(int day) => UtcInstant.StartOfDay(new DateOnly(2026, 1, 1)).PlusDays(day);

    private static IncomingSnapshot Snapshot(int day, long xp, long kills)
    {
        var rank = kills < 0 ? -1 : 500 - day;
        return new IncomingSnapshot(
            At(day),
            [
                new IncomingMetric(MetricCatalog.Overall, MetricCategory.Skill, xp, xp < 0 ? null : 9),
                new IncomingMetric("zulrah", MetricCategory.Boss, kills, kills < 0 ? null : rank),
                new IncomingMetric(MetricCatalog.Ehp, MetricCategory.Computed, 10 + (day % 9 * 0.25), 1),
            ],
            SnapshotAnswers.Pack(System.Text.Encoding.UTF8.GetBytes("{\"data\":{\"bosses\":{\"zulrah\":{\"rank\":" + rank + "}}}}")));
    }
}
