using ClanStats.Domain.Runs;
using ClanStats.Storage;
using ClanStats.Storage.Verification;
using ClanStats.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.Storage;

public sealed class DatabaseRestoreTests
{
    [Fact]
    public void What_was_backed_up_comes_back_and_what_it_replaced_is_kept()
    {
        using var temp = SoundClan.Create();
        var hash = SoundClan.Hash(temp);
        var backup = Backup(temp);
        temp.Execute("DELETE FROM discord_messages");
        var later = SoundClan.Hash(temp);

        var result = Restore(temp, backup);

        SoundClan.Hash(temp).ShouldBe(hash);
        result.Pending.ShouldBe(0);
        result.Rows["discord_messages"].ShouldBe(4);
        Path.GetFileName(result.Replaced).ShouldBe("clan_data.replaced-20260301_000000.db");
        using var kept = new Database(new StorageOptions { DatabaseFile = result.Replaced! });
        ContentHash.Of(kept, CancellationToken.None).ShouldBe(later);
        temp.Query<string>("PRAGMA journal_mode").ShouldHaveSingleItem().ShouldBe("wal");
        BackupChecksum.Expected(backup).ShouldBe(BackupChecksum.Of(backup));
    }

    [Fact]
    public void A_backup_of_an_older_schema_waits_for_the_next_run()
    {
        using var temp = SoundClan.Create();
        temp.Migrator.MigrateTo(DatabaseMigrator.Newest - 1);
        var backup = Backup(temp);
        temp.Migrator.MigrateTo();

        Restore(temp, backup).Pending.ShouldBe(1);
        temp.Migrator.Pending().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_file_is_restored_with_what_stands_in_the_log_beside_it()
    {
        using var temp = SoundClan.Create();
        using var other = SoundClan.Create();
        other.Execute("UPDATE clan_members SET role = 'from the log'");
        var (file, log) = (Path.Combine(temp.Root, "copied.db"), Path.Combine(temp.Root, "copied.db-wal"));
        File.Copy(other.Options.DatabaseFile, file);
        File.Copy(other.Options.DatabaseFile + "-wal", log);

        Restore(temp, file);

        SoundClan.Hash(temp).ShouldBe(SoundClan.Hash(other));
        File.Exists(log).ShouldBeTrue();
    }

    [Fact]
    public void A_truncated_file_is_refused() => Refused("is damaged", (_, backup) =>
    {
        File.Delete(BackupChecksum.FileOf(backup));
        Cut(backup);
    });

    [Fact]
    public void A_file_that_is_not_what_was_backed_up_is_refused() => Refused("its checksum is not the one in", (_, backup) => Cut(backup));

    [Fact]
    public void A_file_that_is_no_database_is_refused() => Refused("is not a SQLite database", (_, backup) =>
    {
        File.Delete(BackupChecksum.FileOf(backup));
        File.WriteAllText(backup, "a letter from home");
    });

    [Fact]
    public void Another_programs_database_is_refused() => Refused("database of another program", (_, backup) =>
        Replace(backup, "CREATE TABLE recipes (id INTEGER)"));

    [Fact]
    public void The_old_programs_database_is_refused() => Refused("db import", (_, backup) =>
        Replace(backup, "CREATE TABLE alembic_version (version_num TEXT); CREATE TABLE clan_members (username TEXT)"));

    [Fact]
    public void A_newer_programs_database_is_refused() => Refused("newer ClanStats", (_, backup) =>
    {
        File.Delete(BackupChecksum.FileOf(backup));
        Execute(backup, "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('ClanStats.migrations.9999_future.sql', '2030')");
    });

    [Fact]
    public void An_empty_database_is_refused() => Refused("empty database", (_, backup) => Replace(backup, "CREATE TABLE t (id); DROP TABLE t"));

    [Fact]
    public void A_file_that_is_not_there_is_refused() => Refused("There is no file", (_, backup) => File.Delete(backup));

    [Fact]
    public void If_the_new_file_is_not_what_it_should_be_the_old_one_comes_back()
    {
        using var temp = SoundClan.Create();
        var backup = Backup(temp);
        temp.Execute("DELETE FROM discord_messages");
        var hash = SoundClan.Hash(temp);
        var restore = new DatabaseRestore(temp.Options, new FakeTimeProvider()) { AfterSwap = file => Execute(file, "DELETE FROM boss_snapshots") };

        Should.Throw<UserFaultException>(() => restore.Restore(backup, CancellationToken.None)).Message.ShouldContain("the database is as before");

        SoundClan.Hash(temp).ShouldBe(hash);
        Directory.GetFiles(temp.Root, "*replaced*").ShouldBeEmpty();
    }

    [Fact]
    public void A_damaged_database_can_be_replaced_and_is_kept_as_it_is()
    {
        using var temp = SoundClan.Create();
        var hash = SoundClan.Hash(temp);
        var backup = Backup(temp);
        temp.Database.Dispose();
        File.WriteAllText(temp.Options.DatabaseFile, "spoilt");

        var result = Restore(temp, backup);

        File.ReadAllText(result.Replaced!).ShouldBe("spoilt");
        using var restored = new Database(temp.Options);
        ContentHash.Of(restored, CancellationToken.None).ShouldBe(hash);
    }

    [Fact]
    public void A_database_that_somebody_reads_is_not_replaced()
    {
        using var temp = SoundClan.Create();
        var backup = Backup(temp);
        using var reader = new SqliteConnection($"Data Source={temp.Options.DatabaseFile};Pooling=False");
        reader.Open();
        using var transaction = reader.BeginTransaction(deferred: true);
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT count(*) FROM clan_members";
        command.Transaction = transaction;
        command.ExecuteScalar();

        Should.Throw<UserFaultException>(() => Restore(temp, backup)).Message.ShouldContain("in use by another program");
    }

    private static void Refused(string reason, Action<TempDatabase, string> spoil)
    {
        using var temp = SoundClan.Create();
        var hash = SoundClan.Hash(temp);
        var backup = Backup(temp);
        spoil(temp, backup);

        var message = Should.Throw<UserFaultException>(() => Restore(temp, backup)).Message;

        message.ShouldContain(reason);
        message.ShouldContain(backup);
        message.ShouldNotContain(".restoring");
        SoundClan.Hash(temp).ShouldBe(hash);
        Directory.GetFiles(temp.Root, "*restoring*").ShouldBeEmpty();
        Directory.GetFiles(temp.Root, "*replaced*").ShouldBeEmpty();
    }

    private static string Backup(TempDatabase temp) => new DatabaseBackup(temp.Database, temp.Options, new FakeTimeProvider()).Create();

    private static RestoreResult Restore(TempDatabase temp, string file) =>
        new DatabaseRestore(temp.Options, new FakeTimeProvider()).Restore(file, CancellationToken.None);

    private static void Cut(string file)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength(stream.Length / 2);
    }

    private static void Replace(string file, string sql)
    {
        File.Delete(BackupChecksum.FileOf(file));
        File.Delete(file);
        Execute(file, sql);
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
