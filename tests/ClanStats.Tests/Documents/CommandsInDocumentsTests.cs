using System.CommandLine;
using ClanStats.Hosting.CommandLine;
using ClanStats.Tests.Architecture;

namespace ClanStats.Tests.Documents;

/// <summary>What documents tell people to type is read by the program's own command line.</summary>
public sealed class CommandsInDocumentsTests
{
    private const string Reference = "docs/reference.md";

    [Fact]
    public void Every_command_line_in_the_documents_is_one_the_program_takes()
    {
        MarkdownDocument.All.Sum(document => DocumentedCommands.In(document).Count()).ShouldBeGreaterThan(100);
        Repository.ShouldHold(MarkdownDocument.All.SelectMany(DocumentedCommands.Findings), "Correct the document; 'clanstats COMMAND --help' says what there is.");
    }

    [Theory]
    [InlineData("`clanstats db migrat`", "'migrat' is unknown")]
    [InlineData("`clanstats run --onyl wom`", "'--onyl' is unknown")]
    [InlineData("`check --quick`", "'--quick' is unknown")]
    [InlineData("`clanstats db backup|restor FILE`", "'restor' is unknown")]
    [InlineData("```sh\ndotnet run --project src/ClanStats -- report --members 5\n```", "'--members' is unknown")]
    [InlineData("```sh\nclanstats db migrate --to newest\n```", "newest")]
    [InlineData("```sh\nWOM_GROUP_ID=1 clanstats run --skip enforcers # no texts\n```", "'enforcers' is no step")]
    [InlineData("```\n$ clanstats db restore\n```", "Required argument missing")]
    [InlineData("| `member NAME --hide \\| --forget` | x |", "'--forget' is unknown")]
    public void A_wrong_command_line_is_found(string planted, string complaint) =>
        DocumentedCommands.Findings(MarkdownDocument.Parse("planted.md", planted)).ShouldContain(finding => finding.Contains(complaint, StringComparison.Ordinal));

    [Theory]
    [InlineData("`run_summary.json` and `report.member_cap` and `demo-out/`")]
    [InlineData("`member NAME --leave-until DATE | --exempt REASON`, `schedule install|status|remove`, `runs [TRACE_ID]`, `member NAME --…`")]
    [InlineData("```sh\n/usr/bin/time -v clanstats db import OLD.db --db NEW.db | tail -1\n```")]
    [InlineData("```yaml\nclanstats nonsense\n```")]
    public void What_is_no_command_line_or_a_good_one_is_left_alone(string text) =>
        DocumentedCommands.Findings(MarkdownDocument.Parse("planted.md", text)).ShouldBeEmpty();

    [Fact]
    public void Every_command_is_shown_in_use_in_a_document_for_people()
    {
        var tree = new CommandTree();
        var shown = MarkdownDocument.All.Where(document => document.Path != Reference).SelectMany(DocumentedCommands.In).Select(DocumentedCommands.NameOf);

        Repository.ShouldHold(
            Commands(tree, tree.Root, "").Select(command => command.Name).Except(shown, StringComparer.Ordinal),
            "Show the command where people look for what it does.");
    }

    [Fact]
    public void The_reference_lists_every_command_with_its_options()
    {
        var tree = new CommandTree();
        List<string> lines = [.. Options("Options of every command", "", tree.Common.All)];
        foreach (var (name, command) in Commands(tree, tree.Root, ""))
        {
            var arguments = string.Concat(command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? $" {argument.Name}" : $" [{argument.Name}]"));
            lines.AddRange(Options($"`clanstats {name}{arguments}`", command.Description ?? "", command.Options));
        }

        GeneratedPart.ShouldStandIn(Reference, "commands", lines);
    }

    /// <summary>Every command that does something, by its whole name.</summary>
    private static IEnumerable<(string Name, Command Command)> Commands(CommandTree tree, Command above, string name)
    {
        foreach (var command in above.Subcommands)
        {
            var own = $"{name} {command.Name}".TrimStart();
            if (tree.HandlerOf(command) is not null)
            {
                yield return (own, command);
            }

            foreach (var inner in Commands(tree, command, own))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<string> Options(string title, string description, IEnumerable<Option> options)
    {
        yield return $"### {title}";
        yield return "";
        if (description.Length > 0)
        {
            yield return description.Replace("\n", " ", StringComparison.Ordinal);
            yield return "";
        }

        List<Option> listed = [.. options.Where(option => !option.Hidden)];
        if (listed.Count > 0)
        {
            yield return "| option | does |";
            yield return "| --- | --- |";
            foreach (var option in listed)
            {
                var value = option.HelpName is { } help ? " " + help.Replace("|", @"\|", StringComparison.Ordinal) : "";
                yield return $"| `{option.Name}{value}` | {option.Description?.Replace("|", @"\|", StringComparison.Ordinal)} |";
            }

            yield return "";
        }
    }
}
