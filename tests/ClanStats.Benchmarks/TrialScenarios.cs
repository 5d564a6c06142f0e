using System.Diagnostics;
using ClanStats.Simulation.Servers;
using ClanStats.Tests.EndToEnd;

namespace ClanStats.Benchmarks;

/// <summary>Disturbed harvests, each followed by another that must leave what an undisturbed one does.</summary>
internal static class TrialScenarios
{
    public static async Task<int> KillAsync(Arguments options)
    {
        var (count, seed) = (options.Number("count", 200), options.Number("seed", 1));
        await using var trial = await ResilienceTrial.StartAsync(options.Number("members", 20), options.Number("days", 60));
        var expected = await trial.UndisturbedAsync();
        var length = await trial.LengthAsync();
        var chance = new Random(seed);
        var watch = Stopwatch.StartNew();
        var (equal, atWork, mid, whole) = (0, 0, 0, trial.WiseOldMan.Requests.Count + trial.Discord.Requests.Count);
        for (var i = 0; i < count; i++)
        {
            var (hash, wasAtWork, requests) = await trial.KillAsync(length * (0.2 + (0.8 * chance.NextDouble())));
            equal += hash == expected ? 1 : 0;
            atWork += wasAtWork ? 1 : 0;
            mid += wasAtWork && requests > 0 && requests < whole / 2 ? 1 : 0;
        }

        Figures.Print("kill", "harvests killed", $"{count}, {atWork} of them before their end, {mid} between their first and last request");
        Figures.Print("kill", "databases equal to the undisturbed one", $"{equal} of {count}");
        Figures.Print("kill", "took", watch.Elapsed.TotalSeconds, "s");
        return equal == count ? 0 : 1;
    }

    public static async Task<int> FaultsAsync(Arguments options)
    {
        await using var trial = await ResilienceTrial.StartAsync(options.Number("members", 20), options.Number("days", 60));
        var expected = await trial.UndisturbedAsync();
        var watch = Stopwatch.StartNew();
        var runs = 0;
        var unequal = new List<string>();
        var requests = (WiseOldMan: trial.WiseOldMan.Requests.Count, Discord: trial.Discord.Requests.Count);
        foreach (var (name, make) in Faults)
        {
            foreach (var (server, service, number) in Every(trial, requests))
            {
                runs++;
                if ((await trial.FailAsync(server, number, make())).Hash != expected)
                {
                    unequal.Add($"{name} on request {number} of {service}");
                }
            }
        }

        Figures.Print("faults", "runs", $"{runs}: {string.Join(", ", Faults.Select(fault => fault.Name))} on each of {requests.WiseOldMan} + {requests.Discord} requests");
        Figures.Print("faults", "databases equal to the undisturbed one", $"{runs - unequal.Count} of {runs}");
        unequal.ForEach(line => Figures.Print("faults", "unequal", line));
        Figures.Print("faults", "took", watch.Elapsed.TotalSeconds, "s");
        return unequal.Count == 0 ? 0 : 1;
    }

    private static readonly (string Name, Func<Fault> Make)[] Faults =
    [
        ("HTTP 500", () => Fault.Status(500, "<html>oops</html>")),
        ("connection reset", Fault.Reset),
        ("answer cut off", () => Fault.Truncated()),
        ("no answer", Fault.Hang),
    ];

    private static IEnumerable<(LoopbackServer Server, string Service, int Number)> Every(ResilienceTrial trial, (int WiseOldMan, int Discord) requests) =>
    [
        .. Enumerable.Range(1, requests.WiseOldMan).Select(number => ((LoopbackServer)trial.WiseOldMan, "Wise Old Man", number)),
        .. Enumerable.Range(1, requests.Discord).Select(number => ((LoopbackServer)trial.Discord, "Discord", number)),
    ];
}
