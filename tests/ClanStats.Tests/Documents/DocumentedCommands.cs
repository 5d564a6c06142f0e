using System.Text.RegularExpressions;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.CommandLine;

namespace ClanStats.Tests.Documents;

/// <summary>A command line as a document shows it.</summary>
/// <param name="Words">The words behind the program's name.</param>
/// <param name="IsWhole">Whether it stands in a block, to be typed as it is.</param>
/// <param name="Place">Document and line.</param>
internal sealed record DocumentedCommand(IReadOnlyList<string> Words, bool IsWhole, string Place);

/// <summary>Finds the command lines in documents and reads them as the program would.</summary>
internal static partial class DocumentedCommands
{
    private static readonly CommandTree Tree = new();
    private static readonly HashSet<string> FirstWords = [.. Tree.Root.Subcommands.Select(command => command.Name)];

    /// <summary>Every command line: those that begin with the program's name, and code in sentences that begins with a command's.</summary>
    public static IEnumerable<DocumentedCommand> In(MarkdownDocument document)
    {
        var typed =
            from block in document.Blocks
            where block.Language is "" or "sh" or "powershell" or "console"
            from line in block.Lines.Select((text, index) => (Text: text, Number: block.Line + index))
            where ProgramPattern().IsMatch(line.Text)
            from words in Alternatives(Words(ProgramPattern().Replace(line.Text, ""), isTyped: true))
            select new DocumentedCommand(words, true, $"{document.Path}:{line.Number}");
        var named =
            from span in document.Spans
            let isProgram = ProgramPattern().IsMatch(span.Text)
            where isProgram || FirstWords.Contains(span.Text.Split(' ')[0])
            from words in Alternatives(Words(isProgram ? ProgramPattern().Replace(span.Text, "") : span.Text, isTyped: false))
            select new DocumentedCommand(words, false, $"{document.Path}:{span.Line}");
        return typed.Concat(named);
    }

    /// <summary>What the program would refuse about them.</summary>
    public static IEnumerable<string> Findings(MarkdownDocument document) =>
        from command in In(document)
        from complaint in Complaints(command)
        select $"{command.Place}: clanstats {string.Join(' ', command.Words)}: {complaint}";

    /// <summary>The command a line names, such as "db migrate".</summary>
    public static string NameOf(DocumentedCommand command) => Invocation.NameOf(CommandLineProgram.Parse(Tree, command.Words));

    private static IEnumerable<string> Complaints(DocumentedCommand command)
    {
        var parse = CommandLineProgram.Parse(Tree, command.Words);
        foreach (var word in parse.UnmatchedTokens)
        {
            yield return $"'{word}' is unknown to {Invocation.NameOf(parse)}";
        }

        // A placeholder is no number or date, and a mention need not be whole.
        if (command.IsWhole && !command.Words.Any(word => PlaceholderPattern().IsMatch(word)))
        {
            foreach (var error in parse.Errors.Where(_ => parse.UnmatchedTokens.Count == 0))
            {
                yield return error.Message;
            }
        }

        foreach (var step in StepsNamed(command.Words).Except(StepNames.InOrder, StringComparer.Ordinal))
        {
            yield return $"'{step}' is no step";
        }
    }

    private static IEnumerable<string> StepsNamed(IReadOnlyList<string> words) => words
        .Zip(words.Skip(1))
        .Where(pair => pair.First is "--only" or "--skip")
        .SelectMany(pair => pair.Second.Split(','))
        .Where(step => step.Length > 0 && !PlaceholderPattern().IsMatch(step));

    /// <summary>The words of a line; an ellipsis stands for more of the same. What is typed ends at a comment, a pipe or a redirection.</summary>
    private static List<string> Words(string line, bool isTyped)
    {
        var words = new List<string>();
        foreach (var match in WordPattern().Matches(line).Select(match => match.Value))
        {
            if (isTyped && (match is "|" or ">" or "2>" or "&&" or ";" || match.StartsWith('#')))
            {
                break;
            }

            if (match is not "|" && !match.Contains('…', StringComparison.Ordinal))
            {
                words.Add(match.StartsWith('"') ? match.Trim('"') : match.Trim('[', ']'));
            }
        }

        return words;
    }

    /// <summary>"a|b" stands for either; placeholders in capitals stay as they are.</summary>
    private static IEnumerable<IReadOnlyList<string>> Alternatives(List<string> words)
    {
        var at = words.FindIndex(word => word.Contains('|', StringComparison.Ordinal) && !PlaceholderPattern().IsMatch(word));
        return at < 0
            ? [words]
            : words[at].Split('|').SelectMany(choice => Alternatives([.. words[..at], .. choice.Split(' '), .. words[(at + 1)..]]));
    }

    /// <summary>The program's name at the beginning, behind a prompt, variables and what measures.</summary>
    [GeneratedRegex(
        @"^\s*(?:[$>]\s+)?(?:[A-Z_]+=\S+\s+)*(?:(?:/usr/bin/)?time\s+(?:-v\s+)?)?"
        + @"(?:(?:\.[/\\])?clanstats(?:\.exe)?|dotnet run --project src/ClanStats --)(?:\s+|$)")]
    private static partial Regex ProgramPattern();

    [GeneratedRegex(@"""[^""]*""|\S+")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"^[A-Z][A-Z0-9_|-]*(?:,|\.\w+)?$|^""?[A-Z-]+/")]
    private static partial Regex PlaceholderPattern();
}
