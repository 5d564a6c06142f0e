using ClanStats.Domain.Report;
using ClanStats.Pipeline;
using ClanStats.Tests.EndToEnd;
using ClosedXML.Excel;

namespace ClanStats.Tests.Decisions;

/// <summary>A clan whose every member is on the purge list, and an officer with the workbook a real night wrote.</summary>
internal sealed class OfficersDesk : IAsyncDisposable
{
    private OfficersDesk(ClanNight night) => Night = night;

    public ClanNight Night { get; }

    public string Workbook => Path.Combine(Night.Output, "clan_report_full.xlsx");

    public string Drive => Path.Combine(Night.Root, "drive");

    /// <summary>The clan after its first night.</summary>
    public static async Task<OfficersDesk> OpenAsync(bool withDrive = false, int members = 20)
    {
        var desk = new OfficersDesk(await ClanNight.StartAsync(members, days: 20));
        foreach (var (key, value) in new[] { ("DAYS", "3"), ("XP", "999999999999"), ("BOSS", "999999999"), ("MSGS", "999999999") })
        {
            desk.Night.Environment[key == "DAYS" ? "PURGE_THRESHOLD_DAYS" : $"PURGE_MIN_{key}"] = value;
        }

        desk.Night.Environment["HARVEST_SAFE_DELETE_RATIO"] = "0.9";
        if (withDrive)
        {
            Directory.CreateDirectory(desk.Drive);
            desk.Night.Environment["LOCAL_DRIVE_PATH"] = desk.Drive;
        }

        (await desk.Night.NightAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        return desk;
    }

    /// <summary>A report some days after the first night.</summary>
    public Task<ExitCode> ReportAsync(double days = 0) => Night.RunAsync("report", "--now", Night.Clan.Now.PlusDays(days).ToIso());

    /// <summary>Edits a workbook as an officer does and saves it under a name, a minute later than everything saved before.</summary>
    public void Edit(Action<XLWorkbook> edit, string? source = null, string? target = null, int minutes = 1)
    {
        using (var workbook = new XLWorkbook(source ?? Workbook))
        {
            edit(workbook);
            workbook.SaveAs(target ?? source ?? Workbook);
        }

        File.SetLastWriteTimeUtc(target ?? source ?? Workbook, File.GetLastWriteTimeUtc(source ?? Workbook).AddMinutes(-60 + minutes));
    }

    /// <summary>Writes into one cell of a person's row on the sheet of decisions.</summary>
    public void Write(string id, string header, object value, string? source = null, string? target = null, int minutes = 1) =>
        Edit(workbook => Put(workbook.Worksheet("Decisions"), id, header, value), source, target, minutes);

    public static void Put(IXLWorksheet sheet, string id, string header, object value) => Cell(sheet, id, header).Value = value;

    public static IXLCell Cell(IXLWorksheet sheet, string id, string header)
    {
        var ids = sheet.CellsUsed().Where(cell => cell.GetString() == WorkbookForm.Id).ToList();
        var row = ids.Select(head => sheet.Column(head.Address.ColumnNumber).CellsUsed().FirstOrDefault(cell => cell.GetString() == id))
            .First(cell => cell is not null)!.Address.RowNumber;
        var column = sheet.CellsUsed().First(cell => cell.GetString() == header && cell.Address.RowNumber < row).Address.ColumnNumber;
        return sheet.Cell(row, column);
    }

    /// <summary>What a cell of the present workbook says.</summary>
    public string Says(string id, string header, string sheet = "Decisions")
    {
        using var workbook = new XLWorkbook(Workbook);
        var cell = Cell(workbook.Worksheet(sheet), id, header);
        return cell.DataType == XLDataType.DateTime ? cell.GetDateTime().ToString("yyyy-MM-dd") : cell.GetString();
    }

    /// <summary>Ids of the rows on the sheet of decisions, top down.</summary>
    public List<string> Ids()
    {
        using var workbook = new XLWorkbook(Workbook);
        var sheet = workbook.Worksheet("Decisions");
        var head = sheet.CellsUsed().First(cell => cell.GetString() == WorkbookForm.Id);
        return [.. sheet.Column(head.Address.ColumnNumber).CellsUsed().Select(cell => cell.GetString()).Where(text => text.Contains(':'))];
    }

    /// <summary>Everything entered: id, verdict, note, leave.</summary>
    public List<string> Entered() => Night.Query<string>(
        "SELECT member_id || ':' || list || ' ' || coalesce(verdict, '-') || ' ' || note || ' ' || coalesce(leave_until, '') FROM officer_entries_readable ORDER BY id");

    public ValueTask DisposeAsync() => Night.DisposeAsync();
}
