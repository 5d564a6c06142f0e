using System.Text.RegularExpressions;

namespace ClanStats.Tests.Architecture;

/// <summary>docs/faults.md names for each fault the class that holds its right result: a test that was renamed or removed would leave it unheld.</summary>
public sealed partial class FaultsDocumentTests
{
    private static readonly HashSet<(string Fault, string Class)> Held =
    [
        .. Repository.TextFiles.Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(path => TestPattern().Matches(Repository.TextOf(path)).Select(match => (match.Groups["fault"].Value, Path.GetFileNameWithoutExtension(path)))),
    ];

    private static readonly List<(string Fault, string Class)> Named =
    [
        .. RowPattern().Matches(Repository.TextOf("docs/faults.md"))
            .SelectMany(row => row.Groups["classes"].Value.Split(", ").Select(name => (row.Groups["fault"].Value, name))),
    ];

    [Fact]
    public void Every_fault_that_is_named_has_a_test_of_its_number_in_the_class_that_is_named()
    {
        Named.Count.ShouldBeGreaterThan(30);
        Repository.ShouldHold(Named.Where(row => !Held.Contains(row)).Select(row => $"{row.Class} has no test {row.Fault}_…"), "Give the test its fault's number.");
    }

    [Fact]
    public void Every_fault_that_has_a_test_is_named()
    {
        var faults = Named.Select(row => row.Fault).ToHashSet(StringComparer.Ordinal);
        Repository.ShouldHold(Held.Where(test => !faults.Contains(test.Fault)).Select(test => $"{test.Fault} in {test.Class}"), "Add a row to docs/faults.md.");
    }

    [GeneratedRegex(@"public (?:async Task|void) (?<fault>F\d\d[a-z]?)_\w")]
    private static partial Regex TestPattern();

    [GeneratedRegex(@"^\| (?<fault>F\d\d[a-z]?) \|[^|]+\| (?<classes>\w+(?:, \w+)*) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
