using System.Text.Json;
using ClanStats.Pipeline;
using ClosedXML.Excel;

namespace ClanStats.Tests.Decisions;

public sealed class DecisionRoundTripTests
{
    [Fact]
    public async Task What_an_officer_wrote_is_entered_once_and_stands_in_the_next_workbook()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var id = desk.Ids().First(row => row.EndsWith(":purge", StringComparison.Ordinal));
        desk.Edit(workbook =>
        {
            var sheet = workbook.Worksheet("Decisions");
            OfficersDesk.Put(sheet, id, "Verdict", "Warned");
            OfficersDesk.Put(sheet, id, "Note", "told in game");
            OfficersDesk.Put(sheet, id, "By", "Chalk");
        });

        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);

        desk.Entered().ShouldBe([$"{id} warned told in game "]);
        var (at, by, file) = desk.Night.Query<(long, string, string)>("SELECT decided_at, decided_by, file FROM officer_entries").Single();
        at.ShouldBe(desk.Night.Clan.Now.Milliseconds);
        by.ShouldBe("Chalk");
        file.ShouldBe("clan_report_full.xlsx");
        desk.Says(id, "Verdict").ShouldBe("warned");
        desk.Says(id, "Note").ShouldBe("told in game");
        desk.Says(id, "By").ShouldBe("Chalk");
        desk.Night.Query<string>("SELECT detail FROM pipeline_steps WHERE name = 'decisions' ORDER BY run_id DESC LIMIT 1").Single()
            .ShouldBe("no workbook was changed since it was read");
    }

    [Fact]
    public async Task Who_was_warned_reads_so_everywhere_with_who_and_when()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var id = desk.Ids().First(row => row.EndsWith(":purge", StringComparison.Ordinal));
        desk.Write(id, "Verdict", "warned");
        desk.Write(id, "By", "Chalk", minutes: 2);
        await desk.ReportAsync();
        Candidate(desk, id).GetProperty("status").GetString().ShouldBe("warned");
        Candidate(desk, id).GetProperty("decided_by").GetString().ShouldBe("Chalk");
        Purge(desk).ShouldContain("warned by Chalk");
        Others(desk, id).ShouldAllBe(status => status == "new");

        (await desk.Night.RunAsync("run", "--now", desk.Night.Clan.Now.PlusDays(1).ToIso())).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);

        Candidate(desk, id).GetProperty("status").GetString().ShouldBe("warned");
        Others(desk, id).ShouldAllBe(status => status == "listed");
    }

    [Fact]
    public async Task A_leave_is_in_force_at_once_without_a_line_in_people_yaml()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var id = desk.Ids().First(row => row.EndsWith(":purge", StringComparison.Ordinal));
        var until = desk.Night.Clan.Now.PlusDays(10).Date;
        desk.Write(id, "Leave until", until.ToDateTime(TimeOnly.MinValue));

        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);

        Candidates(desk).ShouldNotContain(candidate => $"{candidate.GetProperty("id").GetInt64()}:purge" == id);
        var spared = id.Replace("purge", "people", StringComparison.Ordinal);
        desk.Says(spared, "State").ShouldBe("on leave");
        desk.Write(spared, "Leave until", "");
        await desk.ReportAsync();
        Candidate(desk, id).GetProperty("status").GetString().ShouldBe("new");
    }

    [Fact]
    public async Task The_newer_of_workbook_and_people_yaml_counts()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var id = desk.Ids().First(row => row.EndsWith(":purge", StringComparison.Ordinal));
        var member = long.Parse(id.Split(':')[0]);
        var player = desk.Night.Query<long>($"SELECT wom_player_id FROM clan_members WHERE id = {member}").Single();
        var people = id.Replace("purge", "people", StringComparison.Ordinal);
        Say(desk, $"leave:\n  {player}: 2026-12-01\n");
        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        desk.Says(people, "Leave until").ShouldBe("2026-12-01");

        desk.Write(people, "Leave until", new DateTime(2026, 12, 24));
        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        desk.Says(people, "Leave until").ShouldBe("2026-12-24", "the workbook spoke after the file");

        Say(desk, $"leave:\n  {player}: 2026-12-05\n");
        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        desk.Says(people, "Leave until").ShouldBe("2026-12-05", "the file was changed after the workbook spoke");
    }

    [Fact]
    public async Task Somebody_ignored_leaves_the_list_and_stays_on_the_sheet_until_the_word_is_taken_back()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var id = desk.Ids().First(row => row.EndsWith(":purge", StringComparison.Ordinal));
        desk.Write(id, "Verdict", "ignore");
        await desk.ReportAsync();

        Candidates(desk).ShouldNotContain(candidate => $"{candidate.GetProperty("id").GetInt64()}:purge" == id);
        desk.Says(id, "Verdict").ShouldBe("ignore");
        desk.Write(id, "Verdict", "");
        await desk.ReportAsync();
        Candidate(desk, id).GetProperty("status").GetString().ShouldBe("new");
    }

    [Fact]
    public async Task A_hostile_note_stays_a_text_and_says_the_same_after_many_nights()
    {
        string[] notes = ["=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "_x000D_ and </t> & \u202E backwards", "'quoted", "two\nlines"];
        await using var desk = await OfficersDesk.OpenAsync();
        var ids = desk.Ids().Take(notes.Length).ToList();
        desk.Edit(workbook =>
        {
            foreach (var (id, note) in ids.Zip(notes))
            {
                OfficersDesk.Cell(workbook.Worksheet("Decisions"), id, "Note").SetValue(note);
            }
        });
        await desk.ReportAsync();
        var first = desk.Night.Query<string>("SELECT note FROM officer_entries ORDER BY member_id, list");
        first.Count.ShouldBe(notes.Length);
        first.ShouldContain("=cmd|'/c calc'!A1");
        first.ShouldContain("two lines");
        await desk.ReportAsync(1);
        File.SetLastWriteTimeUtc(desk.Workbook, File.GetLastWriteTimeUtc(desk.Workbook).AddMinutes(-3));
        await desk.ReportAsync(1);

        desk.Night.Query<string>("SELECT note FROM officer_entries ORDER BY member_id, list").ShouldBe(first, "no night reads its own writing as an edit");
        using var workbook = new XLWorkbook(desk.Workbook);
        foreach (var id in ids)
        {
            var cell = OfficersDesk.Cell(workbook.Worksheet("Decisions"), id, "Note");
            cell.HasFormula.ShouldBeFalse();
            cell.DataType.ShouldBe(XLDataType.Text);
        }
    }

    [Fact]
    public async Task A_deleted_row_a_sorted_sheet_and_moved_columns_are_understood()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var ids = desk.Ids().Where(row => row.EndsWith(":purge", StringComparison.Ordinal)).ToList();
        desk.Edit(workbook =>
        {
            var sheet = workbook.Worksheet("Decisions");
            OfficersDesk.Put(sheet, ids[2], "Verdict", "kept");
            OfficersDesk.Cell(sheet, ids[0], "Id").WorksheetRow().Delete();
            Rearrange(sheet);
        });

        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);

        desk.Entered().ShouldBe([$"{ids[2]} kept  "]);
        desk.Ids().ShouldContain(ids[0]);
    }

    /// <summary>Writes the sheet's table again upside down and its columns from right to left.</summary>
    private static void Rearrange(IXLWorksheet sheet)
    {
        var table = sheet.Tables.Single();
        var (first, last, width) = (table.RangeAddress.FirstAddress.RowNumber, table.RangeAddress.LastAddress.RowNumber, table.ColumnCount());
        sheet.Tables.Remove(table.Name);
        var rows = Enumerable.Range(first, last - first + 1).Select(row => Enumerable.Range(1, width).Select(column => sheet.Cell(row, column).Value).Reverse().ToList()).ToList();
        rows.Reverse(1, rows.Count - 1);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < width; column++)
            {
                sheet.Cell(first + row, column + 1).Value = rows[row][column];
            }
        }
    }

    private static void Say(OfficersDesk desk, string yaml)
    {
        Directory.CreateDirectory(Path.Combine(desk.Night.WorkingFolder, "config"));
        File.WriteAllText(Path.Combine(desk.Night.WorkingFolder, "config", "people.yaml"), yaml);
    }

    private static List<JsonElement> Candidates(OfficersDesk desk)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(desk.Night.Output, "clan_data.json")));
        var purge = json.RootElement.GetProperty("purge");
        purge.GetProperty("available").GetBoolean().ShouldBeTrue(purge.ToString());
        return [.. purge.GetProperty("candidates").EnumerateArray().Select(element => element.Clone())];
    }

    private static JsonElement Candidate(OfficersDesk desk, string id) =>
        Candidates(desk).Single(candidate => $"{candidate.GetProperty("id").GetInt64()}:purge" == id);

    private static IEnumerable<string?> Others(OfficersDesk desk, string id) =>
        Candidates(desk).Where(candidate => $"{candidate.GetProperty("id").GetInt64()}:purge" != id).Select(candidate => candidate.GetProperty("status").GetString());

    private static string Purge(OfficersDesk desk) => File.ReadAllText(Path.Combine(desk.Night.Output, "enforcer", "purge_list.md"));
}
