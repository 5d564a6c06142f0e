using System.Reflection;
using System.Text.RegularExpressions;

namespace ClanStats.Tests.Architecture;

/// <summary>docs/sources.md names the test that notices each change: a test that was renamed or removed would leave a promise nobody keeps.</summary>
public sealed partial class SourcesDocumentTests
{
    private static readonly Dictionary<string, List<string>> Tests = typeof(SourcesDocumentTests).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("ClanStats.Tests", StringComparison.Ordinal) == true && !type.IsNested)
        .GroupBy(type => type.Name, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => group.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Select(method => method.Name).ToList(),
            StringComparer.Ordinal);

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var named = NamePattern().Matches(Repository.TextOf("docs/sources.md")).ToList();
        var findings = named
            .Where(match => !Tests.TryGetValue(match.Groups["class"].Value, out var methods) || !methods.Any(method => Fits(method, match)))
            .Select(match => match.Value);

        named.Count.ShouldBeGreaterThan(20);
        Repository.ShouldHold(findings, "Name a class of tests, or class and test; an ellipsis stands for the rest of a name.");
    }

    private static bool Fits(string method, Match match) =>
        match.Groups["method"].Value is var named && (match.Groups["more"].Success || named.Length == 0 ? method.StartsWith(named, StringComparison.Ordinal) : method == named);

    [GeneratedRegex(@"`(?:\w+/)?(?<class>\w*(?:Tests|(?:Discord\w*|Relay)Traps|WomTraps\w+))(?:\.(?<method>\w+))?(?<more>…)?`")]
    private static partial Regex NamePattern();
}
