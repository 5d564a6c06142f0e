using System.IO.Compression;
using ClanStats.Domain.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.Import;

public sealed class LegacyFileTests : IDisposable
{
    private readonly ImportedClan _clan = new();

    [Theory]
    [InlineData("2025-12-05 10:00:00.250000")]
    [InlineData("2025-12-05T10:00:00.250Z")]
    [InlineData("2025-12-05 10:00:00.250")]
    [InlineData("2025-12-05T12:00:00.250+02:00")]
    [InlineData("2025-12-05 05:00:00.250000-05:00")]
    [InlineData(1764928800250L)]
    public void A_time_of_any_form_lands_in_UTC(object written)
    {
        using var legacy = new LegacyClan();
        legacy.Member(1, "sedge");
        legacy.Row(1, "sedge", written, 5, 0, null);
        legacy.Message(501, "sedge", "hello", 4, createdAt: written);

        _clan.Import(legacy).Faults.ShouldBeEmpty();

        _clan.Query<string>("SELECT timestamp FROM wom_snapshots_readable UNION ALL SELECT created_at FROM discord_messages_readable")
            .ShouldBe(["2025-12-05T10:00:00.250Z", "2025-12-05T10:00:00.250Z"]);
    }

    [Fact]
    public void A_row_without_a_usable_time_is_counted_and_a_message_takes_that_of_its_id()
    {
        using var legacy = new LegacyClan();
        legacy.Member(1, "sedge");
        legacy.Row(1, "sedge", "yesterday", 5, 0, null);
        legacy.Message(501, "sedge", "hello", 4, createdAt: "soon");

        var report = _clan.Import(legacy);

        report.Faults.ShouldBeEmpty();
        report.Tables.Single(table => table.Name == "wom_snapshots").NotCarried.Single().Rows.ShouldBe(1);
        _clan.Query<long>("SELECT created_at FROM discord_messages").ShouldBe([LegacyClan.At(4).Milliseconds]);
    }

    [Fact]
    public void The_old_file_and_its_folder_stay_as_they_are()
    {
        using var legacy = LegacyClan.Usual();
        var before = File.ReadAllBytes(legacy.File);

        _clan.Import(legacy);

        File.ReadAllBytes(legacy.File).ShouldBe(before);
        Directory.EnumerateFiles(legacy.Root).ShouldBe([legacy.File]);
    }

    [Fact]
    public void What_stands_only_in_a_write_ahead_log_comes_in_too_and_stays_there()
    {
        using var legacy = new LegacyClan();
        legacy.Member(1, "sedge");
        legacy.Execute("PRAGMA journal_mode = WAL");
        legacy.Snapshot(1, "sedge", 12, 0, 1_000);
        var before = Directory.EnumerateFiles(legacy.Root).ToDictionary(file => file, File.ReadAllBytes);
        before.Keys.ShouldContain(legacy.File + "-wal");

        _clan.Import(legacy).Faults.ShouldBeEmpty();

        _clan.Query<long>("SELECT total_xp FROM wom_snapshots").ShouldBe([1_000]);
        foreach (var (file, bytes) in before)
        {
            File.ReadAllBytes(file).ShouldBe(bytes);
        }

        _clan.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void A_foreign_file_gets_one_clear_message()
    {
        using var legacy = new LegacyClan();
        var text = Path.Combine(legacy.Root, "notes.db");
        File.WriteAllText(text, "these are notes and no database at all");
        var other = Path.Combine(legacy.Root, "other.db");
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = other, Pooling = false }.ToString()))
        {
            connection.Open();
            connection.Execute("CREATE TABLE songs (id INTEGER PRIMARY KEY)");
        }

        Refusal(Path.Combine(legacy.Root, "missing.db")).ShouldContain("There is no file");
        Refusal(text).ShouldContain("is not a whole SQLite database");
        Refusal(other).ShouldContain("is not a database of the old program: it has no usable table clan_members");
        File.Exists(_clan.Options.DatabaseFile).ShouldBeFalse();
    }

    [Fact]
    public void A_ClanStats_database_is_no_old_one()
    {
        using var legacy = LegacyClan.Usual();
        _clan.Import(legacy);
        using var other = new ImportedClan();

        Should.Throw<UserFaultException>(() => other.Import(_clan.Options.DatabaseFile)).Message.ShouldContain("is a ClanStats database already");
    }

    [Fact]
    public void A_cut_or_damaged_file_changes_nothing()
    {
        using var legacy = LegacyClan.Usual();
        var whole = File.ReadAllBytes(legacy.File);
        var cut = Path.Combine(legacy.Root, "cut.db");
        File.WriteAllBytes(cut, whole[..(whole.Length / 2)]);
        var damaged = Path.Combine(legacy.Root, "damaged.db");
        Array.Clear(whole, 4_096, whole.Length - 8_192);
        File.WriteAllBytes(damaged, whole);

        Refusal(cut).ShouldContain("it was cut off");
        Refusal(damaged).ShouldContain("is damaged");
        File.Exists(_clan.Options.DatabaseFile).ShouldBeFalse();
    }

    [Fact]
    public void Rows_of_tables_nothing_reads_are_saved_first()
    {
        using var legacy = LegacyClan.Usual();
        legacy.Execute(
            """
            CREATE TABLE skill_snapshots (id INTEGER NOT NULL, snapshot_id INTEGER, skill_name VARCHAR, xp INTEGER, level INTEGER, rank INTEGER, PRIMARY KEY (id));
            INSERT INTO skill_snapshots VALUES (1, 1, 'attack', 5, 1, NULL), (2, 1, 'the "best", they say', 6, 2, 9);
            CREATE TABLE activity_snapshots (id INTEGER PRIMARY KEY, score INTEGER);
            """);

        var report = _clan.Import(legacy);

        var saved = report.Saved.ShouldHaveSingleItem();
        (saved.Table, saved.Rows).ShouldBe(("skill_snapshots", 2));
        Path.GetFileName(saved.File).ShouldBe("legacy_skill_snapshots_20260101.csv.gz");
        Path.GetDirectoryName(saved.File).ShouldBe(_clan.Options.BackupDirectory);
        using var text = new StreamReader(new GZipStream(File.OpenRead(saved.File), CompressionMode.Decompress));
        text.ReadToEnd().ShouldBe("id,snapshot_id,skill_name,xp,level,rank\r\n1,1,attack,5,1,\r\n2,1,\"the \"\"best\"\", they say\",6,2,9\r\n");
        report.Tables.Single(table => table.Name == "skill_snapshots").NotCarried.Single().Text.ShouldContain(saved.File);
    }

    public void Dispose() => _clan.Dispose();

    private string Refusal(string file) => Should.Throw<UserFaultException>(() => _clan.Import(file)).Message;
}
