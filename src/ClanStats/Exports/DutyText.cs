using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports;

/// <summary>The officers' hours and answers in words, the same in workbook and text.</summary>
internal static class DutyText
{
    private const int NamesShown = 12;
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>What to know before the tables: rights, coverage, answers, and what is flagged.</summary>
    public static IEnumerable<string> Lines(OfficerReport officers)
    {
        yield return $"May kick: {Names(officers.MayKick)}";
        yield return $"May promote: {Names(officers.MayPromote)}";
        if (officers.Coverage is { } coverage)
        {
            yield return $"Hours with an officer's message: {NumberText.Whole(coverage.HoursCovered)} of {NumberText.Whole(coverage.Hours)} in 30 days "
                + $"({Percent(coverage.Share)}); busy hours of the week with fewer than one officer expected: {NumberText.Whole(coverage.HoleCount)}.";
        }

        foreach (var line in officers.Hours is { } hours ? Slots(hours) : [])
        {
            yield return line;
        }

        foreach (var flag in officers.Weekends)
        {
            yield return $"▲ {SafeCell.OneLine(flag)}";
        }

        if (officers.Answers is { } answers)
        {
            yield return answers.Summary;
            foreach (var flag in answers.Flags)
            {
                yield return $"▲ {flag}";
            }
        }
    }

    /// <summary>An hour of the week: <c>Friday 21:00</c>.</summary>
    public static string Cell(CoverageHole hole) => Cell(hole.Weekday, hole.Hour);

    /// <summary>A time to an answer; a dash where nobody answered in a week.</summary>
    public static string Wait(double? hours) => hours switch
    {
        null => NumberText.NoData,
        < 1 => $"{Math.Floor(hours.Value * 60).ToString("0", CultureInfo.InvariantCulture)} min",
        _ => NumberText.Age(hours),
    };

    /// <summary>A share: <c>62 %</c>; a dash where there is none.</summary>
    public static string Percent(double? share) =>
        share is { } known ? $"{Math.Round(known * 100, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture)} %" : NumberText.NoData;

    private static string Cell(int weekday, int hour) => $"{Weekdays[weekday]} {hour.ToString("00", CultureInfo.InvariantCulture)}:00";

    private static IEnumerable<string> Slots(ClanHours hours)
    {
        if (hours.Slots is not [var first, var second])
        {
            yield return "Two hours for an event: nobody has written often enough yet for a habit to be seen.";
            yield break;
        }

        yield return $"Two hours for an event, clan's time zone: from {Cell(first.Weekday, first.Hour)}, {NumberText.OneDecimal(first.People)} of "
            + $"{NumberText.Count(hours.Regulars, "regular", "regulars")} to expect; for those it misses: from {Cell(second.Weekday, second.Hour)}, "
            + $"{NumberText.OneDecimal(second.People)} of them.";
    }

    private static string Names(IReadOnlyList<PersonRef> people) => people.Count == 0
        ? "nobody"
        : ShortText.Names([.. people.Select(person => SafeCell.OneLine(person.Name))], NamesShown);
}
