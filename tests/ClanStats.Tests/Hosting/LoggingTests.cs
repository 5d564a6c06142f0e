using System.Text.Json;
using System.Text.RegularExpressions;
using ClanStats.Hosting;
using ClanStats.Hosting.Logging;
using Microsoft.Extensions.Logging;
using Serilog.Events;
using Serilog.Parsing;

namespace ClanStats.Tests.Hosting;

public sealed partial class LoggingTests : IDisposable
{
    private const string Trace = "4f0c1d2e9a7b4c55";
    private readonly string _folder = Directory.CreateTempSubdirectory("clanstats-test-").FullName;
    private readonly StringWriter _diagnostics = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_line_has_the_promised_form()
    {
        using (var log = Open())
        {
            var logger = log.Factory.CreateLogger("ClanStats.Pipeline.NightlyRun");
            logger.LogInformation("CHECKPOINT: {Step} start", "wom");
            logger.LogDebug("plain");
            logger.LogWarning("two\nlines\tand \u001b[31mred\u001b[0m and \u202eturned");
            logger.LogError(new InvalidOperationException("first\r\nsecond"), "It {What}", "broke");
        }

        var text = File.ReadAllText(Path.Combine(_folder, "app.log"));
        var lines = text.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(4);
        lines.ShouldAllBe(line => PromisedForm().IsMatch(line));
        lines[0].ShouldEndWith($" UTC] [INF] [{Trace}] [NightlyRun] CHECKPOINT: wom start");
        lines[2].ShouldEndWith(@"two\nlines\tand \u001b[31mred\u001b[0m and \u202eturned");
        lines[3].ShouldEndWith(@"[NightlyRun] It broke (InvalidOperationException: first\r\nsecond)");
    }

    [Fact]
    public void The_json_lines_carry_values_and_whole_exceptions()
    {
        using (var log = Open())
        {
            log.Factory.CreateLogger("Module").LogError(Thrown(), "Read {Rows} rows of {Name}", 3, "velvet \"mole\"");
        }

        using var line = JsonDocument.Parse(File.ReadAllLines(Path.Combine(_folder, "app.jsonl")).ShouldHaveSingleItem());
        var root = line.RootElement;
        root.GetProperty("level").GetString().ShouldBe("ERR");
        root.GetProperty("trace_id").GetString().ShouldBe(Trace);
        root.GetProperty("message").GetString().ShouldBe("Read 3 rows of velvet \"mole\"");
        root.GetProperty("values").GetProperty("Rows").GetInt32().ShouldBe(3);
        root.GetProperty("exception").GetString()!.ShouldContain(nameof(Thrown));
    }

    [Fact]
    public void Secrets_reach_neither_file_nor_terminal_in_any_form()
    {
        var terminal = new Terminal(TextWriter.Null, _diagnostics);
        terminal.Mask.Register(["hush+\"hush", "bot-token"]);
        using (var log = RunLog.Open(_folder, Trace, terminal, verbose: false))
        {
            var logger = log.Factory.CreateLogger("Module");
            logger.LogWarning(
                new InvalidOperationException("Authorization: bot-token"), "{A} and {B}", "hush+\"hush", "/x?code=" + Uri.EscapeDataString("hush+\"hush"));
            logger.LogWarning("POST https://discord.com/api/webhooks/123/aBc-_9?wait=true");
        }

        var everything = _diagnostics.ToString()
            + File.ReadAllText(Path.Combine(_folder, "app.log")) + File.ReadAllText(Path.Combine(_folder, "app.jsonl"));
        foreach (var secret in new[] { "hush", "bot-token", "aBc-_9" })
        {
            everything.ShouldNotContain(secret);
        }

        everything.ShouldContain("/webhooks/123/***?wait=true");
    }

    [Fact]
    public void The_terminal_gets_warnings_and_errors_and_with_verbose_everything()
    {
        foreach (var verbose in new[] { false, true })
        {
            using var log = RunLog.Open(null, Trace, new Terminal(TextWriter.Null, _diagnostics), verbose);
            var logger = log.Factory.CreateLogger("Module");
            logger.LogInformation("told {Verbose}", verbose);
            logger.LogWarning("warned");
        }

        _diagnostics.ToString().ReplaceLineEndings("\n").ShouldBe("warning: warned\ntold True\nwarning: warned\n");
    }

    [Fact]
    public void Noise_of_the_framework_is_left_out()
    {
        using (var log = Open())
        {
            log.Factory.CreateLogger("Microsoft.Hosting.Lifetime").LogInformation("noise");
            log.Factory.CreateLogger("System.Net.Http.HttpClient").LogInformation("noise");
        }

        File.ReadAllText(Path.Combine(_folder, "app.log")).ShouldBeEmpty();
    }

    [Fact]
    public void A_new_day_begins_a_new_file()
    {
        using (var sink = new DailyFileSink(_folder, "app.log", new LogLineFormatter(), new SecretMask()))
        {
            sink.Emit(Event("2026-01-20T23:59:59Z", "evening"));
            sink.Emit(Event("2026-01-21T00:00:00Z", "morning"));
            sink.Emit(Event("2026-01-21T01:30:00+02:00", "a line that is late"));
        }

        File.ReadAllText(Path.Combine(_folder, "app-20260120.log")).ShouldContain("evening");
        File.ReadAllText(Path.Combine(_folder, "app.log")).ShouldContain("morning");
        File.ReadAllText(Path.Combine(_folder, "app.log")).ShouldContain("2026-01-20 23:30:00.000 UTC] [INF]");
    }

    [Fact]
    public void The_file_of_an_earlier_process_is_put_aside_under_its_own_day_and_nothing_is_lost()
    {
        File.WriteAllText(Path.Combine(_folder, "app.log"), "old\n");
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "app.log"), new DateTime(2026, 1, 18, 12, 0, 0, DateTimeKind.Utc));
        File.WriteAllText(Path.Combine(_folder, "app-20260118.log"), "older\n");
        using (var sink = new DailyFileSink(_folder, "app.log", new LogLineFormatter(), new SecretMask()))
        {
            sink.Emit(Event("2026-01-21T00:00:00Z", "new"));
        }

        File.ReadAllText(Path.Combine(_folder, "app-20260118.log")).ShouldBe("older\nold\n");
        File.ReadAllLines(Path.Combine(_folder, "app.log")).ShouldHaveSingleItem().ShouldEndWith("new");
    }

    [Fact]
    public void Thirty_old_files_are_kept()
    {
        using (var sink = new DailyFileSink(_folder, "app.log", new LogLineFormatter(), new SecretMask()))
        {
            var day = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
            for (var i = 0; i < 34; i++)
            {
                sink.Emit(Event(day.AddDays(i).ToString("O"), "line"));
            }
        }

        var old = Directory.GetFiles(_folder, "app-*.log").Select(path => Path.GetFileName(path)).Order().ToList();
        old.Count.ShouldBe(30);
        old[0].ShouldBe("app-20260104.log");
        old[^1].ShouldBe("app-20260202.log");
    }

    [Fact]
    public void A_second_process_does_not_write_into_the_lines_of_the_first()
    {
        using var first = Open();
        using (var second = Open())
        {
            second.Factory.CreateLogger("Second").LogInformation("from the second");
        }

        first.Factory.CreateLogger("First").LogInformation("from the first");
        _diagnostics.ToString().ShouldContain("warning: Nothing is logged to files: ");
        first.Dispose();
        File.ReadAllLines(Path.Combine(_folder, "app.log")).ShouldHaveSingleItem().ShouldEndWith("[First] from the first");
    }

    private RunLog Open() => RunLog.Open(_folder, Trace, new Terminal(TextWriter.Null, _diagnostics), verbose: false);

    private static LogEvent Event(string time, string message) =>
        new(DateTimeOffset.Parse(time), LogEventLevel.Information, null, new MessageTemplateParser().Parse(message), []);

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("deep");
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }

    [GeneratedRegex(@"^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC\] \[[A-Z]{3}\] \[[0-9a-f]{16,32}\] \[[^\]]+\] \S")]
    private static partial Regex PromisedForm();
}
