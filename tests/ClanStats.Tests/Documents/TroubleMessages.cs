using System.Text.RegularExpressions;
using ClanStats.Tests.Architecture;

namespace ClanStats.Tests.Documents;

/// <summary>A text the program shows when something is not as it should be.</summary>
/// <param name="Text">The text; what is filled in is <c>{}</c>.</param>
/// <param name="Place">File and line.</param>
internal sealed record TroubleMessage(string Text, string Place);

/// <summary>
/// Finds the messages of trouble in the source: the texts given to what tells people of faults. A message that is put together elsewhere is found
/// where its parts are: every method named Fault, Fatal, Refuse, Refused, Warn or Wrong counts.
/// </summary>
internal static partial class TroubleMessages
{
    /// <summary>What takes a message, and which of its arguments is the first that is one.</summary>
    private static readonly Dictionary<string, int> Sinks = new(StringComparer.Ordinal)
    {
        ["UserFaultException"] = 0,
        ["HarvestException"] = 0,
        ["Fault"] = 0,
        ["Refuse"] = 0,
        ["Refused"] = 1,
        ["Fatal"] = 0,
        ["UnreadableWorkbookException"] = 0,
        ["Warn"] = 0,
        [">.Wrong"] = 0,
        ["Faults.Add"] = 0,
        ["faults.Add"] = 0,
        ["Failures.Add"] = 0,
        ["failures.Add"] = 0,
        ["Warnings.Add"] = 0,
        ["Losses.Add"] = 0,
        ["LogWarning"] = 0,
        ["LogError"] = 0,
        ["StepResult.Failed"] = 0,
        ["StepResult.Partial"] = 1,
        ["Diagnose"] = 1,
        ["terminal.Tell"] = 0,
        ["Terminal.Tell"] = 0,
        ["CheckFinding.Missing"] = 1,
        ["CheckFinding.Unusable"] = 1,
        ["new CheckFinding"] = 2,
    };

    /// <summary>A call of one of them.</summary>
    private static readonly Regex SinkPattern = new(
        $@"(?<!class )(?:(?<![A-Za-z0-9])|(?=>))(?<sink>{string.Join('|', Sinks.Keys.Select(Regex.Escape))})(?:<[\w?]+>)?\(",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(10));

    /// <summary>Where Tell is about progress, questions and results.</summary>
    private static readonly string[] Progress =
    [
        "Hosting/SetUp/", "Hosting/PlainProgress.cs", "Hosting/ConsoleSummary.cs", "Hosting/Notices/RunClosing.cs", "Hosting/Composition/CheckWork.cs",
        "Hosting/Composition/InitWork.cs", "Hosting/CommandLine/CheckCommand.cs", "Hosting/CommandLine/RunCommand.cs", "Hosting/Schedule/",
    ];

    /// <summary>All of them in the program.</summary>
    public static IEnumerable<TroubleMessage> InTheProgram => Repository.Sources.SelectMany(In);

    /// <summary>Those of a file.</summary>
    public static IEnumerable<TroubleMessage> In(SourceFile file) =>
        from Match sink in SinkPattern.Matches(file.Code)
        let name = sink.Groups["sink"].Value
        where !name.EndsWith(".Tell", StringComparison.Ordinal) || !Progress.Any(place => file.Path.Contains(place, StringComparison.Ordinal))
        from text in Texts(file, sink.Index + sink.Length, Sinks[name], isFinding: name.Contains("CheckFinding", StringComparison.Ordinal))
        where SentencePattern().IsMatch(text) && !QueryPattern().IsMatch(text)
        select new TroubleMessage(text, $"{file.Path}:{file.LineOf(sink.Index)}");

    /// <summary>The texts among the arguments, from one argument on; parts joined by a plus are one. A finding has one, its remedy follows.</summary>
    private static IEnumerable<string> Texts(SourceFile file, int from, int firstArgument, bool isFinding)
    {
        var (end, commas) = Arguments(file, from);
        var inside = file.Literals.Where(literal => literal.Start >= from && literal.End <= end).ToList();
        var literals = inside.Where(literal => !inside.Exists(other => other.Start < literal.Start && other.End > literal.End));
        var text = "";
        var last = -1;
        foreach (var literal in literals.OrderBy(literal => literal.Start))
        {
            var argument = commas.Count(comma => comma < literal.Start);
            if (argument < firstArgument || (isFinding && argument > firstArgument))
            {
                continue;
            }

            if (last < 0 || !PlusPattern().IsMatch(file.Code.AsSpan(last, literal.Start - last)))
            {
                yield return text;
                text = "";
            }

            text += HolePattern().Replace(literal.Text, "{}");
            last = literal.End;
        }

        yield return text;
    }

    /// <summary>Where the arguments end, and the commas between them.</summary>
    private static (int End, List<int> Commas) Arguments(SourceFile file, int from)
    {
        var commas = new List<int>();
        var texts = file.Literals.Where(literal => literal.Start >= from).ToDictionary(literal => literal.Start);
        var depth = 1;
        for (var at = from; at < file.Code.Length; at++)
        {
            if (texts.TryGetValue(at, out var literal))
            {
                at = literal.End - 1;
                continue;
            }

            depth += file.Code[at] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return (at, commas);
            }

            if (depth == 1 && file.Code[at] == ',')
            {
                commas.Add(at);
            }
        }

        return (file.Code.Length, commas);
    }

    [GeneratedRegex(@"^\s*\+\s*$")]
    private static partial Regex PlusPattern();

    [GeneratedRegex(@"\{\w*\}")]
    private static partial Regex HolePattern();

    [GeneratedRegex(@"^SELECT\b|\bWHERE\b")]
    private static partial Regex QueryPattern();

    /// <summary>Two words in a row, and not only the end of another message.</summary>
    [GeneratedRegex(@"^(?![;,.: ]).*\p{L}{2,}'? \p{L}")]
    private static partial Regex SentencePattern();
}
