using System.IO.Compression;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Exports;
using ClanStats.Exports.Excel;
using ClanStats.Tests.Fixtures;
using ClosedXML.Excel;

namespace ClanStats.Tests.Exports.Excel;

public sealed class ExcelReportWriterTests(ExcelReportWriterTests.ConnectedWorkbook connected)
    : IClassFixture<ExcelReportWriterTests.ConnectedWorkbook>, IDisposable
{
    private static readonly string[] SheetNames =
    [
        "Read me", "Clan Roster", "Decisions", "Promotions", "Purge", "Moderation", "Officers", "Changes", "Retention", "Bosses", "Links", "Definitions",
    ];

    private static readonly string[] RosterColumns =
    [
        "#", "Name", "Joined", "Rank", "Msgs 7d", "Msgs 30d", "Msgs 90d", "Msgs Total", "XP 7d", "XP 30d", "XP 90d", "XP 365d", "XP Total",
        "Boss 7d", "Boss 30d", "Boss 90d", "Boss 365d", "Boss Total", "State", "Marks", "Measured at (UTC)", "WOM profile", "Id", "Score 7d",
    ];

    private readonly ExportFolder _folder = new();

    public static TheoryData<string> Variants => ["connected", "without Discord", "without verdicts", "500 members", "empty"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Every_variant_is_a_valid_workbook_with_the_twelve_sheets(string variant)
    {
        await WriteAsync(Variant(variant));
        using var workbook = Open();
        workbook.Worksheets.Select(sheet => sheet.Name).ShouldBe(SheetNames);
        workbook.Worksheets.SelectMany(sheet => sheet.CellsUsed()).ShouldAllBe(cell => !cell.HasFormula);
        workbook.Worksheet("Clan Roster").Row(1).CellsUsed().Select(cell => cell.GetString()).ShouldBe(RosterColumns);
    }

    [Fact]
    public void The_roster_holds_the_numbers_of_the_report_as_numbers_and_days_as_days()
    {
        var report = SampleReport.Create();
        var workbook = connected.Workbook;
        var sheet = workbook.Worksheet("Clan Roster");

        for (var index = 0; index < report.Members.Count; index++)
        {
            var member = report.Members[index];
            var row = sheet.Row(index + 2);
            row.Cell(1).GetDouble().ShouldBe(index + 1);
            row.Cell(2).GetString().ShouldBe(SafeCell.ForWorkbook(member.DisplayName));
            Day(row.Cell(3)).ShouldBe(member.JoinedAt?.Date.ToDateTime(TimeOnly.MinValue));
            Figures(member).ShouldBe(Enumerable.Range(5, 14).Select(column => Number(row.Cell(column))));
            row.Cell(19).GetString().ShouldBe(StateText.Of(member.State));
            Day(row.Cell(21)).ShouldBe(member.MeasuredAt?.ToDateTimeOffset().UtcDateTime);
            row.Cell(22).Hyperlink.ExternalAddress.AbsoluteUri.ShouldStartWith("https://wiseoldman.net/players/");
            row.Cell(23).DataType.ShouldBe(XLDataType.Text);
            row.Cell(23).GetString().ShouldBe(NumberText.Plain(member.Id));
        }

        sheet.Column(23).IsHidden.ShouldBeTrue();
        sheet.Cell(2, 3).Style.DateFormat.Format.ShouldBe("dd/mm/yyyy");
    }

    [Fact]
    public async Task Nothing_known_is_a_dash_typed_as_text_and_never_zero_or_blank()
    {
        await WriteAsync(SampleReport.Create(discordConnected: false));
        using var workbook = Open();
        var cells = workbook.Worksheet("Clan Roster").Range(2, 5, SampleReport.EveryKind + 1, 8).Cells();

        cells.ShouldAllBe(cell => cell.DataType == XLDataType.Text && cell.GetString() == "–");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("+1")]
    [InlineData("-1+2")]
    [InlineData("@SUM(A1)")]
    [InlineData("'quoted, \"twice\"; ok")]
    [InlineData("<script>alert(1)</script>")]
    public void A_name_is_never_a_formula(string name)
    {
        SampleReport.HostileNames.ShouldContain(name);
        var workbook = connected.Workbook;

        var cell = workbook.Worksheet("Clan Roster").Column(2).CellsUsed().Single(cell => cell.GetString() == name);
        cell.DataType.ShouldBe(XLDataType.Text);
        cell.HasFormula.ShouldBeFalse();
    }

    [Fact]
    public void A_mark_stands_in_the_format_and_in_the_marks_column()
    {
        var report = SampleReport.Create();
        var workbook = connected.Workbook;
        var index = report.Members.ToList().FindIndex(member => member.Xp.D7.Mark == DataMark.Approximate);
        var row = workbook.Worksheet("Clan Roster").Row(index + 2);

        row.Cell(9).Style.NumberFormat.Format.ShouldBe("\"~\"#,##0_*_.");
        row.Cell(9).GetDouble().ShouldBe(report.Members[index].Xp.D7.Value!.Value);
        row.Cell(20).GetString().ShouldContain("XP 7d: approximate (2025-12-24)");
    }

    [Fact]
    public void Colours_follow_the_value_of_a_cell_and_zeros_and_dashes_are_muted()
    {
        var formats = connected.Workbook.Worksheet("Clan Roster").ConditionalFormats.ToList();
        string Of(IXLConditionalFormat format) => format.ConditionalFormatType == XLConditionalFormatType.Expression ? format.Values[1].Value : "";

        formats.Count(format => format.ConditionalFormatType == XLConditionalFormatType.DataBar).ShouldBe(3);
        foreach (var sign in new[] { "●", "◐", "◑", "▲", "■" })
        {
            formats.Count(format => Of(format).Contains($"LEFT(S2,1)=\"{sign}\"", StringComparison.Ordinal)).ShouldBe(2);
        }

        var muted = formats.Where(format => Of(format) == "OR(E2=0,E2=\"–\")").ToList();
        muted.ShouldHaveSingleItem().Style.Font.FontColor.Color.ToArgb().ShouldBe(unchecked((int)0xFF8C877A));
        muted[0].Range.RangeAddress.ToString().ShouldBe($"E2:R{SampleReport.EveryKind + 1}");
        formats.Count(format => Of(format) == "MOD(ROW(),2)=0").ShouldBe(1);
    }

    [Fact]
    public void Every_sheet_prints_landscape_one_page_wide_with_its_header_and_the_first_on_one_page()
    {
        foreach (var sheet in connected.Workbook.Worksheets.Skip(1))
        {
            sheet.PageSetup.PageOrientation.ShouldBe(XLPageOrientation.Landscape, sheet.Name);
            sheet.PageSetup.PagesWide.ShouldBe(1, sheet.Name);
            (sheet.Name == "Retention" || sheet.PageSetup.FirstRowToRepeatAtTop > 0).ShouldBeTrue(sheet.Name);
            (sheet.SheetView.SplitColumn > 0).ShouldBeTrue(sheet.Name);
        }

        var first = connected.Workbook.Worksheet("Read me").PageSetup;
        (first.PageOrientation, first.PagesWide, first.PagesTall).ShouldBe((XLPageOrientation.Portrait, 1, 1));
        Texts(connected.Workbook.Worksheet("Read me")).ShouldContain("How to answer");
    }

    [Fact]
    public void Header_and_name_stay_in_view_and_every_table_has_its_filter()
    {
        var workbook = connected.Workbook;

        workbook.Worksheet("Clan Roster").SheetView.SplitRow.ShouldBe(1);
        workbook.Worksheet("Clan Roster").SheetView.SplitColumn.ShouldBe(2);
        workbook.Worksheet("Clan Roster").PageSetup.FirstRowToRepeatAtTop.ShouldBe(1);
        workbook.Worksheets.SelectMany(sheet => sheet.Tables).Select(table => (table.Name, table.ShowAutoFilter)).ShouldBe(
        [
            ("Roster", true), ("Decisions", true), ("Promotions", true), ("Ladder", true), ("Purge", true), ("QuietDiscordUnknown", true),
            ("Moderation", true), ("Officers", true), ("NewcomerAnswers", true), ("CoverageHoles", true), ("Changes", true),
            ("Survival", true), ("SurvivalBand", true), ("FirstDays", true), ("WaitingNewcomers", true), ("Returned", true), ("Presence", true),
            ("Bosses", true), ("Raids", true), ("LinksWaiting", true), ("LikelyRenames", true), ("UnassignedNames", true), ("LinksMade", true),
            ("Definitions", true),
        ]);
    }

    [Fact]
    public void The_first_sheet_says_how_fresh_what_week_what_waits_and_how_people_add_up()
    {
        var report = SampleReport.Create();
        var workbook = connected.Workbook;
        var texts = Texts(workbook.Worksheet("Read me"));

        texts.ShouldContain("Lantern Court");
        texts.ShouldContain($"▲ Watch   {report.Today.Freshness}");
        texts.ShouldContain(report.Today.Verdict);
        texts.ShouldContain("Gone Fishing, =1+1");
        texts.ShouldContain("▲ #staff <hidden>: not readable since 2025-12-30");
        report.Today.Numbers.ShouldAllBe(number => texts.Contains(number.Label));
        var numbers = workbook.Worksheet("Read me").CellsUsed(cell => cell.DataType == XLDataType.Number).Select(cell => cell.GetDouble()).ToArray();
        numbers.ShouldContain(report.Reconciliation.EverKnown);
        numbers.ShouldContain(report.Reconciliation.Xp.Clan);
        numbers.ShouldContain(report.Purge.Content!.Candidates.Count);
    }

    [Fact]
    public async Task The_links_sheet_shows_the_queue_with_its_evidence_and_what_is_not_assigned()
    {
        var report = SampleReport.Create();
        await WriteAsync(report);
        using var workbook = Open();
        var sheet = workbook.Worksheet("Links");
        var (texts, links) = (Texts(sheet), report.Links.Content!);

        links.Waiting.Select(link => link.Evidence).ShouldBeSubsetOf(texts);
        links.Renames.Select(rename => rename.Evidence).ShouldBeSubsetOf(texts);
        texts.ShouldContain(text => text.Contains("90 % of messages assigned"));
        texts.ShouldContain(text => text.EndsWith("-stranger", StringComparison.Ordinal));
        texts.ShouldContain($"{links.Waiting[0].Account}:{links.Waiting[0].MemberId}");
        sheet.Column(8).IsHidden.ShouldBeTrue();
        Texts(workbook.Worksheet("Read me")).ShouldContain("Messages of nobody known");
    }

    [Fact]
    public async Task Parts_without_content_say_why()
    {
        var report = SampleReport.WithoutVerdicts();
        await WriteAsync(report);
        using var workbook = Open();

        Texts(workbook.Worksheet("Purge")).ShouldContain($"○ Not available: {report.Purge.Reason}");
        Texts(workbook.Worksheet("Officers")).ShouldContain($"○ Not available: {report.Officers.Reason}");
        Texts(workbook.Worksheet("Changes")).ShouldContain($"○ Not available: {report.Changes.Reason}");
        foreach (var name in new[] { "Retention" })
        {
            Texts(workbook.Worksheet(name)).ShouldContain($"○ Not available: {SampleReport.NotBuilt}");
        }
    }

    [Fact]
    public async Task Verdicts_stand_with_their_sentence_and_an_empty_list_says_nobody()
    {
        var report = SampleReport.Create(discordConnected: false);
        await WriteAsync(report);
        using var workbook = Open();
        var texts = Texts(workbook.Worksheet("Moderation"));

        report.Moderation.Content!.Outliers.ShouldAllBe(verdict => texts.Contains(verdict.Reason));
        texts.ShouldContain(text => text.Contains("Churn risk: nobody"));
        report.Moderation.Content.Notes.ShouldBeSubsetOf(texts);
    }

    [Fact]
    public async Task The_same_report_gives_the_same_bytes_and_times_come_from_the_report()
    {
        await WriteAsync(SampleReport.Create());
        var first = await File.ReadAllBytesAsync(_folder.File(ExcelReportWriter.FileName));

        await WriteAsync(SampleReport.Create());

        (await File.ReadAllBytesAsync(_folder.File(ExcelReportWriter.FileName))).SequenceEqual(first).ShouldBeTrue();
        using var package = ZipFile.OpenRead(_folder.File(ExcelReportWriter.FileName));
        package.Entries.ShouldAllBe(entry => entry.LastWriteTime.DateTime == SampleReport.Now.ToDateTimeOffset().DateTime);
        using var workbook = Open();
        workbook.Properties.Created.ToUniversalTime().ShouldBe(SampleReport.Now.ToDateTimeOffset().UtcDateTime);
    }

    /// <summary>The sample's workbook, written and opened once for the tests that only read it.</summary>
    public sealed class ConnectedWorkbook : IAsyncLifetime, IDisposable
    {
        private readonly ExportFolder _folder = new();

        internal XLWorkbook Workbook { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await _folder.WriteAsync(new ExcelReportWriter(), SampleReport.Create());
            Workbook = new XLWorkbook(_folder.File(ExcelReportWriter.FileName));
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose()
        {
            Workbook.Dispose();
            _folder.Dispose();
        }
    }

    private static ClanReport Variant(string name) => name switch
    {
        "connected" => SampleReport.Create() with { Environment = "staging" },
        "without Discord" => SampleReport.Create(discordConnected: false),
        "without verdicts" => SampleReport.WithoutVerdicts(),
        "500 members" => SampleReport.Create(500),
        _ => SampleReport.Empty(),
    };

    private static IEnumerable<double?> Figures(MemberReport member) =>
        new long?[]
        {
            member.Messages.D7.Value, member.Messages.D30.Value, member.Messages.D90.Value, member.MessagesTotal.Value,
            member.Xp.D7.Value, member.Xp.D30.Value, member.Xp.D90.Value, member.Xp.D365.Value, member.TotalXp,
            member.Boss.D7.Value, member.Boss.D30.Value, member.Boss.D90.Value, member.Boss.D365.Value, member.TotalBoss,
        }.Select(value => (double?)value);

    private static double? Number(IXLCell cell) => cell.DataType == XLDataType.Number ? cell.GetDouble() : Dash<double>(cell);

    private static DateTime? Day(IXLCell cell) => cell.DataType == XLDataType.DateTime ? cell.GetDateTime() : Dash<DateTime>(cell);

    private static T? Dash<T>(IXLCell cell)
        where T : struct
    {
        cell.GetString().ShouldBe("–");
        return null;
    }

    private static string[] Texts(IXLWorksheet sheet) => [.. sheet.CellsUsed().Select(cell => cell.Value.ToString() ?? "")];

    private Task WriteAsync(ClanReport report) => _folder.WriteAsync(new ExcelReportWriter(), report);

    private XLWorkbook Open() => new(_folder.File(ExcelReportWriter.FileName));
}
