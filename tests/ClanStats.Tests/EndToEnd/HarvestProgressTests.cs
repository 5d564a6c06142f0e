using ClanStats.Pipeline;

namespace ClanStats.Tests.EndToEnd;

public sealed class HarvestProgressTests
{
    [Fact]
    public async Task In_a_pipe_a_first_harvest_tells_its_plan_before_it_begins_and_how_much_was_done()
    {
        await using var night = await ClanNight.StartAsync();

        (await night.RunAsync("harvest", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done);

        var lines = night.Diagnostics.ReplaceLineEndings("\n").Split('\n');
        var members = night.Clan.Members.Count;
        lines.ShouldContain(line => line.StartsWith($"Reading history: {members} members by player (", StringComparison.Ordinal)
            && line.EndsWith($" requests), 0 by day (0 requests), without pacing: {members} to do", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("Storing snapshots: ", StringComparison.Ordinal) && line.EndsWith(" to do", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("Looking for threads: ", StringComparison.Ordinal));
        lines.ShouldContain("Reading messages: started");
        lines.ShouldContain(line => line.StartsWith("Reading messages: ", StringComparison.Ordinal) && line.Contains(" done in ", StringComparison.Ordinal));
        night.Answers.ShouldNotContain("Reading messages");
    }
}
