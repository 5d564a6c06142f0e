using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClanStats.Exports;
using ClanStats.Exports.Enforcer;
using ClanStats.Pipeline;
using ClanStats.Tests.Exports;
using ClosedXML.Excel;

namespace ClanStats.Tests.EndToEnd;

/// <summary>A clan, its channels and its accounts with names that try to be something else, through the whole program: every file, log and line of the terminal.</summary>
public sealed partial class HostileNamesTests : IAsyncLifetime
{
    private static readonly string[] Names =
    [
        "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "=HYPERLINK(\"http://x\",\"y\")", "+1", "-1+2", "@SUM(A1)", "\tTab", "\rReturn",
        "\u202Eevil\u202C name", "\U0001F409 Dragon \U0001F468\u200D\U0001F469", "\u200Bun\u200Bseen\uFEFF", new string('\uFDFD', 12), "WWWWWWWWWWWW",
        "say \"hi\"; 'x', y", "two\r\nlines", "# head\n- item", "[click](https://evil.example)", "**b** _i_ `c` | d ||e||", "@everyone <@1>", "\u001B[31mred\u001B[0m",
        "\u009B31mred\u0007", "../../etc/passwd", "%s%n{0}", "\uFF1D1+1",
    ];

    /// <summary>What may not reach a reader raw: controls but line ends and tabs, and what turns the direction of reading.</summary>
    private const string Turning = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private ClanNight _night = null!;

    public async Task InitializeAsync()
    {
        _night = await ClanNight.StartAsync(members: Names.Length, days: 40);
        (await _night.NightAsync()).ShouldBe(ExitCode.Done, _night.Diagnostics);
        var ids = _night.Query<long>("SELECT id FROM clan_members WHERE left_at IS NULL ORDER BY id").ToList();
        for (var i = 0; i < ids.Count; i++)
        {
            _night.Execute($"UPDATE clan_members SET display_name = {Quoted(Names[i % Names.Length])} WHERE id = {ids[i]}");
        }

        _night.Execute($"UPDATE discord_accounts SET name = {Quoted(Names[0])} || name; UPDATE discord_channels SET name = {Quoted(Names[19])} || name");
        _night.Execute($"UPDATE clan_group SET name = {Quoted("=1+1 <b>\u202E\u001B[2J Hall | x")}");
        (await _night.RunAsync("report", "--now", _night.Clan.Now.ToIso(), "--verbose")).ShouldBe(ExitCode.Done, _night.Diagnostics);
    }

    public async Task DisposeAsync() => await _night.DisposeAsync();

    [Fact]
    public async Task They_are_inert_in_every_file_log_and_line_of_the_terminal()
    {
        using var set = WrittenSet.In(_night.Output);
        set.Files().Where(file => !file.StartsWith('.')).Order(StringComparer.Ordinal).ShouldBe(
        [
            "clan_data.csv", "clan_data.js", "clan_data.json", "clan_report_full.xlsx", "docs/clan_data.js", "docs/index.html", "enforcer/moderation.md",
            "enforcer/officer_audit.md", "enforcer/promotions.md", "enforcer/purge_list.md", "public/index.html", "run_summary.json",
        ]);
        foreach (var file in set.Files().Where(file => !file.EndsWith(".xlsx", StringComparison.Ordinal)))
        {
            IsCalm(file, set.Text(file), mayBreakLines: true);
        }

        foreach (var log in Directory.EnumerateFiles(Path.Combine(_night.WorkingFolder, "logs")))
        {
            IsCalm(log, await File.ReadAllTextAsync(log), mayBreakLines: true);
            if (!log.EndsWith(".json", StringComparison.Ordinal))
            {
                File.ReadLines(log).ShouldAllBe(line => line.StartsWith('[') || line.StartsWith('{'));
            }
        }

        await TheTerminal();
        TheWorkbook(set);
        TheTable(set);
        ThePages(set);
        TheTexts(set);
    }

    private async Task TheTerminal()
    {
        foreach (var name in Names)
        {
            await _night.RunAsync("member", name);
        }

        await _night.RunAsync("runs");
        await _night.RunAsync("link");
        IsCalm("answers", _night.Answers, mayBreakLines: true);
        IsCalm("diagnostics", _night.Diagnostics, mayBreakLines: true);
        _night.Answers.ShouldContain("alert(1)");
    }

    private static void TheWorkbook(WrittenSet set)
    {
        var cells = set.Workbook.Worksheets.SelectMany(sheet => sheet.CellsUsed()).ToList();
        cells.ShouldAllBe(cell => !cell.HasFormula);
        foreach (var text in cells.Where(cell => cell.DataType == XLDataType.Text).Select(cell => cell.GetString()))
        {
            IsCalm("workbook", text, mayBreakLines: false);
        }

        var shown = set.Table("Clan Roster", "Roster").Select(row => row["Name"].GetString()).ToList();
        Names.Select(SafeCell.ForWorkbook).ShouldBeSubsetOf(shown);
        shown.ShouldAllBe(name => name.Trim().Length > 0);
        cells.Where(cell => cell.HasHyperlink && cell.Hyperlink.IsExternal).ShouldAllBe(cell =>
            cell.Hyperlink.ExternalAddress.AbsoluteUri.StartsWith("https://wiseoldman.net/players/", StringComparison.Ordinal));
    }

    private static void TheTable(WrittenSet set)
    {
        set.Csv.Count.ShouldBe(Names.Length);
        set.Csv.SelectMany(row => row.Values).ShouldAllBe(cell => !Runnable().IsMatch(cell));
        set.Csv.Select(row => row["display_name"]).ShouldContain("'=HYPERLINK(\"http://x\",\"y\")");
        set.Csv.Select(row => row["display_name"]).ShouldContain("two\r\nlines");
    }

    private static void ThePages(WrittenSet set)
    {
        foreach (var (page, data) in new[] { (set.OfficersPage, set.Officers), (set.PublicPage, set.Public) })
        {
            foreach (var tag in new[] { "<script>alert", "<img", "<b>" })
            {
                page.ShouldNotContain(tag, Case.Insensitive, tag == "<b>" ? "of the clan's name" : tag);
            }

            data.GetProperty(data.TryGetProperty("members", out _) ? "members" : "people").EnumerateArray()
                .Select(member => member.GetProperty("name").GetString()).ShouldBe(Names, ignoreOrder: true);
        }

        set.Data.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("display_name").GetString()).ShouldBe(Names, ignoreOrder: true);
        set.Text("clan_data.js").ShouldNotContain("</script>", Case.Insensitive);
    }

    private static void TheTexts(WrittenSet set)
    {
        foreach (var file in set.Files().Where(file => file.EndsWith(".md", StringComparison.Ordinal)))
        {
            var text = set.Text(file);
            text.ShouldNotContain("@everyone");
            text.ShouldNotContain("<@1>");
            Markup().IsMatch(text).ShouldBeFalse(file);
            text.Split('\n').ShouldAllBe(line => !line.StartsWith("# head", StringComparison.Ordinal) && !line.StartsWith("- item", StringComparison.Ordinal));
            text.ShouldContain(MarkdownText.Literal("=1+1 <b>\u202E\u001B[2J Hall | x"));
        }

        Names.ShouldContain(name => set.Text("enforcer/promotions.md").Contains(MarkdownText.Name(name)));
    }

    private static void IsCalm(string where, string text, bool mayBreakLines)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var isBreak = rune.Value is '\n' or '\r' or '\t';
            var isRaw = (Rune.IsControl(rune) && !(mayBreakLines && isBreak)) || (rune.IsBmp && Turning.Contains((char)rune.Value));
            isRaw.ShouldBeFalse($"U+{rune.Value.ToString("X4", CultureInfo.InvariantCulture)} stands raw in {where}");
        }
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex("(?<!\\\\)(?:<[a-z/@]|\\]\\()", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex("^(?:[=+@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20]|-(?!\\d))")]
    private static partial Regex Runnable();
}
