using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClanStats.Tests.Fixtures;
using ClosedXML.Excel;

namespace ClanStats.Tests.Exports;

/// <summary>
/// The same number is the same everywhere: every value that stands in more than one of workbook, JSON, CSV, pages and texts is read from the
/// files and compared, on a night of the whole program and on a report in which every kind of member and mark occurs.
/// </summary>
public sealed partial class OutputsAgreeTests(AgreeingSets sets) : IClassFixture<AgreeingSets>
{
    private static readonly Dictionary<string, Action<WrittenSet>> Comparisons = new(StringComparer.Ordinal)
    {
        ["roster"] = OutputsComparison.Roster,
        ["table"] = OutputsComparison.Table,
        ["officers' page"] = OutputsComparison.OfficersPage,
        ["members' page"] = OutputsComparison.MembersPage,
        ["four numbers"] = OutputsComparison.FourNumbers,
    };

    public static TheoryData<string> Both => ["night", "sample"];

    [Theory]
    [MemberData(nameof(Both))]
    public void The_roster_of_the_workbook_holds_the_numbers_of_the_document(string name) => OutputsComparison.Roster(sets.Of(name));

    [Theory]
    [MemberData(nameof(Both))]
    public void The_table_holds_the_numbers_and_marks_of_the_document(string name) => OutputsComparison.Table(sets.Of(name));

    [Theory]
    [MemberData(nameof(Both))]
    public void The_officers_page_holds_the_numbers_and_marks_of_the_document(string name) => OutputsComparison.OfficersPage(sets.Of(name));

    [Theory]
    [MemberData(nameof(Both))]
    public void The_members_page_holds_the_numbers_of_the_document(string name) => OutputsComparison.MembersPage(sets.Of(name));

    [Theory]
    [MemberData(nameof(Both))]
    public void The_four_numbers_are_the_same_on_the_first_sheet_the_page_and_in_the_document(string name) => OutputsComparison.FourNumbers(sets.Of(name));

    /// <summary>The comparison is worth something: one number that is one too great is found, in whichever output it stands, and named.</summary>
    [Theory]
    [InlineData("workbook", "XP 30d of {0}", "roster")]
    [InlineData("json", "XP 30d of {0}", "roster,table,officers' page")]
    [InlineData("csv", "xp_30d of {0}", "table")]
    [InlineData("page", "xp30 of {0}", "officers' page")]
    public async Task A_planted_wrong_number_is_found_and_named(string output, string named, string found)
    {
        using var sound = await WrittenSet.OfAsync(SampleReport.Create());
        var member = sound.Data.GetProperty("members").EnumerateArray().First(one => WrittenSet.Number(one, "xp_30d") > 0).GetProperty("id").GetInt64();
        Faults(sound).ShouldBeEmpty();

        Plant(output, sound, member);
        using var planted = WrittenSet.Read(sound.Folder);

        var faults = Faults(planted);
        faults.Keys.Order(StringComparer.Ordinal).ShouldBe(found.Split(',').Order(StringComparer.Ordinal));
        var what = string.Format(CultureInfo.InvariantCulture, named, member);
        faults.Values.ShouldContain(fault => fault.Contains(what, StringComparison.Ordinal), what);
    }

    private static Dictionary<string, string> Faults(WrittenSet set)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, compare) in Comparisons)
        {
            try
            {
                compare(set);
            }
            catch (ShouldAssertException fault)
            {
                faults.Add(name, fault.Message);
            }
        }

        return faults;
    }

    /// <summary>Makes a member's experience of 30 days one too great in one output.</summary>
    private static void Plant(string output, WrittenSet set, long member)
    {
        var id = member.ToString(CultureInfo.InvariantCulture);
        switch (output)
        {
            case "workbook":
                PlantInWorkbook(Path.Combine(set.Folder, "clan_report_full.xlsx"), id);
                break;
            case "json":
                var file = Path.Combine(set.Folder, "clan_data.json");
                var data = JsonNode.Parse(File.ReadAllText(file))!;
                var one = data["members"]!.AsArray().Single(entry => entry!["id"]!.GetValue<long>() == member)!;
                one["xp_30d"] = one["xp_30d"]!.GetValue<long>() + 1;
                File.WriteAllText(file, data.ToJsonString());
                break;
            case "csv":
                set.Csv.Single(row => row["id"] == id)["xp_30d"] = More(set.Csv.Single(row => row["id"] == id)["xp_30d"]);
                var lines = set.Csv.Select(row => row.Values).Prepend(set.Csv[0].Keys.AsEnumerable()).Select(cells => string.Join(',', cells.Select(Quoted)));
                File.WriteAllText(Path.Combine(set.Folder, "clan_data.csv"), string.Join("\r\n", lines) + "\r\n");
                break;
            default:
                var page = Path.Combine(set.Folder, "docs", "index.html");
                var text = File.ReadAllText(page);
                var start = text.IndexOf($"{{\"id\":{id},\"person\":", StringComparison.Ordinal);
                File.WriteAllText(page, text[..start] + Xp30().Replace(text[start..], match => "\"xp30\":" + More(match.Groups["value"].Value), 1));
                break;
        }
    }

    private static void PlantInWorkbook(string file, string id)
    {
        using var workbook = new XLWorkbook(file);
        var table = workbook.Worksheet("Clan Roster").Table("Roster");
        var row = table.DataRange.Rows().Single(entry => entry.Field("Id").GetString() == id);
        row.Field("XP 30d").Value = row.Field("XP 30d").GetDouble() + 1;
        workbook.Save();
    }

    private static string More(string number) => (long.Parse(number, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("\"xp30\":(?<value>\\d+)")]
    private static partial Regex Xp30();
}
