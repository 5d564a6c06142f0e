using System.Globalization;
using System.Text.RegularExpressions;

namespace ClanStats.Tests.Architecture;

/// <summary>Knowledge that stands in one place: roles, names, time, thresholds.</summary>
public sealed partial class OnePlaceTests
{
    private const string Rules = "src/ClanStats.Domain/Rules/";

    [Fact]
    public void Role_names_stand_in_the_defaults_of_RoleAuthority_alone()
    {
        var findings =
            from file in Repository.Sources
            where file.Path is not (Rules + "RoleAuthority.Defaults.cs" or Rules + "RoleAuthority.WomRoles.cs")
                && !file.Path.StartsWith("src/ClanStats/Simulation/", StringComparison.Ordinal)
            from literal in file.Literals
            from Match role in RolePattern().Matches(literal.Text)
            select $"{file.Path}:{literal.Line}: {role.Value}";

        Repository.ShouldHold(
            findings.Concat(PageScripts().Where(path => RolePattern().IsMatch(Repository.TextOf(path)))),
            "Ask RoleAuthority (tier, office, permission), or take the role from ClanRules; a clan renames its ranks in rules.yaml.");
    }

    [Fact]
    public void Names_are_folded_by_PlayerName_alone() => Repository.ShouldHold(
        new AllowList(FoldingPattern(), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["src/ClanStats.Domain/Identity/PlayerName.cs"] = "the one place",
            ["src/ClanStats.Domain/Activity/Metrics.cs"] = "the title of a metric",
            [Rules + "RoleAuthority.cs"] = "api names of roles, which officers type",
            [Rules + "RoleOrder.cs"] = "api names of roles",
            [Rules + "LadderRules.cs"] = "api names of roles",
            [Rules + "PromotionRules.cs"] = "api names of roles",
            [Rules + "ModerationRules.cs"] = "api names of roles",
            ["src/ClanStats/Storage/DatabaseMigrator.cs"] = "names of tables",
            ["src/ClanStats/Storage/LegacyImport/LegacySchema.cs"] = "names of tables",
            ["src/ClanStats/Import/ImportTally.cs"] = "names of tables",
            ["src/ClanStats/Storage/BackupChecksum.cs"] = "hex digits",
            ["src/ClanStats/Storage/MetricRegistry.cs"] = "the word of an enum",
            ["src/ClanStats/Storage/RunStore.cs"] = "the word of an enum",
            ["src/ClanStats/Pipeline/NightlyRun.cs"] = "the word of an enum",
            ["src/ClanStats/Harvest/HarvestServices.cs"] = "names of HTTP headers",
            ["src/ClanStats/Harvest/Http/Fixtures/"] = "methods and headers of HTTP",
            ["src/ClanStats/Decisions/OfficersForms.cs"] = "the words officers choose from",
            ["src/ClanStats/Decisions/WorkbookFiles.cs"] = "endings of files",
            ["src/ClanStats/Exports/RunSummaryWriter.cs"] = "the word of an enum",
            ["src/ClanStats/Exports/Definitions.cs"] = "the first letter of a sentence",
            ["src/ClanStats/Exports/Excel/ReadMeLegend.cs"] = "the first letter of a sentence",
            ["src/ClanStats/Exports/Enforcer/MarkdownText.cs"] = "the www of an address",
            ["src/ClanStats/Hosting/"] = "names and words of settings",
            ["src/ClanStats/Simulation/WiseOldMan/"] = "words of a query",
        }).Findings(Repository.Sources),
        "Compare PlayerName values: their Key is folded by Wise Old Man's rule. Elsewhere, name the reason on this list.");

    [Fact]
    public void Time_is_reckoned_by_the_time_types_alone() => Repository.ShouldHold(
        new AllowList(TimePattern(), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["src/ClanStats.Domain/Activity/UtcInstant.cs"] = "the one place",
            ["src/ClanStats/Simulation/"] = "a world with a calendar of its own",
            ["src/ClanStats/Hosting/Settings/SettingTable.cs"] = "the range of a setting in seconds",
            ["src/ClanStats/Hosting/Settings/ClanStatsSettings.cs"] = "a limit of real waiting",
            ["src/ClanStats/Hosting/Composition/ScheduleWork.cs"] = "a limit of real waiting",
            ["src/ClanStats/Harvest/HarvestServices.cs"] = "the window of pacing",
            ["src/ClanStats/Harvest/WiseOldMan/UpdateWait.cs"] = "a real wait, between two polls",
            ["src/ClanStats/Harvest/Http/Fixtures/FixtureChain.cs"] = "how long a connection is kept",
            ["src/ClanStats/Harvest/Discord/ChannelReader.cs"] = "how far two clocks may differ",
            ["src/ClanStats/Storage/Verification/IntegrityCheck.cs"] = "how far two clocks may differ",
        }).Findings(Repository.Sources),
        "Use UtcInstant.PlusDays, TimeWindow or RollingWindow; a real wait belongs on this list with its reason.");

    [Fact]
    public void A_day_is_written_by_IsoDay_alone()
    {
        string[] exempt = ["src/ClanStats.Domain/Activity/IsoDay.cs", "src/ClanStats/Decisions/OfficersForms.cs"];
        var others = Repository.Sources.Where(file => !exempt.Contains(file.Path)).ToList();
        var findings = others.SelectMany(file => file.Literals.Where(literal => literal.Text == "yyyy-MM-dd").Select(literal => $"{file.Path}:{literal.Line}"))
            .Concat(others.SelectMany(file => DayPattern().Matches(file.Code).Select(match => $"{file.Path}:{file.LineOf(match.Index)}")));

        Repository.ShouldHold(findings, "Write and read days with IsoDay; OfficersForms alone takes the forms a day may have in a workbook.");
    }

    [Fact]
    public void Thresholds_of_rules_stand_in_ClanRules_alone()
    {
        var thresholds = NumberPattern().Matches(Source(Rules + "ClanRules.cs").Code).Select(match => Number(match.Value)).Where(IsTelling).ToHashSet();
        var findings =
            from file in Repository.Sources
            where (file.Path.StartsWith(Rules, StringComparison.Ordinal) && file.Path != Rules + "ClanRules.cs")
                || Rooms.OfFile(file.Path) is "Analytics" or "Identity"
                || Rooms.OfFile(file.Path)?.StartsWith("Exports", StringComparison.Ordinal) == true
            from Match number in NumberPattern().Matches(file.Code)
            where thresholds.Contains(Number(number.Value))
            select $"{file.Path}:{file.LineOf(number.Index)}: {number.Value}";

        thresholds.Count.ShouldBeGreaterThan(4);
        Repository.ShouldHold(findings, "Take the number from ClanRules, so that page, workbook, text and rules.yaml say the same.");
    }

    [Fact]
    public void The_defaults_of_rules_yaml_are_those_of_ClanRules()
    {
        var written = NumberPattern().Matches(Repository.TextOf("config/rules.yaml")).Select(match => Number(match.Value)).ToHashSet();
        var findings = NumberPattern().Matches(Source(Rules + "ClanRules.cs").Code)
            .Select(match => Number(match.Value))
            .Where(number => IsTelling(number) && !written.Contains(number))
            .Select(number => $"rules.yaml lacks {number}");

        Repository.ShouldHold(findings, "Write the threshold with its default and a comment into config/rules.yaml.");
    }

    private static SourceFile Source(string path) => Repository.Sources.Single(file => file.Path == path);

    private static IEnumerable<string> PageScripts() => Repository.TextFiles.Where(path =>
        path.StartsWith("src/ClanStats.Dashboard/src/", StringComparison.Ordinal) && path.EndsWith(".ts", StringComparison.Ordinal));

    /// <summary>Whether a number is rare enough to be recognised as a threshold wherever it stands; 100 is a per cent, 200 and 300 are statuses.</summary>
    private static bool IsTelling(long number) => number > 100 && number != 300 && number != 100_000;

    private static long Number(string text) => long.Parse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(?:deputy_owner|prospector|zamorakian|zenyte|dragonstone|saviour)\b")]
    private static partial Regex RolePattern();

    [GeneratedRegex(@"\b(?:ToLower|ToUpper)(?:Invariant)?\(|\b(?:OrdinalIgnoreCase|CurrentCultureIgnoreCase|InvariantCultureIgnoreCase)\b")]
    private static partial Regex FoldingPattern();

    [GeneratedRegex(@"\.Add(?:Days|Hours|Minutes|Seconds|Milliseconds|Months|Years)\(|\b86_?400(?:_?000)?\b|\b3_?600_?000\b|\bTimeSpan\.From(?:Days|Hours|Minutes)\(")]
    private static partial Regex TimePattern();

    [GeneratedRegex(":yyyy-MM-dd(?! HH)")]
    private static partial Regex DayPattern();

    [GeneratedRegex(@"(?<![\w.])\d[\d_]*(?![\w.])")]
    private static partial Regex NumberPattern();
}
