using System.Text.Json;
using System.Xml;
using ClanStats.Domain.Report;
using ClanStats.Exports.Csv;
using ClanStats.Exports.Json;
using CsvHelper;

namespace ClanStats.Exports.Publishing;

/// <summary>Reads the staged files back before they replace good ones.</summary>
internal static class StagedSet
{
    /// <summary>Lines told of one file: the first say what is wrong, hundreds more would bury it.</summary>
    private const int FaultsTold = 5;

    /// <summary>All faults, one line each; empty when the set can be published.</summary>
    /// <param name="directory">The staging folder.</param>
    /// <param name="files">The files that should stand in it.</param>
    /// <param name="report">What they were made from.</param>
    public static IReadOnlyList<string> Faults(string directory, IReadOnlyList<string> files, ClanReport report)
    {
        var faults = new List<string>(Missing(directory, files));
        foreach (var file in files.Where(file => !IsMissing(directory, file)))
        {
            var path = Path.Combine(directory, file);
            try
            {
                faults.AddRange(Check(directory, path, report).Take(FaultsTold).Select(fault => $"{file}: {fault}"));
            }
            catch (Exception exception) when (exception is JsonException or IOException or XmlException or InvalidDataException or FormatException)
            {
                faults.Add($"{file} cannot be read back: {exception.Message}");
            }
        }

        return faults;
    }

    /// <summary>The files that are not there or have nothing in them, one line each.</summary>
    public static IReadOnlyList<string> Missing(string directory, IReadOnlyList<string> files) =>
        [.. files.Where(file => IsMissing(directory, file)).Select(file => $"{file} is missing or empty")];

    private static bool IsMissing(string directory, string file) => new FileInfo(Path.Combine(directory, file)) is not { Exists: true, Length: > 0 };

    private static IEnumerable<string> Check(string directory, string path, ClanReport report) => Path.GetExtension(path) switch
    {
        ".json" => StagedData.Faults(File.ReadAllBytes(path), report),
        ".js" => CheckScript(directory, path),
        ".csv" => CheckCsv(path, report),
        ".xlsx" => StagedWorkbook.Faults(path, report),
        _ => [],
    };

    private static IEnumerable<string> CheckScript(string directory, string path)
    {
        var data = Path.Combine(directory, JsonReportWriter.DataFile);
        if (File.Exists(data) && !File.ReadAllBytes(path).AsSpan().SequenceEqual(JsonReportWriter.ScriptOf(File.ReadAllBytes(data))))
        {
            yield return "holds another document than clan_data.json";
        }
    }

    private static IEnumerable<string> CheckCsv(string path, ClanReport report)
    {
        using var csv = CsvReader.FromFile(path);
        csv.ReadHeader();
        if (!csv.Headers.SequenceEqual(CsvReportWriter.HeadersOf(report), StringComparer.Ordinal))
        {
            yield return $"begins with the columns {string.Join(", ", csv.Headers)}";
            yield break;
        }

        var rows = 0;
        while (csv.Read())
        {
            if (rows < report.Members.Count && csv.GetString("id") != NumberText.Plain(report.Members[rows].Id))
            {
                yield return $"has member {csv.GetString("id")} in row {NumberText.Plain(rows + 1)}, where {NumberText.Plain(report.Members[rows].Id)} belongs";
            }

            rows++;
        }

        if (rows != report.Members.Count)
        {
            yield return $"has {NumberText.Plain(rows)} rows instead of {NumberText.Plain(report.Members.Count)}";
        }
    }
}
