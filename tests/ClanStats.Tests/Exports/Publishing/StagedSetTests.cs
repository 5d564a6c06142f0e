using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Exports;
using ClanStats.Exports.Csv;
using ClanStats.Exports.Excel;
using ClanStats.Exports.Json;
using ClanStats.Exports.Publishing;
using ClanStats.Tests.Analytics;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Tests.Exports.Publishing;

public sealed class StagedSetTests : IAsyncLifetime, IDisposable
{
    private static readonly IReportWriter[] Writers = [new JsonReportWriter(), new CsvReportWriter(), new ExcelReportWriter()];
    private readonly ReportedClan _clan = new();
    private readonly ExportFolder _folder = new();
    private ClanReport _report = null!;

    private static string[] Files => [.. Writers.SelectMany(writer => writer.Files)];

    public async Task InitializeAsync()
    {
        _clan.Populate(12);
        _report = await _clan.ReportAsync();
        foreach (var writer in Writers)
        {
            await _folder.WriteAsync(writer, _report);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _folder.Dispose();
        _clan.Dispose();
    }

    [Fact]
    public void What_the_writers_wrote_has_no_fault() => Faults().ShouldBeEmpty();

    [Fact]
    public void A_set_that_lacks_a_file_says_which()
    {
        File.Delete(_folder.File("clan_data.csv"));
        File.WriteAllText(_folder.File("clan_data.js"), "");

        Faults().ShouldBe(["clan_data.js is missing or empty", "clan_data.csv is missing or empty"]);
    }

    [Theory]
    [InlineData("a key nobody knows", "clan_data.json: surprise is a key that nobody knows")]
    [InlineData("a member twice", "clan_data.json: lists member 1 twice")]
    [InlineData("a week above its month", "clan_data.json: says less in xp_30d of member 1 than in a shorter window")]
    [InlineData("people that do not add up", "clan_data.json: does not add up: measured and not")]
    [InlineData("messages that do not add up", "clan_data.json: does not add up: messages_30d")]
    [InlineData("days out of order", "clan_data.json: has 2026-01-01 where another day belongs")]
    [InlineData("a day without its gap", "clan_data.json: contradicts itself about discord on 2025-12-31")]
    [InlineData("somebody only in allMembers", "clan_data.json: has somebody in allMembers who is not a member")]
    public void A_document_that_contradicts_itself_says_where(string fault, string told)
    {
        Change(document =>
        {
            var member = document["members"]!.AsArray().First(entry => (long)entry!["id"]! == 1)!;
            switch (fault)
            {
                case "a key nobody knows":
                    document["surprise"] = 1;
                    break;
                case "a member twice":
                    document["members"]!.AsArray().Add(member.DeepClone());
                    break;
                case "a week above its month":
                    member["xp_7d"] = (long)member["xp_30d"]! + 1;
                    break;
                case "people that do not add up":
                    document["reconciliation"]!["measured"] = 99;
                    break;
                case "messages that do not add up":
                    document["reconciliation"]!["messages_30d"]!["former"] = 99;
                    break;
                case "days out of order":
                    document["history"]![28]!["date"] = "2026-01-02";
                    document["history"]![29]!["date"] = "2026-01-01";
                    break;
                case "a day without its gap":
                    document["sources"]![1]!["missing_days"]!.AsArray().Add("2025-12-31");
                    break;
                default:
                    document["allMembers"]![0]!["id"] = 4711;
                    break;
            }
        });

        Faults().ShouldContain(line => line.StartsWith(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_document_in_the_script_is_a_fault()
    {
        File.AppendAllText(_folder.File("docs/clan_data.js"), "x");

        Faults().ShouldBe(["docs/clan_data.js: holds another document than clan_data.json"]);
    }

    [Fact]
    public void A_table_with_other_rows_or_columns_is_a_fault()
    {
        var lines = File.ReadAllLines(_folder.File("clan_data.csv"));
        File.WriteAllLines(_folder.File("clan_data.csv"), lines.SkipLast(1), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Faults().ShouldContain($"clan_data.csv: has {_report.Members.Count - 1} rows instead of {_report.Members.Count}");

        File.WriteAllLines(_folder.File("clan_data.csv"), lines.Skip(1));
        Faults().ShouldContain(line => line.StartsWith("clan_data.csv: begins with the columns", StringComparison.Ordinal));
    }

    [Fact]
    public void A_workbook_that_ends_in_the_middle_of_a_sheet_is_a_fault()
    {
        using (var package = ZipFile.Open(_folder.File(ExcelReportWriter.FileName), ZipArchiveMode.Update))
        {
            package.GetEntry("xl/worksheets/sheet12.xml")!.Delete();
            using var writer = new StreamWriter(package.CreateEntry("xl/worksheets/sheet12.xml").Open());
            writer.Write("<worksheet><sheetData>");
        }

        Faults().ShouldHaveSingleItem().ShouldStartWith("clan_report_full.xlsx cannot be read back");

        File.WriteAllText(_folder.File(ExcelReportWriter.FileName), "no package");
        Faults().ShouldHaveSingleItem().ShouldStartWith("clan_report_full.xlsx cannot be read back");
    }

    [Fact]
    public async Task A_faulty_set_replaces_nothing_and_the_run_is_partial()
    {
        using var output = new ExportFolder();
        await File.WriteAllTextAsync(output.File("clan_data.json"), "last night's");
        Change(document => document["surprise"] = 1);
        var run = RunInto(output);
        foreach (var file in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(run.StagingDirectory, file))!);
            File.Copy(_folder.File(file), Path.Combine(run.StagingDirectory, file));
        }

        foreach (var writer in Writers)
        {
            run.Results[writer.Step] = StepResult.Done("");
        }

        var result = await PublishAsync(Writers, new Staging(Writers, new ExportPlan([])), run);

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures[0].ShouldBe("clan_data.json: surprise is a key that nobody knows: the last published set stays as it is.");
        (await File.ReadAllTextAsync(output.File("clan_data.json"))).ShouldBe("last night's");
        Directory.EnumerateFiles(output.Path).ShouldHaveSingleItem();
        run.PublishedData.ShouldBeFalse();
    }

    [Fact]
    public async Task A_fault_is_found_as_the_files_are_staged_and_told_when_they_would_be_published()
    {
        using var output = new ExportFolder();
        var run = RunInto(output);
        IReportWriter[] writers = [new Spoilt()];
        var staging = new Staging(writers, new ExportPlan([]));
        run.Results[StepNames.Json] = await new ExportStep(writers[0], staging).RunAsync(run, default);
        File.Copy(_folder.File("clan_data.json"), Path.Combine(run.StagingDirectory, "clan_data.json"), overwrite: true);

        var result = await PublishAsync(writers, staging, run);

        run.Results[StepNames.Json].Outcome.ShouldBe(StepOutcome.Done);
        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldContain("clan_data.json: surprise is a key that nobody knows: the last published set stays as it is.");
        Directory.EnumerateFiles(output.Path).ShouldBeEmpty();
    }

    private RunContext RunInto(ExportFolder output) => new()
    {
        TraceId = "0123456789abcdef",
        Command = "report",
        Now = ReportedClan.Now,
        OutputDirectory = output.Path,
        StagingDirectory = Directory.CreateDirectory(_folder.File("staging")).FullName,
        Report = _report,
    };

    private static Task<StepResult> PublishAsync(IReportWriter[] writers, Staging staging, RunContext run) =>
        new PublishStep(writers, staging, new PublishOptions(), new NothingWritten(), new NothingDue(), NullLogger<PublishStep>.Instance).RunAsync(run, default);

    private IReadOnlyList<string> Faults() => StagedSet.Faults(_folder.Path, Files, _report);

    /// <summary>Changes the staged document, and the scripts with it.</summary>
    private void Change(Action<JsonObject> change)
    {
        var document = JsonNode.Parse(File.ReadAllBytes(_folder.File("clan_data.json")))!.AsObject();
        change(document);
        var bytes = Encoding.UTF8.GetBytes(document.ToJsonString());
        File.WriteAllBytes(_folder.File("clan_data.json"), bytes);
        File.WriteAllBytes(_folder.File("clan_data.js"), JsonReportWriter.ScriptOf(bytes));
        File.WriteAllBytes(_folder.File("docs/clan_data.js"), JsonReportWriter.ScriptOf(bytes));
    }

    /// <summary>Writes a document that no reader knows.</summary>
    private sealed class Spoilt : IReportWriter
    {
        public string Step => StepNames.Json;

        public IReadOnlyList<string> Files => [JsonReportWriter.DataFile];

        public IEnumerable<ReportFile> Render(ClanReport report, CancellationToken cancellationToken) => [ReportFile.Of(JsonReportWriter.DataFile, """{"surprise":1}""")];
    }

    private sealed class NothingDue : IAnnouncer
    {
        public Task<Announced> TellAsync(RunContext run, CancellationToken cancellationToken) => Task.FromResult(Announced.Nothing);
    }

    private sealed class NothingWritten : IWorkbookGuard
    {
        public bool IsUnread(string path, string outputDirectory) => false;

        public void Written(IReadOnlyList<string> paths, string outputDirectory)
        {
        }
    }
}
