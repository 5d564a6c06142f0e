using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.World;

/// <summary>Gives some players another name and numbers the changes as WOM would.</summary>
internal static class RenameBook
{
    private const long FirstId = 310_000;

    /// <summary>The same players, with their changes of name.</summary>
    public static IReadOnlyList<SimulatedPlayer> Apply(
        IReadOnlyList<SimulatedPlayer> players, CastList cast, SimulationOptions options, NameForge names)
    {
        var planned = Plan(players, cast, options, names).OrderBy(rename => rename.Resolved).ToList();
        var byPlayer = planned
            .Select((rename, order) => rename with { Id = FirstId + (order * 17) })
            .ToLookup(rename => rename.PlayerId);
        return [.. players.Select(player => player with { Renames = [.. byPlayer[player.Id]] })];
    }

    private static IEnumerable<Rename> Plan(
        IReadOnlyList<SimulatedPlayer> players, CastList cast, SimulationOptions options, NameForge names)
    {
        var now = options.Now;
        Rename Of(CastPart part, Func<string, string> to, UtcInstant submitted, UtcInstant resolved)
        {
            var player = players[cast.IndexOf(part)];
            return new Rename(0, player.Id, player.FirstName, to(player.FirstName), submitted, resolved);
        }

        yield return Of(CastPart.CaseRename, _ => NameForge.AfterCaseChange, now.PlusDays(-options.Days * 0.4), now.PlusDays(-options.Days * 0.4).PlusHours(1));
        yield return Of(CastPart.Renamed, _ => names.Make(), now.PlusDays(-options.Days * 0.25), now.PlusDays(-options.Days * 0.25).PlusHours(7));
        yield return Of(CastPart.LateRename, _ => names.Make(), now.PlusDays(-options.Days * 0.5), now.PlusHours(-20));
        yield return Of(CastPart.TomorrowsRename, _ => names.Make(), now.PlusHours(-3), now.PlusHours(9));
        var archived = now.PlusDays(-options.Days / 5.0);
        yield return Of(CastPart.Archived, _ => $"archive48{100 + (options.Seed & 0x1FF)}", archived, archived) with { IsArchival = true };

        var lastExtra = options.Members - Enum.GetValues<CastPart>().Length;
        for (var index = 5; index < lastExtra; index += 24)
        {
            var player = players[index];
            var submitted = now.PlusDays(-options.Days * (0.1 + (0.8 * index / options.Members)));
            if (submitted > player.Registered)
            {
                yield return new Rename(0, player.Id, player.FirstName, names.Make(), submitted, submitted.PlusHours(2.5));
            }
        }
    }
}
