using ClanStats.Domain.Runs;

namespace ClanStats.Hosting.Settings;

/// <summary>Reads all sources, validates everything at once and gives the settings of one command.</summary>
internal static class SettingsLoader
{
    private static readonly string[] OwnPrefixes = ["WOM_", "DISCORD_", "CLANSTATS_", "HARVEST_", "LEADERBOARD_", "PURGE_"];

    /// <param name="request">What the command needs.</param>
    /// <param name="findings">Gets faults and warnings, also where loading ends in a fault.</param>
    /// <exception cref="UserFaultException">Something is wrong; the message holds every fault.</exception>
    public static ClanStatsSettings Load(SettingsRequest request, SettingFindings findings)
    {
        var files = new ConfigFiles(request);
        var layers = FirstLayers(request, findings);
        AddYaml(layers, request, files, findings);

        var values = new SettingValues(layers, findings);
        SettingRules.Apply(values, request, findings);
        if (findings.Faults.Count > 0)
        {
            throw Invalid(findings.Faults);
        }

        return new ClanStatsSettings(values, request, files, [.. findings.Warnings, .. findings.Losses]) { Losses = findings.Losses };
    }

    /// <summary>All faults in the form people and scripts know.</summary>
    private static UserFaultException Invalid(IEnumerable<string> faults)
    {
        IEnumerable<string> lines =
        [
            "Configuration invalid:",
            .. faults.Select(fault => "- " + fault),
            "Please check your .env file or config/clanstats.yaml",
        ];
        return new UserFaultException(string.Join('\n', lines)) { IsConfiguration = true };
    }

    private static List<SettingLayer> FirstLayers(SettingsRequest request, SettingFindings findings)
    {
        var generalOnly = request.Mode != RunMode.Live;
        var layers = new List<SettingLayer> { new("command line", request.CommandLine) };
        if (request.StandIn is { } standIn)
        {
            layers.Add(standIn);
        }

        var environment = request.Surroundings.Environment;
        layers.Add(new SettingLayer("environment", environment) { GeneralOnly = generalOnly });
        WarnOfEnvironment(environment, findings);
        var dotEnv = Path.Combine(request.Surroundings.WorkingFolder, ".env");
        if (request.Mode == RunMode.Live && File.Exists(dotEnv))
        {
            var values = DotEnvFile.Parse(new ConfigFiles(request).Read(dotEnv), ".env", findings);
            foreach (var name in values.Keys.Where(name => SettingTable.ByName(name) is null))
            {
                findings.WarnUnknown(name, ".env", SettingTable.All.Select(setting => setting.Name));
            }

            layers.Add(new SettingLayer(".env", values));
        }

        return layers;
    }

    private static void WarnOfEnvironment(IReadOnlyDictionary<string, string> environment, SettingFindings findings)
    {
        var strangers = environment.Keys
            .Where(name => OwnPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && SettingTable.ByName(name) is null)
            .Order(StringComparer.Ordinal);
        foreach (var name in strangers)
        {
            findings.WarnUnknown(name, "the environment", SettingTable.All.Select(setting => setting.Name));
        }
    }

    private static void AddYaml(List<SettingLayer> layers, SettingsRequest request, ConfigFiles files, SettingFindings findings)
    {
        var basis = files.Settings();
        if (EnvironmentIn(layers) is { } environment)
        {
            if (files.Overlay(environment) is { } overlay)
            {
                layers.Add(ReadYaml(overlay, request, files, findings));
            }
            else if (request.Mode == RunMode.Live)
            {
                findings.Warnings.Add($"CLANSTATS_ENVIRONMENT is {environment}, but there is no clanstats.{environment}.yaml to lay over clanstats.yaml");
            }
        }

        if (basis is not null)
        {
            layers.Add(ReadYaml(basis, request, files, findings));
        }
    }

    /// <summary>The environment's name, if it is a valid one; a wrong one is reported with the other values.</summary>
    private static string? EnvironmentIn(List<SettingLayer> layers)
    {
        var text = layers.Select(layer => layer.Find(SettingTable.EnvironmentName)).FirstOrDefault(found => found is not null);
        return text is null ? null : SettingTable.EnvironmentName.Read(text).Value as string;
    }

    private static SettingLayer ReadYaml(string path, SettingsRequest request, ConfigFiles files, SettingFindings findings)
    {
        var name = request.Surroundings.Show(path);
        return new SettingLayer(name, YamlSettings.Parse(files.Read(path), name, findings)) { GeneralOnly = request.Mode != RunMode.Live };
    }
}
