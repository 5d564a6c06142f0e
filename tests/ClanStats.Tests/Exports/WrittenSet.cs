using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClanStats.Domain.Report;
using ClanStats.Exports;
using ClosedXML.Excel;
using CsvHelper;

namespace ClanStats.Tests.Exports;

/// <summary>A published set, read back from its files as their readers would: the workbook's tables, the documents, the pages.</summary>
internal sealed partial class WrittenSet : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly string _folder;

    private WrittenSet(string folder)
    {
        _folder = folder;
        Workbook = Own(new XLWorkbook(Path.Combine(folder, "clan_report_full.xlsx")));
        Data = Own(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "clan_data.json")))).RootElement;
        OfficersPage = Text("docs/index.html");
        PublicPage = Text("public/index.html");
        Officers = Own(JsonDocument.Parse(PageData().Match(OfficersPage).Groups["json"].Value)).RootElement;
        Public = Own(JsonDocument.Parse(PageData().Match(PublicPage).Groups["json"].Value)).RootElement;
        Csv = ReadCsv();
    }

    public XLWorkbook Workbook { get; }

    /// <summary>Where the set lies.</summary>
    public string Folder => _folder;

    /// <summary>clan_data.json.</summary>
    public JsonElement Data { get; }

    /// <summary>The data inside the officers' page.</summary>
    public JsonElement Officers { get; }

    /// <summary>The data inside the members' page.</summary>
    public JsonElement Public { get; }

    public string OfficersPage { get; }

    public string PublicPage { get; }

    /// <summary>clan_data.csv, a row a member, by column.</summary>
    public IReadOnlyList<Dictionary<string, string>> Csv { get; }

    /// <summary>The set a run left in a folder.</summary>
    public static WrittenSet In(string folder)
    {
        SoundWorkbook.Check(Path.Combine(folder, "clan_report_full.xlsx"));
        return new WrittenSet(folder);
    }

    /// <summary>The files of a folder as they are now, whoever wrote them.</summary>
    public static WrittenSet Read(string folder) => new(folder);

    /// <summary>The set the writers make of a report.</summary>
    public static async Task<WrittenSet> OfAsync(ClanReport report)
    {
        var folder = new ExportFolder();
        foreach (var writer in ExportServices.Writers())
        {
            await folder.WriteAsync(writer, report);
        }

        var set = new WrittenSet(folder.Path);
        set.Own(folder);
        return set;
    }

    /// <summary>A file of the set as text.</summary>
    public string Text(string file) => File.ReadAllText(Path.Combine(_folder, file));

    /// <summary>Every file of the set, relative to its folder.</summary>
    public IEnumerable<string> Files() => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'));

    /// <summary>The rows of a table of the workbook, by header; none where the table has none and says so.</summary>
    public IReadOnlyList<Dictionary<string, IXLCell>> Table(string sheet, string table) =>
        Workbook.Worksheet(sheet).Tables.FirstOrDefault(entry => entry.Name == table) is not { } found
            ? []
            : [.. found.DataRange.Rows().Select(row => found.Fields.ToDictionary(field => field.Name, field => row.Cell(field.Index + 1)))];

    /// <summary>The number in a cell; null where it holds the dash.</summary>
    public static double? Number(IXLCell cell)
    {
        if (cell.DataType == XLDataType.Number)
        {
            return cell.GetDouble();
        }

        cell.GetString().ShouldBe("–");
        return null;
    }

    /// <summary>The number under a key; null where it is null or not there.</summary>
    public static double? Number(JsonElement holder, string key) =>
        holder.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>The number in a cell of a table as text; null where it is empty.</summary>
    public static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary>The tiles of the officers' first view: label and exact value without its unit, words where there is none.</summary>
    public Dictionary<string, string> Tiles() => Tile().Matches(OfficersPage)
        .ToDictionary(match => WebUtility.HtmlDecode(match.Groups["label"].Value), match => WebUtility.HtmlDecode(match.Groups[match.Groups["exact"].Success ? "exact" : "shown"].Value).Split('\u00A0')[0]);

    /// <summary>What stands beneath each tile's number, by its label.</summary>
    public Dictionary<string, string> Changes() => TileChange().Matches(OfficersPage)
        .ToDictionary(match => WebUtility.HtmlDecode(match.Groups["label"].Value), match => WebUtility.HtmlDecode(match.Groups["change"].Value));

    /// <summary>The points each tile's small line tells to those who cannot see it, by its label; none where there is no line.</summary>
    public Dictionary<string, string[]> Trends() => TileTrend().Matches(OfficersPage)
        .ToDictionary(match => WebUtility.HtmlDecode(match.Groups["label"].Value), match => WebUtility.HtmlDecode(match.Groups["points"].Value).Split(", "));

    public void Dispose() => _owned.ForEach(owned => owned.Dispose());

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    private List<Dictionary<string, string>> ReadCsv()
    {
        using var csv = CsvReader.FromFile(Path.Combine(_folder, "clan_data.csv"));
        csv.ReadHeader();
        string[] headers = [.. csv.Headers];
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(headers.ToDictionary(header => header, header => csv.GetString(header)));
        }

        return rows;
    }

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(?<json>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex PageData();

    [GeneratedRegex("<span class=\"label\">(?<label>[^<]*)</span>(?:<span class=\"figure\">)?<span class=\"value[^\"]*\"(?: title=\"(?<exact>[^\"]*)\")?>(?<shown>[^<]*)<")]
    private static partial Regex Tile();

    [GeneratedRegex("<span class=\"label\">(?<label>[^<]*)</span><span class=\"figure\">.*?<span class=\"change\">(?<change>[^<]*)</span>")]
    private static partial Regex TileChange();

    [GeneratedRegex("<svg class=\"spark\"[^>]* aria-label=\"(?<label>[^\",]*), last 12 (?:weeks|months): (?<points>[^\"]*)\"")]
    private static partial Regex TileTrend();
}
