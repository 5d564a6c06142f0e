using ClanStats.Hosting;

namespace ClanStats.Tests.Hosting;

public sealed class LearnedStartTests
{
    [Theory]
    [InlineData("report --skip excel", "clanstats.report.start")]
    [InlineData("--verbose run", "clanstats.run.start")]
    [InlineData("--db somewhere.db", "clanstats.run.start")]
    [InlineData("", "clanstats.run.start")]
    [InlineData("demo", "clanstats.demo.start")]
    [InlineData("db status", null)]
    [InlineData("../report", null)]
    [InlineData("member report", null)]
    public void A_command_that_lasts_has_a_memory_of_its_own_name(string line, string? file) =>
        LearnedStart.FileOf(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(file);
}
