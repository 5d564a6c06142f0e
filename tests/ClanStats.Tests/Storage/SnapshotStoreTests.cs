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

    [Fact]
    public void Answers_of_nights_go_into_a_block_when_there_are_enough_and_come_back()
    {
        using var temp = Seeded();
        foreach (var snapshot in History().Take(40))
        {
            Store(temp, [snapshot]);
        }

        temp.Query<(long Codec, long Answers)>("SELECT codec, answers FROM answer_blocks ORDER BY answers DESC, id").ShouldBe(
            [(SnapshotAnswers.Block, SnapshotAnswers.MostPerBlock), .. Enumerable.Repeat(((long)SnapshotAnswers.Brotli, 1L), 40 - SnapshotAnswers.MostPerBlock)]);
        Answers(temp).ShouldBe(History().Take(40).Select(Text));
    }

    [Fact]
    public void Optimising_packs_answers_that_stand_alone_and_changes_nothing_else()
    {
        using var temp = Seeded();
        foreach (var snapshot in History().Take(20))
        {
            Store(temp, [snapshot]);
        }

        var hash = SoundClan.Hash(temp);
        new DatabaseOptimizer(temp.Database).Optimize();

        temp.Query<(long Codec, long Answers)>("SELECT codec, answers FROM answer_blocks").ShouldBe([(SnapshotAnswers.Block, 20)]);
        Answers(temp).ShouldBe(History().Take(20).Select(Text));
        SoundClan.Hash(temp).ShouldBe(hash);
    }

    [Fact]
    public void Answers_that_come_together_go_into_blocks_at_once()
    {
        using var temp = Seeded();
        Store(temp, History());

        temp.Query<long>("SELECT answers FROM answer_blocks ORDER BY id").ShouldBe([32, 28]);
        Answers(temp).ShouldBe(History().Select(Text));
    }

    [Fact]
    public void A_real_snapshot_takes_the_place_of_a_bulk_one_and_never_the_other_way()
    {
        using var onlyReal = Seeded();
        Store(onlyReal, [Snapshot(0, 100, 5), Snapshot(1, 110, 6), Snapshot(2, 130, 9)]);
        using var replaced = Seeded();
        Store(replaced, [Snapshot(0, 100, 5), Bulk(1, 111), Snapshot(2, 130, 9)]);
        Store(replaced, [Snapshot(1, 110, 6)]).ShouldBe(1);
        Store(replaced, [Bulk(1, 111)]).ShouldBe(0);

        State(replaced).ShouldBe(State(onlyReal));
        Answers(replaced).ShouldBe(Answers(onlyReal));
        replaced.Query<string>("SELECT DISTINCT source FROM wom_snapshots").ShouldHaveSingleItem().ShouldBe(SnapshotSources.Wom);
    }

    [Fact]
    public void Counting_again_from_nothing_gives_the_same()
    {
        using var temp = Seeded();
        Store(temp, History());
        var before = State(temp);
        temp.Execute("DELETE FROM gain_ledgers; DELETE FROM gain_bases; DELETE FROM member_days; DELETE FROM metric_records; UPDATE wom_snapshots SET xp_gained = 0");

        temp.Database.Write("test", SnapshotStore.Uncounted).ShouldBe([Member]);
        var metrics = temp.Database.Read("test", MetricRegistry.Load);
        temp.Database.Write("test", unit => new SnapshotStore(metrics).CountAgain(unit, Member)).ShouldBe(History().Count);

        State(temp).ShouldBe(before);
        temp.Database.Write("test", SnapshotStore.Uncounted).ShouldBeEmpty();
    }

    private static List<string> Answers(TempDatabase temp)
    {
        using var connection = temp.Database.Open();
        using var reader = new AnswerReader(connection);
        return
        [
            .. temp.Query<(long Block, long Position)>(
                "SELECT a.block_id, a.position FROM snapshot_answers a JOIN wom_snapshots s ON s.id = a.snapshot_id ORDER BY s.timestamp")
                .Select(row => System.Text.Encoding.UTF8.GetString(reader.Read(row.Block, (int)row.Position).Span)),
        ];
    }

    private static string Text(IncomingSnapshot snapshot) => System.Text.Encoding.UTF8.GetString(snapshot.Answer.Span);

    private static IncomingSnapshot Bulk(int day, long xp) =>
        new(At(day), [new IncomingMetric(MetricCatalog.Overall, MetricCategory.Skill, xp, null)], default, SnapshotSources.BulkGained);

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

        return State(temp);
    }

    private static List<string> State(TempDatabase temp) =>
        [
            .. temp.Query<string>(
                """
                SELECT printf('%d %s %s %d %d %.5f %.5f %s', timestamp, total_xp, total_boss_kills, xp_gained, boss_gained, ehp_gained, ehb_gained, hex(metric_values))
                FROM wom_snapshots ORDER BY timestamp
                """),
            .. temp.Query<string>(
                """
                SELECT printf('%d %s %d %s', s.timestamp, b.boss_name, b.kills, b.rank) FROM boss_snapshots b JOIN wom_snapshots s ON s.id = b.wom_snapshot_id
                ORDER BY s.timestamp, b.boss_name
                """),
            .. temp.Query<string>("SELECT hex(state) FROM gain_ledgers"),
            .. temp.Query<string>("SELECT valid_from || ' ' || hex(base) FROM gain_bases ORDER BY valid_from"),
            .. temp.Query<string>("SELECT printf('%d %d %d %d %d', day, xp, boss, snapshots, steps) FROM member_days ORDER BY day"),
            .. temp.Query<string>("SELECT printf('%d %d %d', metric_id, value, reached_at) FROM metric_records ORDER BY metric_id"),
        ];

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
            System.Text.Encoding.UTF8.GetBytes("{\"data\":{\"bosses\":{\"zulrah\":{\"rank\":" + rank + "}}}}"));
    }
}
