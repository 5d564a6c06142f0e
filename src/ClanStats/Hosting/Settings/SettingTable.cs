using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Harvest.Discord;
using ClanStats.Harvest.WiseOldMan;
using static ClanStats.Hosting.Settings.ValueKinds;

namespace ClanStats.Hosting.Settings;

/// <summary>
/// Every setting there is, once. Loading, validation, redaction, the warnings about unknown names and the check of .env.example
/// all read this table; a new setting is one entry here and one line where it is used.
/// </summary>
internal static class SettingTable
{
    private static readonly List<Setting> Rows = [];

    public static readonly Setting<string> DbFile = Place("DB_FILE", "db_file", "data/clan_data.db", "the database");
    public static readonly Setting<string> OutputDir = Place("OUTPUT_DIR", "output_dir", "out", "folder of the published set");
    public static readonly Setting<string> LogDir = Place("LOG_DIR", "log_dir", "logs", "folder of app.log and app.jsonl");
    public static readonly Setting<string> BackupDir = Place("BACKUP_DIR", "backup_dir", "backups", "folder of the database's backups");

    public static readonly Setting<bool> BackupNightly = Row(
        "BACKUP_NIGHTLY", "backup_nightly", "true", Flag, "back up the database once a UTC day before the harvest");

    public static readonly Setting<string> DrivePath = Place(
        "LOCAL_DRIVE_PATH", "drive_path", null, "a synced folder that gets a copy of the set");

    public static readonly Setting<string> PagesDir = Place(
        "PAGES_DIR", "pages_dir", null, "a folder that gets the public page alone, as index.html");

    public static readonly Setting<string> PagesUrl = Row(
        "PAGES_URL", "pages_url", null, BaseAddress, "address under which the public page is published, for links to it", SettingReach.RealClan);

    public static readonly Setting<IReadOnlyList<string>> RequiredSettings = Row(
        "REQUIRED_SETTINGS", "required", null, Names, "further settings that must not be empty, separated by commas", SettingReach.RealClan);

    public static readonly Setting<long> WomGroupId = Row(
        "WOM_GROUP_ID", "wom.group_id", null, WholeLong(1, int.MaxValue - 1), "the clan's group on Wise Old Man (required)", SettingReach.RealClan);

    public static readonly Setting<string> WomApiKey = Secret(
        "WOM_API_KEY", "wom.api_key", Key, "Wise Old Man API key: 90 instead of 18 requests a minute");

    public static readonly Setting<string> WomGroupSecret = Secret(
        "WOM_GROUP_SECRET", "wom.group_secret", Key, "the group's verification code: lets a run ask for an update of all members");

    public static readonly Setting<string> WomBaseUrl = Row(
        "WOM_BASE_URL", "wom.base_url", WiseOldManOptions.DefaultBaseUrl, BaseAddress, "address of the Wise Old Man API", SettingReach.RealClan);

    public static readonly Setting<int> WomTargetRpm = Row(
        "WOM_TARGET_RPM", "wom.target_rpm", null, Whole(0, 10_000), "requests a minute (90 with a key, 18 without); 0 = no pacing, loopback only");

    public static readonly Setting<int> WomMaxConcurrent = Row(
        "WOM_MAX_CONCURRENT", "wom.max_concurrent", "2", Whole(1, 64), "requests under way at once");

    public static readonly Setting<int> WomUpdateWait = Row(
        "WOM_UPDATE_WAIT", "wom.update_wait", "180", Whole(0, 86_400), "longest wait in seconds for the requested update");

    public static readonly Setting<int> WomUpdateStale = Row(
        "WOM_UPDATE_STALE", "wom.update_stale", "0", Whole(0, 10_000), "without a secret, ask at most this many stale members one by one");

    public static readonly Setting<double> WomStalenessSkipHours = Row(
        "WOM_STALENESS_SKIP_HOURS", "wom.staleness_skip_hours", "6", Number(0, 8_760), "a younger complete bulk read is not repeated");

    public static readonly Setting<int> WomBackfillDays = Row(
        "WOM_BACKFILL_DAYS", "wom.backfill_days", "400", Whole(0, 36_500), "days of history to read for members whose history is not complete");

    public static readonly Setting<int> WomBackfillMinutes = Row(
        "WOM_BACKFILL_MINUTES", "wom.backfill_minutes", "30", Whole(0, 10_080), "longest time a run spends on that history, in minutes");

    public static readonly Setting<bool> DiscordEnabled = Row(
        "DISCORD_ENABLED", "discord.enabled", "true", Flag, "read Discord at all");

    public static readonly Setting<string> DiscordToken = Secret(
        "DISCORD_TOKEN", "discord.token", Key, "the bot's token (required if Discord is enabled)");

    public static readonly Setting<Snowflake?> DiscordGuildId = Row(
        "DISCORD_GUILD_ID", "discord.guild_id", null, DiscordId, "the Discord server (required unless a relay channel is given)", SettingReach.RealClan);

    public static readonly Setting<Snowflake?> RelayChannelId = Row(
        "RELAY_CHANNEL_ID", "discord.relay_channel_id", null, DiscordId, "the channel of the relayed game chat", SettingReach.RealClan);

    public static readonly Setting<string> DiscordBaseUrl = Row(
        "DISCORD_BASE_URL", "discord.base_url", DiscordOptions.DefaultBaseUrl, BaseAddress, "address of the Discord API", SettingReach.RealClan);

    public static readonly Setting<int> DiscordTargetRps = Row(
        "DISCORD_TARGET_RPS", "discord.target_rps", "4", Whole(0, 50), "requests a second over all channels; 0 = no pacing, loopback only");

    public static readonly Setting<int> DiscordMaxConcurrent = Row(
        "DISCORD_MAX_CONCURRENT", "discord.max_concurrent", "4", Whole(1, 64), "requests under way at once");

    public static readonly Setting<int> DiscordBatchSize = Row(
        "DISCORD_BATCH_SIZE", "discord.batch_size", "100", Whole(1, 100), "messages a request");

    public static readonly Setting<int> DiscordMaxMessages = Row(
        "DISCORD_MAX_MESSAGES", "discord.max_messages", "0", Whole(0), "messages a run; 0 = no limit");

    public static readonly Setting<int> DaysLookback = Row(
        "DAYS_LOOKBACK", "days_lookback", "400", Whole(1, 36_500), "days the first harvest of Discord looks back");

    public static readonly Setting<bool> DiscordStoreContent = Row(
        "DISCORD_STORE_CONTENT", "discord.store_content", "false", Flag, "store the text of messages too");

    public static readonly Setting<string> DiscordSummaryWebhook = Secret(
        "DISCORD_SUMMARY_WEBHOOK", "discord.summary_webhook", Webhook, "webhook that gets the officers' summary");

    public static readonly Setting<string> DiscordMembersWebhook = Secret(
        "DISCORD_MEMBERS_WEBHOOK", "discord.members_webhook", Webhook, "webhook that gets the weekly members' post");

    public static readonly Setting<string> FailureWebhook = Secret(
        "FAILURE_WEBHOOK", "failure_webhook", Webhook, "webhook that is told when a run fails");

    public static readonly Setting<UtcInstant?> CustomStartDate = Row(
        "CUSTOM_START_DATE", "custom_start_date", null, Day, "the clan's founding day, such as 2021-03-14");

    public static readonly Setting<TimeZoneInfo> ClanTimeZone = Row(
        "CLAN_TIME_ZONE", "time_zone", "UTC", Zone, "IANA time zone for what people read");

    public static readonly Setting<double> SafeDeleteRatio = Row(
        "HARVEST_SAFE_DELETE_RATIO", "harvest.safe_delete_ratio", "0.20", Number(0, 1), "a roster that would lose a larger share is refused");

    public static readonly Setting<int> HttpTimeout = Row("HTTP_TIMEOUT", "http.timeout", "60", Whole(1, 3_600), "seconds one request may take");

    public static readonly Setting<int> HttpRetries = Row("HTTP_RETRIES", "http.retries", "4", Whole(0, 20), "attempts after the first");

    public static readonly Setting<int> DbBusyTimeout = Row(
        "DB_BUSY_TIMEOUT", "db_busy_timeout", "30", Whole(1, 3_600), "seconds to wait for a database that is in use");

    public static readonly Setting<int> RunDeadline = Row("RUN_DEADLINE", "run_deadline", "120", Whole(1, 10_080), "minutes a run may take");

    public static readonly Setting<double> WeightBoss = Row(
        "LEADERBOARD_WEIGHT_BOSS", "report.leaderboard_weight_boss", "3", Number(0, 1_000_000), "points a boss kill counts");

    public static readonly Setting<double> WeightMessages = Row(
        "LEADERBOARD_WEIGHT_MSGS", "report.leaderboard_weight_msgs", "6", Number(0, 1_000_000), "points a message counts");

    public static readonly Setting<int> LeaderboardSize = Row(
        "LEADERBOARD_SIZE", "report.leaderboard_size", "10", Whole(1, 500), "rows of a leaderboard");

    public static readonly Setting<int> TopBossCards = Row(
        "TOP_BOSS_CARDS", "report.top_boss_cards", "4", Whole(0, 100), "bosses shown as cards");

    public static readonly Setting<int> MemberCap = Row(
        "MEMBER_CAP", "report.member_cap", "500", Whole(1, 100_000), "members the clan can hold");

    public static readonly Setting<int> PurgeThresholdDays = Row(
        "PURGE_THRESHOLD_DAYS", "report.purge.threshold_days", "60", Whole(1, 3_650), "days without activity that make a purge candidate");

    public static readonly Setting<long> PurgeMinXp = Row(
        "PURGE_MIN_XP", "report.purge.min_xp", "0", WholeLong(0), "experience that still counts as inactive");

    public static readonly Setting<long> PurgeMinBoss = Row(
        "PURGE_MIN_BOSS", "report.purge.min_boss", "0", WholeLong(0), "boss kills that still count as inactive");

    public static readonly Setting<long> PurgeMinMessages = Row(
        "PURGE_MIN_MSGS", "report.purge.min_msgs", "0", WholeLong(0), "messages that still count as inactive");

    public static readonly Setting<int> PurgeSeats = Row(
        "PURGE_SEATS", "report.purge.seats", null, Whole(1, 100_000), "list only as many candidates as seats are needed");

    public static readonly Setting<string> EnvironmentName = Row(
        "CLANSTATS_ENVIRONMENT", null, null, ValueKinds.EnvironmentName, "lays clanstats.NAME.yaml over clanstats.yaml and is shown on every output");

    public static readonly Setting<string> TraceId = Row(
        "CLANSTATS_TRACE_ID", null, null, ValueKinds.TraceId, "16 to 32 hex digits to use as the run's id");

    private static readonly Dictionary<string, Setting> ByNames = Rows.ToDictionary(setting => setting.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, Setting> ByYamlPaths =
        Rows.Where(setting => setting.YamlPath is not null).ToDictionary(setting => setting.YamlPath!, StringComparer.Ordinal);

    /// <summary>All settings in the order in which people read them.</summary>
    public static IReadOnlyList<Setting> All => Rows;

    public static Setting? ByName(string name) => ByNames.GetValueOrDefault(name);

    public static Setting? ByYamlPath(string path) => ByYamlPaths.GetValueOrDefault(path);

    private static Setting<T> Row<T>(
        string name, string? yamlPath, string? defaultText, Func<string, Reading<T>> read, string meaning, SettingReach reach = SettingReach.General)
    {
        var setting = new Setting<T>(name, yamlPath, defaultText, read, meaning) { Reach = reach };
        Rows.Add(setting);
        return setting;
    }

    private static Setting<string> Place(string name, string yamlPath, string? defaultText, string meaning) =>
        Row(name, yamlPath, defaultText, FilePath, meaning, SettingReach.RealClan);

    private static Setting<string> Secret(string name, string yamlPath, Func<string, Reading<string>> read, string meaning)
    {
        var setting = new Setting<string>(name, yamlPath, null, read, meaning) { Reach = SettingReach.RealClan, IsSecret = true };
        Rows.Add(setting);
        return setting;
    }
}
