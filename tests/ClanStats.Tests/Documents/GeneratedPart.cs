using ClanStats.Tests.Architecture;

namespace ClanStats.Tests.Documents;

/// <summary>
/// A part of a document that follows from the program. It stands between two comments, <c>generated: NAME</c> and <c>end of NAME</c>; run the test
/// with the variable <c>WRITE_DOCUMENTS=1</c> to have it written anew.
/// </summary>
internal static class GeneratedPart
{
    /// <summary>Fails where a document does not hold these lines.</summary>
    /// <param name="path">The document, relative to the repository.</param>
    /// <param name="name">The part's name.</param>
    /// <param name="lines">What it has to be.</param>
    public static void ShouldStandIn(string path, string name, IEnumerable<string> lines)
    {
        var (head, tail) = ($"<!-- generated: {name} -->\n", $"<!-- end of {name} -->");
        var text = Repository.TextOf(path).ReplaceLineEndings("\n");
        var start = text.IndexOf(head, StringComparison.Ordinal);
        var end = text.IndexOf(tail, StringComparison.Ordinal);
        (start >= 0 && end > start).ShouldBeTrue($"{path} has no part between {head.TrimEnd()} and {tail}");

        var wanted = $"\n{string.Join('\n', lines).Trim('\n')}\n\n";
        var stands = text[(start + head.Length)..end];
        if (stands != wanted && Environment.GetEnvironmentVariable("WRITE_DOCUMENTS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, path), text[..(start + head.Length)] + wanted + text[end..]);
        }

        stands.ShouldBe(wanted, $"{path} does not say what the program says: run this test with WRITE_DOCUMENTS=1, look at the difference, and run it again.");
    }
}
