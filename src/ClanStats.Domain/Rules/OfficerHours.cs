using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>When officers are there: of the clan as a whole, never one person's day.</summary>
/// <param name="HoursCovered">Hours of the 30 days in which at least one officer wrote.</param>
/// <param name="Hours">Hours of the 30 days.</param>
/// <param name="Officers">Expected officers by weekday (Monday first) and hour of the clan's time zone.</param>
/// <param name="HoleCount">Hours of the week with at least the clan's mean of messages and fewer than one officer expected.</param>
/// <param name="Holes">The busiest of them.</param>
public sealed record CoverageReport(
    int HoursCovered, int Hours, IReadOnlyList<IReadOnlyList<double>> Officers, int HoleCount, IReadOnlyList<CoverageHole> Holes)
{
    /// <summary>The share of hours that are covered, 0 to 1.</summary>
    public double Share => Hours == 0 ? 0 : HoursCovered / (double)Hours;
}

/// <summary>An hour of the week that is busy and without officers.</summary>
/// <param name="Weekday">0 is Monday.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Messages">Messages the clan writes in it, on average.</param>
/// <param name="Officers">Officers who write in it, on average.</param>
public sealed record CoverageHole(int Weekday, int Hour, double Messages, double Officers);

/// <summary>Reckons the hours officers cover (docs/definitions.md, "Officers").</summary>
internal static class OfficerHours
{
    private const int HolesShown = 10;
    private const int DaysOfWeek = 7;
    private const int HoursOfDay = 24;

    /// <summary>The clan's coverage.</summary>
    public static CoverageReport Judge(IReadOnlyList<JudgedPerson> everybody, DutyContext context)
    {
        var occurrences = Occurrences(context);
        var (covered, expected) = (new HashSet<long>(), new int[DaysOfWeek, HoursOfDay]);
        var cellOf = new Dictionary<UtcInstant, (int Weekday, int Hour, DateOnly Date)>();
        var seen = new HashSet<(long Person, int Weekday, int Hour, int Day)>();
        foreach (var (person, start) in OfPersons(everybody, context.Facts))
        {
            // Officers often write at the same time, and the zone's rules are slow to ask.
            if (!cellOf.TryGetValue(start, out var cell))
            {
                cellOf.Add(start, cell = CellOf(start, context.Zone));
            }

            covered.Add(start.Milliseconds / UtcInstant.Hour);
            expected[cell.Weekday, cell.Hour] += seen.Add((person, cell.Weekday, cell.Hour, cell.Date.DayNumber)) ? 1 : 0;
        }

        var cells = Cells().Select(cell =>
        {
            var times = Math.Max(1, occurrences.GetValueOrDefault(cell));
            return new CoverageHole(
                cell.Weekday, cell.Hour, (context.HourOfWeek[cell.Weekday][cell.Hour] ?? 0) / (double)times, expected[cell.Weekday, cell.Hour] / (double)times);
        }).ToList();
        var mean = cells.Average(cell => cell.Messages);
        var holes = cells.Where(cell => cell.Messages > 0 && cell.Messages >= mean && cell.Officers < 1)
            .OrderByDescending(cell => cell.Messages).ThenBy(cell => cell.Weekday).ThenBy(cell => cell.Hour).ToList();
        return new CoverageReport(
            covered.Count,
            RollingWindow.Month.Days * HoursOfDay,
            [.. cells.GroupBy(cell => cell.Weekday).Select(day => (IReadOnlyList<double>)[.. day.Select(cell => cell.Officers)])],
            holes.Count,
            [.. holes.Take(HolesShown)]);
    }

    /// <summary>Hours of the 30 days in which each officer wrote, by the id they are listed under.</summary>
    public static Dictionary<long, int> PerOfficer(IReadOnlyList<JudgedPerson> everybody, OfficerFacts facts) =>
        OfPersons(everybody, facts)
            .Select(entry => (entry.Person, Hour: entry.Start.Milliseconds / UtcInstant.Hour)).Distinct()
            .CountBy(entry => entry.Person).ToDictionary();

    private static IEnumerable<(long Person, UtcInstant Start)> OfPersons(IReadOnlyList<JudgedPerson> everybody, OfficerFacts facts)
    {
        var persons = everybody.Where(person => person.Role.IsOfficer)
            .SelectMany(person => person.Players, (person, player) => (Player: player.Id, Person: person.Id))
            .ToDictionary(entry => entry.Player, entry => entry.Person);
        return facts.Quarters.Where(quarter => persons.ContainsKey(quarter.MemberId)).Select(quarter => (persons[quarter.MemberId], quarter.Start));
    }

    /// <summary>How often each hour of the week began in the 30 days.</summary>
    private static Dictionary<(int Weekday, int Hour), int> Occurrences(DutyContext context)
    {
        var first = RollingWindow.Month.At(context.Now).Start;
        return Enumerable.Range(0, RollingWindow.Month.Days * HoursOfDay)
            .Select(hour => CellOf(first.PlusHours(hour), context.Zone))
            .GroupBy(cell => (cell.Weekday, cell.Hour)).ToDictionary(cell => cell.Key, cell => cell.Count());
    }

    /// <summary>Weekday (0 is Monday), hour and date of an instant in a zone.</summary>
    public static (int Weekday, int Hour, DateOnly Date) CellOf(UtcInstant at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), zone);
        return (((int)local.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek, local.Hour, DateOnly.FromDateTime(local.DateTime));
    }

    private static IEnumerable<(int Weekday, int Hour)> Cells() =>
        Enumerable.Range(0, DaysOfWeek).SelectMany(day => Enumerable.Range(0, HoursOfDay), (day, hour) => (day, hour));
}
