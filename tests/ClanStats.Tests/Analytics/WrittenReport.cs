using ClanStats.Domain.Report;
using ClanStats.Exports.Csv;
using ClanStats.Exports.Excel;
using ClanStats.Tests.Exports;
using ClosedXML.Excel;

namespace ClanStats.Tests.Analytics;

/// <summary>A report as its workbook and its CSV show it, read back from the files. Names must hold no comma.</summary>
internal sealed class WrittenReport : IDisposable
{
    private readonly ExportFolder _folder;
    private readonly XLWorkbook _workbook;
    private readonly List<string[]> _lines;

    private WrittenReport(ExportFolder folder, XLWorkbook workbook, List<string[]> lines) => (_folder, _workbook, _lines) = (folder, workbook, lines);

    public static async Task<WrittenReport> OfAsync(ClanReport report)
    {
        var folder = new ExportFolder();
        await folder.WriteAsync(new ExcelReportWriter(), report);
        await folder.WriteAsync(new CsvReportWriter(), report);
        var lines = (await File.ReadAllLinesAsync(folder.File(CsvReportWriter.FileName))).Select(line => line.Split(',')).ToList();
        return new WrittenReport(folder, new XLWorkbook(folder.File(ExcelReportWriter.FileName)), lines);
    }

    public IXLWorksheet Sheet(string name) => _workbook.Worksheet(name);

    /// <summary>A column of clan_data.csv, without its header.</summary>
    public List<string> Csv(string column)
    {
        var index = Array.IndexOf(_lines[0], column);
        index.ShouldBeGreaterThanOrEqualTo(0);
        return [.. _lines.Skip(1).Select(line => line[index])];
    }

    /// <summary>A column of the sheet Clan Roster, without its header.</summary>
    public List<object> Roster(string column)
    {
        var sheet = Sheet("Clan Roster");
        var index = sheet.Row(1).CellsUsed().Single(cell => cell.GetString() == column).Address.ColumnNumber;
        return [.. sheet.RowsUsed().Skip(1).Select(row => row.Cell(index).Value)];
    }

    public void Dispose()
    {
        _workbook.Dispose();
        _folder.Dispose();
    }
}
