using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>The weeks up to a weekly cut-off, and their points as the composite score reckons them. Without Discord only the game counts.</summary>
internal sealed class LadderPoints(LadderContext context)
{
    private readonly Dictionary<(long Person, int WeeksAgo), long> _known = [];

    /// <summary>The points of a person; 0 where nothing was counted.</summary>
    public long Of(JudgedPerson person, int weeksAgo)
    {
        if (!_known.TryGetValue((person.Id, weeksAgo), out var points))
        {
            var (xp, boss, messages) = (0L, 0L, 0L);
            foreach (var week in Weeks(person, weeksAgo, LadderFacts.ContributionWeeks))
            {
                (xp, boss, messages) = (xp + week.Xp, boss + week.Boss, messages + week.Messages);
            }

            _known.Add((person.Id, weeksAgo), points = context.Settings.Points(xp, boss, messages));
        }

        return points;
    }

    /// <summary>The person's weeks up to a cut-off, all players together.</summary>
    public IEnumerable<MemberWeek> Weeks(JudgedPerson person, int weeksAgo, int count) => Enumerable.Range(weeksAgo, count).Select(index =>
    {
        var weeks = person.Players.Select(player => context.Facts.Weeks.GetValueOrDefault(player.Id))
            .Where(all => all is not null && index < all.Count).Select(all => all![index]).ToList();
        return new MemberWeek(
            weeks.Sum(week => week.Xp), weeks.Sum(week => week.Boss), context.DiscordConnected ? weeks.Sum(week => week.Messages) : 0, weeks.Exists(week => week.Played));
    });

    /// <summary>
    /// The day on which so many weeks up to a cut-off will be known, where the records of a player begin in them; null where they reach back far
    /// enough. Before somebody came to the clan nothing needs to be known.
    /// </summary>
    public DateOnly? KnownFrom(JudgedPerson person, int weeksAgo, int count)
    {
        var first = context.Now.DayNumber + 1 - ((weeksAgo + count) * LadderFacts.WeekDays);
        var begins = person.Players
            .Where(player => context.Facts.FirstSeen.TryGetValue(player.Id, out var seen) && seen > Math.Max(first, player.JoinedAt?.DayNumber + 1 ?? first))
            .Max(player => (long?)context.Facts.FirstSeen[player.Id]);
        return begins is { } begin ? context.Now.PlusDays(begin - first).Date : null;
    }
}
