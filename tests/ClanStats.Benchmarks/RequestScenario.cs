namespace ClanStats.Benchmarks;

/// <summary>How many requests a steady night takes, whatever the size of the clan.</summary>
internal static class RequestScenario
{
    public static async Task<int> RunAsync(Arguments options)
    {
        foreach (var members in options.Numbers("members", "50,500,5000"))
        {
            await using var world = await BenchmarkWorld.StartAsync(members, options.Number("days", 14), 10.0 / members);
            var folder = world.NewFolder("clan");
            await ClientRun.StartAsync(options.Client, folder, world.Settings(), "harvest", "--now", BenchmarkWorld.Now.ToIso());
            world.Clan.MoveTo(BenchmarkWorld.Now.PlusDays(1));
            var steady = await ClientRun.StartAsync(options.Client, folder, world.Settings(), "harvest", "--now", world.Clan.Now.ToIso());
            var name = $"{members} members";
            foreach (var service in steady.Purposes.GroupBy(purpose => purpose.Service))
            {
                var parts = service.Select(purpose => $"{purpose.Count} {purpose.Purpose}");
                Figures.Print(name, $"requests of a steady night, {service.Key}", $"{service.Sum(purpose => purpose.Count)} ({string.Join(", ", parts)})");
            }

            steady.Print(name);
        }

        return 0;
    }
}
