using ClanStats.Domain.Report;
using ClanStats.Storage;
using ClanStats.Tests.Import;

namespace ClanStats.Tests.Analytics.Faults;

/// <summary>What the old program got wrong with its own database: whatever its stage, it is adopted and told right.</summary>
public sealed class OldDatabaseFaultTests : IDisposable
{
    private readonly ImportedClan _clan = new();

    [Theory]
    [InlineData(3, 2, 4, 1, 10)]
    [InlineData(3, 0, 5, 4, 12)]
    public async Task F06_every_spelling_of_a_name_in_the_relayed_chat_is_the_players(int blank, int plain, int hyphen, int underscore, int all)
    {
        using var legacy = new LegacyClan();
        legacy.Member(1, "ironwren");
        legacy.Snapshot(1, "ironwren", 11, 1, 1_000);
        foreach (var (name, count) in new[] { ("Iron Wren", blank), ("ironwren", plain), ("Iron-Wren", hyphen), ("iron_wren", underscore) })
        {
            for (var i = 0; i < count; i++)
            {
                legacy.Line(name, "hello", 28);
            }
        }

        var member = (await ReportAsync(legacy)).Members.Single();

        (member.Messages.D7.Value, member.MessagesTotal.Value).ShouldBe((all, all));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F07_what_an_alias_recorded_belongs_to_its_member(bool isNormalised)
    {
        using var legacy = new LegacyClan(isNormalised);
        legacy.Member(1, "newname");
        if (isNormalised)
        {
            legacy.Alias(1, "oldname");
        }

        for (var day = 0; day <= 30; day++)
        {
            legacy.Snapshot(day < 28 ? null : 1, day < 28 ? "oldname" : "newname", 11, day, 1_000_000 + (day * 100_000L), ("zulrah", 10 + day));
            legacy.Message(501, day < 28 ? "oldname" : "newname", "hello", day);
            legacy.Line(day < 28 ? "oldname" : "newname", "hello", day);
        }

        var member = (await ReportAsync(legacy)).Members.Single(row => row.Username == "newname");

        (member.Xp.D7.Value, member.Boss.D7.Value, member.MessagesTotal.Value).ShouldBe((600_000, 6, 62));
        (member.Xp.D30.Value, member.Boss.D30.Value).ShouldBe((2_900_000, 29));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F29_a_file_of_either_layout_comes_to_the_newest_schema_with_all_it_held(bool isNormalised)
    {
        using var legacy = LegacyClan.Usual(isNormalised);

        var report = await ReportAsync(legacy);

        _clan.Query<long>("SELECT count(*) FROM SchemaVersions").ShouldBe([MigrationScripts.All.Count]);
        _clan.Query<long>("SELECT count(*) FROM player_name_aliases").Single().ShouldBeGreaterThan(0);
        report.Members.Count.ShouldBe(3);
    }

    [Fact]
    public void F30_ids_of_the_old_layout_become_a_key_and_a_new_member_gets_one()
    {
        using var legacy = LegacyClan.Usual(isNormalised: false);
        _clan.Import(legacy).Faults.ShouldBeEmpty();

        _clan.Execute("INSERT INTO clan_members (username, display_name) VALUES ('fresh', 'Fresh')");

        var ids = _clan.Query<long?>("SELECT id FROM clan_members ORDER BY id");
        ids.ShouldAllBe(id => id > 0);
        ids.Distinct().Count().ShouldBe(ids.Count);
        _clan.Query<long>("SELECT id FROM clan_members WHERE username = 'fresh'").Single().ShouldBe(ids.Max()!.Value);
    }

    [Fact]
    public void F31_boss_rows_that_name_their_snapshot_in_the_old_column_alone_come_in()
    {
        using var legacy = new LegacyClan();
        legacy.Member(1, "sedge");
        var snapshot = legacy.Row(1, "sedge", LegacyClan.Day(2), 1_500, 8, null);
        legacy.Boss(snapshot, "zulrah", 8, 77);
        legacy.Execute("UPDATE boss_snapshots SET wom_snapshot_id = NULL");

        _clan.Import(legacy).Faults.ShouldBeEmpty();

        _clan.Query<(string, string, long)>(
            "SELECT m.username, b.boss_name, b.kills FROM boss_snapshots b JOIN wom_snapshots s ON s.id = b.wom_snapshot_id JOIN clan_members m ON m.id = s.user_id")
            .ShouldBe([("sedge", "zulrah", 8)]);
    }

    [Fact]
    public async Task F19_a_newcomer_who_was_given_a_leavers_id_has_neither_their_xp_nor_their_messages()
    {
        using var legacy = new LegacyClan();
        legacy.Member(2, "newbie");
        legacy.Snapshot(2, "leaver", 21, 0, 900_000_000);
        for (var i = 0; i < 30; i++)
        {
            legacy.Message(502, "leaver", "hello", 0, user: 2);
        }

        var report = await ReportAsync(legacy);

        var member = report.Members.Single();
        (member.Username, member.TotalXp, member.MessagesTotal.Value).ShouldBe(("newbie", default(long?), 0));
        report.Reconciliation.Left.ShouldContain(person => person.Name == "leaver");
    }

    public void Dispose() => _clan.Dispose();

    private async Task<ClanReport> ReportAsync(LegacyClan legacy)
    {
        _clan.Import(legacy).Faults.ShouldBeEmpty();
        var (from, to) = (ImportedClan.Now.PlusDays(-60).Milliseconds, ImportedClan.Now.Milliseconds);
        _clan.Execute($"INSERT INTO source_reads (source, read_at, covers_from, covers_to) VALUES ('relay', {to}, {from}, {to})");
        return await ReportedClan.ReportOnAsync(_clan.Options, ImportedClan.Now);
    }
}
