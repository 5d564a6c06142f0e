using ClanStats.Domain.Runs;
using ClanStats.Hosting.Settings;

namespace ClanStats.Tests.Hosting;

public sealed class SettingsValidationTests : IDisposable
{
    private readonly TestProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public void All_faults_come_at_once_in_the_known_form()
    {
        _program.Environment["WOM_TARGET_RPM"] = "fast";
        _program.Environment["DISCORD_ENABLED"] = "false";

        Should.Throw<UserFaultException>(() => Load(needsServices: true)).Message.ShouldBe(
            """
            Configuration invalid:
            - WOM_TARGET_RPM: 'fast' is not a whole number
            - WOM_GROUP_ID is missing or empty
            Please check your .env file or config/clanstats.yaml
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("WOM_GROUP_ID", "0", "'0' is not between 1 and 2147483646")]
    [InlineData("WOM_GROUP_ID", "1.5", "'1.5' is not a whole number")]
    [InlineData("WOM_MAX_CONCURRENT", "0", "'0' is not between 1 and 64")]
    [InlineData("WOM_UPDATE_WAIT", "-1", "'-1' is not between 0 and 86400")]
    [InlineData("WOM_STALENESS_SKIP_HOURS", "soon", "'soon' is not a number")]
    [InlineData("WOM_STALENESS_SKIP_HOURS", "NaN", "'NaN' is not a number")]
    [InlineData("HARVEST_SAFE_DELETE_RATIO", "1.01", "'1.01' is not between 0 and 1")]
    [InlineData("DISCORD_BATCH_SIZE", "101", "'101' is not between 1 and 100")]
    [InlineData("DISCORD_MAX_MESSAGES", "-5", "'-5' is below 0 or above 2147483647")]
    [InlineData("PURGE_MIN_XP", "-1", "'-1' is below 0")]
    [InlineData("PURGE_MIN_XP", "99999999999999999999", "'99999999999999999999' is too large")]
    [InlineData("DISCORD_ENABLED", "perhaps", "'perhaps' is neither true nor false")]
    [InlineData("DISCORD_GUILD_ID", "general", "'general' is not a Discord id (17 to 19 digits)")]
    [InlineData("RELAY_CHANNEL_ID", "-4", "'-4' is not a Discord id (17 to 19 digits)")]
    [InlineData("WOM_BASE_URL", "api.wiseoldman.net", "'api.wiseoldman.net' is not an address that begins with https://")]
    [InlineData("WOM_BASE_URL", "ftp://example.org", "'ftp://example.org' is not an address that begins with https://")]
    [InlineData("WOM_BASE_URL", "http://example.org", "'http://example.org' must begin with https:// (http is for this machine alone)")]
    [InlineData("DISCORD_BASE_URL", "https://example.org/?a=1", "'https://example.org/?a=1' must not have a query or a fragment")]
    [InlineData("DISCORD_BASE_URL", "https://me:pw@example.org", "'https://me:pw@example.org' must not hold a user name or password")]
    [InlineData("CUSTOM_START_DATE", "14.03.2021", "'14.03.2021' is not a day of the form 2024-12-31")]
    [InlineData("CUSTOM_START_DATE", "2021-02-30", "'2021-02-30' is not a day of the form 2024-12-31")]
    [InlineData("CLAN_TIME_ZONE", "Mars/Base", "'Mars/Base' is not an IANA time zone such as Europe/Berlin or UTC")]
    [InlineData("CLAN_TIME_ZONE", "W. Europe Standard Time", "'W. Europe Standard Time' is not an IANA time zone such as Europe/Berlin or UTC")]
    [InlineData("CLANSTATS_TRACE_ID", "xyz", "'xyz' is not made of 16 to 32 hex digits")]
    [InlineData("CLANSTATS_ENVIRONMENT", "../staging", "'../staging' is not a name of letters, digits, '-' and '_'")]
    [InlineData("WOM_TARGET_RPM", "0", "'0' (no pacing) is only allowed where WOM_BASE_URL is this machine")]
    [InlineData("DISCORD_TARGET_RPS", "0", "'0' (no pacing) is only allowed where DISCORD_BASE_URL is this machine")]
    [InlineData("WOM_TARGET_RPM", "a\nb", "'a\\nb' is not a whole number")]
    public void A_value_that_is_given_is_always_validated(string name, string value, string fault)
    {
        _program.Environment[name] = value;
        FaultsOf(needsServices: false).ShouldBe([$"{name}: {fault}"]);
    }

    [Theory]
    [InlineData("DISCORD_SUMMARY_WEBHOOK", "hush-hush", "the value (not shown) is not an address that begins with https://")]
    [InlineData("WOM_API_KEY", "hush hush", "the value (not shown) holds blanks or characters that no key has")]
    [InlineData("DISCORD_TOKEN", "hush\u00e9", "the value (not shown) holds blanks or characters that no key has")]
    public void A_wrong_secret_is_named_and_not_shown(string name, string value, string fault)
    {
        _program.Environment[name] = value;
        FaultsOf(needsServices: false).ShouldBe([$"{name}: {fault}"]);
    }

    [Fact]
    public void Only_commands_that_ask_the_services_require_their_settings()
    {
        FaultsOf(needsServices: true).ShouldBe(
        [
            "WOM_GROUP_ID is missing or empty",
            "DISCORD_TOKEN is missing or empty; DISCORD_ENABLED=false turns Discord off",
            "DISCORD_GUILD_ID is missing or empty; with RELAY_CHANNEL_ID instead only that channel is read",
        ]);
        FaultsOf(needsServices: false).ShouldBeEmpty();
    }

    [Fact]
    public void A_relay_channel_makes_the_guild_optional()
    {
        _program.WithClan().Environment.Remove("DISCORD_GUILD_ID");
        _program.Environment["RELAY_CHANNEL_ID"] = "223456789012345678";
        FaultsOf(needsServices: true).ShouldBeEmpty();
    }

    [Fact]
    public void Without_Discord_only_the_group_is_required()
    {
        _program.Environment["DISCORD_ENABLED"] = "off";
        _program.Environment["WOM_GROUP_ID"] = "42";
        FaultsOf(needsServices: true).ShouldBeEmpty();
    }

    [Fact]
    public void A_blank_value_counts_as_missing()
    {
        _program.WithClan().Environment["WOM_GROUP_ID"] = "  ";
        FaultsOf(needsServices: true).ShouldBe(["WOM_GROUP_ID is missing or empty"]);
    }

    [Fact]
    public void Further_required_settings_are_demanded_by_name()
    {
        _program.WithClan().Environment["REQUIRED_SETTINGS"] = "WOM_API_KEY, WOM_GROUP_ID, WOM_GROUP_SECRTE";
        FaultsOf(needsServices: true).ShouldBe(
        [
            "WOM_API_KEY is missing or empty",
            "REQUIRED_SETTINGS: 'WOM_GROUP_SECRTE' is not a setting; did you mean WOM_GROUP_SECRET?",
        ]);
    }

    [Fact]
    public void No_pacing_is_allowed_towards_this_machine()
    {
        _program.Environment["WOM_TARGET_RPM"] = "0";
        _program.Environment["WOM_BASE_URL"] = "http://127.0.0.1:5000/v2/";
        var options = Load(needsServices: false).ToWiseOldManOptions();
        options.TargetRpm.ShouldBe(0);
        options.BaseUrl.ShouldBe("http://127.0.0.1:5000/v2");
    }

    [Theory]
    [InlineData(null, 18)]
    [InlineData("key-of-the-clan", 90)]
    public void The_pace_follows_the_key(string? key, int pace)
    {
        if (key is not null)
        {
            _program.Environment["WOM_API_KEY"] = key;
        }

        var settings = Load(needsServices: false);
        settings.ToWiseOldManOptions().TargetRpm.ShouldBe(pace);
        settings.Effective.Single(entry => entry.Name == "WOM_TARGET_RPM").Value.ShouldBe($"{pace}");
    }

    [Fact]
    public void A_missing_key_or_code_is_a_warning_that_says_what_is_lost()
    {
        var warnings = Load(_program.WithClan(), needsServices: true).Warnings;
        warnings.Count.ShouldBe(2);
        warnings[0].ShouldStartWith("WOM_API_KEY is not set: ");
        warnings[1].ShouldStartWith("WOM_GROUP_SECRET is not set: ");
    }

    [Fact]
    public void A_misspelt_name_in_the_environment_is_a_warning_with_the_nearest_one()
    {
        _program.Environment["WOM_GRUOP_ID"] = "1";
        _program.Environment["SOMETHING_ELSE"] = "1";
        Load(needsServices: false).Warnings.ShouldBe(["WOM_GRUOP_ID in the environment is not a setting; did you mean WOM_GROUP_ID?"]);
    }

    [Fact]
    public void Secrets_stand_in_no_effective_setting_warning_or_fault()
    {
        foreach (var setting in SettingTable.All.Where(setting => setting.IsSecret))
        {
            _program.Environment[setting.Name] = setting.Name.EndsWith("WEBHOOK", StringComparison.Ordinal)
                ? "https://discord.com/api/webhooks/1/hush-" + setting.Name
                : "hush-" + setting.Name;
        }

        var settings = Load(_program.WithClan(), needsServices: true);
        settings.Secrets.Count.ShouldBe(6);
        settings.Effective.ShouldAllBe(entry => !entry.Value.Contains("hush", StringComparison.Ordinal));
        settings.Effective.Count(entry => entry.Value == "***").ShouldBe(6);
        settings.Warnings.ShouldAllBe(warning => !warning.Contains("hush", StringComparison.Ordinal));
    }

    private ClanStatsSettings Load(bool needsServices) => Load(_program, needsServices);

    private static ClanStatsSettings Load(TestProgram program, bool needsServices) =>
        SettingsLoader.Load(new SettingsRequest { Surroundings = program.Surroundings, NeedsServices = needsServices }, new SettingFindings());

    private List<string> FaultsOf(bool needsServices)
    {
        var findings = new SettingFindings();
        try
        {
            SettingsLoader.Load(new SettingsRequest { Surroundings = _program.Surroundings, NeedsServices = needsServices }, findings);
        }
        catch (UserFaultException fault)
        {
            fault.IsConfiguration.ShouldBeTrue();
            fault.Message.ShouldNotContain("hush");
        }

        return findings.Faults;
    }
}
