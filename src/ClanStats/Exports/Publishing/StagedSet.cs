using System.Text.Json;
using ClanStats.Domain.Report;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClanStats.Exports.Publishing;

/// <summary>Reads the staged files back before they replace good ones.</summary>
internal static class StagedSet
{
    /// <summary>All faults, one line each; empty when the set can be published.</summary>
    /// <param name="directory">The staging folder.</param>
    /// <param name="files">The files that should stand in it.</param>
    /// <param name="report">What they were made from.</param>
    public static IReadOnlyList<string> Faults(string directory, IReadOnlyList<string> files, ClanReport report)
    {
        var faults = new List<string>();
        foreach (var file in files)
        {
            var path = Path.Combine(directory, file);
            if (!File.Exists(path) || new FileInfo(path).Length == 0)
            {
                faults.Add($"{file} is missing or empty");
                continue;
            }

            try
            {
                if (Check(path, report) is { } fault)
                {
                    faults.Add($"{file} {fault}");
                }
            }
            catch (Exception exception) when (exception is JsonException or IOException or OpenXmlPackageException or InvalidDataException or FormatException)
            {
                faults.Add($"{file} cannot be read back: {exception.Message}");
            }
        }

        return faults;
    }

    private static string? Check(string path, ClanReport report) => Path.GetExtension(path) switch
    {
        ".json" => CheckJson(path, report),
        ".csv" => CheckCsv(path, report),
        ".xlsx" => CheckWorkbook(path),
        _ => null,
    };

    private static string? CheckJson(string path, ClanReport report)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var members = document.RootElement.GetProperty("members").GetArrayLength();
        return members == report.Members.Count ? null : $"lists {members} members instead of {report.Members.Count}";
    }

    private static string? CheckCsv(string path, ClanReport report)
    {
        using var csv = CsvHelper.CsvReader.FromFile(path);
        csv.ReadHeader();
        var rows = 0;
        while (csv.Read())
        {
            rows++;
        }

        return rows == report.Members.Count ? null : $"has {rows} rows instead of {report.Members.Count}";
    }

    private static string? CheckWorkbook(string path)
    {
        using var workbook = SpreadsheetDocument.Open(path, isEditable: false);
        return workbook.WorkbookPart?.Workbook.Descendants<Sheet>().Any() == true ? null : "has no sheets";
    }
}
