using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.World;

/// <summary>A competition of the clan.</summary>
internal sealed record SimulatedCompetition(
    long Id, string Title, string Metric, UtcInstant Created, UtcInstant Starts, UtcInstant Ends, int Participants);

/// <summary>The clan's competitions: one under way, one to come, and those that are over.</summary>
internal static class CompetitionBook
{
    private const int DaysBetween = 30;

    /// <summary>All of them in WOM's order: under way by end, to come by start, over by end from the newest.</summary>
    public static IReadOnlyList<SimulatedCompetition> Of(SimulatedClan clan)
    {
        var now = clan.Now;
        var start = UtcInstant.StartOfDay(clan.FirstDay.DayNumber);
        var all = Enumerable.Range(0, (clan.Options.Days / DaysBetween) + 1)
            .Select(number => Make(clan, number, start.PlusDays((number * DaysBetween) + 3)))
            .Append(Make(clan, 900, clan.Options.Now.PlusDays(-2)))
            .Append(Make(clan, 901, clan.Options.Now.PlusDays(9)))
            .Where(competition => competition.Created <= now)
            .ToList();
        return
        [
            .. all.Where(one => one.Starts <= now && one.Ends > now).OrderBy(one => one.Ends),
            .. all.Where(one => one.Starts > now).OrderBy(one => one.Starts),
            .. all.Where(one => one.Ends <= now).OrderByDescending(one => one.Ends),
        ];
    }

    private static SimulatedCompetition Make(SimulatedClan clan, int number, UtcInstant starts)
    {
        var isBoss = number % 2 == 0;
        var metric = isBoss
            ? MetricNames.Bosses[number * 7 % MetricNames.NewBossIndex]
            : MetricNames.Skills[1 + (number * 5 % (MetricNames.Skills.Length - 1))];
        var title = $"{(isBoss ? "Boss" : "Skill")} of the week: {MetricCatalog.ToTitle(metric)}";
        return new SimulatedCompetition(4_400 + number, title, metric, starts.PlusDays(-12), starts, starts.PlusDays(7), clan.Options.Members / 3);
    }
}
