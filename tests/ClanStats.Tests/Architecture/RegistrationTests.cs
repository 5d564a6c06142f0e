using System.Text.RegularExpressions;
using ClanStats.Domain.Runs;

namespace ClanStats.Tests.Architecture;

/// <summary>What is written is also registered: a class nobody asks for is no feature.</summary>
public sealed partial class RegistrationTests
{
    private static readonly string Compositions = string.Concat(Repository.Sources
        .Where(file => file.Path.EndsWith("Services.cs", StringComparison.Ordinal)
            || file.Path.StartsWith("src/ClanStats/Hosting/Composition/", StringComparison.Ordinal))
        .Select(file => file.Code));

    [Fact]
    public void Every_step_is_registered()
    {
        var steps = Implementations("IRunStep").ToList();
        var findings = steps
            .Where(type => !Regex.IsMatch(Compositions, $@"AddKeyedScoped<IRunStep, {type}>\(StepNames\.|new {type}\("));

        steps.ShouldContain("ExportStep", "a class with a primary constructor is found");
        Repository.ShouldHold(findings, "Add .AddKeyedScoped<IRunStep, X>(StepNames.Y) to the slice's …Services.");
    }

    [Fact]
    public void Every_writer_is_registered()
    {
        var writers = Implementations("IReportWriter").ToList();
        var findings = writers.Where(type => !Compositions.Contains($"AddWriter<{type}>(StepNames.", StringComparison.Ordinal));

        writers.Count.ShouldBeGreaterThan(4);
        Repository.ShouldHold(findings, "Add .AddWriter<X>(StepNames.Y) to ExportServices.");
    }

    [Fact]
    public void Every_step_of_a_night_has_exactly_one_registration()
    {
        var registered = StepPattern().Matches(Compositions).Select(match => match.Groups["step"].Value).ToList();
        var findings = typeof(StepNames).GetFields()
            .Where(field => field.IsLiteral)
            .Select(field => (field.Name, Count: registered.Count(name => name == field.Name)))
            .Where(step => step.Count != 1)
            .Select(step => $"StepNames.{step.Name} is registered {step.Count} times");

        Repository.ShouldHold(findings, "One step, one registration: the pipeline resolves a step by its name.");
    }

    [Fact]
    public void Every_step_name_stands_in_the_order_of_a_night() => typeof(StepNames).GetFields()
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!)
        .ShouldBe(StepNames.InOrder, ignoreOrder: true);

    [Fact]
    public void Every_slice_is_part_of_the_program()
    {
        var composition = Repository.Sources.Single(file => file.Path == "src/ClanStats/Hosting/Composition/RunComposition.cs").Code;
        var findings = Repository.Sources
            .SelectMany(file => SlicePattern().Matches(file.Code).Select(match => match.Groups["slice"].Value))
            .Where(slice => !composition.Contains($".{slice}(", StringComparison.Ordinal));

        Repository.ShouldHold(findings, "Call the slice's Add… in RunComposition.BuildHost, the one list of slices.");
    }

    private static IEnumerable<string> Implementations(string contract) => Repository.Sources
        .SelectMany(file => ClassPattern().Matches(file.Code))
        .Where(match => Regex.IsMatch(match.Groups["bases"].Value, $@"\b{contract}\b"))
        .Select(match => match.Groups["name"].Value);

    /// <summary>A class with its bases; a primary constructor stands between them.</summary>
    [GeneratedRegex(@"\bclass (?<name>\w+)(?:\((?>[^()]|(?<o>\()|(?<-o>\)))*\))?\s*:\s*(?<bases>[^{;]+)")]
    private static partial Regex ClassPattern();

    [GeneratedRegex(@"(?:AddKeyedScoped<IRunStep(?:, \w+)?>|AddWriter<\w+>)\(StepNames\.(?<step>\w+)")]
    private static partial Regex StepPattern();

    [GeneratedRegex(@"public static IServiceCollection (?<slice>Add\w+)\(this IServiceCollection")]
    private static partial Regex SlicePattern();
}
