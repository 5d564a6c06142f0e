using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Rules;

/// <summary>Which officers have long not had a free weekend (docs/definitions.md, "Officers").</summary>
internal static class OfficerWeekends
{
    private const int WeekDays = 7;

    /// <summary>Weekends in a row, the last complete one backwards, on which a person wrote.</summary>
    /// <param name="person">The person, with all players.</param>
    /// <param name="context">The days of everybody.</param>
    public static int InARow(JudgedPerson person, DutyContext context)
    {
        var wrote = person.Players.SelectMany(player => context.Days.GetValueOrDefault(player.Id, ActiveDays.None).Chat).ToHashSet();
        var weekends = 0;
        for (var sunday = LastSunday(context.Now); wrote.Contains(sunday) || wrote.Contains(sunday - 1); sunday -= WeekDays)
        {
            weekends++;
        }

        return weekends;
    }

    /// <summary>One line for each officer without a free weekend for long.</summary>
    public static IEnumerable<string> Flags(IEnumerable<OfficerRow> officers, OfficerThresholds limits) => officers
        .Where(officer => officer.WeekendsInARow >= limits.BusyWeekendsFrom)
        .OrderByDescending(officer => officer.WeekendsInARow).ThenBy(officer => officer.MemberId)
        .Select(officer => $"{officer.Name} wrote on each of the last {RuleText.Number(officer.WeekendsInARow!.Value)} weekends.");

    /// <summary>The last Sunday that is over, as a UTC day number.</summary>
    private static int LastSunday(UtcInstant now)
    {
        var yesterday = (int)now.DayNumber - 1;
        return yesterday - (int)UtcInstant.StartOfDay(yesterday).Date.DayOfWeek;
    }
}
