using ClanStats.Hosting.Composition;
using ClanStats.Pipeline;
using ClanStats.Tests.Hosting;

namespace ClanStats.Tests.Analytics;

public sealed class StatementCountTests
{
    [Fact]
    public async Task A_report_runs_the_same_number_of_statements_for_50_and_for_500_members()
    {
        var few = await StatementsOfAReportAsync(50);
        var many = await StatementsOfAReportAsync(500);

        many.Select(Shape).Order(StringComparer.Ordinal).ShouldBe(few.Select(Shape).Order(StringComparer.Ordinal));
        few.Count.ShouldBeGreaterThan(10);
        few.ShouldContain(statement => statement.Contains("wom_snapshots", StringComparison.Ordinal));
        few.ShouldContain(statement => statement.Contains("pipeline_steps", StringComparison.Ordinal), "the whole run is listened to");
    }

    /// <summary>A statement without the values in it.</summary>
    private static string Shape(string statement) => string.Join(' ', statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).TakeWhile(word => !word.Any(char.IsDigit)));

    private static async Task<IReadOnlyList<string>> StatementsOfAReportAsync(int members)
    {
        using var clan = new ReportedClan();
        clan.Populate(members);
        using var program = new TestProgram { Work = RunComposition.RunAsync };
        program.Environment["WOM_GROUP_ID"] = "4242";
        string[] report = ["report", "--now", ReportedClan.Now.ToIso(), "--db", clan.Temp.Options.DatabaseFile, "--skip", "excel,dashboard,publish"];
        (await program.RunAsync(report)).ShouldBe(ExitCode.Done, program.Diagnostics);

        var trace = new StatementTrace(clan.Temp.Options);
        (await program.RunAsync(report)).ShouldBe(ExitCode.Done, program.Diagnostics);
        return trace.Statements;
    }
}
