using System.Text.Json;
using ClanStats.Hosting.Composition;
using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Tests.Hosting;

namespace ClanStats.Tests.Storage;

public sealed class DatabaseCommandTests : IDisposable
{
    private readonly TestProgram _program = new() { Database = DatabaseWork.RunAsync };
    private readonly TempDatabase _temp = SoundClan.Create();

    public DatabaseCommandTests() => _program.Environment["BACKUP_DIR"] = _temp.Options.BackupDirectory;

    [Theory]
    [InlineData("status")]
    [InlineData("backup")]
    [InlineData("verify")]
    [InlineData("optimize")]
    public async Task Without_a_database_there_is_nothing_to_do_and_none_is_made(string command)
    {
        (await _program.RunAsync("db", command)).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.ShouldContain("There is no database");
        Directory.Exists(Path.Combine(_program.WorkingFolder, "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task Status_has_keys_that_stay()
    {
        (await DbAsync("status", "--json", "--now", SoundClan.Now.ToIso())).ShouldBe(ExitCode.Done);

        using var answer = JsonDocument.Parse(_program.Answers);
        var root = answer.RootElement;
        root.EnumerateObject().Select(property => property.Name).ShouldBe(
        [
            "database", "schema_version", "newest_schema_version", "pending_scripts", "sqlite_version", "file_bytes", "wal_bytes", "disk_free_bytes",
            "rows", "days", "last_backup", "last_run",
        ]);
        root.GetProperty("schema_version").GetInt32().ShouldBe(DatabaseMigrator.Newest);
        root.GetProperty("rows").GetProperty("wom_snapshots").GetInt64().ShouldBe(6);
        root.GetProperty("last_backup").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("last_run").GetProperty("outcome").GetString().ShouldBe("done");
        var days = root.GetProperty("days").EnumerateArray().Select(day => (
            Day: day.GetProperty("day").GetString(), Snapshots: day.GetProperty("snapshots").GetInt64(), Gap: day.GetProperty("snapshots_gap").GetBoolean())).ToList();
        days.Count.ShouldBe(15);
        days[0].ShouldBe(("2026-02-15", 0, false));
        days[5].ShouldBe(("2026-02-20", 2, false));
        days[9].ShouldBe(("2026-02-24", 0, true));
        days[^1].ShouldBe(("2026-03-01", 0, false));
    }

    [Fact]
    public async Task Status_is_readable()
    {
        (await DbAsync("backup", "--label", "first night")).ShouldBe(ExitCode.Done);
        (await DbAsync("status", "--now", SoundClan.Now.ToIso())).ShouldBe(ExitCode.Done);

        _program.Answers.ShouldMatch($@"(?m)^schema +version {DatabaseMigrator.Newest} of {DatabaseMigrator.Newest}$");
        _program.Answers.ShouldMatch(@"(?m)^2026-02-24  gap +gap$");
        _program.Answers.ShouldMatch("(?m)^last backup .*_first-night.db");
    }

    [Fact]
    public async Task Backups_lists_size_age_label_and_whether_each_is_whole()
    {
        await DbAsync("backup", "--label", "x");
        File.WriteAllText(Path.Combine(_temp.Options.BackupDirectory, "clan_data_20260119_142305.db"), "cut");
        (await DbAsync("backups")).ShouldBe(ExitCode.Done);

        _program.Answers.ShouldMatch(@"(?m)_x\.db +\d+\.\d KB +0 min +x +ok$");
        _program.Answers.ShouldMatch(@"(?m)clan_data_20260119_142305\.db +3 B +24 h +- +damaged$");
    }

    [Fact]
    public async Task A_label_no_file_name_can_carry_is_wrong_usage()
    {
        (await DbAsync("backup", "--label", "//")).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.ShouldContain("--label: '//'");
    }

    [Fact]
    public async Task Verify_says_each_check_and_the_verdict()
    {
        (await DbAsync("verify", "--hash", "--now", SoundClan.Now.ToIso())).ShouldBe(ExitCode.Done);

        for (var number = 1; number <= 6; number++)
        {
            _program.Answers.ShouldMatch($@"(?m)^\[{number}/6\] .+ … ok$");
        }

        _program.Answers.ShouldContain("ALL VALIDATION CHECKS PASSED");
        _program.Answers.ShouldContain($"content hash {SoundClan.Hash(_temp)}");
    }

    [Fact]
    public async Task Verify_fails_with_counts_when_something_is_wrong()
    {
        _temp.Execute("UPDATE player_name_aliases SET is_current = 0; DROP INDEX idx_wom_snapshots_timestamp");

        (await DbAsync("verify", "--now", SoundClan.Now.ToIso())).ShouldBe(ExitCode.Failed);

        _program.Answers.ShouldContain("2 current members without a current alias");
        _program.Answers.ShouldContain("2 OF 6 FAILED");
    }

    [Fact]
    public async Task Verify_answers_as_json()
    {
        _temp.Execute("UPDATE group_activity SET run_id = 99");

        (await DbAsync("verify", "--json", "--hash", "--now", SoundClan.Now.ToIso())).ShouldBe(ExitCode.Failed);

        using var answer = JsonDocument.Parse(_program.Answers);
        answer.RootElement.GetProperty("failed").GetInt32().ShouldBe(1);
        answer.RootElement.GetProperty("checks")[2].GetProperty("passed").GetBoolean().ShouldBeFalse();
        answer.RootElement.GetProperty("content_hash").GetString()!.Length.ShouldBe(64);
    }

    [Fact]
    public async Task Restore_and_optimize_wait_for_no_run()
    {
        await DbAsync("backup", "--label", "x");
        var backup = BackupFile.In(_temp.Options.BackupDirectory).Single().Path;
        using (new RunLock(_temp.Options).TryAcquire())
        {
            (await DbAsync("restore", backup)).ShouldBe(ExitCode.Locked);
            (await DbAsync("optimize")).ShouldBe(ExitCode.Locked);
        }

        (await DbAsync("optimize")).ShouldBe(ExitCode.Done);
        (await DbAsync("restore", backup)).ShouldBe(ExitCode.Done);
        _program.Answers.ShouldContain("It holds 2 members, 6 snapshots and 4 messages.");
        (await DbAsync("restore", backup + ".sha256")).ShouldBe(ExitCode.Failed);
    }

    public void Dispose()
    {
        _program.Dispose();
        _temp.Dispose();
    }

    private Task<ExitCode> DbAsync(params string[] words) => _program.RunAsync(["db", .. words, "--db", _temp.Options.DatabaseFile]);
}
