using ClanStats.Domain.Runs;
using ClanStats.Pipeline;

namespace ClanStats.Tests.Hosting;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("--version")]
    [InlineData("run", "--version")]
    [InlineData("db", "--version")]
    public async Task The_version_is_one_line(params string[] arguments)
    {
        (await _program.RunAsync(arguments)).ShouldBe(ExitCode.Done);
        _program.Answers.TrimEnd().ShouldMatch(@"^clanstats \d+\.\d+\.\d+$");
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        (await _program.RunAsync("--help")).ShouldBe(ExitCode.Done);
        foreach (var command in new[] { "run", "harvest", "report", "demo", "init", "check", "schedule", "runs", "db", "member", "link", "forget" })
        {
            _program.Answers.ShouldMatch($@"(?m)^  {command}\b");
        }

        _program.Answers.ShouldContain("5 another run holds the lock");
    }

    [Theory]
    [InlineData("schedule", "install", "status", "remove")]
    [InlineData("db", "status", "migrate", "backup", "backups", "restore <FILE>", "verify", "optimize", "import <LEGACY.db>")]
    [InlineData("run", "--only", "--skip", "--record", "--dry-run", "--fixtures", "--force", "--accept-departures")]
    [InlineData("harvest", "--only", "--skip", "--record", "--dry-run", "--fixtures", "--force", "--accept-departures")]
    [InlineData("report", "--only", "--skip")]
    [InlineData("demo", "--members", "--days", "--seed", "--only", "--skip", "--record")]
    [InlineData("member", "--json", "--leave-until", "--exempt", "--alt-of", "--ban", "--hide")]
    [InlineData("check", "--json", "--config", "--db", "--out", "--now", "--verbose", "--no-color", "--version")]
    [InlineData("runs", "--json")]
    [InlineData("init", "--from")]
    public async Task Help_of_a_command_names_what_it_takes(string command, params string[] parts)
    {
        (await _program.RunAsync(command, "--help")).ShouldBe(ExitCode.Done);
        foreach (var part in parts)
        {
            _program.Answers.ShouldContain("  " + part);
        }
    }

    [Theory]
    [InlineData("error: '--bogus' is not an option of clanstats run; see clanstats run --help", "--bogus")]
    [InlineData("error: '--dry-rum' is not an option of clanstats run; did you mean --dry-run?; see clanstats run --help", "run", "--dry-rum")]
    [InlineData("error: '--verbos' is not an option of clanstats check; did you mean --verbose?; see clanstats check --help", "check", "--verbos")]
    [InlineData("error: 'reprot' is not a command of clanstats; did you mean report?; see clanstats --help", "reprot")]
    [InlineData("error: 'migrte' is not a command of clanstats db; did you mean migrate?; see clanstats db --help", "db", "migrte")]
    [InlineData("error: clanstats schedule needs one of install, status, remove; see clanstats schedule --help", "schedule")]
    [InlineData("error: '--members' is not an option of clanstats run; see clanstats run --help", "run", "--members", "3")]
    [InlineData("error: Cannot parse argument 'x' for option '--accept-departures'; see clanstats run --help", "run", "--accept-departures", "x")]
    public async Task Wrong_usage_is_one_line_on_stderr(string line, params string[] arguments)
    {
        (await _program.RunAsync(arguments)).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.TrimEnd().ShouldBe(line);
        _program.Answers.ShouldBeEmpty();
        _program.Plan.ShouldBeNull();
    }

    [Theory]
    [InlineData("init")]
    [InlineData("schedule", "install")]
    [InlineData("schedule", "status")]
    [InlineData("schedule", "remove")]
    [InlineData("runs")]
    [InlineData("runs", "4f0c1d2e9a7b4c55")]
    [InlineData("db", "status")]
    [InlineData("db", "migrate", "--to", "3", "--rehearse")]
    [InlineData("db", "backup", "--label", "x")]
    [InlineData("db", "backups")]
    [InlineData("db", "restore", "x.db")]
    [InlineData("db", "verify", "--hash")]
    [InlineData("db", "optimize")]
    [InlineData("db", "import", "old.db")]
    [InlineData("member", "@velvet mole", "--hide")]
    [InlineData("link")]
    [InlineData("link", "confirm", "123456789012345678", "velvet mole")]
    [InlineData("forget", "somebody")]
    [InlineData("check")]
    public async Task What_is_not_built_yet_says_so_and_fails(params string[] arguments)
    {
        (await _program.RunAsync(arguments)).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.TrimEnd().ShouldMatch("^error: '[a-z ]+' is not built yet$");
    }

    [Fact]
    public async Task A_wrong_configuration_stops_before_anything_is_written()
    {
        _program.Environment["DISCORD_ENABLED"] = "false";
        _program.Environment["WOM_GROPU_ID"] = "42";
        (await _program.RunAsync("run")).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.ReplaceLineEndings("\n").ShouldBe(
            """
            warning: WOM_GROPU_ID in the environment is not a setting; did you mean WOM_GROUP_ID?
            Configuration invalid:
            - WOM_GROUP_ID is missing or empty
            Please check your .env file or config/clanstats.yaml

            """.ReplaceLineEndings("\n"));
        Directory.GetFileSystemEntries(_program.WorkingFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_exit_code_of_the_work_is_handed_on()
    {
        _program.WithClan().Work = (_, _, _) => Task.FromResult(ExitCode.Partial);
        (await _program.RunAsync()).ShouldBe(ExitCode.Partial);
    }

    [Fact]
    public async Task A_fault_of_the_user_is_its_message_alone()
    {
        _program.WithClan().Work = (_, _, _) => throw new UserFaultException("The disk is full; make room");
        (await _program.RunAsync("run")).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.TrimEnd().ShouldBe("The disk is full; make room");
        _program.Work = (_, _, _) => throw new UserFaultException("The database is of group 7") { IsConfiguration = true };
        (await _program.RunAsync("run")).ShouldBe(ExitCode.UsageWrong);
    }

    [Fact]
    public async Task An_unexpected_fault_is_one_line_here_and_a_stack_in_the_log()
    {
        _program.WithClan().Work = (_, _, _) => throw new InvalidOperationException("no way: bot-token-of-the-clan");
        (await _program.RunAsync("run")).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.ShouldContain("error: run stopped on an unexpected fault (InvalidOperationException: no way: ***)");
        _program.Diagnostics.ShouldNotContain("   at ");
        var log = File.ReadAllText(Path.Combine(_program.WorkingFolder, "logs", "app.jsonl"));
        log.ShouldContain("   at ClanStats.");
        log.ShouldNotContain("bot-token-of-the-clan");
    }

    [Fact]
    public async Task A_cancelled_run_exits_with_3()
    {
        using var source = new CancellationTokenSource();
        _program.WithClan().Work = async (_, _, token) =>
        {
            await source.CancelAsync();
            token.ThrowIfCancellationRequested();
            return ExitCode.Done;
        };
        (await _program.RunAsync(source.Token, "run")).ShouldBe(ExitCode.Cancelled);
        _program.Diagnostics.TrimEnd().ShouldBe("Cancelled");
    }

    [Fact]
    public async Task A_run_logs_its_settings_with_one_trace_id()
    {
        _program.WithClan().Environment["CLANSTATS_TRACE_ID"] = "ABCDEF0123456789";
        _program.Work = (plan, services, _) =>
        {
            plan.Settings.LogEffective(services.Loggers.CreateLogger("Run"));
            return Task.FromResult(ExitCode.Done);
        };
        (await _program.RunAsync("run")).ShouldBe(ExitCode.Done);
        var lines = File.ReadAllLines(Path.Combine(_program.WorkingFolder, "logs", "app.log"));
        lines.ShouldAllBe(line => line.Contains("] [abcdef0123456789] [Run] ", StringComparison.Ordinal));
        lines.Count(line => line.EndsWith("Setting DISCORD_TOKEN = *** (environment)", StringComparison.Ordinal)).ShouldBe(1);
        _program.Diagnostics.ShouldContain("warning: WOM_API_KEY is not set");
    }
}
