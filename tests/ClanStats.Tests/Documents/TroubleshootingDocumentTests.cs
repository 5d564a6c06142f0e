using System.Text.RegularExpressions;
using ClanStats.Hosting;
using ClanStats.Tests.Architecture;

namespace ClanStats.Tests.Documents;

/// <summary>docs/troubleshooting.md knows every message of trouble, by words that stay the same, and no message that is gone.</summary>
public sealed partial class TroubleshootingDocumentTests
{
    private const string Document = "docs/troubleshooting.md";

    private static readonly List<TroubleMessage> Messages = [.. TroubleMessages.InTheProgram];
    private static readonly List<string> Entries =
        [.. EntryPattern().Matches(Repository.TextOf(Document).ReplaceLineEndings("\n")).Select(match => match.Groups["entry"].Value)];

    /// <summary>Texts that reach people in other ways, such as the reason within another message.</summary>
    private static readonly List<string> Literals = [.. Repository.Sources.SelectMany(file => file.Literals).Select(literal => literal.Text)];

    [Fact]
    public void Every_message_of_trouble_has_an_entry()
    {
        Messages.Count.ShouldBeGreaterThan(200);
        Repository.ShouldHold(
            Messages.Where(message => !Entries.Exists(entry => Tells(entry, message.Text))).Select(message => $"{message.Place}: {message.Text}"),
            $"Add a row to {Document}: the words of the message that stay the same, an ellipsis for the rest, and what to do.");
    }

    [Fact]
    public void Every_entry_is_a_message_of_the_program()
    {
        Repository.ShouldHold(
            Entries.Where(entry => !Messages.Exists(message => Tells(entry, message.Text)) && !Literals.Exists(text => Tells(entry, text))),
            $"Take the row out of {Document}, or correct its words: nothing says so any more.");
        Entries.ShouldBeUnique();
    }

    [Fact]
    public void Every_exit_code_has_its_row()
    {
        var codes = CodePattern().Matches(Repository.Sources.Single(file => file.Path.EndsWith("Hosting/ExitWords.cs", StringComparison.Ordinal)).Code)
            .SelectMany(match => match.Groups["codes"].Value.Split(" or ")).ToList();
        var text = Repository.TextOf(Document);

        codes.Count.ShouldBeGreaterThan(20);
        Repository.ShouldHold(
            codes.Where(code => !RowOf(text, code).Contains(ExitWords.Of(long.Parse(code)).Meaning, StringComparison.Ordinal)),
            $"Say in {Document} what the code means.");
    }

    [Theory]
    [InlineData("var x = new UserFaultException($\"{file} fell into the well\");")]
    [InlineData("failures.Add($\"{name} fell \" + $\"into {what} well\");")]
    [InlineData("yield return CheckFinding.Missing(\"well\", $\"It fell into {Depth(\"m\")} of well\", \"Pull it out.\");")]
    [InlineData("log.LogWarning(\"{Name} fell into a well\", name);")]
    [InlineData("return Reading<int>.Wrong(\"fell into a well\");")]
    public void A_message_without_an_entry_is_noticed(string source)
    {
        var message = TroubleMessages.In(SourceFile.Parse("src/ClanStats/Planted.cs", source)).ShouldHaveSingleItem();

        message.Text.ShouldContain("fell into");
        Entries.ShouldNotContain(entry => Tells(entry, message.Text));
    }

    [Fact]
    public void An_entry_tells_a_message_by_its_beginning_with_an_ellipsis_for_what_is_filled_in()
    {
        Tells("The database … is damaged", "The database {} is damaged ({}). {}").ShouldBeTrue();
        Tells("… is not a SQLite database", "is not a SQLite database").ShouldBeTrue();
        Tells("The database … is locked", "The database {} is damaged ({}). {}").ShouldBeFalse();
        Tells("is damaged", "The database {} is damaged").ShouldBeFalse();
        Tells("…: … is not …", "{}: {} is not {}").ShouldBeTrue();
        Tells("…: … is not …", "{}: {} is not a number").ShouldBeFalse();
    }

    /// <summary>An entry of few words tells only the message that has no others.</summary>
    private static bool Tells(string entry, string message) => entry.Count(char.IsLetter) < 8
        ? message.Replace("{}", "…", StringComparison.Ordinal) == entry
        : Regex.IsMatch(message, "^" + string.Join(@".*?\s*", entry.Split('…').Select(part => Regex.Escape(part.Trim()))), RegexOptions.Singleline);

    /// <summary>The row of a code, alone or among others: <c>| 130, -1073741510 |</c>.</summary>
    private static string RowOf(string text, string code) =>
        text.Split('\n').FirstOrDefault(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Split('|')[1].Split(',').Any(cell => cell.Trim() == code)) ?? "";

    /// <summary>The code a row of a table begins with.</summary>
    [GeneratedRegex(@"^\| `(?<entry>[^`]+)`", RegexOptions.Multiline)]
    private static partial Regex EntryPattern();

    [GeneratedRegex(@"^\s+(?<codes>-?\d+(?: or -?\d+)*) => new\(", RegexOptions.Multiline)]
    private static partial Regex CodePattern();
}
