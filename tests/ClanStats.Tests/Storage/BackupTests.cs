using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Storage;

public sealed class BackupTests
{
    [Fact]
    public void Seven_days_and_four_weeks_are_kept()
    {
        // 40 nights up to Sunday 2026-03-01; the weeks before the seven days end on Sundays.
        var nights = Enumerable.Range(0, 40).Select(back => Backup(0 - back)).ToList();

        var kept = nights.Except(BackupRotation.Surplus(nights)).Select(backup => backup.TakenAt.Date).ToList();

        kept.ShouldBe(
        [
            new(2026, 3, 1), new(2026, 2, 28), new(2026, 2, 27), new(2026, 2, 26), new(2026, 2, 25), new(2026, 2, 24), new(2026, 2, 23),
            new(2026, 2, 22), new(2026, 2, 15), new(2026, 2, 8), new(2026, 2, 1),
        ]);
    }

    [Fact]
    public void Night_after_night_the_weekly_ones_come_to_be()
    {
        var folder = new List<BackupFile>();
        for (var night = -100; night <= 0; night++)
        {
            folder.Add(Backup(night));
            var surplus = BackupRotation.Surplus(folder);
            folder.RemoveAll(surplus.Contains);
        }

        folder.Count.ShouldBe(BackupRotation.Days + BackupRotation.Weeks);
        folder.Select(backup => backup.TakenAt.Date).Min().ShouldBe(new DateOnly(2026, 2, 1));
    }

    [Fact]
    public void A_label_and_the_second_backup_of_a_kept_day_stay()
    {
        var labelled = Backup(-90) with { Label = "before-trip" };
        var beforeMigration = Backup(0) with { TakenAt = Backup(0).TakenAt.PlusHours(2) };
        List<BackupFile> all = [labelled, beforeMigration, .. Enumerable.Range(0, 20).Select(back => Backup(0 - back))];

        var surplus = BackupRotation.Surplus(all);

        surplus.ShouldNotContain(labelled);
        surplus.ShouldNotContain(beforeMigration);
        surplus.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("before trip/x", "before-trip-x")]
    [InlineData("../../etc", "etc")]
    [InlineData("v1.2", "v1.2")]
    [InlineData("<>", null)]
    [InlineData("", null)]
    public void A_label_is_fit_for_a_file_name(string label, string? clean) => BackupFile.Clean(label).ShouldBe(clean);

    [Fact]
    public void A_backup_stands_alone_with_its_checksum_and_label()
    {
        using var temp = SoundClan.Create();
        var clock = new FakeTimeProvider();

        var file = new DatabaseBackup(temp.Database, temp.Options, clock).Create("x");

        Path.GetFileName(file).ShouldBe("clan_data_20260301_000000_x.db");
        File.ReadAllText(file + ".sha256").ShouldBe($"{BackupChecksum.Of(file)}  clan_data_20260301_000000_x.db\n");
        Directory.GetFiles(temp.Options.BackupDirectory).Length.ShouldBe(2);
        BackupFile.In(temp.Options.BackupDirectory).ShouldHaveSingleItem().Label.ShouldBe("x");
        BackupFile.LooksWhole(file).ShouldBeTrue();
        new DatabaseBackup(temp.Database, temp.Options, clock).ExistsForToday().ShouldBeFalse();
    }

    [Fact]
    public void A_backup_made_while_somebody_writes_holds_what_was_committed()
    {
        using var temp = SoundClan.Create();
        var before = SoundClan.Hash(temp);

        var file = temp.Database.Write("test", unit =>
        {
            unit.Execute("UPDATE clan_members SET role = 'unfinished'");
            return new DatabaseBackup(temp.Database, temp.Options, new FakeTimeProvider()).Create();
        });

        using var copy = new Database(new StorageOptions { DatabaseFile = file });
        ClanStats.Storage.Verification.ContentHash.Of(copy, CancellationToken.None).ShouldBe(before);
    }

    [Fact]
    public void A_cut_file_looks_damaged()
    {
        using var temp = SoundClan.Create();
        var file = new DatabaseBackup(temp.Database, temp.Options, new FakeTimeProvider()).Create();
        using (var stream = new FileStream(file, FileMode.Open))
        {
            stream.SetLength(stream.Length - 512);
        }

        BackupFile.LooksWhole(file).ShouldBeFalse();
    }

    [Fact]
    public void Without_room_nothing_is_begun()
    {
        using var temp = SoundClan.Create();
        var backup = new DatabaseBackup(temp.Database, temp.Options, new FakeTimeProvider()) { FreeAt = _ => 4_096 };

        Should.Throw<UserFaultException>(() => backup.Create()).Message.ShouldContain("4.0 KB are free");
        Should.Throw<UserFaultException>(() => new DatabaseOptimizer(temp.Database) { FreeAt = _ => 4_096 }.Optimize()).Message.ShouldContain("Make room");
        Directory.Exists(temp.Options.BackupDirectory).ShouldBeFalse();
    }

    [Fact]
    public void Optimising_gives_room_back_and_changes_no_content()
    {
        using var temp = SoundClan.Create();
        temp.Execute("INSERT INTO discord_messages (channel_id, id, created_at, content) VALUES (9, 77, 1, hex(zeroblob(1000000)))");
        temp.Execute("DELETE FROM discord_messages WHERE id = 77");
        var hash = SoundClan.Hash(temp);

        var (before, after) = new DatabaseOptimizer(temp.Database).Optimize();

        after.ShouldBeLessThan(before - 1_000_000);
        SoundClan.Hash(temp).ShouldBe(hash);
        SoundClan.Verify(temp).ShouldAllBe(check => check.Passed);
    }

    [Fact]
    public async Task The_nightly_backup_removes_what_had_its_time()
    {
        using var temp = SoundClan.Create();
        Directory.CreateDirectory(temp.Options.BackupDirectory);
        foreach (var night in Enumerable.Range(1, 60))
        {
            File.WriteAllText(Path.Combine(temp.Options.BackupDirectory, BackupFile.NameOf(Backup(-night).TakenAt, null)), "old");
        }

        var clock = new FakeTimeProvider();
        var step = new PrepareDatabaseStep(
            temp.Options,
            temp.Database,
            temp.Migrator,
            new SafeMigration(temp.Database, temp.Options, clock, () => throw new InvalidOperationException("nothing to migrate")),
            new DatabaseBackup(temp.Database, temp.Options, clock),
            new DamageWatch(temp.Database, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<DamageWatch>.Instance),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<PrepareDatabaseStep>.Instance);
        var result = await step.RunAsync(
            new RunContext { TraceId = "0", Command = "run", Now = SoundClan.Now, OutputDirectory = temp.Root, StagingDirectory = temp.Root },
            CancellationToken.None);

        result.Detail.ShouldContain("backed up");
        BackupFile.In(temp.Options.BackupDirectory).Count.ShouldBe(BackupRotation.Days + BackupRotation.Weeks);
    }

    /// <summary>A backup at three in the morning, a number of days from Sunday 2026-03-01.</summary>
    private static BackupFile Backup(int day)
    {
        var at = UtcInstant.StartOfDay(new DateOnly(2026, 3, 1)).PlusDays(day).PlusHours(3);
        return new BackupFile(BackupFile.NameOf(at, null), at, null, 1);
    }
}
