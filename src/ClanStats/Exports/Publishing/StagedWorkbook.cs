using System.IO.Compression;
using System.Xml;
using ClanStats.Domain.Report;
using ClanStats.Exports.Excel;

namespace ClanStats.Exports.Publishing;

/// <summary>
/// Reads the workbook back part by part: the sheets of the contract in their order, every sheet well formed to its end, and on the roster
/// one row a member. By the XML reader of the framework, which costs a tenth of what a workbook library takes to open it.
/// </summary>
internal static class StagedWorkbook
{
    private const string Roster = "xl/worksheets/sheet2.xml";

    /// <summary>All faults, one line each.</summary>
    public static IEnumerable<string> Faults(string path, ClanReport report)
    {
        using var package = ZipFile.OpenRead(path);
        var sheets = Elements(package, "xl/workbook.xml", "sheet").ToList();
        if (!sheets.SequenceEqual(ExcelReportWriter.SheetNames, StringComparer.Ordinal))
        {
            yield return $"has the sheets {string.Join(", ", sheets)}";
        }

        for (var number = 1; number <= ExcelReportWriter.SheetNames.Count; number++)
        {
            var part = $"xl/worksheets/sheet{NumberText.Plain(number)}.xml";
            var rows = Elements(package, part, "row").Count();
            var members = rows - 1;
            if (part == Roster && members != Math.Max(1, report.Members.Count))
            {
                yield return $"has {members} rows on the roster instead of {report.Members.Count}";
            }
        }
    }

    /// <summary>The attribute <c>name</c> of every element of a kind, or an empty text; reads the part to its end.</summary>
    private static IEnumerable<string> Elements(ZipArchive package, string part, string kind)
    {
        var entry = package.GetEntry(part) ?? throw new InvalidDataException($"{part} is missing");
        using var reader = XmlReader.Create(entry.Open(), new XmlReaderSettings { CloseInput = true, DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == kind)
            {
                yield return reader.GetAttribute("name") ?? "";
            }
        }
    }
}
