using System.Xml;
using System.Xml.Linq;
using ClanStats.Hosting.Schedule;

namespace ClanStats.Tests.Hosting.Schedule;

/// <summary>What each scheduler is told: absolute, quoted, and read by the real thing where it is here.</summary>
public sealed class SchedulerFormTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("clanstats schedule 100% of 'mine' $HOME ").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_line_of_cron_does_what_it_should_in_a_shell_whatever_the_paths()
    {
        var job = Job() with { Arguments = ["run", "--db", Path.Combine(_root, "my data.db")] };
        Directory.CreateDirectory(job.LogFolder);
        await File.WriteAllTextAsync(job.Program, "#!/bin/sh\npwd\nfor word in \"$@\"; do echo \"<$word>\"; done\necho trouble >&2\nexit 4\n");
        MayBeStarted(job.Program);

        var fields = CronTable.Line(job).Split(' ', 6);
        fields[..5].ShouldBe(["30", "5", "*", "*", "*"]);
        fields[5].Replace("\\%", "", StringComparison.Ordinal).ShouldNotContain("%");
        (await new SystemCommands().RunAsync(new SystemCommand("/bin/sh", ["-c", fields[5].Replace("\\%", "%", StringComparison.Ordinal)]), default)).ExitCode.ShouldBe(4);

        (await File.ReadAllLinesAsync(Path.Combine(job.LogFolder, "cron.log"))).ShouldBe([job.WorkingFolder, "<run>", "<--db>", $"<{job.Arguments[2]}>", "trouble"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 1 * * * backup\n")]
    [InlineData("MAILTO=me\n# note\n0 1 * * * backup")]
    public void Cron_s_table_holds_the_job_once_and_keeps_what_else_is_in_it(string table)
    {
        var other = Job() with { Name = "clanstats-nightly-staging" };
        var once = CronTable.With(CronTable.With(table, other), Job());
        var again = CronTable.With(once, Job() with { At = new TimeOnly(7, 15) });

        again.Split('\n').Count(line => line.EndsWith("2>&1", StringComparison.Ordinal)).ShouldBe(2);
        again.ShouldContain("\n15 7 * * * cd ");
        again.ShouldEndWith("\n");
        var kept = CronTable.Without(CronTable.Without(again, "clanstats-nightly"), other.Name);
        kept.TrimEnd('\n').ShouldBe(table.TrimEnd('\n'));
    }

    [Fact]
    public async Task The_units_of_systemd_hold_what_was_asked_and_are_read_by_systemd_where_it_is_here()
    {
        var job = Job() with { Wake = true };
        var (service, timer) = (SystemdTimer.Service(job), SystemdTimer.Timer(job));
        service.ShouldContain($"\nWorkingDirectory={job.WorkingFolder.Replace("%", "%%", StringComparison.Ordinal)}\n");
        service.ShouldContain("\nTimeoutStartSec=8100\n");
        timer.ShouldContain("\nOnCalendar=*-*-* 05:30:00\nPersistent=true\nWakeSystem=true\n");
        SystemdTimer.Timer(job with { Wake = false }).ShouldContain("\nWakeSystem=false\n");

        const string Analyze = "/usr/bin/systemd-analyze";
        if (File.Exists(Analyze))
        {
            Directory.CreateDirectory(job.WorkingFolder);
            await File.WriteAllTextAsync(job.Program, "#!/bin/sh\n");
            MayBeStarted(job.Program);
            var files = new[] { Path.Combine(_root, $"{job.Name}.service"), Path.Combine(_root, $"{job.Name}.timer") };
            await File.WriteAllTextAsync(files[0], service);
            await File.WriteAllTextAsync(files[1], timer);

            var read = await new SystemCommands().RunAsync(new SystemCommand(Analyze, ["verify", "--man=no", .. files]), default);

            read.ExitCode.ShouldBe(0, read.Trouble);
            read.Trouble.Split('\n').Where(line => line.Contains(job.Name, StringComparison.Ordinal)).ShouldBeEmpty();
            (await new SystemCommands().RunAsync(new SystemCommand(Analyze, ["calendar", "*-*-* 05:30:00"]), default)).ExitCode.ShouldBe(0);
        }
    }

    [Fact]
    public void The_task_of_Windows_says_what_its_own_windows_do_not_offer()
    {
        var job = Job() with { Program = @"C:\Clan & Co's\clanstats.exe", WorkingFolder = @"C:\Clan & Co's", Wake = false, Arguments = ["run", "--out", @"D:\my out"] };
        var text = WindowsTask.Xml(job, @"HOME\Elder", new DateOnly(2026, 1, 20)).ToString();
        var task = XDocument.Parse(text).Root!;
        string Value(string name) => task.Descendants().Single(element => element.Name.LocalName == name).Value;

        task.Name.NamespaceName.ShouldBe("http://schemas.microsoft.com/windows/2004/02/mit/task");
        (Value("StartWhenAvailable"), Value("DisallowStartIfOnBatteries"), Value("StopIfGoingOnBatteries"), Value("MultipleInstancesPolicy"), Value("WakeToRun"))
            .ShouldBe(("true", "false", "false", "IgnoreNew", "false"));
        XmlConvert.ToTimeSpan(Value("ExecutionTimeLimit")).ShouldBe(TimeSpan.FromMinutes(135));
        (Value("StartBoundary"), Value("DaysInterval"), Value("UserId"), Value("LogonType"), Value("RunLevel"))
            .ShouldBe(("2026-01-20T05:30:00", "1", @"HOME\Elder", "InteractiveToken", "LeastPrivilege"));
        Value("WorkingDirectory").ShouldBe(@"C:\Clan & Co's");
        Value("Arguments").ShouldBe("-NoProfile -NonInteractive -ExecutionPolicy Bypass -WindowStyle Hidden -Command "
            + @"""& 'C:\Clan & Co''s\clanstats.exe' 'run' '--out' 'D:\my out'; exit $LASTEXITCODE""");
    }

    [Theory]
    [InlineData(0, "all was done", false)]
    [InlineData(4, "it was partial", true)]
    [InlineData(137, "the system killed it", true)]
    [InlineData(267011, "it has not run yet", true)]
    [InlineData(2147942402, "the program or its folder was not found", true)]
    [InlineData(-2147024894, "the program or its folder was not found", true)]
    [InlineData(3221225786, "it was stopped from the keyboard", true)]
    [InlineData(77, "its exit code is none of ClanStats'", true)]
    public void An_exit_code_is_put_into_words_with_its_remedy(long code, string meaning, bool hasRemedy)
    {
        var words = ClanStats.Hosting.ExitWords.Of(code);

        words.Meaning.ShouldStartWith(meaning);
        (words.Remedy is not null).ShouldBe(hasRemedy);
    }

    private static void MayBeStarted(string program)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private NightlyJob Job() => new()
    {
        Name = "clanstats-nightly",
        Program = Path.Combine(_root, "clan stats"),
        Arguments = ["run"],
        WorkingFolder = _root,
        LogFolder = Path.Combine(_root, "my logs"),
        At = new TimeOnly(5, 30),
        Limit = TimeSpan.FromMinutes(135),
    };
}
