using ClanStats.Hosting.Settings;

namespace ClanStats.Tests.Hosting;

public sealed class SettingTableTests
{
    /// <summary>The settings scripts and people rely on, as the public description lists them: name, YAML path, default.</summary>
    public static readonly TheoryData<string, string?, string?> Promised = new()
    {
        { "DB_FILE", "db_file", "data/clan_data.db" },
        { "OUTPUT_DIR", "output_dir", "out" },
        { "LOG_DIR", "log_dir", "logs" },
        { "BACKUP_DIR", "backup_dir", "backups" },
        { "BACKUP_NIGHTLY", "backup_nightly", "true" },
        { "LOCAL_DRIVE_PATH", "drive_path", null },
        { "PAGES_DIR", "pages_dir", null },
        { "REQUIRED_SETTINGS", "required", null },
        { "WOM_GROUP_ID", "wom.group_id", null },
        { "WOM_API_KEY", "wom.api_key", null },
        { "WOM_GROUP_SECRET", "wom.group_secret", null },
        { "WOM_BASE_URL", "wom.base_url", "https://api.wiseoldman.net/v2" },
        { "WOM_TARGET_RPM", "wom.target_rpm", null },
        { "WOM_MAX_CONCURRENT", "wom.max_concurrent", "2" },
        { "WOM_UPDATE_WAIT", "wom.update_wait", "180" },
        { "WOM_UPDATE_STALE", "wom.update_stale", "0" },
        { "WOM_STALENESS_SKIP_HOURS", "wom.staleness_skip_hours", "6" },
        { "WOM_BACKFILL_DAYS", "wom.backfill_days", "400" },
        { "WOM_BACKFILL_MINUTES", "wom.backfill_minutes", "30" },
        { "DISCORD_ENABLED", "discord.enabled", "true" },
        { "DISCORD_TOKEN", "discord.token", null },
        { "DISCORD_GUILD_ID", "discord.guild_id", null },
        { "RELAY_CHANNEL_ID", "discord.relay_channel_id", null },
        { "DISCORD_BASE_URL", "discord.base_url", "https://discord.com/api/v10" },
        { "DISCORD_TARGET_RPS", "discord.target_rps", "4" },
        { "DISCORD_MAX_CONCURRENT", "discord.max_concurrent", "4" },
        { "DISCORD_BATCH_SIZE", "discord.batch_size", "100" },
        { "DISCORD_MAX_MESSAGES", "discord.max_messages", "0" },
        { "DAYS_LOOKBACK", "days_lookback", "400" },
        { "DISCORD_STORE_CONTENT", "discord.store_content", "false" },
        { "DISCORD_SUMMARY_WEBHOOK", "discord.summary_webhook", null },
        { "DISCORD_MEMBERS_WEBHOOK", "discord.members_webhook", null },
        { "FAILURE_WEBHOOK", "failure_webhook", null },
        { "CUSTOM_START_DATE", "custom_start_date", null },
        { "CLAN_TIME_ZONE", "time_zone", "UTC" },
        { "HARVEST_SAFE_DELETE_RATIO", "harvest.safe_delete_ratio", "0.20" },
        { "HTTP_TIMEOUT", "http.timeout", "60" },
        { "HTTP_RETRIES", "http.retries", "4" },
        { "DB_BUSY_TIMEOUT", "db_busy_timeout", "30" },
        { "RUN_DEADLINE", "run_deadline", "120" },
        { "LEADERBOARD_WEIGHT_BOSS", "report.leaderboard_weight_boss", "3" },
        { "LEADERBOARD_WEIGHT_MSGS", "report.leaderboard_weight_msgs", "6" },
        { "LEADERBOARD_SIZE", "report.leaderboard_size", "10" },
        { "TOP_BOSS_CARDS", "report.top_boss_cards", "4" },
        { "PURGE_THRESHOLD_DAYS", "report.purge.threshold_days", "60" },
        { "PURGE_MIN_XP", "report.purge.min_xp", "0" },
        { "PURGE_MIN_BOSS", "report.purge.min_boss", "0" },
        { "PURGE_MIN_MSGS", "report.purge.min_msgs", "0" },
        { "CLANSTATS_ENVIRONMENT", null, null },
        { "CLANSTATS_TRACE_ID", null, null },
    };

    private static readonly string[] Secrets =
    [
        "WOM_API_KEY", "WOM_GROUP_SECRET", "DISCORD_TOKEN", "DISCORD_SUMMARY_WEBHOOK", "DISCORD_MEMBERS_WEBHOOK", "FAILURE_WEBHOOK",
    ];

    [Theory]
    [MemberData(nameof(Promised))]
    public void Every_promised_setting_is_known_by_both_names_and_has_its_default(string name, string? yamlPath, string? defaultText)
    {
        var setting = SettingTable.ByName(name).ShouldNotBeNull();
        setting.YamlPath.ShouldBe(yamlPath);
        setting.DefaultText.ShouldBe(defaultText);
        if (yamlPath is not null)
        {
            SettingTable.ByYamlPath(yamlPath).ShouldBeSameAs(setting);
        }
    }

    [Fact]
    public void Every_default_is_valid()
    {
        foreach (var setting in SettingTable.All.Where(setting => setting.DefaultText is not null))
        {
            setting.Read(setting.DefaultText!).Fault.ShouldBeNull(setting.Name);
        }
    }

    [Fact]
    public void Exactly_the_secrets_are_secret() =>
        SettingTable.All.Where(setting => setting.IsSecret).Select(setting => setting.Name).Order().ShouldBe(Secrets.Order());

    [Fact]
    public void What_belongs_to_the_real_clan_stays_out_of_dry_runs()
    {
        foreach (var setting in SettingTable.All)
        {
            var isPlaceIdOrSecret = setting.IsSecret
                || setting.Name.EndsWith("_DIR", StringComparison.Ordinal)
                || setting.Name.EndsWith("_URL", StringComparison.Ordinal)
                || setting.Name is "DB_FILE" or "LOCAL_DRIVE_PATH" or "WOM_GROUP_ID" or "DISCORD_GUILD_ID" or "RELAY_CHANNEL_ID" or "REQUIRED_SETTINGS";
            setting.Reach.ShouldBe(isPlaceIdOrSecret ? SettingReach.RealClan : SettingReach.General, setting.Name);
        }
    }

    [Fact]
    public void The_example_of_dot_env_lists_every_variable_with_its_default()
    {
        var lines = File.ReadAllLines(Shipped(".env.example"));
        foreach (var setting in SettingTable.All)
        {
            var line = lines.Single(line => line.TrimStart('#').StartsWith(setting.Name + "=", StringComparison.Ordinal));
            line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].ShouldBe(setting.DefaultText ?? "", setting.Name);
        }
    }

    [Fact]
    public void The_example_of_dot_env_holds_no_name_that_is_not_a_setting()
    {
        var findings = new SettingFindings();
        var uncommented = File.ReadAllLines(Shipped(".env.example")).Select(line => line.StartsWith('#') ? line[1..] : line);
        var assignments = uncommented.Where(line => line.Length > 0 && char.IsAsciiLetterUpper(line[0]) && line.Contains('=', StringComparison.Ordinal));
        foreach (var name in DotEnvFile.Parse(string.Join('\n', assignments), ".env.example", findings).Keys)
        {
            SettingTable.ByName(name).ShouldNotBeNull(name);
        }
    }

    [Fact]
    public void The_shipped_yaml_sets_nothing()
    {
        var findings = new SettingFindings();
        YamlSettings.Parse(File.ReadAllText(Shipped("clanstats.yaml")), "clanstats.yaml", findings).ShouldBeEmpty();
        findings.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_shipped_yaml_uncommented_lists_every_setting_that_is_no_secret_with_its_default()
    {
        var findings = new SettingFindings();
        var uncommented = File.ReadAllLines(Shipped("clanstats.yaml"))
            .Where(line => line is ['#', _, ..] && line is not ['#', ' ', not ' ', ..])
            .Select(line => line[1..]);
        var values = YamlSettings.Parse(string.Join('\n', uncommented), "clanstats.yaml", findings);
        findings.Warnings.ShouldBeEmpty();
        foreach (var setting in SettingTable.All.Where(setting => setting.YamlPath is not null && !setting.IsSecret))
        {
            values[setting.Name].ShouldBe(setting.DefaultText ?? "", setting.Name);
        }
    }

    private static string Shipped(string fileName) => Path.Combine(AppContext.BaseDirectory, "config", fileName);
}
