using ClanStats.Announcements;
using ClanStats.Domain.Report;
using ClanStats.Exports;
using ClanStats.Harvest;
using ClanStats.Harvest.Discord;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Storage;
using Microsoft.Extensions.Logging;

namespace ClanStats.Hosting.Settings;

/// <summary>
/// The settings of one command: validated, paths absolute, never changed afterwards. Each slice gets its options from a method of its
/// own, as a fresh object.
/// </summary>
internal sealed class ClanStatsSettings
{
    private const int RpmWithKey = 90;
    private const int RpmWithoutKey = 18;
    private readonly SettingValues _values;
    private readonly RunMode _mode;
    private readonly ProcessSurroundings _surroundings;

    public ClanStatsSettings(SettingValues values, SettingsRequest request, ConfigFiles files, IReadOnlyList<string> warnings)
    {
        _values = values;
        _mode = request.Mode;
        _surroundings = request.Surroundings;
        Warnings = warnings;
        RulesFile = files.Companion("rules.yaml");
        PeopleFile = files.Companion("people.yaml");
        PeopleFilePlace = files.CompanionPlace("people.yaml");
        if (_mode != RunMode.Live)
        {
            values.Derive(SettingTable.WomTargetRpm, 0, "no pacing without the real services");
            values.Derive(SettingTable.DiscordTargetRps, 0, "no pacing without the real services");
        }
        else if (!values.IsGiven(SettingTable.WomTargetRpm))
        {
            values.Derive(SettingTable.WomTargetRpm, values.Get(SettingTable.WomApiKey) is null ? RpmWithoutKey : RpmWithKey, SettingValues.DefaultSource);
        }
    }

    /// <summary>The process these settings are of.</summary>
    public ProcessSurroundings Surroundings => _surroundings;

    public string OutputDirectory => PathOf(SettingTable.OutputDir)!;

    public string LogDirectory => PathOf(SettingTable.LogDir)!;

    /// <summary>What is shown beside the clan's name, such as <c>staging</c>; null in production.</summary>
    public string? Environment =>
        _values.Get(SettingTable.EnvironmentName) is { } name && !name.Equals("production", StringComparison.OrdinalIgnoreCase) ? name : null;

    /// <summary>CLANSTATS_TRACE_ID; null: the run makes one.</summary>
    public string? TraceId => _values.Get(SettingTable.TraceId);

    public TimeSpan RunDeadline => TimeSpan.FromMinutes(_values.Get(SettingTable.RunDeadline));

    /// <summary>FAILURE_WEBHOOK; a secret, null if not given.</summary>
    public string? FailureWebhook => _values.Get(SettingTable.FailureWebhook);

    /// <summary>DISCORD_SUMMARY_WEBHOOK; a secret, null if not given.</summary>
    public string? SummaryWebhook => _values.Get(SettingTable.DiscordSummaryWebhook);

    /// <summary>DISCORD_MEMBERS_WEBHOOK; a secret, null if not given.</summary>
    public string? MembersWebhook => _values.Get(SettingTable.DiscordMembersWebhook);

    /// <summary>rules.yaml; null: the built-in defaults hold.</summary>
    public string? RulesFile { get; }

    /// <summary>people.yaml; null: nobody is on leave, exempt or linked by hand.</summary>
    public string? PeopleFile { get; }

    /// <summary>Where people.yaml is, or is made by the first note.</summary>
    public string PeopleFilePlace { get; }

    /// <summary>What a person should know, one line each; never holds a secret.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Those of them that tell what is lost because an optional setting was not given.</summary>
    public IReadOnlyList<string> Losses { get; init; } = [];

    /// <summary>All settings as this command uses them, safe to show.</summary>
    public IReadOnlyList<EffectiveSetting> Effective => _values.Effective;

    /// <summary>Every secret that was given, for masking.</summary>
    public IReadOnlyList<string> Secrets => _values.Secrets;

    /// <summary>Whether every service that would be asked is on this machine.</summary>
    public bool ServicesAreLoopback =>
        ValueKinds.IsLoopback(_values.Get(SettingTable.WomBaseUrl)!)
        && (!ToDiscordOptions().IsConnected || ValueKinds.IsLoopback(_values.Get(SettingTable.DiscordBaseUrl)!));

    public StorageOptions ToStorageOptions() => new()
    {
        DatabaseFile = PathOf(SettingTable.DbFile)!,
        BackupDirectory = PathOf(SettingTable.BackupDir)!,
        BackupNightly = _values.Get(SettingTable.BackupNightly),
        BusyTimeoutSeconds = _values.Get(SettingTable.DbBusyTimeout),
    };

    public WiseOldManOptions ToWiseOldManOptions() => new()
    {
        GroupId = _values.Get(SettingTable.WomGroupId),
        ApiKey = _values.Get(SettingTable.WomApiKey),
        GroupSecret = _values.Get(SettingTable.WomGroupSecret),
        BaseUrl = _values.Get(SettingTable.WomBaseUrl)!,
        TargetRpm = _values.Get(SettingTable.WomTargetRpm),
        MaxConcurrent = _values.Get(SettingTable.WomMaxConcurrent),
        UpdateWaitSeconds = _values.Get(SettingTable.WomUpdateWait),
        UpdateStale = _values.Get(SettingTable.WomUpdateStale),
        StalenessSkipHours = _values.Get(SettingTable.WomStalenessSkipHours),
        BackfillDays = _values.Get(SettingTable.WomBackfillDays),
        BackfillMinutes = _values.Get(SettingTable.WomBackfillMinutes),
        MayRequestUpdate = _mode == RunMode.Live,
    };

    public DiscordOptions ToDiscordOptions() => new()
    {
        Enabled = _values.Get(SettingTable.DiscordEnabled),
        Token = _values.Get(SettingTable.DiscordToken),
        GuildId = _values.Get(SettingTable.DiscordGuildId),
        RelayChannelId = _values.Get(SettingTable.RelayChannelId),
        BaseUrl = _values.Get(SettingTable.DiscordBaseUrl)!,
        TargetRps = _values.Get(SettingTable.DiscordTargetRps),
        MaxConcurrent = _values.Get(SettingTable.DiscordMaxConcurrent),
        BatchSize = _values.Get(SettingTable.DiscordBatchSize),
        MaxMessages = _values.Get(SettingTable.DiscordMaxMessages),
        DaysLookback = _values.Get(SettingTable.DaysLookback),
        NotBefore = _values.Get(SettingTable.CustomStartDate),
        StoreContent = _values.Get(SettingTable.DiscordStoreContent),
    };

    public HarvestOptions ToHarvestOptions() => new()
    {
        SafeDeleteRatio = _values.Get(SettingTable.SafeDeleteRatio),
        HttpTimeoutSeconds = _values.Get(SettingTable.HttpTimeout),
        HttpRetries = _values.Get(SettingTable.HttpRetries),
    };

    public PublishOptions ToPublishOptions() => new()
    {
        DrivePath = PathOf(SettingTable.DrivePath),
        PagesDirectory = PathOf(SettingTable.PagesDir),
    };

    /// <summary>Nothing is posted but by a run on the real services.</summary>
    public AnnouncementOptions ToAnnouncementOptions() => _mode != RunMode.Live ? new AnnouncementOptions() : new AnnouncementOptions
    {
        SummaryWebhook = SummaryWebhook,
        MembersWebhook = MembersWebhook,
    };

    public ReportSettings ToReportSettings() => new()
    {
        WeightBoss = _values.Get(SettingTable.WeightBoss),
        WeightMessages = _values.Get(SettingTable.WeightMessages),
        LeaderboardSize = _values.Get(SettingTable.LeaderboardSize),
        TopBossCards = _values.Get(SettingTable.TopBossCards),
        PurgeThresholdDays = _values.Get(SettingTable.PurgeThresholdDays),
        PurgeMinXp = _values.Get(SettingTable.PurgeMinXp),
        PurgeMinBoss = _values.Get(SettingTable.PurgeMinBoss),
        PurgeMinMessages = _values.Get(SettingTable.PurgeMinMessages),
        PurgeSeats = _values.IsGiven(SettingTable.PurgeSeats) ? _values.Get(SettingTable.PurgeSeats) : null,
        MemberCap = _values.Get(SettingTable.MemberCap),
        PageAddress = _values.Get(SettingTable.PagesUrl),
        FoundingDay = _values.Get(SettingTable.CustomStartDate),
        TimeZone = _values.Get(SettingTable.ClanTimeZone)!,
    };

    /// <summary>Writes the effective settings into a run's log; called once, after its start.</summary>
    public void LogEffective(ILogger log)
    {
        foreach (var setting in Effective)
        {
            log.LogInformation("Setting {Name} = {Value} ({Source})", setting.Name, setting.Value, setting.Source);
        }

        foreach (var warning in Warnings)
        {
            log.LogWarning("{Warning}", warning);
        }
    }

    private string? PathOf(Setting<string> setting) => _values.Get(setting) is { } path ? _surroundings.Absolute(path) : null;
}
