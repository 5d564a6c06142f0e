using System.Text.RegularExpressions;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Rules;
using ClanStats.Hosting.Settings;
using ClanStats.Tests.Architecture;

namespace ClanStats.Tests.Documents;

/// <summary>What documents tell people to set is read by the program's own table of settings and its readers of YAML.</summary>
public sealed partial class SettingsInDocumentsTests
{
    /// <summary>Names in capitals that are no settings of ClanStats.</summary>
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        // Placeholders.
        "NEW_FILE", "TRACE_ID",
        // Discord's rights.
        "VIEW_CHANNEL", "READ_MESSAGE_HISTORY", "MANAGE_THREADS",
        // What Wise Old Man's answers say.
        "INCORRECT_VERIFICATION_CODE", "NO_OUTDATED_MEMBERS", "PLAYER_IS_RATE_LIMITED", "UNEXPECTED_ERROR",
        // Lines of the log.
        "PIPELINE_START", "PIPELINE_SUCCESS", "PIPELINE_PARTIAL", "PIPELINE_FAILURE", "PIPELINE_CANCELLED",
        // Variables of others, and of the tests.
        "NO_COLOR", "CHROMIUM_PATH", "CLANSTATS_KILLS", "CLANSTATS_SPEED_LIMIT_MS", "TEST_ORDER_SEED", "WRITE_DOCUMENTS",
    };

    [Fact]
    public void Every_setting_in_the_documents_is_one_the_program_reads() =>
        Repository.ShouldHold(MarkdownDocument.All.SelectMany(Findings), "Correct the document, or name what else it is in this test.");

    [Theory]
    [InlineData("Set `WOM_GROUPID_X` to your group.", "WOM_GROUPID_X is no setting")]
    [InlineData("Set PURGE_MIN_EXP.", "PURGE_MIN_EXP is no setting")]
    [InlineData("`wom.target_rmp`", "wom.target_rmp is no key of clanstats.yaml")]
    [InlineData("```env\nWOM_GROUP_ID=many\n```", "'many' is not a whole number")]
    [InlineData("```yaml\n# config/clanstats.yaml\nwom:\n  grup_id: 1\n```", "wom.grup_id")]
    [InlineData("```yaml\n# config/rules.yaml\npurge:\n  warned_after_days: 7\n```", "warned_after_days")]
    [InlineData("```yaml\n# config/people.yaml\nleaves:\n  Wren: 2026-12-24\n```", "leaves")]
    [InlineData("```yaml\na: 1\n```", "its first line does not say which file it is")]
    public void A_wrong_setting_is_found(string planted, string complaint) =>
        Findings(MarkdownDocument.Parse("planted.md", planted)).ShouldHaveSingleItem().ShouldContain(complaint);

    [Theory]
    [InlineData("`LEADERBOARD_*`, `PURGE_*`, `wom.group_id`, `report.purge.min_xp`, `wom-api.md`, `clan_data.json`")]
    [InlineData("```env\nWOM_GROUP_ID=139\nDISCORD_ENABLED=false\n```")]
    [InlineData("```yaml\n# .github/workflows/pages.yml\non: push\n```")]
    public void What_is_right_is_left_alone(string text) => Findings(MarkdownDocument.Parse("planted.md", text)).ShouldBeEmpty();

    [Fact]
    public void The_reference_lists_every_setting()
    {
        var rows = SettingTable.All.Select(setting =>
            $"| `{setting.Name}`{(setting.IsSecret ? " (secret)" : "")} | {Code(setting.YamlPath)} | {Code(setting.DefaultText)} | {setting.Meaning} |");

        GeneratedPart.ShouldStandIn("docs/reference.md", "settings", ["| environment | YAML | default | meaning |", "| --- | --- | --- | --- |", .. rows]);
    }

    private static string Code(string? text) => text is null ? "–" : $"`{text}`";

    private static IEnumerable<string> Findings(MarkdownDocument document)
    {
        var names = NamePattern().Matches(document.Text).Select(match => match.Value)
            .Where(name => SettingTable.ByName(name) is null && !Others.Contains(name))
            .Select(name => $"{document.Path}: {name} is no setting");
        var keys = document.Spans.Where(span => IsKey(span.Text) && SettingTable.ByYamlPath(span.Text) is null && !IsSection(span.Text))
            .Select(span => $"{document.Path}:{span.Line}: {span.Text} is no key of clanstats.yaml");
        var blocks = document.Blocks.SelectMany(block => InBlock(block).Select(finding => $"{document.Path}:{block.Line}: {finding}"));
        return names.Distinct().Concat(keys).Concat(blocks);
    }

    /// <summary>A dotted word that begins with a section of clanstats.yaml.</summary>
    private static bool IsKey(string text) => KeyPattern().IsMatch(text) && IsSection(text.Split('.')[0]);

    private static bool IsSection(string text) => SettingTable.All.Any(setting => setting.YamlPath?.StartsWith(text + ".", StringComparison.Ordinal) == true);

    private static IEnumerable<string> InBlock(CodeBlock block) => block.Language switch
    {
        "env" => block.Lines.Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2 && !pair[0].StartsWith('#'))
            .Select(pair => SettingTable.ByName(pair[0])?.Read(pair[1]).Fault).OfType<string>(),
        "yaml" => InYaml(string.Join('\n', block.Lines)),
        _ => [],
    };

    private static IEnumerable<string> InYaml(string text)
    {
        try
        {
            return FilePattern().Match(text).Groups["name"].Value switch
            {
                "clanstats" => OfSettings(text),
                "rules" => RulesFile.Parse(text, "rules.yaml").Warnings,
                "people" => PeopleFile.Parse(text, "people.yaml").Warnings,
                "" when !text.StartsWith('#') => ["its first line does not say which file it is"],
                _ => [],
            };
        }
        catch (UserFaultException fault)
        {
            return [fault.Message];
        }
    }

    private static List<string> OfSettings(string text)
    {
        var findings = new SettingFindings();
        var values = YamlSettings.Parse(text, "clanstats.yaml", findings);
        return [.. findings.Warnings, .. values.Select(value => SettingTable.ByName(value.Key)!.Read(value.Value).Fault).OfType<string>()];
    }

    [GeneratedRegex(@"(?<![\w.<{/-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w*])")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[a-z_]+(?:\.[a-z_]+)+$")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^# (?:[\w.-]+/)*(?<name>clanstats|rules|people)(?:\.\w+)?\.yaml\b")]
    private static partial Regex FilePattern();
}
