using System.Text.RegularExpressions;

namespace ClanStats.Tests.Architecture;

public sealed partial class HygieneTests
{
    private const int MostLines = 300;

    private static readonly string[] MaySuppress =
    [
        "src/ClanStats/Hosting/ClanStatsProgram.cs",
        "src/ClanStats/Hosting/Settings/ProcessSurroundings.cs",
        "src/ClanStats/Hosting/Terminal.cs",
    ];

    [Fact]
    public void No_file_is_longer_than_a_reader_keeps_in_mind()
    {
        var findings = Repository.Sources.Concat(Repository.Tests)
            .Where(file => file.LineCount > MostLines)
            .Select(file => $"{file.Path}: {file.LineCount} lines");

        Repository.ShouldHold(findings, $"A class has at most {MostLines} lines: split it by responsibility.");
    }

    [Fact]
    public void Nothing_reads_the_machines_clock_or_sleeps()
    {
        var findings =
            from file in Repository.Sources.Concat(Repository.Tests)
            from Match match in ClockPattern().Matches(file.Code)
            select $"{file.Path}:{file.LineOf(match.Index)}: {match.Value}";

        Repository.ShouldHold(findings, "Take the time from the run or from TimeProvider; a test moves FakeTimeProvider.");
    }

    [Fact]
    public void Warnings_are_mended_not_silenced()
    {
        var silent = Repository.Sources.Concat(Repository.Tests)
            .Where(file => SuppressionPattern().IsMatch(file.Code))
            .Select(file => file.Path);

        silent.ShouldBe(MaySuppress, ignoreOrder: true, "Mend the code. Only where Hosting touches console and environment is a warning silenced.");
    }

    [Fact]
    public void No_work_is_left_as_a_note_and_no_test_is_switched_off()
    {
        var findings = Repository.TextFiles
            .Where(path => CodePattern().IsMatch(path) && UnfinishedPattern().IsMatch(Repository.TextOf(path)));

        Repository.ShouldHold(findings, "Do it, or open an issue.");
    }

    [Fact]
    public void No_file_names_a_place_of_one_machine_or_a_package_registry()
    {
        var findings =
            from path in Repository.TextFiles
            from Match match in MachinePattern().Matches(Repository.TextOf(path))
            select $"{path}: {match.Value}";

        Repository.ShouldHold(findings, "Paths are relative to the clone; where packages come from is the machine's configuration.");
    }

    [Fact]
    public void Every_link_between_documents_leads_to_a_file()
    {
        var findings =
            from path in Repository.TextFiles
            where path.EndsWith(".md", StringComparison.Ordinal)
            from Match link in LinkPattern().Matches(Repository.TextOf(path))
            let target = link.Groups["path"].Value
            let place = Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, target)
            where !target.EndsWith(".png", StringComparison.Ordinal) && !File.Exists(place) && !Directory.Exists(place)
            select $"{path}: {target}";

        Repository.ShouldHold(findings, "Mend the link.");
    }

    [Fact]
    public void Every_package_has_its_reason_in_the_documents()
    {
        var reasons = Repository.TextOf("docs/dependencies.md");
        var packages = PackagePattern().Matches(Repository.TextOf("Directory.Packages.props")).Select(match => match.Groups["name"].Value).ToList();

        packages.Count.ShouldBeGreaterThan(10);
        Repository.ShouldHold(
            packages.Where(package => !reasons.Contains(package, StringComparison.OrdinalIgnoreCase)),
            "Say in docs/dependencies.md what the package is for and what it is better than.");
    }

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:UtcNow|Now|Today)\b|\bThread\.Sleep\(|\bEnvironment\.TickCount")]
    private static partial Regex ClockPattern();

    [GeneratedRegex(@"#pragma warning disable|\bSuppressMessage\b|#nullable disable")]
    private static partial Regex SuppressionPattern();

    [GeneratedRegex(@"\.(?:cs|ts|sql|csproj|targets|props)$")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\b(?:TOD[O]|FIXM[E]|XX[X])\b|\b(?:Fact|Theory)\(Skip\b")]
    private static partial Regex UnfinishedPattern();

    [GeneratedRegex(@"(?<![\w.~])/(?:[w]ork|[r]oot|[h]ome|[U]sers)/\w+|\b[A-Z]:\\Users\\|(?:[n]uget\.org/v3|[r]egistry\.npmjs|[p]ypi\.org|[a]rtifactory|[n]exus/repository)")]
    private static partial Regex MachinePattern();

    [GeneratedRegex(@"<(?:PackageVersion|GlobalPackageReference) Include=""(?<name>[^""]+)""")]
    private static partial Regex PackagePattern();

    [GeneratedRegex(@"\]\((?!https?://|#|mailto:)(?<path>[^)#\s]+)")]
    private static partial Regex LinkPattern();
}
