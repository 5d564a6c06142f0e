using ClanStats.Domain.Report;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>Who plays and who talks, per window, below the table of a sheet. The names stand with their state in Clan Roster and in clan_data.json.</summary>
internal static class PresenceBlock
{
    private static readonly IReadOnlyList<SheetColumn<PresenceWindow>> Columns =
    [
        new("Window", ColumnGroup.Identity, ColumnKind.Text, 22, window => new CellContent($"{window.Window.Days} days")),
        .. Enum.GetValues<MemberState>().Select(state => new SheetColumn<PresenceWindow>(
            StateText.Of(state), ColumnGroup.State, ColumnKind.Whole, 12, window => new CellContent(window.Count(state)))),
        new("People", ColumnGroup.Identity, ColumnKind.Whole, 10, window => new CellContent(window.People)),
        new("Linked", ColumnGroup.Chat, ColumnKind.Whole, 10, window => new CellContent(window.Linked)),
    ];

    /// <summary>Writes the block.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="row">The row of its heading.</param>
    /// <param name="presence">What to write.</param>
    public static void Write(Sheet sheet, int row, PresenceReport presence)
    {
        if (presence.Windows.Count == 0)
        {
            return;
        }

        new TableBlock<PresenceWindow>(Columns).Write(sheet, row + 2, "Presence", presence.Windows);
        SheetFrame.WriteHeading(sheet, row, "Who plays and who talks");
        SheetFrame.WriteLine(
            sheet.Cell(row + 1, 1),
            presence.Note ?? "Whom a step in game and a message in the window show; an alt counts with its person. Not measured is not quiet.");
    }
}
