namespace ClanStats.Tests.Architecture;

/// <summary>The rules are only as good as the reading of the files.</summary>
public sealed class SourceFileTests
{
    [Fact]
    public void Comments_are_no_code_and_what_stands_in_strings_is_a_literal()
    {
        var file = SourceFile.Parse("a.cs", "var a = \"one // two\"; // three\n/* four\n */ var b = 'x';\nvar c = @\"say \"\"five\"\"\";");

        file.Literals.Select(literal => literal.Text).ShouldBe(["one // two", "say \"five\""]);
        file.Literals[1].Line.ShouldBe(4);
        file.Code.ShouldNotContain("three");
        file.Code.ShouldNotContain("four");
        file.LineOf(file.Code.IndexOf("var c", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public void The_holes_of_a_string_are_code_and_their_strings_literals_too()
    {
        var file = SourceFile.Parse("a.cs", "Say($\"{{x}} {(is ? \"yes\" : other.Name)} end\"); Go('\"', '\\'', '{'); var d = 1;");

        file.Literals.Select(literal => literal.Text).ShouldBe(["yes", "{x} {} end"], ignoreOrder: true);
        file.Code.ShouldContain("other.Name");
        file.Code.ShouldContain("var d = 1;");
    }

    [Fact]
    public void Raw_strings_end_where_their_quotes_do()
    {
        var file = SourceFile.Parse("a.cs", "Run($$\"\"\"\n  SELECT \"a\" {b} {{column}}\n  \"\"\", 2);\nvar e = 1;");

        file.Literals.Single().Text.ShouldBe("\n  SELECT \"a\" {b} {}\n  ");
        file.Code.ShouldContain("column");
        file.LineOf(file.Code.IndexOf("var e", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public void The_program_and_its_tests_are_found()
    {
        Repository.Sources.ShouldContain(file => file.Path == "src/ClanStats/Program.cs");
        Repository.Tests.ShouldContain(file => file.Path.EndsWith("/SourceFileTests.cs", StringComparison.Ordinal));
        Repository.Sources.ShouldAllBe(file => file.Code.Length > 0);
    }
}
