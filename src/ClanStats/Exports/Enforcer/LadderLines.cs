using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Enforcer;

/// <summary>The ladder of ranks as text: who is suggested, who passes, and who lacks one thing; the workbook lists everybody.</summary>
internal static class LadderLines
{
    /// <summary>Writes the part.</summary>
    public static void Write(MarkdownReport text, Section<LadderReport> section)
    {
        text.Line("## Ladder");
        text.Line();
        if (section.Content is not { } ladder)
        {
            text.Line($"Not available: {MarkdownText.Literal(section.Reason)}");
            return;
        }

        text.Line($"{MarkdownText.Literal(ladder.Summary)}.");
        text.Line();
        text.Notes(ladder.Notes);
        People(text, "Suggested", ladder.People.Where(person => person.Status == LadderStatus.Suggested));
        People(text, "Passing, not long enough yet", ladder.People.Where(person => person.Status == LadderStatus.Passing));
        People(text, "One requirement short", ladder.People.Where(person =>
            person.Status == LadderStatus.NotYet && person.Checks.Count(check => check.Passed != true) == 1));
    }

    private static void People(MarkdownReport text, string title, IEnumerable<LadderPerson> people)
    {
        var listed = people.ToList();
        text.Line($"### {title} ({NumberText.Whole(listed.Count)})");
        text.Line();
        foreach (var person in listed)
        {
            text.Line($"- {MarkdownText.Name(person.Name)} ({MarkdownText.Literal(person.RoleTitle)} → {MarkdownText.Literal(person.NextTitle)}): "
                + MarkdownText.Literal(LadderText.When(person)));
            text.Line($"  - {MarkdownText.Literal(LadderText.Checks(person))}");
        }

        text.NobodyIfEmpty(listed.Count);
    }
}
