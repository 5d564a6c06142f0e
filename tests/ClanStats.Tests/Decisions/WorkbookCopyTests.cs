using System.IO.Compression;
using System.Text;
using ClanStats.Pipeline;
using ClosedXML.Excel;

namespace ClanStats.Tests.Decisions;

public sealed class WorkbookCopyTests
{
    [Fact]
    public async Task Every_kind_of_copy_in_both_folders_is_read()
    {
        string[] names =
        [
            "out/clan_report_full (1).xlsx", "out/clan_report_full-DESKTOP7.xlsx", "out/clan_report_full_20261120_030000.xlsx",
            "drive/clan_report_full (Chalk's conflicted copy 2026-11-20).xlsx", "drive/clan_report_full.sync-conflict-20261120-030000-ABCDEFG.xlsx",
            "drive/Copy of clan_report_full.xlsx", "drive/clan_report_full.xlsx",
        ];
        await using var desk = await OfficersDesk.OpenAsync(withDrive: true);
        var ids = desk.Ids().Where(row => row.EndsWith(":purge", StringComparison.Ordinal)).ToList();
        for (var index = 0; index < names.Length; index++)
        {
            var target = Path.Combine(names[index].StartsWith("out/", StringComparison.Ordinal) ? desk.Night.Output : desk.Drive, Path.GetFileName(names[index]));
            desk.Write(ids[index], "Verdict", "kept", target: target);
        }

        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);

        desk.Entered().Order(StringComparer.Ordinal).ShouldBe(ids.Take(names.Length).Select(id => $"{id} kept  ").Order(StringComparer.Ordinal));
        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        desk.Entered().Count.ShouldBe(names.Length, "the copies still stand there and were read already");
    }

    [Fact]
    public async Task The_newest_change_of_a_row_wins_and_the_contradiction_is_told()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var id = desk.Ids()[0];
        desk.Write(id, "Verdict", "kept", target: Path.Combine(desk.Night.Output, "clan_report_full (1).xlsx"), minutes: 5);
        desk.Write(id, "Verdict", "warned", target: Path.Combine(desk.Night.Output, "clan_report_full-PC.xlsx"), minutes: 9);
        desk.Write(id, "Verdict", "removed", minutes: 7);

        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);

        desk.Says(id, "Verdict").ShouldBe("warned");
        desk.Entered().ShouldBe([$"{id} warned  "]);
        using var workbook = new XLWorkbook(desk.Workbook);
        workbook.Worksheet("Decisions").CellsUsed().Select(cell => cell.GetString()).ShouldContain(text =>
            text.Contains("contradict each other; clan_report_full-PC.xlsx was saved later and counts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_old_copy_that_comes_late_undoes_nothing()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var ids = desk.Ids();
        var old = Path.Combine(desk.Night.Root, "old.xlsx");
        desk.Write(ids[0], "Verdict", "warned");
        File.Copy(desk.Workbook, old);
        await desk.ReportAsync();
        desk.Write(ids[0], "Verdict", "kept");
        await desk.ReportAsync();
        desk.Says(ids[0], "Verdict").ShouldBe("kept");

        // Somebody opens yesterday's file again, writes about somebody else, and saves it over today's.
        desk.Write(ids[1], "Verdict", "removed", source: old, target: desk.Workbook, minutes: 60);
        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);

        desk.Says(ids[0], "Verdict").ShouldBe("kept");
        desk.Says(ids[1], "Verdict").ShouldBe("removed");
    }

    [Fact]
    public async Task What_was_written_after_the_reading_is_not_overwritten()
    {
        await using var desk = await OfficersDesk.OpenAsync(withDrive: true);
        var id = desk.Ids()[0];
        desk.Write(id, "Verdict", "warned", target: Path.Combine(desk.Drive, "clan_report_full.xlsx"));
        desk.Write(id, "Note", "at once");

        (await desk.Night.RunAsync("report", "--skip", "decisions", "--now", desk.Night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);

        desk.Entered().ShouldBeEmpty();
        foreach (var folder in new[] { desk.Night.Output, desk.Drive })
        {
            Directory.GetFiles(folder, "clan_report_full*.xlsx").Select(Path.GetFileName).Order(StringComparer.Ordinal)
                .ShouldBe(["clan_report_full.xlsx", "clan_report_full_20261121_000000.xlsx"]);
        }

        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        desk.Entered().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_damaged_workbook_is_named_and_kept_aside_and_the_rest_is_read()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var id = desk.Ids()[0];
        desk.Write(id, "Verdict", "kept", target: Path.Combine(desk.Night.Output, "clan_report_full (1).xlsx"));
        await File.WriteAllTextAsync(desk.Workbook, "PK, but no workbook");
        Bomb(Path.Combine(desk.Night.Output, "clan_report_full (2).xlsx"));
        await File.WriteAllTextAsync(Path.Combine(desk.Night.Output, "clan_report_full.gsheet"), "{}");

        (await desk.ReportAsync()).ShouldBe(ExitCode.Partial, desk.Night.Diagnostics);

        desk.Entered().ShouldBe([$"{id} kept  "]);
        (await File.ReadAllTextAsync(Path.Combine(desk.Night.Output, "clan_report_full_unreadable_20261121_000000.xlsx"))).ShouldBe("PK, but no workbook");
        var summary = await File.ReadAllTextAsync(Path.Combine(desk.Night.Output, "run_summary.json"));
        summary.ShouldContain("clan_report_full.xlsx cannot be read: it is no workbook, or it is damaged");
        summary.ShouldContain("clan_report_full (2).xlsx cannot be read: its part xl/workbook.xml unpacks to more than 60 MB");
        desk.Night.Query<string>("SELECT detail FROM pipeline_steps WHERE name = 'decisions' ORDER BY run_id DESC LIMIT 1").Single()
            .ShouldContain("clan_report_full.gsheet only points to a Google Sheet");
        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, "told once");
    }

    [Fact]
    public async Task A_workbook_of_the_old_program_is_no_fault()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        using (var workbook = new XLWorkbook())
        {
            workbook.AddWorksheet("Sheet1").Cell(1, 1).Value = "Name";
            workbook.SaveAs(Path.Combine(desk.Night.Output, "clan_report_full_old.xlsx"));
        }

        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
    }

    /// <summary>A small file that unpacks to much.</summary>
    private static void Bomb(string path)
    {
        using var package = ZipFile.Open(path, ZipArchiveMode.Create);
        using (var relations = package.CreateEntry("xl/_rels/workbook.xml.rels").Open())
        {
            relations.Write("<Relationships/>"u8);
        }

        using var part = package.CreateEntry("xl/workbook.xml").Open();
        var blank = Encoding.ASCII.GetBytes(new string(' ', 1_000_000));
        for (var megabyte = 0; megabyte < 61; megabyte++)
        {
            part.Write(blank);
        }
    }
}
