using ClanStats.Domain.Rules;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>Below the officer audit: how long newcomers wait for an answer, and which busy hours lack an officer.</summary>
internal static class DutyBlocks
{
    private static readonly IReadOnlyList<SheetColumn<AnswerRow>> AnswerColumns =
    [
        new("Newcomer", ColumnGroup.Identity, ColumnKind.Text, 22, row => new CellContent(row.Name)),
        new("Wrote at (UTC)", ColumnGroup.Chat, ColumnKind.Time, 17, row => CellContent.Time(row.At)),
        new("By a member", ColumnGroup.Chat, ColumnKind.Text, 12, row => new CellContent(DutyText.Wait(row.HoursToMember))),
        new("By an officer", ColumnGroup.Chat, ColumnKind.Text, 12, row => new CellContent(DutyText.Wait(row.HoursToOfficer))),
        new("Officer", ColumnGroup.Identity, ColumnKind.Text, 14, row => new CellContent(row.Officer?.Name)),
    ];

    private static readonly IReadOnlyList<SheetColumn<CoverageHole>> HoleColumns =
    [
        new("Hour of the week", ColumnGroup.Identity, ColumnKind.Text, 22, hole => new CellContent(DutyText.Cell(hole))),
        new("Messages, mean", ColumnGroup.Chat, ColumnKind.Decimal, 14, hole => new CellContent(hole.Messages)),
        new("Officers, mean", ColumnGroup.Identity, ColumnKind.Decimal, 12, hole => new CellContent(hole.Officers)),
    ];

    /// <summary>Writes what is known.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="last">The last row used above.</param>
    /// <param name="officers">What to write.</param>
    public static void Write(Sheet sheet, int last, OfficerReport officers)
    {
        if (officers.Answers is { } answers)
        {
            last = Block(
                sheet, last, "Answers to newcomers", $"The first three messages of who joined within {answers.Days} days, and the next in the same channel.",
                "NewcomerAnswers", AnswerColumns, answers.Rows);
        }

        if (officers.Coverage is { } coverage)
        {
            Block(
                sheet, last, "Hours without officers", "At least the clan's mean of messages and fewer than one officer expected, in the clan's time zone; the busiest.",
                "CoverageHoles", HoleColumns, coverage.Holes);
        }
    }

    private static int Block<T>(
        Sheet sheet, int last, string heading, string meaning, string name, IReadOnlyList<SheetColumn<T>> columns, IReadOnlyList<T> rows)
    {
        var end = new TableBlock<T>(columns).Write(sheet, last + 4, name, rows);
        SheetFrame.WriteHeading(sheet, last + 2, heading);
        SheetFrame.WriteLine(sheet.Cell(last + 3, 1), meaning);
        return end;
    }
}
