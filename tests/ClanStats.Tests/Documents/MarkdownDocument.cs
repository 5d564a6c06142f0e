using System.Text.RegularExpressions;
using ClanStats.Tests.Architecture;

namespace ClanStats.Tests.Documents;

/// <summary>A fenced block of code.</summary>
/// <param name="Language">The word behind the fence; empty if there is none.</param>
/// <param name="Lines">Its lines, without the indent of the fence.</param>
/// <param name="Line">The line of its first line, from 1.</param>
internal sealed record CodeBlock(string Language, IReadOnlyList<string> Lines, int Line);

/// <summary>Code within a sentence.</summary>
/// <param name="Text">Between the backticks, as it is shown.</param>
/// <param name="Line">Its line, from 1.</param>
internal sealed record CodeSpan(string Text, int Line);

/// <summary>A document of the project, with its code told apart from its sentences.</summary>
internal sealed partial class MarkdownDocument
{
    private MarkdownDocument(string path, string text)
    {
        Path = path;
        Text = text.ReplaceLineEndings("\n");
        var blocks = new List<CodeBlock>();
        var spans = new List<CodeSpan>();
        var lines = Text.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (FencePattern().Match(lines[at]) is not { Success: true } fence)
            {
                spans.AddRange(SpanPattern().Matches(lines[at]).Select(match => new CodeSpan(Shown(match.Groups["code"].Value), at + 1)));
                continue;
            }

            var (indent, first) = (fence.Groups["indent"].Length, at + 1);
            while (++at < lines.Length && !FencePattern().IsMatch(lines[at]))
            {
                lines[at] = lines[at].Length > indent ? lines[at][indent..] : lines[at].Trim();
            }

            blocks.Add(new CodeBlock(fence.Groups["language"].Value, lines[first..Math.Min(at, lines.Length)], first + 1));
        }

        Blocks = blocks;
        Spans = spans;
    }

    /// <summary>What owners and contributors read: README.md and everything below docs.</summary>
    public static IReadOnlyList<MarkdownDocument> All { get; } =
    [
        .. Repository.TextFiles
            .Where(path => path == "README.md" || (path.StartsWith("docs/", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal)))
            .Select(path => new MarkdownDocument(path, Repository.TextOf(path))),
    ];

    /// <summary>Relative to the repository, with forward slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    public IReadOnlyList<CodeSpan> Spans { get; }

    public static MarkdownDocument Parse(string path, string text) => new(path, text);

    public static MarkdownDocument Of(string path) => All.Single(document => document.Path == path);

    /// <summary>In a table a bar within code is written as <c>\|</c>.</summary>
    private static string Shown(string code) => code.Replace(@"\|", "|", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<indent>\s*)```(?<language>[\w-]*)\s*$")]
    private static partial Regex FencePattern();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex SpanPattern();
}
