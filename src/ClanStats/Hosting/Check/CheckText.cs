using System.Text.Json;
using System.Text.Json.Nodes;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.Check;

/// <summary>What <c>check</c> found, as people and as scripts read it. Names of groups, guilds and channels come from outside: each line stays one.</summary>
internal static class CheckText
{
    private const int WidestValue = 48;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The exit code a report amounts to.</summary>
    public static ExitCode ExitCodeOf(CheckReport report) => report.Worst switch
    {
        CheckLevel.Configuration => ExitCode.UsageWrong,
        CheckLevel.Unusable => ExitCode.Failed,
        CheckLevel.Finding => ExitCode.Partial,
        _ => ExitCode.Done,
    };

    /// <summary>The settings in force, redacted, each with its source.</summary>
    public static IEnumerable<string> Settings(ClanStatsSettings settings)
    {
        var nameWidth = settings.Effective.Max(setting => setting.Name.Length);
        var valueWidth = Math.Min(WidestValue, settings.Effective.Max(setting => setting.Value.Length));
        return ["Configuration is valid.", .. settings.Effective.Select(setting => $"{setting.Name.PadRight(nameWidth)}  {setting.Value.PadRight(valueWidth)}  {setting.Source}")];
    }

    /// <summary>What was found, and in the last line what it comes to.</summary>
    public static IEnumerable<string> Lines(CheckReport report)
    {
        foreach (var probe in report.Probes)
        {
            yield return "";
            yield return probe.Title;
            foreach (var line in Lines(probe.Findings))
            {
                yield return line;
            }
        }

        yield return "";
        yield return Closing(report);
    }

    /// <summary>Findings with what to do about them.</summary>
    public static IEnumerable<string> Lines(IEnumerable<CheckFinding> findings)
    {
        foreach (var finding in findings)
        {
            yield return $"  {Sign(finding.Level)} {LineEscape.Escape(finding.Message)}";
            if (finding.Remedy is { } remedy)
            {
                yield return $"      → {LineEscape.Escape(remedy)}";
            }
        }
    }

    /// <summary>The whole answer as one JSON document.</summary>
    public static string ToJson(CheckReport report, ClanStatsSettings settings) => JsonSerializer.Serialize(
        new JsonObject
        {
            ["outcome"] = Word(report.Worst),
            ["exit_code"] = (int)ExitCodeOf(report),
            ["configuration"] = "valid",
            ["settings"] = new JsonArray([.. settings.Effective.Select(setting => new JsonObject
            {
                ["name"] = setting.Name,
                ["value"] = setting.Value,
                ["source"] = setting.Source,
            })]),
            ["warnings"] = new JsonArray([.. settings.Warnings.Select(warning => (JsonNode)warning)]),
            ["findings"] = new JsonArray([.. report.Probes.SelectMany(probe => probe.Findings.Select(finding => new JsonObject
            {
                ["probe"] = probe.Name,
                ["level"] = LevelWord(finding.Level),
                ["subject"] = finding.Subject,
                ["message"] = finding.Message,
                ["remedy"] = finding.Remedy,
            }))]),
        },
        Indented);

    private static string Closing(CheckReport report)
    {
        var findings = report.Count(CheckLevel.Finding);
        return report.Worst switch
        {
            CheckLevel.Configuration => "The configuration does not fit what was found.",
            CheckLevel.Unusable => "A run would bring nothing as things are.",
            CheckLevel.Finding => $"Usable, with {findings} finding{(findings == 1 ? "" : "s")}.",
            _ => "All is well.",
        };
    }

    private static string Word(CheckLevel worst) => worst switch
    {
        CheckLevel.Configuration => "configuration",
        CheckLevel.Unusable => "unusable",
        CheckLevel.Finding => "findings",
        _ => "well",
    };

    private static string LevelWord(CheckLevel level) => level switch
    {
        CheckLevel.Ok => "ok",
        CheckLevel.Note => "note",
        CheckLevel.Finding => "finding",
        CheckLevel.Unusable => "unusable",
        _ => "configuration",
    };

    private static string Sign(CheckLevel level) => level switch
    {
        CheckLevel.Ok => "✓",
        CheckLevel.Note => "·",
        _ => "!",
    };
}
