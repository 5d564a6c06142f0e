using System.Text.Json;
using ClanStats.Hosting.Composition;
using ClanStats.Pipeline;
using ClanStats.Tests.Hosting;

namespace ClanStats.Tests.Import;

public sealed class ImportCommandTests : IDisposable
{
    private readonly TestProgram _program = new() { Import = ImportWork.RunAsync };
    private readonly LegacyClan _legacy = LegacyClan.Usual();

    [Fact]
    public async Task It_tells_what_became_of_every_table_and_writes_the_report()
    {
        (await ImportAsync()).ShouldBe(ExitCode.Done);

        _program.Answers.ShouldContain("wom_snapshots: 18 read, 18 carried, 0 merged, 0 not carried");
        _program.Answers.ShouldContain("and verified.");
        _program.Diagnostics.ShouldContain("The texts of 18 messages are not carried");
        var report = File.ReadAllText(Path.Combine(_program.WorkingFolder, "out", "import_report.md"));
        report.ShouldContain("| wom\\_snapshots | 18 | 18 | 0 | 0 |");
        report.ShouldContain("6/6 integrity and invariants: ok");
        report.ShouldContain("normalize\\_user\\_ids\\_004");
        var sheet = File.ReadAllText(Path.Combine(_program.WorkingFolder, "out", "import_report.csv"));
        sheet.ShouldStartWith("section,name,measure,old,new,reason\r\n");
        sheet.ShouldContain("total,new messages,,18,18,agree\r\n");
    }

    [Fact]
    public async Task The_old_clan_data_beside_the_database_is_compared_with()
    {
        File.WriteAllText(
            Path.Combine(_legacy.Root, "clan_data.json"),
            """
            {"generated_at": "2025-12-06T13:00:00", "allMembers": [
              {"username": "ironwren", "total_xp": 1050, "xp_7d": 20, "xp_30d": 20, "total_boss": 7, "boss_7d": 7, "boss_30d": 2, "msgs_total": 3, "msgs_7d": 3, "msgs_30d": 3},
              {"username": "=cmd()", "total_xp": 1, "xp_7d": 0, "xp_30d": 0, "total_boss": 0, "boss_7d": 0, "boss_30d": 0, "msgs_total": 0, "msgs_7d": 0, "msgs_30d": 0}]}
            """);

        (await ImportAsync()).ShouldBe(ExitCode.Done);

        var report = File.ReadAllText(Path.Combine(_program.WorkingFolder, "out", "import_report.md"));
        report.ShouldContain("| Iron Wren | total_xp | 1,050 | 1,050 |  |");
        report.ShouldContain("| Iron Wren | xp_7d | 20 | 50 | The player bore another name before");
        report.ShouldContain("| Iron Wren | boss_7d | 7 | 2 | ");
        report.ShouldContain("| Iron Wren | msgs_total | 3 | 6 | Messages are counted for the account");
        report.ShouldContain("| sedge | xp_7d | – | 0 | The old program left out members");
        File.ReadAllText(Path.Combine(_program.WorkingFolder, "out", "import_report.csv")).ShouldContain("member,'=cmd(),total_xp,1,,Nobody on the roster");
    }

    [Fact]
    public async Task What_was_imported_is_reported_before_any_night_was_run()
    {
        (await ImportAsync()).ShouldBe(ExitCode.Done);
        _program.Work = RunComposition.RunAsync;

        (await _program.RunAsync("report", "--now", ImportedClan.Now.ToIso())).ShouldBe(ExitCode.Done, _program.Diagnostics);

        using var data = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_program.WorkingFolder, "out", "clan_data.json")));
        data.RootElement.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("display_name").GetString()).ShouldContain("Iron Wren");
    }

    [Fact]
    public async Task A_file_to_compare_with_that_is_not_there_stops_before_anything_is_done()
    {
        (await _program.RunAsync("db", "import", _legacy.File, "--compare", "missing.json")).ShouldBe(ExitCode.Failed);

        _program.Diagnostics.ShouldContain("missing.json to compare with");
        File.Exists(Path.Combine(_program.WorkingFolder, "data", "clan_data.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_old_database_in_the_place_of_the_new_one_is_refused()
    {
        (await _program.RunAsync("db", "import", _legacy.File, "--db", _legacy.File)).ShouldBe(ExitCode.UsageWrong);

        _program.Diagnostics.ShouldContain("stands where the new one goes");
    }

    public void Dispose()
    {
        _program.Dispose();
        _legacy.Dispose();
    }

    private Task<ExitCode> ImportAsync() => _program.RunAsync("db", "import", _legacy.File, "--now", ImportedClan.Now.ToIso());
}
