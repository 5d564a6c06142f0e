using ClanStats.Domain.Rules;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>The way from rank to rank, below the other promotions: one row a person, every yes and no with its number.</summary>
internal static class LadderBlock
{
    private static readonly IReadOnlyList<SheetColumn<LadderPerson>> Columns =
    [
        new("Name", ColumnGroup.Identity, ColumnKind.Text, 22, person => new CellContent(person.Name)),
        new("Rank", ColumnGroup.Identity, ColumnKind.Text, 14, person => new CellContent(person.RoleTitle)),
        new("Next rank", ColumnGroup.Identity, ColumnKind.Text, 18, person => new CellContent(person.NextTitle)),
        new("Requirements", ColumnGroup.Game, ColumnKind.Wrapped, 52, person => new CellContent(LadderText.Checks(person))),
        new("Smallest change", ColumnGroup.Identity, ColumnKind.Wrapped, 40, person => new CellContent(LadderText.When(person))),
        new("Status", ColumnGroup.State, ColumnKind.Text, 10, person => new CellContent(LadderText.Of(person.Status))) { Signs = true },
        new("Cut-offs passed", ColumnGroup.State, ColumnKind.Whole, 10, person => new CellContent(person.CutOffsPassed)),
        new("Id", ColumnGroup.State, ColumnKind.Text, 8, person => new CellContent(NumberText.Plain(person.MemberId))),
    ];

    /// <summary>Writes the block; nothing where there is no ladder, which the head of the sheet says.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="last">The last row used above.</param>
    /// <param name="ladder">What to write.</param>
    public static void Write(Sheet sheet, int last, LadderReport? ladder)
    {
        if (ladder is null)
        {
            return;
        }

        new TableBlock<LadderPerson>(Columns).Write(sheet, last + 4, "Ladder", ladder.People);
        SheetFrame.WriteHeading(sheet, last + 2, "Ladder");
        SheetFrame.WriteLine(
            sheet.Cell(last + 3, 1),
            $"{ladder.Summary}. {string.Join(" ", ladder.Notes)} Peers: the median of the same rank and time in the clan.");
    }
}
