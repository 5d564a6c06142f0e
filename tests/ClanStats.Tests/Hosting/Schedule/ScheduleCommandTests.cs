using ClanStats.Domain.Activity;
using ClanStats.Hosting.Composition;
using ClanStats.Hosting.Notices;
using ClanStats.Hosting.Schedule;
using ClanStats.Pipeline;

namespace ClanStats.Tests.Hosting.Schedule;

public sealed class ScheduleCommandTests : IDisposable
{
    private readonly TestProgram _program = new TestProgram().WithClan();
    private readonly RecordedCommands _system = new();
    private bool _isWindows;

    public ScheduleCommandTests()
    {
        _program.Environment["HOME"] = _program.Root;
        _program.Environment["USERDOMAIN"] = "HOME";
        _program.Environment["USERNAME"] = "Elder";
        _program.Schedule = (plan, terminal, time, token) => ScheduleWork.RunAsync(plan, terminal, time, _system, _isWindows, token);
    }

    private string Units => Path.Combine(_program.Root, ".config", "systemd", "user");

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task What_would_be_done_is_shown_and_with_show_nothing_is_done()
    {
        (await _program.RunAsync("schedule", "install", "--show", "--at", "4:05")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        _program.Answers.ShouldContain($"systemd user timer: every day at 04:05, as you, in {_program.WorkingFolder}, at most 2 h 15 min\n");
        _program.Answers.ShouldContain($"write {Path.Combine(Units, "clanstats-nightly.timer")}:\n");
        _program.Answers.ShouldContain("    OnCalendar=*-*-* 04:05:00\n");
        _program.Answers.ShouldContain("run systemctl --user enable --now clanstats-nightly.timer\n");
        _system.Started.Select(command => $"{command}").ShouldBe(["systemctl --user show-environment"]);
        Directory.Exists(Units).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_there_to_agree_is_a_wrong_usage_and_no_is_no()
    {
        (await _program.RunAsync("schedule", "install")).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.ShouldContain("add --yes to do it, or --show to see it alone");

        _program.Typed = "no\n";
        (await _program.RunAsync("schedule", "install")).ShouldBe(ExitCode.Cancelled);
        Directory.Exists(Units).ShouldBeFalse();
    }

    [Fact]
    public async Task Agreed_the_units_are_written_and_switched_on_and_removing_takes_all_away()
    {
        _program.Typed = "yes\n";
        (await _program.RunAsync("schedule", "install", "--out", "my out")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        (await File.ReadAllTextAsync(Path.Combine(Units, "clanstats-nightly.service"))).ShouldContain($"\"run\" \"--out\" \"{Path.Combine(_program.WorkingFolder, "my out")}\"");
        _system.Started.Select(command => command.Arguments[1]).ShouldBe(["show-environment", "daemon-reload", "enable"]);
        _program.Answers.ShouldContain("loginctl enable-linger");

        (await _program.RunAsync("schedule", "remove", "--yes")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        Directory.GetFiles(Units).ShouldBeEmpty();
        (await _program.RunAsync("schedule", "remove", "--yes")).ShouldBe(ExitCode.Done);
        _program.Answers.ShouldContain("there is no job clanstats-nightly");
    }

    [Fact]
    public async Task Without_systemd_cron_is_taken_and_without_either_it_is_said()
    {
        _system.Answer = command => command switch
        {
            { File: "systemctl" } => new CommandResult(null, "", "no such file"),
            { File: "crontab", Arguments: ["-l"] } => new CommandResult(1, "", "no crontab for elder"),
            _ => null,
        };
        (await _program.RunAsync("schedule", "install", "--yes")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        var table = _system.Started.Single(command => command.Arguments is ["-"]).Input!;
        table.ShouldMatch("^# clanstats-nightly: .*\n0 6 \\* \\* \\* cd '.*' && '.*' 'run' >'.*cron.log' 2>&1\n$");
        Directory.Exists(Path.Combine(_program.WorkingFolder, "logs")).ShouldBeTrue("cron writes into it");

        _system.Answer = _ => new CommandResult(null, "", "no such file");
        (await _program.RunAsync("schedule", "install", "--yes")).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.ShouldContain("neither a systemd of yours nor crontab");
    }

    [Fact]
    public async Task On_Windows_the_task_is_made_from_XML_and_the_old_programs_job_is_offered_to_be_switched_off()
    {
        _isWindows = true;
        var xml = "";
        _system.Answer = command =>
        {
            if (command.Arguments.Contains("/XML"))
            {
                xml = File.ReadAllText(command.Arguments[^2]);
            }

            return command.Arguments[^1].Contains("run_auto", StringComparison.Ordinal) ? new CommandResult(0, """["\\Old clan"]""", "") : null;
        };
        _program.Typed = "yes\nyes\n";

        (await _program.RunAsync("schedule", "install", "--wake")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        xml.ShouldStartWith("<?xml version=\"1.0\" encoding=\"UTF-16\"?>");
        xml.ShouldContain("<WakeToRun>true</WakeToRun>");
        xml.ShouldContain(@"<UserId>HOME\Elder</UserId>");
        _system.Started.Select(command => $"{command}").Last().ShouldBe(@"schtasks /Change /TN ""\Old clan"" /DISABLE");
        _program.Answers.ShouldContain(@"The old program's job is still there: \Old clan");
        Directory.GetFiles(_program.TemporaryFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_system_refuses_is_told_with_what_it_was_told()
    {
        _isWindows = true;
        _system.Answer = command => command.File == "schtasks" ? new CommandResult(1, "", "ERROR: Access is denied.\r\n") : new CommandResult(0, "[]", "");

        (await _program.RunAsync("schedule", "install", "--yes")).ShouldBe(ExitCode.Failed);

        _program.Diagnostics.ShouldContain("schtasks refused: ERROR: Access is denied.. It was told: schtasks /Create /TN clanstats-nightly /XML ");
    }

    [Fact]
    public async Task The_status_puts_the_last_result_into_words()
    {
        _isWindows = true;
        _system.Answer = _ => new CommandResult(0, """{"state":"Ready","result":267014,"last":"2026-01-19 06:00","next":"2026-01-20 06:00"}""", "");
        new NoticeFile(Path.Combine(_program.WorkingFolder, "logs")).SaveLast(new LastExit("run", 2, UtcInstant.From(TestProgram.Clock.AddDays(-3)), null));

        (await _program.RunAsync("schedule", "status")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        _program.Answers.Split('\n').ShouldBe(
        [
            "Task Scheduler: clanstats-nightly is installed",
            "  state: Ready",
            "  next: 2026-01-20 06:00",
            "  last: 2026-01-19 06:00",
            "  its last result is 267014: it was ended by the Task Scheduler: by a person, or because it took longer than its limit",
            "    → Look with 'clanstats runs' how long runs take; RUN_DEADLINE ends one in good order.",
            "  last run: ended 2026-01-17 14:23 UTC, 3 days ago, exit code 2: the settings or the command line are wrong",
            "    → 'clanstats check' names every fault; correct .env or config/clanstats.yaml.",
            "",
        ]);
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_told_as_that()
    {
        (await _program.RunAsync("schedule", "status", "--with", "systemd")).ShouldBe(ExitCode.Failed);

        _program.Answers.ShouldContain("there is no job clanstats-nightly; 'clanstats schedule install' makes one");
    }

    [Fact]
    public async Task Staging_has_a_job_of_its_own_and_an_installation_wants_a_whole_configuration()
    {
        _program.Environment["CLANSTATS_ENVIRONMENT"] = "staging";
        (await _program.RunAsync("schedule", "install", "--show")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        _program.Answers.ShouldContain("clanstats-nightly-staging.timer");

        _program.Environment.Remove("WOM_GROUP_ID");
        (await _program.RunAsync("schedule", "install", "--show")).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.ShouldContain("WOM_GROUP_ID is missing");
    }

    [Theory]
    [InlineData("--at", "25:00", "--at: '25:00' is not a time such as 06:00")]
    [InlineData("--with", "launchd", "--with: 'launchd' is none of task-scheduler, systemd, cron")]
    public async Task What_is_typed_wrong_is_named(string option, string value, string told)
    {
        (await _program.RunAsync("schedule", "install", option, value)).ShouldBe(ExitCode.UsageWrong);

        _program.Diagnostics.ShouldContain(told);
    }
}
