using ClanStats.Domain.Activity;
using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.EndToEnd.Soak;

/// <summary>One request that fails.</summary>
/// <param name="AtDiscord">At Discord; else at Wise Old Man.</param>
/// <param name="Name">How it fails, in words.</param>
/// <param name="Make">The fault.</param>
/// <param name="Place">Which request, as a share of those of the last whole night.</param>
/// <param name="Times">How many in a row.</param>
internal sealed record SoakFault(bool AtDiscord, string Name, Func<Fault> Make, double Place, int Times);

/// <summary>One night and what happens to it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">The simulated present.</param>
/// <param name="WithoutDiscord">Discord answers nothing but faults.</param>
/// <param name="KilledAt">The process is killed behind this share of the requests of the last whole night; above 1: while it reports. Null: it lives.</param>
/// <param name="RunsAgain">A killed night is run again at the same present; else the next night has to make up for it.</param>
/// <param name="Faults">Requests that fail.</param>
/// <param name="Retries">HTTP_RETRIES of the night.</param>
internal sealed record SoakNight(
    int Number, UtcInstant At, bool WithoutDiscord, double? KilledAt, bool RunsAgain, IReadOnlyList<SoakFault> Faults, int Retries)
{
    /// <summary>Whether nothing happens to it, so that it has to end well.</summary>
    public bool IsUndisturbed => !WithoutDiscord && KilledAt is null && Faults.Count == 0;
}

/// <summary>All nights of a soak; the same seed gives the same nights. The last one is undisturbed.</summary>
/// <param name="Nights">In their order.</param>
/// <param name="UpgradeBefore">The night before which the database stands at an older version of the schema.</param>
internal sealed record SoakPlan(IReadOnlyList<SoakNight> Nights, int UpgradeBefore)
{
    private static readonly (string Name, Func<Fault> Make)[] Kinds =
    [
        ("429", () => Fault.Status(429, "{\"message\": \"You are being rate limited.\", \"retry_after\": 0.2, \"global\": false}", new Dictionary<string, string> { ["Retry-After"] = "1" })),
        ("500", () => Fault.Status(500, "<html>oops</html>")),
        ("502", () => Fault.Status(502, "<html>Bad gateway</html>")),
        ("reset", Fault.Reset),
        ("cut off", () => Fault.Truncated()),
        ("mangled", () => Fault.Status(200, "{\"id\": [[")),
    ];

    /// <summary>Draws the nights: a third meet faults, a fifth are killed (one of them surely at work), half of them in a row are without Discord.</summary>
    /// <param name="nights">How many, at least 6.</param>
    /// <param name="seed">The source of all chance.</param>
    /// <param name="first">About when the first one is.</param>
    public static SoakPlan Draw(int nights, int seed, UtcInstant first)
    {
        var chance = new Random(seed);
        int[] order = [.. Enumerable.Range(1, nights - 1)];
        chance.Shuffle(order);
        var killed = order.Take(Math.Max(1, nights / 5)).ToHashSet();
        var faulty = order.Skip(killed.Count).Take(Math.Max(2, nights / 3)).ToHashSet();
        var (silent, back) = (1 + (nights * 3 / 10), 1 + (nights * 3 / 10) + (nights / 2));
        return new SoakPlan(
            [
                .. Enumerable.Range(1, nights).Select(number => new SoakNight(
                    number,
                    first.PlusDays(number - 1).PlusHours(3 * chance.NextDouble()),
                    number >= silent && number < back,
                    killed.Contains(number) ? (number == order[0] ? 0.6 : 1.3) * chance.NextDouble() : null,
                    chance.Next(2) == 0,
                    faulty.Contains(number) ? [.. Enumerable.Range(0, chance.Next(1, 5)).Select(_ => Drawn(chance))] : [],
                    chance.Next(3) == 0 ? 1 : 0)),
            ],
            Math.Max(2, nights / 4));
    }

    private static SoakFault Drawn(Random chance)
    {
        var (name, make) = Kinds[chance.Next(Kinds.Length)];
        return new SoakFault(chance.Next(2) == 0, name, make, chance.NextDouble(), chance.Next(1, 3));
    }
}
