using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Enforcer;

/// <summary>The officers' rights, hours and answers as text, behind the audit.</summary>
internal static class DutyLines
{
    private const int AnswersShown = 20;

    /// <summary>Writes the part.</summary>
    public static void Write(MarkdownReport text, OfficerReport officers)
    {
        text.Line("## Rights, hours and answers");
        text.Line();
        foreach (var line in DutyText.Lines(officers))
        {
            text.Line($"- {MarkdownText.Literal(line)}");
        }

        text.Line();
        if (officers.Answers is { } answers)
        {
            text.Heading("Answers to newcomers", answers.Rows.Count);
            text.Line($"The first messages of who joined within {answers.Days} days, and how soon somebody wrote in the same channel. A dash: nobody within a week.");
            text.Line();
            if (answers.Rows.Count > AnswersShown)
            {
                text.Line($"The {AnswersShown} that waited longest for an officer; the workbook lists all.");
                text.Line();
            }

            foreach (var row in answers.Rows.OrderByDescending(row => row.HoursToOfficer ?? double.MaxValue).Take(AnswersShown))
            {
                var officer = row.Officer is { } who ? $" ({MarkdownText.Literal(who.Name)})" : "";
                text.Line($"- {MarkdownText.Name(row.Name)}, {row.At.ToPeople()}: a member after {DutyText.Wait(row.HoursToMember)}, "
                    + $"an officer after {DutyText.Wait(row.HoursToOfficer)}{officer}");
            }

            text.NobodyIfEmpty(answers.Rows.Count);
        }

        if (officers.Coverage is { } coverage)
        {
            text.Heading("Hours without officers", coverage.HoleCount);
            text.Line("Hours of the week with at least the clan's mean of messages and fewer than one officer expected, in the clan's time zone"
                + (coverage.Holes.Count < coverage.HoleCount ? $"; the {NumberText.Whole(coverage.Holes.Count)} busiest." : "."));
            text.Line();
            foreach (var hole in coverage.Holes)
            {
                text.Line($"- {DutyText.Cell(hole)}: {NumberText.OneDecimal(hole.Messages)} messages, {NumberText.OneDecimal(hole.Officers)} officers on average");
            }

            text.Line();
        }
    }
}
