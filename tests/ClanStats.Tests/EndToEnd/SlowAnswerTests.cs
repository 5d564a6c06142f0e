using System.Text.Json;
using ClanStats.Pipeline;
using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.EndToEnd;

public sealed class SlowAnswerTests
{
    [Fact]
    public async Task Answers_that_never_come_end_at_the_time_out_and_cost_only_themselves()
    {
        await using var night = await ClanNight.StartAsync();
        (night.Environment["HTTP_TIMEOUT"], night.Environment["RUN_DEADLINE"]) = ("15", "5");
        var group = $"/groups/{night.Clan.Options.GroupId}";
        var messages = $"/channels/{night.Clan.Discord.Relay.Id}/messages";
        night.WiseOldMan.Fail(Fault.Hang(), $"{group}/activity");
        night.Discord.Fail(Fault.Hang(), messages);

        (await night.NightAsync()).ShouldBe(ExitCode.Partial);

        var failures = Failures(night);
        failures.Count.ShouldBe(2, string.Join('\n', failures));
        failures.ShouldContain(failure => failure.Contains($"no answer to GET {group}/activity", StringComparison.Ordinal));
        failures.ShouldContain(failure => failure.Contains('#') && failure.Contains("no answer to GET " + messages, StringComparison.Ordinal));
        night.Query<long>("SELECT count(*) FROM wom_snapshots").Single().ShouldBeGreaterThan(100);
        night.Query<long>($"SELECT count(*) FROM discord_messages WHERE channel_id <> {night.Clan.Discord.Relay.Id}").Single().ShouldBeGreaterThan(0);
        night.Query<long>("SELECT count(*) FROM group_activity").Single().ShouldBe(0);

        (await night.NightAsync()).ShouldBe(ExitCode.Done);
        night.Query<long>("SELECT count(*) FROM group_activity").Single().ShouldBeGreaterThan(0);
        night.Query<long>($"SELECT count(*) FROM discord_messages WHERE channel_id = {night.Clan.Discord.Relay.Id}").Single().ShouldBeGreaterThan(0);
    }

    private static List<string> Failures(ClanNight night)
    {
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(night.Output, "run_summary.json")));
        return [.. summary.RootElement.GetProperty("failures").EnumerateArray().Select(failure => failure.ToString())];
    }
}
