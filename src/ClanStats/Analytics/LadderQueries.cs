using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads the weeks and the earlier values that the ladder of ranks is judged by; weeks come from the counters by day.</summary>
internal static class LadderQueries
{
    private const int Weeks = LadderFacts.RecentWeeks + LadderFacts.MaxCutOffs - 1;

    /// <summary>The weeks of everybody of whom anything was counted in them.</summary>
    public static Dictionary<long, IReadOnlyList<MemberWeek>> WeeksOf(IReadOnlyDictionary<long, PlayerDays> days, UtcInstant now)
    {
        var weeks = new Dictionary<long, IReadOnlyList<MemberWeek>>(days.Count);
        foreach (var (member, own) in days)
        {
            if (member != DayCounterQueries.Nobody && own.LastDay > now.DayNumber - (Weeks * LadderFacts.WeekDays))
            {
                weeks.Add(member, [.. Enumerable.Range(0, Weeks).Select(ago => Week(own, now.DayNumber + 1 - (ago * LadderFacts.WeekDays)))]);
            }
        }

        return weeks;
    }

    private static MemberWeek Week(PlayerDays days, long before)
    {
        var from = before - LadderFacts.WeekDays;
        return new MemberWeek(
            days.XpBetween(from, before), days.BossBetween(from, before), days.MessagesBetween(from, before), ActiveDays.Count(days.Played, from, before) > 0);
    }

    /// <summary>Everybody's values at the cut-offs before now, by how many weeks ago each was.</summary>
    public static Dictionary<(long MemberId, int WeeksAgo), MetricVector> ReadStanding(SqliteConnection connection, UtcInstant now)
    {
        var cutOffs = Enumerable.Range(1, LadderFacts.MaxCutOffs - 1).Select(ago => now.PlusDays(-ago * LadderFacts.WeekDays)).ToArray();
        return StandingQueries.Read(connection, cutOffs).ToDictionary(entry => (entry.Key.MemberId, entry.Key.Time + 1), entry => entry.Value);
    }
}
