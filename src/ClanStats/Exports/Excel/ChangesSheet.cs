using ClanStats.Domain.Report;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>What changed since the last good run, the weightiest first.</summary>
internal static class ChangesSheet
{
    private static readonly IReadOnlyList<SheetColumn<ChangeLine>> Columns =
    [
        new("Name", ColumnGroup.Identity, ColumnKind.Text, 24, line => new CellContent(line.Name)),
        new("What", ColumnGroup.State, ColumnKind.Text, 22, line => new CellContent(StateText.Of(line.Kind))) { Signs = true },
        new("Change", ColumnGroup.Identity, ColumnKind.Wrapped, 84, line => new CellContent(line.Text)),
        new("Id", ColumnGroup.State, ColumnKind.Text, 8, line => new CellContent(line.MemberId is { } id ? NumberText.Plain(id) : "")) { Hidden = true },
    ];

    /// <summary>Fills the sheet.</summary>
    public static void Write(Sheet sheet, ClanReport report)
    {
        const string Purpose = "What changed since the last good run, by consequence.";
        if (report.Changes.Content is not { } changes)
        {
            SheetFrame.WriteUnavailable(sheet, report, Purpose, report.Changes.Reason);
            return;
        }

        var header = SheetFrame.WriteHead(sheet, report, "Changes", [Purpose, changes.Summary]);
        SheetFrame.SetUpPage(sheet, report, header);
        sheet.Freeze(header, 1);
        new TableBlock<ChangeLine>(Columns).Write(sheet, header, "Changes", changes.Lines);
    }
}
