using ClanStats.Import;
using ClanStats.Storage;

namespace ClanStats.Tests.Import;

public sealed class LegacyImporterTests : IDisposable
{
    private readonly ImportedClan _clan = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Everything_of_either_layout_comes_in_and_verifies(bool isNormalised)
    {
        using var legacy = LegacyClan.Usual(isNormalised);

        var report = _clan.Import(legacy);

        report.Faults.ShouldBeEmpty();
        report.Changed.ShouldBeTrue();
        report.Verification.Count.ShouldBe(6);
        Table(report, "wom_snapshots").ShouldBe((18, 18));
        Table(report, "discord_messages").ShouldBe((18, 18));
        _clan.Query<long>("SELECT count(*) FROM wom_snapshots WHERE user_id IS NOT NULL AND source = 'legacy'").ShouldBe([18]);
        _clan.Query<long>("SELECT count(*) FROM snapshot_answers").ShouldBe([18]);
        _clan.Leftovers().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rename_does_not_part_a_player(bool isNormalised)
    {
        using var legacy = LegacyClan.Usual(isNormalised);

        _clan.Import(legacy);

        _clan.Query<(string, long, long)>(
            """
            SELECT m.username, count(*), max(s.xp_gained) FROM clan_members m JOIN wom_snapshots s ON s.user_id = m.id WHERE m.wom_player_id = 11
            """).ShouldBe([("iron wren", 6, 50)]);
        _clan.Query<(string, long?, long?)>("SELECT normalized_name, valid_from, valid_to FROM player_names n JOIN clan_members m ON m.id = n.member_id WHERE m.wom_player_id = 11 ORDER BY n.id DESC")
            .ShouldBe([(isNormalised ? "oldwren" : "old wren", null, LegacyClan.At(3).Milliseconds), ("iron wren", LegacyClan.At(3).Milliseconds, null)]);
        _clan.Query<long>("SELECT count(DISTINCT user_id) FROM discord_messages WHERE author_id = 501 AND user_id IS NOT NULL").ShouldBe([1]);
        _clan.Query<long>("SELECT count(*) FROM discord_messages WHERE author_id = 501 AND user_id IS NULL").ShouldBe([0]);
    }

    [Fact]
    public void Importing_twice_changes_nothing()
    {
        using var legacy = LegacyClan.Usual();
        _clan.Import(legacy);
        var (hash, bytes) = (_clan.Hash(), File.ReadAllBytes(_clan.Options.DatabaseFile));

        var report = _clan.Import(legacy);

        report.Faults.ShouldBeEmpty();
        report.Changed.ShouldBeFalse();
        report.Tables.Single(table => table.Name == "wom_snapshots").Merged.ShouldBe([new Reason("in the database already", 18)]);
        _clan.Hash().ShouldBe(hash);
        File.ReadAllBytes(_clan.Options.DatabaseFile).ShouldBe(bytes);
        _clan.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void People_who_had_left_stand_as_left_at_their_last_snapshot()
    {
        using var legacy = LegacyClan.Usual();

        _clan.Import(legacy);

        _clan.Query<(string, long?)>("SELECT username, left_at FROM clan_members WHERE wom_player_id = 13").ShouldBe([("goneaway", LegacyClan.At(5).Milliseconds)]);
        _clan.Query<long?>("SELECT s.left_at FROM membership_spans s JOIN clan_members m ON m.id = s.member_id WHERE m.wom_player_id = 13")
            .ShouldBe([LegacyClan.At(5).Milliseconds]);
    }

    [Fact]
    public void A_member_without_a_snapshot_stays_a_member_without_player_id()
    {
        using var legacy = LegacyClan.Usual();

        var report = _clan.Import(legacy);

        _clan.Query<(long?, long?)>("SELECT wom_player_id, left_at FROM clan_members WHERE username = 'neverseen'").ShouldBe([(null, null)]);
        report.People.ShouldContain(group => group.Text.Contains("no snapshot says who they are", StringComparison.Ordinal) && group.Samples.Contains("neverseen"));
    }

    [Fact]
    public void An_id_that_was_handed_out_again_does_not_give_the_newcomer_the_leavers_history()
    {
        using var legacy = new LegacyClan();
        legacy.Member(2, "newbie");
        legacy.Snapshot(2, "leaver", 21, 0, 900_000_000);
        legacy.Snapshot(2, "newbie", 22, 5, 5);

        _clan.Import(legacy);

        _clan.Query<(string, long, long?)>("SELECT m.username, s.total_xp, m.left_at FROM wom_snapshots s JOIN clan_members m ON m.id = s.user_id ORDER BY s.timestamp")
            .ShouldBe([("leaver", 900_000_000, LegacyClan.At(0).Milliseconds), ("newbie", 5, null)]);
    }

    [Fact]
    public void Two_players_who_bore_one_name_are_two_people()
    {
        using var legacy = new LegacyClan();
        legacy.Member(1, "wren");
        legacy.Snapshot(1, "wren", 31, 0, 100);
        legacy.Snapshot(1, "wren", 32, 5, 200);
        legacy.Line("wren", "first", 0);
        legacy.Line("wren", "second", 6);

        _clan.Import(legacy).Faults.ShouldBeEmpty();

        _clan.Query<(long, long?)>("SELECT wom_player_id, left_at FROM clan_members ORDER BY wom_player_id")
            .ShouldBe([(31, LegacyClan.At(0).Milliseconds), (32, null)]);
        _clan.Query<(string, long?)>("SELECT 'line', m.wom_player_id FROM discord_messages d LEFT JOIN clan_members m ON m.id = d.user_id ORDER BY d.id")
            .ShouldBe([("line", 31), ("line", 32)]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"playerId\": 12, \"createdAt\": \"2025-12-03T12:00:00Z\", \"data\": {\"skills\": {\"overall\": {\"experience\": 5")]
    [InlineData("{\"playerId\": 12, \"createdAt\": \"2025-12-03T12:00:00Z\", \"data\": {\"skills\": {\"overall\": {\"experience\": \"many\"}}}}")]
    public void A_row_whose_answer_cannot_be_read_keeps_its_columns_and_boss_rows(string? answer)
    {
        using var legacy = new LegacyClan();
        legacy.Member(1, "sedge");
        legacy.Snapshot(1, "sedge", 12, 0, 1_000, ("zulrah", 5));
        var row = legacy.Row(1, "sedge", LegacyClan.Day(2), 1_500, 80, answer);
        legacy.Boss(row, "zulrah", 8, 77);
        legacy.Row(1, "sedge", LegacyClan.Day(3), -1, null, answer);

        var report = _clan.Import(legacy);

        report.Faults.ShouldBeEmpty();
        report.Notes.ShouldContain(note => note.StartsWith("2 snapshots have no answer that can be read (without answer)", StringComparison.Ordinal));
        _clan.Query<(long?, long?, double?, double?, long)>("SELECT total_xp, total_boss_kills, ehp, ehb, xp_gained FROM wom_snapshots WHERE timestamp >= " + LegacyClan.At(2).Milliseconds)
            .ShouldBe([(1_500, 80, null, null, 500), (null, null, null, null, 500)]);
        _clan.Query<(string, long, long)>("SELECT boss_name, kills, rank FROM boss_snapshots ORDER BY id").ShouldBe([("zulrah", 5, 9), ("zulrah", 8, 77)]);
        _clan.Query<long>("SELECT count(*) FROM snapshot_answers").ShouldBe([1]);
        _clan.Query<long>("SELECT count(DISTINCT user_id) FROM wom_snapshots").ShouldBe([1]);
    }

    [Fact]
    public void An_answer_comes_back_byte_for_byte()
    {
        using var legacy = new LegacyClan();
        legacy.Member(1, "sedge");
        var expected = Enumerable.Range(0, 70).Select(day => LegacyClan.Answer(12, LegacyClan.At(-day), 1_000 - day, ("zulrah", 5))).Reverse().ToList();
        for (var i = 69; i >= 0; i--)
        {
            legacy.Row(1, "sedge", LegacyClan.Day(-i), 1_000 - i, 5, expected[69 - i]);
        }

        _clan.Import(legacy).Faults.ShouldBeEmpty();

        using var database = new Database(_clan.Options);
        database.Write("test", unit => unit.Query<long>("SELECT id FROM wom_snapshots ORDER BY timestamp")
            .Select(id => System.Text.Encoding.UTF8.GetString(AnswerStore.Find(unit, id)!.Value.Span)).ToList()).ShouldBe(expected);
    }

    [Fact]
    public void The_same_state_twice_is_merged_and_the_row_with_an_answer_stays()
    {
        using var legacy = new LegacyClan(isNormalised: false);
        legacy.Member(1, "Sedge");
        legacy.Snapshot(null, "Sedge", 12, 0, 1_000);
        legacy.Row(null, "Sedge", LegacyClan.Day(1), 7, 7, null);
        var kept = legacy.Snapshot(null, "sedge", 12, 1, 1_100, ("zulrah", 6));
        legacy.Snapshot(null, "SEDGE", 12, 1, 1_100, ("zulrah", 6));
        legacy.Boss(kept, "zulrah", 6);

        var report = _clan.Import(legacy);

        report.Faults.ShouldBeEmpty();
        report.Tables.Single(table => table.Name == "wom_snapshots").Merged.Single().Rows.ShouldBe(2);
        _clan.Query<(long, long)>("SELECT total_xp, total_boss_kills FROM wom_snapshots ORDER BY timestamp").ShouldBe([(1_000, 0), (1_100, 6)]);
    }

    [Fact]
    public void Boss_rows_are_held_against_the_answer()
    {
        using var legacy = new LegacyClan();
        legacy.Member(1, "sedge");
        var first = legacy.Snapshot(1, "sedge", 12, 0, 1_000, ("zulrah", 5));
        var second = legacy.Snapshot(1, "sedge", 12, 1, 1_000, ("zulrah", 5));
        var third = legacy.Snapshot(1, "sedge", 12, 2, 1_000, ("zulrah", 9));
        legacy.Boss(first, "zulrah", 5);
        legacy.Boss(second, "zulrah", 5);
        legacy.Boss(third, "zulrah", 8);
        legacy.Boss(999, "zulrah", 8);

        var table = _clan.Import(legacy).Tables.Single(table => table.Name == "boss_snapshots");

        (table.Read, table.Carried).ShouldBe((4, 1));
        table.Merged.ShouldBe([new Reason("repeats the kills of the snapshot before", 1)]);
        table.NotCarried.Select(reason => reason.Rows).ShouldBe([1, 1]);
        _clan.Query<long>("SELECT kills FROM boss_snapshots ORDER BY id").ShouldBe([5, 9]);
    }

    [Fact]
    public void An_unranked_newest_snapshot_is_no_number()
    {
        using var legacy = new LegacyClan();
        legacy.Member(1, "sedge");
        legacy.Snapshot(1, "sedge", 12, 0, 39_778_599);
        legacy.Snapshot(1, "sedge", 12, 1, -1);

        _clan.Import(legacy).Faults.ShouldBeEmpty();

        _clan.Query<(long?, long)>("SELECT total_xp, xp_gained FROM wom_snapshots ORDER BY timestamp").ShouldBe([(39_778_599, 0), (null, 0)]);
    }

    public void Dispose() => _clan.Dispose();

    private static (long Read, long Carried) Table(ImportReport report, string name)
    {
        var table = report.Tables.Single(table => table.Name == name);
        return (table.Read, table.Carried);
    }
}
