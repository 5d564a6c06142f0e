using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Composition;
using ClanStats.Pipeline;
using ClanStats.Tests.Storage;

namespace ClanStats.Tests.Hosting;

public sealed class RunsCommandTests : IDisposable
{
    private static readonly UtcInstant First = UtcInstant.StartOfDay(new DateOnly(2026, 1, 1)).PlusHours(6);
    private readonly TestProgram _program = new() { Runs = RunsWork.RunAsync };
    private readonly TempDatabase _temp = new();

    public void Dispose()
    {
        _program.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_with_what_they_come_to()
    {
        for (var night = 0; night < 6; night++)
        {
            Run(night, $"{night}{new string('a', 15)}", seconds: 40 + night, outcome: night == 2 ? "partial" : "done");
        }

        Run(6, new string('f', 16), seconds: 400);
        Run(7, new string('e', 16), seconds: 5, command: "report");

        (await RunsAsync()).ShouldBe(ExitCode.Done, _program.Diagnostics);

        var lines = _program.Answers.Split('\n');
        lines[0].ShouldMatch("^run +started \\(UTC\\) +command +outcome +took +requests +read +memory +published$");
        lines[1].ShouldMatch("^eeeeeeeeeeeeeeee  2026-01-08 06:00  report   done +5.0 s +7 +2.0 MB +100.0 MB +yes$");
        lines[2].ShouldStartWith("ffffffffffffffff  2026-01-07 06:00  run");
        _program.Answers.ShouldContain("run: 7 runs, 6 done, 1 partial; usually 42.5 s, the newest 6 min 40 s\n  ! wom took 400 s, 9.4 times its usual 42.5 s\n");
        _program.Answers.ShouldContain("report: 1 run, 1 done; the newest took 5.0 s\n");
    }

    [Fact]
    public async Task Only_so_many_are_listed_as_asked_for()
    {
        Run(0, new string('a', 16), 1);
        Run(1, new string('b', 16), 1);

        (await RunsAsync("--last", "1")).ShouldBe(ExitCode.Done);
        (await RunsAsync("--last", "0")).ShouldBe(ExitCode.UsageWrong);

        _program.Answers.ShouldNotContain("aaaa");
    }

    [Fact]
    public async Task One_run_is_told_step_by_step_with_its_lines_of_the_log_old_and_new()
    {
        Run(0, "abcd0123456789ab", 65);
        _program.Write("logs/app-20260101.log", "[2026-01-01 06:00:00.000 UTC] [INF] [abcd0123456789ab] [Pipeline] PIPELINE_START run\n[x] [INF] [0000000000000000] [Pipeline] another\n");
        _program.Write("logs/app.log", "[2026-01-01 06:00:05.000 UTC] [WRN] [abcd0123456789ab] [Wom] \u001b[2Jfaint\n");

        (await RunsAsync("ABCD")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        _program.Answers.ShouldStartWith("run abcd0123456789ab, version 1, business time 2026-01-01 06:00 UTC\nstarted 2026-01-01 06:00 UTC, done after 1 min 05 s, published\n");
        _program.Answers.ShouldMatch(@"(?m)^config +done +0.0 s +0 +0 +0 B +90.0 MB +read$");
        _program.Answers.ShouldMatch(@"(?m)^wom +done +1 min 05 s +500 +7 +2.0 MB +100.0 MB +500 members$");
        _program.Answers.ShouldContain("PIPELINE_START run\n[2026-01-01 06:00:05.000 UTC] [WRN] [abcd0123456789ab] [Wom] \\u001b[2Jfaint\n");
        _program.Answers.ShouldNotContain("another");
    }

    [Fact]
    public async Task A_run_whose_log_is_gone_and_one_that_was_killed_say_so()
    {
        Run(0, "abcd0123456789ab", seconds: null);

        (await RunsAsync("abcd0123456789ab")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        _program.Answers.ShouldContain("not ended, nothing published");
        _program.Answers.ShouldContain("No log line of this run is left.");
    }

    [Theory]
    [InlineData("beef", "No run's id begins with beef")]
    [InlineData("abc", "is no run's id: give at least 4")]
    [InlineData("zebra", "is no run's id")]
    [InlineData("abcd", "2 runs' ids begin with abcd: abcdffffffffffff, abcd000000000000")]
    public async Task An_id_that_is_no_one_runs_is_refused(string asked, string told)
    {
        Run(0, "abcd000000000000", 1);
        Run(1, "abcdffffffffffff", 1);

        (await RunsAsync(asked)).ShouldBe(ExitCode.Failed);

        _program.Diagnostics.ShouldContain(told);
    }

    [Fact]
    public async Task Json_has_the_same_and_the_fields_of_the_log()
    {
        Run(0, "abcd0123456789ab", 65);
        _program.Write(
            "logs/app.jsonl",
            """
            {"time":"2026-01-01T06:00:00.000Z","level":"INF","trace_id":"abcd0123456789ab","module":"Pipeline","message":"PIPELINE_START","values":{}}
            {"time":"2026-01-01T06:00:01.000Z","level":"INF","trace_id":"abcd0123456789ab","mod
            """);

        (await RunsAsync("--json")).ShouldBe(ExitCode.Done);
        var list = JsonDocument.Parse(_program.Answers).RootElement;
        var run = list.GetProperty("runs")[0];
        (run.GetProperty("trace_id").GetString(), run.GetProperty("seconds").GetDouble(), run.GetProperty("bytes").GetInt64()).ShouldBe(("abcd0123456789ab", 65, 2_097_152));
        list.GetProperty("trends")[0].GetProperty("outcomes").GetProperty("done").GetInt32().ShouldBe(1);

        var before = _program.Answers.Length;
        (await RunsAsync("abcd", "--json")).ShouldBe(ExitCode.Done);
        var one = JsonDocument.Parse(_program.Answers[before..]).RootElement.GetProperty("run");
        one.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString()).ShouldBe([StepNames.Config, StepNames.Wom]);
        one.GetProperty("steps")[1].GetProperty("memory_bytes").GetInt64().ShouldBe(104_857_600);
        one.GetProperty("log").EnumerateArray().Select(line => line.GetProperty("message").GetString()).ShouldBe(["PIPELINE_START"]);
    }

    [Fact]
    public async Task Without_a_run_or_a_database_it_says_so()
    {
        (await RunsAsync()).ShouldBe(ExitCode.Done);
        _program.Answers.ShouldBe("No run is known yet.\n");

        (await _program.RunAsync("runs", "--db", Path.Combine(_program.Root, "none.db"))).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.ShouldContain("There is no database");
    }

    private Task<ExitCode> RunsAsync(params string[] words) => _program.RunAsync(["runs", .. words, "--db", _temp.Options.DatabaseFile]);

    private void Run(int night, string trace, double? seconds, string outcome = "done", string command = "run")
    {
        var started = First.PlusDays(night);
        _temp.Execute(
            $"""
            INSERT INTO pipeline_runs (id, trace_id, command, version, business_time, started_at, finished_at, outcome, published) VALUES
              ({night + 1}, '{trace}', '{command}', '1', {started.Milliseconds}, {started.Milliseconds},
               {(seconds is { } took ? $"{started.Milliseconds + (long)(took * 1000)}, '{outcome}', 1" : "NULL, NULL, 0")});
            INSERT INTO pipeline_steps (run_id, name, outcome, started_at, duration_ms, rows, requests, bytes, memory_bytes, detail) VALUES
              ({night + 1}, 'wom', 'done', {started.Milliseconds}, {(long)((seconds ?? 0) * 1000)}, 500, 7, 2097152, 104857600, '500 members'),
              ({night + 1}, 'config', 'done', {started.Milliseconds}, 1, 0, 0, 0, 94371840, 'read')
            """);
    }
}
