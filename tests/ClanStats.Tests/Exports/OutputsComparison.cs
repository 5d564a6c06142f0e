using System.Globalization;
using System.Text.Json;
using ClanStats.Exports;
using ClosedXML.Excel;

namespace ClanStats.Tests.Exports;

/// <summary>Every value that stands in more than one of workbook, JSON, CSV, pages and texts, read from the files of a set and compared.</summary>
internal static class OutputsComparison
{
    private const double Tolerance = 0.000_01;
    private static readonly string[] Metrics = ["xp", "boss", "msgs", "ehp", "ehb"];
    private static readonly string[] Windows = ["7d", "30d", "90d", "365d"];

    /// <summary>Columns of the roster and the keys of clan_data.json that hold the same.</summary>
    private static readonly (string Column, string Key)[] RosterColumns =
    [
        ("Msgs 7d", "msgs_7d"), ("Msgs 30d", "msgs_30d"), ("Msgs 90d", "msgs_90d"), ("Msgs Total", "msgs_total"), ("XP 7d", "xp_7d"), ("XP 30d", "xp_30d"),
        ("XP 90d", "xp_90d"), ("XP 365d", "xp_365d"), ("XP Total", "total_xp"), ("Boss 7d", "boss_7d"), ("Boss 30d", "boss_30d"), ("Boss 90d", "boss_90d"),
        ("Boss 365d", "boss_365d"), ("Boss Total", "total_boss"),
    ];

    /// <summary>Keys of the officers' page and the keys of clan_data.json that hold the same; a page need not have all of them.</summary>
    private static readonly (string Page, string Key)[] PageKeys =
    [
        .. new[] { "xp", "boss", "msgs" }.SelectMany(metric => Windows.Select(window => ($"{metric}{window[..^1]}", $"{metric}_{window}"))),
        .. Windows.Select(window => ($"gdays{window[..^1]}", $"game_days_{window}")), .. Windows.Select(window => ($"cdays{window[..^1]}", $"chat_days_{window}")),
        ("totalXp", "total_xp"), ("totalBoss", "total_boss"), ("msgsTotal", "msgs_total"),
    ];

    private static readonly Dictionary<string, string> Tops = new(StringComparer.Ordinal)
    {
        ["Most XP in 7 days"] = "xp_7d",
        ["Most XP in 30 days"] = "xp_30d",
        ["Most messages in 7 days"] = "msgs_7d",
        ["Most messages in 30 days"] = "msgs_30d",
        ["Most boss kills in 7 days"] = "boss_7d",
        ["Most boss kills in 30 days"] = "boss_30d",
    };

    /// <summary>The roster of the workbook and the document.</summary>
    public static void Roster(WrittenSet set)
    {
        var (members, rows) = (Members(set), set.Table("Clan Roster", "Roster"));
        rows.Count.ShouldBe(members.Count);

        foreach (var (member, row) in members.Zip(rows))
        {
            row["Id"].GetString().ShouldBe(member.GetProperty("id").GetRawText());
            row["Name"].GetString().ShouldBe(SafeCell.ForWorkbook(member.GetProperty("display_name").GetString()));
            foreach (var (column, key) in RosterColumns)
            {
                WrittenSet.Number(row[column]).ShouldBe(WrittenSet.Number(member, key), $"{column} of {member.GetProperty("id")}");
                MarkOf(row[column]).ShouldBe(row[column].DataType == XLDataType.Number ? VisibleMark(Mark(member, key)) : null, $"mark of {column}");
            }

            WrittenSet.Number(row["Score 7d"]).ShouldBe(WrittenSet.Number(member, "score"));
            Time(row["Measured at (UTC)"]).ShouldBe(member.GetProperty("freshness").GetProperty("measured_at").GetString());
            Time(row["Joined"])?[..10].ShouldBe(member.GetProperty("joined_at").GetString()![..10]);
        }
    }

    /// <summary>The table of clan_data.csv and the document.</summary>
    public static void Table(WrittenSet set)
    {
        foreach (var (member, row) in Members(set).Zip(set.Csv))
        {
            row["id"].ShouldBe(member.GetProperty("id").GetRawText());
            row["state"].ShouldBe(member.GetProperty("state").GetString());
            row["measured_at"].ShouldBe(member.GetProperty("freshness").GetProperty("measured_at").GetString() ?? "");
            string[] keys = [.. Metrics.SelectMany(metric => Windows.Select(window => $"{metric}_{window}")), "msgs_total", "total_xp", "official_xp_7d", "official_xp_30d", "score"];
            foreach (var key in keys)
            {
                Same(WrittenSet.Number(row[key]), WrittenSet.Number(member, key), $"{key} of {row["id"]}");
            }

            WrittenSet.Number(row["total_boss_kills"]).ShouldBe(WrittenSet.Number(member, "total_boss"));
            var marks = member.GetProperty("marks").EnumerateObject().Where(mark => mark.Name != "msgs_total").Select(mark => $"{mark.Name}={mark.Value.GetString()}");
            row["marks"].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(marks);
        }
    }

    /// <summary>The data of the officers' page and the document.</summary>
    public static void OfficersPage(WrittenSet set)
    {
        var (members, drawn) = (Members(set), set.Officers.GetProperty("members").EnumerateArray().ToList());
        drawn.Count.ShouldBe(members.Count);
        var compared = 0;

        foreach (var (member, there) in members.Zip(drawn))
        {
            there.GetProperty("name").GetString().ShouldBe(member.GetProperty("display_name").GetString());
            there.GetProperty("state").GetString().ShouldBe(member.GetProperty("state").GetString());
            WrittenSet.Number(there, "score").ShouldBe(WrittenSet.Number(member, "score"));
            foreach (var (page, key) in PageKeys.Where(pair => there.TryGetProperty(pair.Page, out _)))
            {
                compared++;
                WrittenSet.Number(there, page).ShouldBe(WrittenSet.Number(member, key), $"{page} of {member.GetProperty("id")}");
                if (member.GetProperty("marks").TryGetProperty(key, out var mark) && there.GetProperty("marks").TryGetProperty(page, out var told))
                {
                    told[0].GetString().ShouldBe(mark.GetString());
                }
                else
                {
                    member.GetProperty("marks").TryGetProperty(key, out _).ShouldBe(
                        there.GetProperty("marks").TryGetProperty(page, out _) && !page.Contains("days", StringComparison.Ordinal), $"mark of {page} of {member.GetProperty("id")}");
                }
            }
        }

        compared.ShouldBeGreaterThanOrEqualTo(members.Count * 6);
    }

    /// <summary>The data of the members' page and the document.</summary>
    public static void MembersPage(WrittenSet set)
    {
        var members = Members(set).ToLookup(member => member.GetProperty("display_name").GetString()!);
        foreach (var person in set.Public.GetProperty("people").EnumerateArray())
        {
            (double?, double?, double?) shown = (WrittenSet.Number(person, "xp"), WrittenSet.Number(person, "kills"), WrittenSet.Number(person, "msgs"));
            members[person.GetProperty("name").GetString()!]
                .Select(member => (WrittenSet.Number(member, "total_xp"), WrittenSet.Number(member, "total_boss"), WrittenSet.Number(member, "msgs_total")))
                .ShouldContain(shown);
        }

        foreach (var top in set.Public.GetProperty("top").EnumerateArray())
        {
            var key = Tops[top.GetProperty("title").GetString()!];
            foreach (var row in top.GetProperty("rows").EnumerateArray())
            {
                members[row.GetProperty("name").GetString()!].Select(member => WrittenSet.Number(member, key)).ShouldContain(WrittenSet.Number(row, "value"), key);
            }
        }
    }

    /// <summary>The four numbers on the first sheet, on the page and in the document.</summary>
    public static void FourNumbers(WrittenSet set)
    {
        var (tiles, changes, trends) = (set.Tiles(), set.Changes(), set.Trends());
        var first = set.Workbook.Worksheet("Read me");
        var numbers = set.Data.GetProperty("today").GetProperty("numbers").EnumerateArray().ToList();
        numbers.Count.ShouldBe(4);

        foreach (var number in numbers)
        {
            var (label, value) = (number.GetProperty("label").GetString()!, WrittenSet.Number(number, "value"));
            WrittenSet.Number(first.CellsUsed().First(cell => cell.GetString() == label).CellBelow()).ShouldBe(value, label);
            tiles[label].ShouldBe(value?.ToString("N0", CultureInfo.InvariantCulture) ?? "No data", label, StringCompareShould.IgnoreCase);
            Followed(number, label, changes[label], trends.GetValueOrDefault(label, []));
            var beneath = first.CellsUsed().First(cell => cell.GetString() == label).CellBelow().CellBelow().GetString();
            beneath.ShouldBe(changes[label], label);
        }

        var texts = first.CellsUsed().Select(cell => cell.GetString()).ToList();
        texts.ShouldContain(set.Data.GetProperty("today").GetProperty("verdict").GetString());
        texts.ShouldContain(text => text.EndsWith(set.Data.GetProperty("today").GetProperty("freshness").GetString()!, StringComparison.Ordinal));
    }

    /// <summary>The change in words and the points of the small line are those of the document: each number is followed or says that it is not.</summary>
    private static void Followed(JsonElement number, string label, string change, string[] points)
    {
        if (WrittenSet.Number(number, "change") is { } difference)
        {
            change.ShouldStartWith(difference == 0 ? "as " : $"{Math.Abs(difference).ToString("N0", CultureInfo.InvariantCulture)} ", Case.Sensitive, label);
            change.ShouldMatch(difference switch { > 0 => " more than ", < 0 => " (fewer|less) than ", _ => "as (many|much) as " }, label);
        }

        var trend = number.GetProperty("trend").EnumerateArray().ToList();
        var unit = number.GetProperty("unit").GetString() is { } name ? " " + name : "";
        if (trend.Count(point => point.ValueKind == JsonValueKind.Number) >= 2)
        {
            points.ShouldBe(trend.Select(point => point.ValueKind == JsonValueKind.Number ? point.GetInt64().ToString("N0", CultureInfo.InvariantCulture) + unit : "no data"), label);
        }
        else
        {
            points.ShouldBeEmpty(label);
        }
    }

    private static List<JsonElement> Members(WrittenSet set) => [.. set.Data.GetProperty("members").EnumerateArray()];

    private static string? Mark(JsonElement member, string key) => member.GetProperty("marks").TryGetProperty(key, out var mark) ? mark.GetString() : null;

    /// <summary>The mark a number's format shows; others stand in words in the column of marks.</summary>
    private static string? MarkOf(IXLCell cell) => cell.Style.NumberFormat.Format switch
    {
        var format when format.StartsWith("\"~\"", StringComparison.Ordinal) => "approximate",
        var format when format.StartsWith("\"≥\"", StringComparison.Ordinal) => "partial",
        var format when format.Contains("\"*\"", StringComparison.Ordinal) => "since_first_seen",
        _ => null,
    };

    /// <summary>The total of messages carries the mark of its year, and no sign.</summary>
    private static string? VisibleMark(string? mark) => mark is "approximate" or "partial" or "since_first_seen" ? mark : null;

    private static string? Time(IXLCell cell) => cell.DataType == XLDataType.DateTime
        ? cell.GetDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : null;

    private static void Same(double? one, double? other, string what)
    {
        one.HasValue.ShouldBe(other.HasValue, what);
        Math.Abs((one ?? 0) - (other ?? 0)).ShouldBeLessThan(Tolerance, what);
    }
}
