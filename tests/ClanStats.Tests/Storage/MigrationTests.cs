using ClanStats.Domain.Runs;
using ClanStats.Storage;

namespace ClanStats.Tests.Storage;

public sealed class MigrationTests
{
    private const string Schema = "SELECT coalesce(sql, name) FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY 1";

    [Fact]
    public void The_chain_has_no_gap_and_a_way_back_for_every_script() =>
        MigrationScripts.All.Select(script => script.Number).ShouldBe(Enumerable.Range(1, MigrationScripts.All.Count));

    [Fact]
    public void A_new_database_runs_the_chain_from_the_start()
    {
        using var temp = new TempDatabase();

        temp.Migrator.Version().ShouldBe(DatabaseMigrator.Newest);
        temp.Migrator.Pending().ShouldBeEmpty();
        temp.Query<string>("SELECT ScriptName FROM SchemaVersions ORDER BY SchemaVersionID").ShouldBe(MigrationScripts.All.Select(script => script.Name));
        temp.Query<string>("PRAGMA integrity_check").ShouldHaveSingleItem().ShouldBe("ok");
    }

    [Fact]
    public void Up_down_up_leaves_the_schema_as_it_was()
    {
        using var temp = new TempDatabase();
        var schema = temp.Query<string>(Schema);

        temp.Migrator.MigrateTo(0);
        temp.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").Order()
            .ShouldBe(["SchemaVersions", "schema_checksums"]);
        temp.Migrator.MigrateTo();

        temp.Query<string>(Schema).ShouldBe(schema);
    }

    [Fact]
    public void Old_rows_keep_their_meaning_through_the_chain()
    {
        using var temp = new TempDatabase(migrated: false);
        temp.Migrator.MigrateTo(1);
        temp.Execute(
            """
            INSERT INTO clan_members (username, role, joined_at, id) VALUES ('Iron-Wren', 'member', '2025-03-01 10:00:00.000000', NULL), ('Sedge', 'owner', NULL, NULL);
            INSERT INTO wom_snapshots (id, username, timestamp, total_xp, total_boss_kills, ehp, ehb, raw_data) VALUES
              (1, 'iron-wren', '2025-12-26 20:00:00.250000', 100, 7, 0, 1.5, '{"a":1}'),
              (2, 'iron-wren', '2025-12-26 20:00:00.250000', 100, 7, 0, 1.5, '{"a":1}'),
              (3, 'stranger', '2025-12-27 00:00:00.000000', -1, 0, 0, 0, NULL);
            INSERT INTO boss_snapshots (id, snapshot_id, boss_name, kills, rank) VALUES (1, 1, 'zulrah', 7, 100), (2, 2, 'zulrah', 7, 100), (3, 1, 'vorkath', -1, -1);
            INSERT INTO discord_messages (id, author_id, author_name, content, channel_id, created_at) VALUES
              (11, 5, 'IRON-WREN', 'hello', 9, '2025-12-26 20:00:00.500000');
            """);

        temp.Migrator.MigrateTo();

        temp.Query<(long Id, long Timestamp, long? User)>("SELECT id, timestamp, user_id FROM wom_snapshots ORDER BY id").ShouldBe(
            [(1, 1766779200250, temp.Query<long>("SELECT id FROM clan_members WHERE username = 'iron wren'").Single()), (3, 1766793600000, null)]);
        temp.Query<long?>("SELECT total_xp FROM wom_snapshots WHERE id = 3").ShouldHaveSingleItem().ShouldBeNull();
        temp.Query<(string, long)>("SELECT boss_name, kills FROM boss_snapshots").ShouldHaveSingleItem().ShouldBe(("zulrah", 7));
        temp.Query<(string, long)>("SELECT kind, created_at FROM discord_messages").ShouldHaveSingleItem().ShouldBe(("chat", 1766779200500));
        System.Text.Encoding.UTF8.GetString(temp.Query<byte[]>("SELECT b.data FROM snapshot_answers a JOIN answer_blocks b ON b.id = a.block_id").ShouldHaveSingleItem()).ShouldBe("{\"a\":1}");
        temp.Query<string>("SELECT timestamp FROM wom_snapshots_readable WHERE id = 1").ShouldHaveSingleItem().ShouldBe("2025-12-26T20:00:00.250Z");
    }

    [Fact]
    public void Compact_storage_and_back_and_again_changes_no_content()
    {
        using var temp = SoundClan.Create();
        temp.Execute("UPDATE discord_messages SET content = 'hello', keep_until = 5 WHERE id = 1");
        temp.Database.Write("test", unit => AnswerStore.PackWhatStandsAlone(unit, 1, least: 2)).ShouldBe(4);
        var hash = SoundClan.Hash(temp);

        temp.Migrator.MigrateTo(13);
        temp.Query<string>("SELECT content FROM message_texts").ShouldHaveSingleItem().ShouldBe("hello");
        temp.Query<long>("SELECT count(*) FROM snapshot_answers WHERE codec = 1").ShouldHaveSingleItem().ShouldBe(6);
        temp.Migrator.MigrateTo();

        SoundClan.Hash(temp).ShouldBe(hash);
        SoundClan.Verify(temp).ShouldAllBe(check => check.Passed);
    }

    [Fact]
    public void The_old_programs_database_is_refused_with_the_way_to_adopt_it()
    {
        using var temp = new TempDatabase(migrated: false);
        temp.Execute("CREATE TABLE alembic_version (version_num TEXT); CREATE TABLE clan_members (username TEXT)");

        Should.Throw<UserFaultException>(() => temp.Migrator.MigrateTo()).Message.ShouldContain("db import");
        temp.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'").Order().ShouldBe(["alembic_version", "clan_members"]);
    }

    [Fact]
    public void A_foreign_database_is_left_alone()
    {
        using var temp = new TempDatabase(migrated: false);
        temp.Execute("CREATE TABLE recipes (id INTEGER)");

        Should.Throw<UserFaultException>(() => temp.Migrator.Pending()).Message.ShouldContain("another program");
    }

    [Fact]
    public void A_database_newer_than_the_program_is_refused()
    {
        using var temp = new TempDatabase();
        temp.Execute("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('ClanStats.migrations.9999_future.sql', '2030-01-01')");

        Should.Throw<UserFaultException>(() => temp.Migrator.Pending()).Message.ShouldContain("newer ClanStats");
    }

    [Fact]
    public void A_released_script_that_was_edited_is_noticed()
    {
        using var temp = new TempDatabase();
        temp.Execute("UPDATE schema_checksums SET checksum = 'other' WHERE script_name LIKE '%0005%'");

        Should.Throw<UserFaultException>(() => temp.Migrator.Pending()).Message.ShouldContain("never edited");
    }

    [Fact]
    public void A_backup_is_a_whole_database()
    {
        using var temp = new TempDatabase();
        temp.Execute("INSERT INTO metrics (id, name, category) VALUES (0, 'overall', 'skill')");

        var file = new DatabaseBackup(temp.Database, temp.Options, TimeProvider.System).Create();

        Path.GetFileName(file).ShouldMatch(@"^clan_data_\d{8}_\d{6}\.db$");
        using var copy = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        copy.Open();
        Dapper.SqlMapper.QuerySingle<string>(copy, "SELECT name FROM metrics").ShouldBe("overall");
    }
}
