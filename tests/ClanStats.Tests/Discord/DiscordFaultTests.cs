using ClanStats.Domain.Runs;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.Discord;

public sealed class DiscordFaultTests
{
    [Fact]
    public async Task A_fault_at_any_request_and_a_second_run_leave_what_an_undisturbed_run_leaves()
    {
        var clan = new SimulatedClan(new SimulationOptions { Members = 20, Days = 14, Seed = 7, Now = DiscordHarness.Night });
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var undisturbed = DiscordHarness.For(clan, server);
        (await undisturbed.RunAsync(DiscordHarness.Night)).Outcome.ShouldBe(StepOutcome.Done);
        var requests = server.Requests.Count;

        for (var request = 0; request < requests; request++)
        {
            using var disturbed = DiscordHarness.For(clan, server);
            disturbed.Options.MaxConcurrent = 1;
            server.Fail(request % 2 == 0 ? Fault.Status(500, "<html>") : Fault.Status(200, "[{\"id\":\"15"), skip: request);
            await disturbed.RunAsync(DiscordHarness.Night);

            (await disturbed.RunAsync(DiscordHarness.Night)).Outcome.ShouldBe(StepOutcome.Done, $"request {request}");

            disturbed.ShouldHaveTheSameAs(undisturbed);
        }
    }
}
