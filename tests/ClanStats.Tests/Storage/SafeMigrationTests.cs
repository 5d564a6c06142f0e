using System.IO.Compression;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Composition;
using ClanStats.Storage;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Storage;

public sealed class SafeMigrationTests
{
    private const int Older = 13;

    [Fact]
    public void A_migration_has_a_checked_backup_before_it_and_a_verification_after_it()
    {
        using var temp = OlderClan();

        var result = Migration(temp).MigrateTo(null, CancellationToken.None);

        result.Ran.Select(script => script.Number).ShouldBe(Enumerable.Range(Older + 1, DatabaseMigrator.Newest - Older));
        result.Remarks.ShouldBeEmpty();
        BackupFile.LooksWhole(result.Backup!).ShouldBeTrue();
        SoundClan.Verify(temp).ShouldAllBe(check => check.Passed);
    }

    [Fact]
    public void Where_nothing_is_to_do_nothing_is_done()
    {
        using var temp = SoundClan.Create();

        Migration(temp).MigrateTo(null, CancellationToken.None).Backup.ShouldBeNull();

        Directory.Exists(temp.Options.BackupDirectory).ShouldBeFalse();
    }

    [Fact]
    public void A_script_that_fails_leaves_the_database_as_it_was_and_names_the_backup()
    {
        using var temp = OlderClan();
        temp.Execute("CREATE TABLE message_quarters (another INTEGER)");
        var before = Dump(temp);

        var fault = Should.Throw<UserFaultException>(() => Migration(temp).MigrateTo(null, CancellationToken.None));

        fault.Message.ShouldContain("0014_compact_storage");
        fault.Message.ShouldContain("as before");
        fault.Message.ShouldContain(BackupFile.In(temp.Options.BackupDirectory).ShouldHaveSingleItem().Path);
        Dump(temp).ShouldBe(before);
    }

    [Fact]
    public void A_database_that_does_not_pass_its_verification_is_put_back()
    {
        using var temp = OlderClan();
        temp.Execute("UPDATE wom_snapshots SET total_xp = total_xp + 1 WHERE id = 1");
        var before = Dump(temp);

        var fault = Should.Throw<UserFaultException>(() => Migration(temp).MigrateTo(null, CancellationToken.None));

        fault.Message.ShouldContain("totals differ from their metrics");
        fault.Message.ShouldContain(BackupFile.In(temp.Options.BackupDirectory).ShouldHaveSingleItem().Path);
        Dump(temp).ShouldBe(before);
        Directory.GetFiles(temp.Root, "*replaced*").ShouldBeEmpty();
    }

    [Fact]
    public void Rows_of_tables_that_go_are_saved_beside_the_backups_and_told()
    {
        using var temp = new TempDatabase(migrated: false);
        temp.Migrator.MigrateTo(2);
        temp.Execute("INSERT INTO wom_records (username, xp_30d) VALUES ('wren', 12), ('a,\"b\"', NULL)");

        Should.Throw<UserFaultException>(() => temp.Migrator.MigrateTo()).Message.ShouldContain("wom_records");
        var result = Migration(temp).MigrateTo(null, CancellationToken.None);

        var file = Directory.GetFiles(temp.Options.BackupDirectory, "legacy_wom_records_*.csv.gz").ShouldHaveSingleItem();
        result.Remarks.ShouldHaveSingleItem().ShouldBe($"2 rows of wom_records, which goes, are saved in {file}");
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        text.ReadToEnd().ReplaceLineEndings("\n").ShouldBe(
            "id,username,fetch_date,xp_30d,msg_30d,xp_150d,msg_150d,xp_custom,msg_custom\n1,wren,,12,,,,,\n2,\"a,\"\"b\"\"\",,,,,,,\n");
    }

    [Fact]
    public void Rows_the_next_night_assigns_anyway_are_told_and_refuse_nothing()
    {
        using var temp = OlderClan();
        temp.Execute("UPDATE discord_messages SET user_id = NULL WHERE id = 1");

        Migration(temp).MigrateTo(null, CancellationToken.None).Remarks.ShouldHaveSingleItem().ShouldContain("messages without member");
    }

    [Theory]
    [InlineData("clan_members", 5, 4, "clan_members: 5 → 4")]
    [InlineData("clan_members", 5, null, "clan_members: 5 → 0")]
    [InlineData("clan_members", 5, 5, null)]
    [InlineData("clan_members", 5, 6, null)]
    [InlineData("message_texts", 5, null, null)]
    [InlineData("gain_ledgers", 5, 1, null)]
    public void A_loss_no_script_declares_is_named(string table, int before, int? after, string? loss)
    {
        var counts = after is { } rows ? new Dictionary<string, long> { [table] = rows } : [];

        MigrationLosses.Undeclared(new Dictionary<string, long> { [table] = before }, counts, [MigrationScripts.All[Older]], [])
            .ShouldBe(loss is null ? [] : [loss]);
    }

    private static SafeMigration Migration(TempDatabase temp) =>
        new(temp.Database, temp.Options, new FakeTimeProvider(), () => DatabaseWork.Prove(temp.Database, SoundClan.Now));

    private static TempDatabase OlderClan()
    {
        var temp = SoundClan.Create();
        temp.Migrator.MigrateTo(Older);
        return temp;
    }

    private static List<string> Dump(TempDatabase temp) =>
    [
        .. temp.Query<string>("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"),
        .. temp.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").SelectMany(table => new[]
        {
            $"{table} {temp.Query<long>($"SELECT count(*) FROM {table}").Single()}",
        }),
        .. temp.Query<string>("SELECT json_array(id, user_id, timestamp, total_xp, hex(metric_values)) FROM wom_snapshots ORDER BY id"),
        .. temp.Query<string>("SELECT ScriptName FROM SchemaVersions ORDER BY 1"),
    ];
}
