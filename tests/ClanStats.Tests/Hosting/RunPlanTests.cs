using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.CommandLine;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Tests.Hosting;

public sealed class RunPlanTests : IDisposable
{
    private const string Meta = """
        { "recordedAt": "2026-01-10T03:00:00.000Z", "groupId": 7, "guildId": "123456789012345678", "relayChannelId": "223456789012345678", "backfill": "players" }
        """;

    private readonly TestProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task No_command_means_run_on_the_real_services_now()
    {
        _program.WithClan();
        (await _program.RunAsync()).ShouldBe(ExitCode.Done);
        var plan = _program.Plan!;
        (plan.Command, plan.Mode, plan.Force, plan.AcceptedDepartures).ShouldBe(("run", RunMode.Live, false, null));
        plan.Steps.ShouldBe(StepNames.InOrder);
        plan.Now.ShouldBe(UtcInstant.From(TestProgram.Clock));
        plan.TraceId.ShouldMatch("^[0-9a-f]{16}$");
        plan.ToHarvestOptions().FixturesDirectory.ShouldBeNull();
        plan.ToWiseOldManOptions().MayRequestUpdate.ShouldBeTrue();
    }

    [Theory]
    [InlineData("harvest", "config prepare decisions wom name-changes discord identities")]
    [InlineData("report", "config prepare decisions analytics excel json csv dashboard enforcer publish")]
    [InlineData("run --skip enforcer,excel --skip publish", "config prepare decisions wom name-changes discord identities analytics json csv dashboard")]
    [InlineData("run --only wom", "config prepare wom")]
    [InlineData("run --only json,csv", "config prepare analytics json csv publish")]
    [InlineData("report --only json --skip publish", "config prepare analytics json")]
    public async Task Steps_follow_command_only_and_skip(string arguments, string steps)
    {
        _program.WithClan();
        (await _program.RunAsync(arguments.Split(' '))).ShouldBe(ExitCode.Done);
        string.Join(' ', _program.Plan!.Steps).ShouldBe(steps);
    }

    [Theory]
    [InlineData("run --only excle", "--only: 'excle' is not a step of run (did you mean excel?); its steps are config, prepare, decisions, ")]
    [InlineData("report --skip wom", "--skip: 'wom' is not a step of report")]
    [InlineData("run --only ,", "--only: '' is not a step of run")]
    [InlineData("run --only wom --skip wom,config,prepare", "--only and --skip leave no step to run")]
    [InlineData("run --now yesterday", "--now: 'yesterday' is not a time")]
    [InlineData("run --now 1999-01-01", "--now: '1999-01-01' lies before 2000-01-01")]
    [InlineData("run --now 2026-01-01T00:00:00Z", "--now: run accepts it only with --dry-run or services on this machine")]
    [InlineData("harvest --now 2026-01-01T00:00:00Z", "--now: harvest accepts it only with --dry-run or services on this machine")]
    [InlineData("run --fixtures somewhere", "--fixtures needs --dry-run, or --record with the same folder")]
    [InlineData("run --fixtures a --record b", "--fixtures needs --dry-run, or --record with the same folder")]
    [InlineData("run --dry-run --fixtures nowhere", "there is no recording in ")]
    [InlineData("run --dry-run --fixtures rec --record rec", "--record into the folder of --fixtures extends a recording")]
    [InlineData("run --record rec", "--record: rec already holds a recording; --force overwrites it")]
    [InlineData("run --accept-departures 0", "--accept-departures: '0' is not a number of members")]
    [InlineData("demo --members 0", "--members: '0' is not between 20 and 5000")]
    public async Task What_contradicts_itself_is_refused(string arguments, string message)
    {
        _program.WithClan().WriteRecording("rec", Meta);
        (await _program.RunAsync(arguments.Split(' '))).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.ShouldStartWith(message);
        _program.Plan.ShouldBeNull();
        Directory.GetFileSystemEntries(_program.TemporaryFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Report_and_services_on_this_machine_accept_now()
    {
        _program.WithClan();
        (await _program.RunAsync("report", "--now", "2026-01-01T02:00:00+02:00")).ShouldBe(ExitCode.Done);
        _program.Plan!.Now.ToIso().ShouldBe("2026-01-01T00:00:00.000Z");
        _program.Environment["WOM_BASE_URL"] = "http://localhost:5000";
        (await _program.RunAsync("run", "--now", "2026-01-01T00:00:00Z")).ShouldBe(ExitCode.UsageWrong);
        _program.Environment["DISCORD_BASE_URL"] = "http://[::1]:5001";
        (await _program.RunAsync("run", "--now", "2026-01-01T00:00:00Z")).ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task A_dry_run_takes_nothing_of_the_real_clan_and_writes_below_a_fresh_folder()
    {
        var fixtures = _program.WriteRecording("rec", Meta);
        _program.WithClan().Environment["DB_FILE"] = "real.db";
        _program.Environment["FAILURE_WEBHOOK"] = "not even valid";
        _program.Environment["LEADERBOARD_SIZE"] = "5";
        _program.Write(".env", "PAGES_DIR=pages\nLOCAL_DRIVE_PATH=drive\nTOP_BOSS_CARDS=9\n");
        _program.Write("config/people.yaml", "");

        (await _program.RunAsync("run", "--dry-run", "--fixtures", "rec")).ShouldBe(ExitCode.Done);

        var plan = _program.Plan!;
        var root = _program.Answers.Split('\n')[0].TrimEnd();
        Path.GetDirectoryName(root).ShouldBe(_program.TemporaryFolder);
        Directory.Exists(root).ShouldBeTrue();
        ShouldLieBelow(plan, root);
        (plan.Mode, plan.FixturesDirectory, plan.Now.ToIso()).ShouldBe((RunMode.Replay, fixtures, "2026-01-10T03:00:00.000Z"));
        var wom = plan.ToWiseOldManOptions();
        (wom.GroupId, wom.TargetRpm, wom.MayRequestUpdate, wom.BackfillPlayers).ShouldBe((7, 0, false, true));
        var discord = plan.Settings.ToDiscordOptions();
        (discord.Token, discord.TargetRps, discord.IsConnected, discord.GuildId!.Value.Value).ShouldBe((null, 0, true, 123456789012345678));
        (plan.Settings.FailureWebhook, plan.Settings.ToPublishOptions().DrivePath, plan.Settings.ToPublishOptions().PagesDirectory)
            .ShouldBe((null, null, null));
        plan.Settings.PeopleFile.ShouldBeNull();
        plan.Settings.ToReportSettings().LeaderboardSize.ShouldBe(5);
        plan.Settings.ToReportSettings().TopBossCards.ShouldBe(4);
        Directory.GetFileSystemEntries(_program.WorkingFolder).Select(Path.GetFileName).Order().ShouldBe([".env", "config", "rec"]);
    }

    [Fact]
    public async Task A_recording_without_Discord_is_not_connected_and_says_whether_histories_were_read()
    {
        _program.WriteRecording("rec", """{"recordedAt": "2026-01-10T03:00:00Z", "groupId": 1, "backfill": "none"}""");
        _program.Environment["DISCORD_GUILD_ID"] = "123456789012345678";
        (await _program.RunAsync("run", "--dry-run", "--fixtures", "rec", "--now", "2026-01-11T00:00:00Z")).ShouldBe(ExitCode.Done);
        _program.Plan!.Settings.ToDiscordOptions().IsConnected.ShouldBeFalse();
        _program.Plan!.ToWiseOldManOptions().BackfillPlayers.ShouldBeFalse();
        _program.Plan!.Now.ToIso().ShouldBe("2026-01-11T00:00:00.000Z");
    }

    [Fact]
    public async Task A_dry_run_uses_the_set_beside_the_program_and_the_folder_and_database_it_is_given()
    {
        Directory.CreateDirectory(Path.Combine(_program.ProgramFolder, "fixtures"));
        await File.WriteAllTextAsync(Path.Combine(_program.ProgramFolder, "fixtures", "meta.json"), Meta);
        (await _program.RunAsync("--dry-run", "--out", "here", "--db", "mine.db")).ShouldBe(ExitCode.Done);
        var here = Path.Combine(_program.WorkingFolder, "here");
        _program.Plan!.FixturesDirectory.ShouldBe(Path.Combine(_program.ProgramFolder, "fixtures"));
        _program.Plan.Settings.OutputDirectory.ShouldBe(here);
        _program.Plan.Settings.LogDirectory.ShouldBe(Path.Combine(here, "logs"));
        _program.Plan.Settings.ToStorageOptions().DatabaseFile.ShouldBe(Path.Combine(_program.WorkingFolder, "mine.db"));
        _program.Plan.FreshFolder.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"groupId": 1}""", "recordedAt is missing")]
    [InlineData("""{"recordedAt": "soon", "groupId": 1}""", "recordedAt 'soon' is not a time")]
    [InlineData("""{"recordedAt": "2026-01-10", "groupId": "1"}""", "cannot be read")]
    [InlineData("""{"recordedAt": "2026-01-10", "groupId": 0}""", "groupId is not a group's number")]
    [InlineData("""{"recordedAt": "2026-01-10", "groupId": 1, "guildId": "x"}""", "guildId 'x' is not a Discord id")]
    [InlineData("""{"recordedAt": "2026-01-10", "groupId": 1, "backfill": "all"}""", "backfill 'all' is neither players nor none")]
    [InlineData("{", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    public async Task A_recording_that_describes_itself_wrongly_is_refused(string meta, string message)
    {
        _program.WriteRecording("rec", meta);
        (await _program.RunAsync("run", "--dry-run", "--fixtures", "rec")).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.ShouldContain(message);
        _program.Diagnostics.TrimEnd().ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_recording_can_be_made_overwritten_and_extended()
    {
        var folder = _program.WithClan().WriteRecording("rec", Meta);
        (await _program.RunAsync("run", "--record", "new")).ShouldBe(ExitCode.Done);
        _program.Plan!.ToHarvestOptions().RecordDirectory.ShouldBe(Path.Combine(_program.WorkingFolder, "new"));
        (await _program.RunAsync("run", "--record", "rec", "--force")).ShouldBe(ExitCode.Done);
        _program.Plan.FixturesMayBeExtended.ShouldBeFalse();
        (await _program.RunAsync("run", "--record", "rec", "--fixtures", "rec")).ShouldBe(ExitCode.Done);
        var harvest = _program.Plan.ToHarvestOptions();
        (harvest.FixturesDirectory, harvest.RecordDirectory, harvest.FixturesMayBeExtended).ShouldBe((folder, folder, true));
        _program.Plan.Now.ToIso().ShouldBe("2026-01-10T03:00:00.000Z");
        _program.Plan.ToWiseOldManOptions().GroupId.ShouldBe(7);
    }

    [Fact]
    public async Task The_demo_needs_nothing_and_reads_nothing_of_the_real_clan()
    {
        _program.Write(".env", "this is no settings file");
        _program.Write("config/clanstats.yaml", "also: [not");
        _program.Environment["OUTPUT_DIR"] = "real";
        (await _program.RunAsync("demo")).ShouldBe(ExitCode.Done);
        var plan = _program.Plan!;
        plan.Demo.ShouldBe(new DemoClan(100, 180, RunOptions.DefaultSeed));
        plan.Now.ToIso().ShouldBe("2026-01-20T00:00:00.000Z");
        ShouldLieBelow(plan, Path.Combine(_program.WorkingFolder, "demo-out"));
    }

    [Fact]
    public async Task The_demo_takes_its_size_seed_place_and_time()
    {
        (await _program.RunAsync("demo", "--members", "24", "--days", "30", "--seed", "-5", "--out", "x", "--now", "2026-01-02T03:04:05Z"))
            .ShouldBe(ExitCode.Done);
        _program.Plan!.Demo.ShouldBe(new DemoClan(24, 30, -5));
        _program.Plan!.Now.ToIso().ShouldBe("2026-01-02T03:04:05.000Z");
        ShouldLieBelow(_program.Plan!, Path.Combine(_program.WorkingFolder, "x"));
    }

    private static void ShouldLieBelow(RunPlan plan, string root)
    {
        plan.Settings.OutputDirectory.ShouldBe(root);
        plan.Settings.LogDirectory.ShouldBe(Path.Combine(root, "logs"));
        plan.Settings.ToStorageOptions().DatabaseFile.ShouldBe(Path.Combine(root, "data", "clan_data.db"));
        plan.Settings.ToStorageOptions().BackupDirectory.ShouldBe(Path.Combine(root, "backups"));
    }
}
