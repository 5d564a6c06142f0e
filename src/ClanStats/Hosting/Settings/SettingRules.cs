namespace ClanStats.Hosting.Settings;

/// <summary>What settings demand of one another and what a command demands of them.</summary>
internal static class SettingRules
{
    public static void Apply(SettingValues values, SettingsRequest request, SettingFindings findings)
    {
        if (request.Mode != RunMode.Live)
        {
            return;
        }

        CheckPacing(values, SettingTable.WomTargetRpm, SettingTable.WomBaseUrl, findings);
        CheckPacing(values, SettingTable.DiscordTargetRps, SettingTable.DiscordBaseUrl, findings);
        if (!request.NeedsServices)
        {
            return;
        }

        Require(values, SettingTable.WomGroupId, findings);
        RequireDiscord(values, findings);
        RequireFurther(values, findings);
        if (findings.Faults.Count == 0)
        {
            WarnOfLosses(values, findings);
        }
    }

    private static void CheckPacing(SettingValues values, Setting<int> pace, Setting<string> address, SettingFindings findings)
    {
        var isZero = values.IsGiven(pace) && !values.IsFaulty(pace) && values.Get(pace) == 0;
        if (isZero && !values.IsFaulty(address) && !ValueKinds.IsLoopback(values.Get(address)!))
        {
            findings.Faults.Add($"{pace.Name}: '0' (no pacing) is only allowed where {address.Name} is this machine");
        }
    }

    private static void RequireDiscord(SettingValues values, SettingFindings findings)
    {
        if (values.IsFaulty(SettingTable.DiscordEnabled) || !values.Get(SettingTable.DiscordEnabled))
        {
            return;
        }

        Require(values, SettingTable.DiscordToken, findings, "; DISCORD_ENABLED=false turns Discord off");
        if (!values.IsGiven(SettingTable.RelayChannelId))
        {
            Require(values, SettingTable.DiscordGuildId, findings, "; with RELAY_CHANNEL_ID instead only that channel is read");
        }
    }

    private static void RequireFurther(SettingValues values, SettingFindings findings)
    {
        foreach (var name in values.Get(SettingTable.RequiredSettings) ?? [])
        {
            if (SettingTable.ByName(name) is { } setting)
            {
                Require(values, setting, findings);
                continue;
            }

            var nearest = NearestName.Of(name, SettingTable.All.Select(row => row.Name));
            findings.Faults.Add(
                $"REQUIRED_SETTINGS: '{Logging.LineEscape.Escape(name)}' is not a setting" + (nearest is null ? "" : $"; did you mean {nearest}?"));
        }
    }

    private static void Require(SettingValues values, Setting setting, SettingFindings findings, string hint = "")
    {
        var already = findings.Faults.Any(fault => fault.StartsWith(setting.Name + " is missing", StringComparison.Ordinal));
        if (!values.IsGiven(setting) && setting.DefaultText is null && !already)
        {
            findings.Faults.Add($"{setting.Name} is missing or empty{hint}");
        }
    }

    private static void WarnOfLosses(SettingValues values, SettingFindings findings)
    {
        if (!values.IsGiven(SettingTable.WomApiKey))
        {
            findings.Losses.Add("WOM_API_KEY is not set: Wise Old Man answers 18 instead of 90 requests a minute, so reading history takes longer");
        }

        if (!values.IsGiven(SettingTable.WomGroupSecret))
        {
            findings.Losses.Add(
                "WOM_GROUP_SECRET is not set: no update of all members can be requested, so figures are as old as each member's last own update");
        }
    }
}
