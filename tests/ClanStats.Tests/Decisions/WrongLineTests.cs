using System.Text.Json;
using ClanStats.Pipeline;
using ClosedXML.Excel;

namespace ClanStats.Tests.Decisions;

public sealed class WrongLineTests
{
    [Fact]
    public async Task A_wrong_line_is_named_with_its_remedy_and_skipped_and_the_rest_is_taken()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var ids = desk.Ids().Where(row => row.EndsWith(":purge", StringComparison.Ordinal)).ToList();
        string verdictCell = "", leaveCell = "", pastCell = "";
        desk.Edit(workbook =>
        {
            var sheet = workbook.Worksheet("Decisions");
            OfficersDesk.Put(sheet, ids[0], "Verdict", "wrned");
            OfficersDesk.Cell(sheet, ids[1], "Leave until").SetValue("soon");
            OfficersDesk.Put(sheet, ids[2], "Leave until", new DateTime(2026, 11, 20));
            OfficersDesk.Put(sheet, ids[3], "Verdict", "leave");
            OfficersDesk.Put(sheet, ids[4], "Verdict", "kept");
            OfficersDesk.Put(sheet, ids[5], "Verdict", "kept");
            OfficersDesk.Cell(sheet, ids[6], "Note").SetValue(new string('x', 1001));
            verdictCell = OfficersDesk.Cell(sheet, ids[0], "Verdict").Address.ToString()!;
            leaveCell = OfficersDesk.Cell(sheet, ids[1], "Leave until").Address.ToString()!;
            pastCell = OfficersDesk.Cell(sheet, ids[2], "Leave until").Address.ToString()!;
            OfficersDesk.Cell(sheet, ids[5], "Id").SetValue("987654:purge");
            var free = sheet.LastRowUsed().RowNumber() + 1;
            sheet.Cell(free, OfficersDesk.Cell(sheet, ids[0], "Name").Address.ColumnNumber).SetValue("Somebody");
            sheet.Cell(free, OfficersDesk.Cell(sheet, ids[0], "Verdict").Address.ColumnNumber).SetValue("kept");
        });

        (await desk.ReportAsync()).ShouldBe(ExitCode.Partial, desk.Night.Diagnostics);

        desk.Entered().ShouldBe([$"{ids[4]} kept  "]);
        var failures = Failures(desk);
        failures.Count.ShouldBe(7);
        failures.ShouldContain($"clan_report_full.xlsx, sheet Decisions, cell {verdictCell}: 'wrned' is no verdict; write kept, warned, removed, leave, promoted, ignore, or empty the cell.");
        failures.ShouldContain($"clan_report_full.xlsx, sheet Decisions, cell {leaveCell}: 'soon' is no date; write the last day of the leave as 2026-12-24.");
        failures.ShouldContain($"clan_report_full.xlsx, sheet Decisions, cell {pastCell}: '2026-11-20' is past; write today or a later day, or empty the cell.");
        failures.ShouldContain(failure => failure.Contains("is empty beside 'leave'", StringComparison.Ordinal));
        failures.ShouldContain(failure => failure.Contains("is longer than 1000 characters; shorten it", StringComparison.Ordinal));
        failures.ShouldContain(failure => failure.Contains("does not belong to the hidden id of its row", StringComparison.Ordinal));
        failures.ShouldContain(failure => failure.Contains("('Somebody'): the hidden columns Id and Seal are empty", StringComparison.Ordinal));
        using (var workbook = new XLWorkbook(desk.Workbook))
        {
            workbook.Worksheet("Decisions").CellsUsed().Select(cell => cell.GetString()).ShouldContain(text => text.EndsWith(failures[0], StringComparison.Ordinal));
        }

        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, "the next workbook says what stands");
    }

    [Fact]
    public async Task A_sheet_that_lost_a_column_is_refused_as_a_whole()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var id = desk.Ids()[0];
        desk.Edit(workbook =>
        {
            var sheet = workbook.Worksheet("Decisions");
            OfficersDesk.Put(sheet, id, "Verdict", "kept");
            var seal = OfficersDesk.Cell(sheet, id, "Seal").Address.ColumnNumber;
            sheet.Tables.Remove(sheet.Tables.Single().Name);
            sheet.Column(seal).Clear();
        });

        (await desk.ReportAsync()).ShouldBe(ExitCode.Partial, desk.Night.Diagnostics);

        desk.Entered().ShouldBeEmpty();
        Failures(desk).ShouldHaveSingleItem().ShouldContain("the column 'Seal' is missing, so nothing below it was read; columns may be moved, not removed or renamed.");
    }

    [Fact]
    public async Task A_wrong_line_of_people_yaml_is_named_and_skipped_and_the_rest_counts()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var id = desk.Ids().First(row => row.EndsWith(":purge", StringComparison.Ordinal));
        var player = desk.Night.Query<long>($"SELECT wom_player_id FROM clan_members WHERE id = {id.Split(':')[0]}").Single();
        Directory.CreateDirectory(Path.Combine(desk.Night.WorkingFolder, "config"));
        var people = Path.Combine(desk.Night.WorkingFolder, "config", "people.yaml");
        await File.WriteAllTextAsync(people, $"leave:\n  {player}: 2026-12-01\n  {player + 1}: soon\nlinks:\n  {player + 1}: [none, 5]\n");

        (await desk.ReportAsync()).ShouldBe(ExitCode.Partial, desk.Night.Diagnostics);

        Failures(desk).ShouldHaveSingleItem().ShouldBe(
            $"people.yaml, line 3, column {4 + (player + 1).ToString().Length + 1}: leave.{player + 1}: 'soon' is not a date; write it as 2026-12-24; "
            + $"people.yaml, line 5, column {4 + (player + 1).ToString().Length + 2}: links.{player + 1}: 'none' is not a Discord id; write its digits, or 'none' for a person without an account. "
            + "Skipped; every other line counts.");
        desk.Says(id.Replace("purge", "people", StringComparison.Ordinal), "Leave until").ShouldBe("2026-12-01");
    }

    private static List<string> Failures(OfficersDesk desk)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(desk.Night.Output, "run_summary.json")));
        return [.. json.RootElement.GetProperty("failures").EnumerateArray()
            .Select(failure => failure.ValueKind == JsonValueKind.String ? failure.GetString()! : failure.GetProperty("message").GetString()!)];
    }
}
