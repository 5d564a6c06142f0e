using System.Text.RegularExpressions;
using ClanStats.Hosting.Composition;
using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Tests.Documents;
using ClanStats.Tests.Fixtures;
using ClanStats.Tests.Hosting;
using ClanStats.Tests.Hosting.Schedule;

namespace ClanStats.Tests.Storage;

/// <summary>A newer version of the program has worked on the database; this one is put back, with the commands docs/upgrading.md tells.</summary>
public sealed partial class RollBackTests : IDisposable
{
    private static readonly MigrationScript Newer = new(
        DatabaseMigrator.Newest + 1,
        "ClanStats.migrations.9000_of_a_newer_version.sql",
        """
        CREATE TABLE houses (id INTEGER PRIMARY KEY, member_id INTEGER REFERENCES clan_members (id));
        INSERT INTO houses (member_id) SELECT id FROM clan_members;
        UPDATE clan_members SET display_name = upper(display_name);
        DROP TABLE first_listed;
        """,
        "DROP TABLE houses;");

    private readonly TestProgram _program = new TestProgram { Database = DatabaseWork.RunAsync, Typed = "yes\nyes\n" }.WithClan();
    private readonly TempDatabase _temp = SoundClan.Create();
    private readonly RecordedCommands _system = new();

    public RollBackTests()
    {
        _program.Environment["DB_FILE"] = _temp.Options.DatabaseFile;
        _program.Environment["BACKUP_DIR"] = _temp.Options.BackupDirectory;
        _program.Environment["HOME"] = _program.Root;
        _program.Schedule = (plan, terminal, time, token) => ScheduleWork.RunAsync(plan, terminal, time, _system, isWindows: false, token);
    }

    [Fact]
    public async Task The_five_commands_bring_back_what_was_before_a_newer_version_migrated()
    {
        var before = SoundClan.Hash(_temp);
        var migrated = new SafeMigration(_temp.Database, _temp.Options, new FakeTimeProvider(), () => DatabaseWork.Prove(_temp.Database, SoundClan.Now))
        {
            Scripts = [.. MigrationScripts.All, Newer],
        }.MigrateTo(null, CancellationToken.None);
        migrated.Ran.ShouldBe([Newer]);
        _temp.Query<string>("SELECT display_name FROM clan_members ORDER BY id").ShouldBe(["WREN", "SEDGE"]);
        _temp.Database.Dispose();

        (await _program.RunAsync("db", "status")).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.ShouldContain($"was written by a newer ClanStats ({Newer.Name}). Use that version, or restore an older backup.");

        var commands = Documented();
        commands.Count.ShouldBe(5);
        foreach (var words in commands)
        {
            string[] typed = [.. words.Select(word => BackupPattern().IsMatch(word) ? migrated.Backup! : word)];
            (await _program.RunAsync(typed)).ShouldBe(ExitCode.Done, $"{string.Join(' ', typed)}: {_program.Diagnostics}");
        }

        _program.Answers.ShouldContain(migrated.Backup!);
        _program.Answers.ShouldContain("ALL VALIDATION CHECKS PASSED");
        _program.Answers.ShouldContain($"content hash {before}");
        var kept = Directory.GetFiles(_temp.Root, "*.replaced-*.db").ShouldHaveSingleItem();
        File.Exists(Path.Combine(_program.Root, ".config", "systemd", "user", "clanstats-nightly.timer")).ShouldBeTrue();

        using var newer = new Database(new StorageOptions { DatabaseFile = kept });
        newer.Read("test", connection => Dapper.SqlMapper.ExecuteScalar<long>(connection, "SELECT count(*) FROM houses")).ShouldBe(2);
    }

    public void Dispose()
    {
        _program.Dispose();
        _temp.Dispose();
    }

    /// <summary>The words of the block under "Rolling back".</summary>
    private static List<IReadOnlyList<string>> Documented()
    {
        var text = MarkdownDocument.Of("docs/upgrading.md").Text;
        var chapter = MarkdownDocument.Parse("upgrading.md", text[text.IndexOf("## Rolling back", StringComparison.Ordinal)..]);
        return [.. DocumentedCommands.In(chapter).Where(command => command.IsWhole).Select(command => command.Words)];
    }

    [GeneratedRegex(@"^backups/clan_data_\d{8}_\d{6}_[\w.-]+\.db$")]
    private static partial Regex BackupPattern();
}
