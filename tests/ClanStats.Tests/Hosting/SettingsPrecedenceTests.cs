using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Settings;

namespace ClanStats.Tests.Hosting;

public sealed class SettingsPrecedenceTests : IDisposable
{
    private readonly TestProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public void Command_line_beats_environment_beats_dot_env_beats_yaml_beats_default()
    {
        EffectiveOf("DB_FILE").ShouldBe(new EffectiveSetting("DB_FILE", "data/clan_data.db", "default"));
        _program.Write("config/clanstats.yaml", "db_file: yaml.db\n");
        EffectiveOf("DB_FILE").ShouldBe(new EffectiveSetting("DB_FILE", "yaml.db", "config/clanstats.yaml"));
        _program.Write(".env", "DB_FILE=dotenv.db\n");
        EffectiveOf("DB_FILE").ShouldBe(new EffectiveSetting("DB_FILE", "dotenv.db", ".env"));
        _program.Environment["DB_FILE"] = "environment.db";
        EffectiveOf("DB_FILE").ShouldBe(new EffectiveSetting("DB_FILE", "environment.db", "environment"));
        var request = Request() with { CommandLine = new Dictionary<string, string> { ["DB_FILE"] = "typed.db" } };
        Load(request).Effective.ShouldContain(new EffectiveSetting("DB_FILE", "typed.db", "command line"));
    }

    [Fact]
    public void Dot_env_leaves_the_process_environment_alone()
    {
        _program.Write(".env", "CLAN_TIME_ZONE=Europe/Berlin\n");
        Load(Request()).ToReportSettings().TimeZone.Id.ShouldBe("Europe/Berlin");
        ProcessSurroundings.OfThisProcess().Environment.ContainsKey("CLAN_TIME_ZONE").ShouldBeFalse();
    }

    [Fact]
    public void Yaml_in_the_working_folder_beats_the_one_beside_the_program()
    {
        Directory.CreateDirectory(Path.Combine(_program.ProgramFolder, "config"));
        File.WriteAllText(Path.Combine(_program.ProgramFolder, "config", "clanstats.yaml"), "output_dir: shipped\n");
        Load(Request()).OutputDirectory.ShouldBe(Path.Combine(_program.WorkingFolder, "shipped"));
        _program.Write("config/clanstats.yaml", "output_dir: own\n");
        Load(Request()).OutputDirectory.ShouldBe(Path.Combine(_program.WorkingFolder, "own"));
    }

    [Fact]
    public void A_named_file_stands_for_the_usual_ones()
    {
        _program.Write("config/clanstats.yaml", "output_dir: usual\n");
        _program.Write("config/people.yaml", "");
        _program.Write("other/my.yaml", "log_dir: mine\n");
        var people = _program.Write("other/people.yaml", "");
        var settings = Load(Request() with { ConfigFile = "other/my.yaml" });
        settings.LogDirectory.ShouldBe(Path.Combine(_program.WorkingFolder, "mine"));
        settings.OutputDirectory.ShouldBe(Path.Combine(_program.WorkingFolder, "out"));
        settings.PeopleFile.ShouldBe(people);
        settings.RulesFile.ShouldBeNull();
    }

    [Fact]
    public void A_named_file_that_does_not_exist_is_refused() =>
        Should.Throw<UserFaultException>(() => Load(Request() with { ConfigFile = "nowhere.yaml" }))
            .Message.ShouldBe("--config: nowhere.yaml does not exist");

    [Fact]
    public void An_environment_lays_its_file_over_the_other_and_is_shown()
    {
        _program.Write("config/clanstats.yaml", "output_dir: all\nlog_dir: all-logs\n");
        _program.Write("config/clanstats.staging.yaml", "output_dir: staged\n");
        _program.Environment["CLANSTATS_ENVIRONMENT"] = "staging";
        var settings = Load(Request());
        settings.Environment.ShouldBe("staging");
        settings.OutputDirectory.ShouldEndWith("staged");
        settings.LogDirectory.ShouldEndWith("all-logs");
        settings.Effective.ShouldContain(new EffectiveSetting("OUTPUT_DIR", "staged", "config/clanstats.staging.yaml"));
    }

    [Fact]
    public void An_environment_without_its_file_is_a_warning_and_production_is_not_shown()
    {
        _program.Environment["CLANSTATS_ENVIRONMENT"] = "production";
        var settings = Load(Request());
        settings.Environment.ShouldBeNull();
        settings.Warnings.ShouldHaveSingleItem().ShouldContain("there is no clanstats.production.yaml");
    }

    [Fact]
    public void Every_slice_gets_what_was_given()
    {
        _program.Write(
            "config/clanstats.yaml",
            """
            backup_dir: ../safe
            backup_nightly: no
            drive_path: /mnt/drive
            pages_dir: pages
            custom_start_date: 2021-03-14
            run_deadline: 15
            wom: { group_id: 7, max_concurrent: 3, update_wait: 5, update_stale: 6, staleness_skip_hours: 1.5, backfill_days: 8, backfill_minutes: 9 }
            discord: { guild_id: 123456789012345678, relay_channel_id: "223456789012345678", batch_size: 50, max_messages: 1000, store_content: true }
            days_lookback: 30
            http: { timeout: 10, retries: 1 }
            harvest: { safe_delete_ratio: 0.5 }
            report: { leaderboard_size: 5, member_cap: 250, purge: { threshold_days: 90, min_xp: 1000, seats: 12 } }
            """);
        var settings = Load(Request());
        settings.Warnings.ShouldBeEmpty();
        settings.RunDeadline.ShouldBe(TimeSpan.FromMinutes(15));
        settings.ToStorageOptions().BackupDirectory.ShouldBe(Path.Combine(_program.Root, "safe"));
        settings.ToStorageOptions().BackupNightly.ShouldBeFalse();
        settings.ToPublishOptions().PagesDirectory.ShouldBe(Path.Combine(_program.WorkingFolder, "pages"));
        settings.ToPublishOptions().DrivePath.ShouldBe("/mnt/drive");
        settings.ToHarvestOptions().SafeDeleteRatio.ShouldBe(0.5);
        settings.ToHarvestOptions().HttpTimeoutSeconds.ShouldBe(10);
        var wom = settings.ToWiseOldManOptions();
        (wom.GroupId, wom.MaxConcurrent, wom.UpdateWaitSeconds, wom.UpdateStale).ShouldBe((7, 3, 5, 6));
        (wom.StalenessSkipHours, wom.BackfillDays, wom.BackfillMinutes, wom.MayRequestUpdate).ShouldBe((1.5, 8, 9, true));
        var discord = settings.ToDiscordOptions();
        (discord.GuildId!.Value.Value, discord.RelayChannelId!.Value.Value).ShouldBe((123456789012345678, 223456789012345678));
        (discord.BatchSize, discord.MaxMessages, discord.DaysLookback, discord.StoreContent).ShouldBe((50, 1000, 30, true));
        discord.NotBefore.ShouldBe(UtcInstant.StartOfDay(new DateOnly(2021, 3, 14)));
        var report = settings.ToReportSettings();
        (report.LeaderboardSize, report.MemberCap, report.PurgeThresholdDays, report.PurgeMinXp, report.PurgeSeats).ShouldBe((5, 250, 90, 1000, 12));
    }

    [Fact]
    public void A_purge_list_has_no_cap_unless_one_is_given() => Load(Request()).ToReportSettings().PurgeSeats.ShouldBeNull();

    private SettingsRequest Request() => new() { Surroundings = _program.Surroundings };

    private static ClanStatsSettings Load(SettingsRequest request) => SettingsLoader.Load(request, new SettingFindings());

    private EffectiveSetting EffectiveOf(string name) => Load(Request()).Effective.Single(entry => entry.Name == name);
}
