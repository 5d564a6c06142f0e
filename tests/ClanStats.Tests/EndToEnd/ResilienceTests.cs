using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.EndToEnd;

/// <summary>The same trials in greater number are run by tests/ClanStats.Benchmarks.</summary>
public sealed class ResilienceTests
{
    private const int Days = 20;

    [Fact]
    public async Task A_harvest_killed_at_any_moment_and_run_again_leaves_what_an_undisturbed_one_does()
    {
        await using var trial = await ResilienceTrial.StartAsync(SimulationOptions.FewestMembers, Days);
        var expected = await trial.UndisturbedAsync();
        var length = await trial.LengthAsync();
        var chance = new Random(20261121);
        var atWork = 0;

        for (var i = 0; i < 10; i++)
        {
            // The first third is the start of the process.
            var (hash, wasAtWork, _) = await trial.KillAsync(length * (0.3 + (0.7 * chance.NextDouble())));
            hash.ShouldBe(expected);
            atWork += wasAtWork ? 1 : 0;
        }

        atWork.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_fault_on_any_request_in_turn_is_mended_by_the_next_run()
    {
        await using var trial = await ResilienceTrial.StartAsync(SimulationOptions.FewestMembers, Days);
        var expected = await trial.UndisturbedAsync();
        Fault[] faults = [Fault.Status(500, "<html>oops</html>"), Fault.Reset(), Fault.Truncated()];
        var failures = new List<string>();
        foreach (var server in new LoopbackServer[] { trial.WiseOldMan, trial.Discord })
        {
            var requests = server.Requests.Count;
            requests.ShouldBeGreaterThan(4);
        }

        var (ofWiseOldMan, ofDiscord) = (trial.WiseOldMan.Requests.Count, trial.Discord.Requests.Count);
        for (var k = 1; k <= Math.Max(ofWiseOldMan, ofDiscord); k++)
        {
            if (k <= ofWiseOldMan && (await trial.FailAsync(trial.WiseOldMan, k, faults[k % faults.Length])).Hash != expected)
            {
                failures.Add($"WOM {k}");
            }

            if (k <= ofDiscord && (await trial.FailAsync(trial.Discord, k, faults[(k + 1) % faults.Length])).Hash != expected)
            {
                failures.Add($"Discord {k}");
            }
        }

        failures.ShouldBeEmpty();
    }
}
