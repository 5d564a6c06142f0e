using System.Text.Json;
using System.Text.RegularExpressions;
using ClanStats.Domain.Report;
using ClanStats.Exports;
using ClanStats.Exports.Csv;
using ClanStats.Exports.Excel;
using ClanStats.Tests.Architecture;
using ClanStats.Tests.Fixtures;
using ClosedXML.Excel;

namespace ClanStats.Tests.Documents;

/// <summary>docs/definitions.md says of every number and word people meet what it is.</summary>
public sealed partial class DefinitionsDocumentTests
{
    private const string Document = "docs/definitions.md";

    /// <summary>What stands as code in the document; <c>xp_Nd</c> stands for each window.</summary>
    private static readonly HashSet<string> Defined =
        [.. MarkdownDocument.Of(Document).Spans.SelectMany(span => WordPattern().Split(span.Text)).Where(word => word.Length > 0)];

    [Fact]
    public void Every_key_of_a_member_and_every_section_of_the_document_is_defined()
    {
        using var schema = JsonDocument.Parse(Repository.TextOf("docs/clan_data.schema.json"));
        var root = schema.RootElement;
        var kinds = root.GetProperty("$defs");
        List<string> keys = [.. Keys(root), .. Keys(kinds.GetProperty("member")), .. Keys(kinds.GetProperty("oldMember"))];

        keys.Count.ShouldBeGreaterThan(80);
        Repository.ShouldHold(keys.Where(key => !IsDefined(key)).Distinct(), $"Say in {Document} what the key of clan_data.json is.");
    }

    [Fact]
    public void Every_column_of_the_table_is_defined() =>
        Repository.ShouldHold(CsvReportWriter.Headers.Where(header => !IsDefined(header)), $"Say in {Document} what the column of clan_data.csv is.");

    [Fact]
    public void Every_column_of_the_roster_has_its_words_in_the_workbook()
    {
        var file = new ExcelReportWriter().Render(SampleReport.Create(), CancellationToken.None).Single();
        using var workbook = new XLWorkbook(new MemoryStream(file.Content.ToArray()));
        var headers = workbook.Worksheet("Clan Roster").Row(1).CellsUsed().Select(cell => cell.GetString())
            .Except(["Id", "WOM profile"], StringComparer.Ordinal).ToList();
        var words = Definitions.All(new ReportSettings()).SelectMany(definition => Columns(definition.Name)).ToHashSet(StringComparer.Ordinal);

        headers.Count.ShouldBeGreaterThan(20);
        Repository.ShouldHold(
            headers.Where(header => !words.Contains(header)), "Add the column to Exports/Definitions: the workbook and the page explain it from there.");
    }

    [Fact]
    public void The_words_of_workbook_and_page_stand_in_the_document() => GeneratedPart.ShouldStandIn(
        Document,
        "words",
        [
            "| word | is | window | source |",
            "| --- | --- | --- | --- |",
            .. Definitions.All(new ReportSettings())
                .Select(word => $"| {Plain(word.Name)} ({word.Kind}) | {Plain(word.Meaning)} | {Plain(word.Window)} | {Plain(word.Source)} |"),
        ]);

    [Theory]
    [InlineData("xp_7d", true)]
    [InlineData("game_days_365d", true)]
    [InlineData("xp_7w", false)]
    [InlineData("loot_7d", false)]
    public void A_number_nobody_defined_is_noticed(string key, bool defined) => IsDefined(key).ShouldBe(defined);

    private static bool IsDefined(string key) => Defined.Contains(key) || Defined.Contains(WindowPattern().Replace(key, "_Nd"));

    private static IEnumerable<string> Keys(JsonElement shape) => shape.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    /// <summary>"XP 7d, 30d" names the columns "XP 7d" and "XP 30d".</summary>
    private static IEnumerable<string> Columns(string name)
    {
        var parts = name.Split(", ");
        var first = parts[0][..(parts[0].LastIndexOf(' ') + 1)];
        return [name, parts[0], .. parts.Skip(1).Select(part => first + part)];
    }

    private static string Plain(string text) => text.Replace("|", @"\|", StringComparison.Ordinal);

    [GeneratedRegex(@"[^\w]+")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"_(?:7|30|90|365)d$")]
    private static partial Regex WindowPattern();
}
