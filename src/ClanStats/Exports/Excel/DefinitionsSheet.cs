using ClanStats.Domain.Report;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>Every metric, state, mark and rule of the workbook once, in words.</summary>
internal static class DefinitionsSheet
{
    private static readonly IReadOnlyList<SheetColumn<Definition>> Columns =
    [
        new("Name", ColumnGroup.Identity, ColumnKind.Text, 26, definition => new CellContent(definition.Name)),
        new("Kind", ColumnGroup.State, ColumnKind.Text, 12, definition => new CellContent(definition.Kind)),
        new("What it means", ColumnGroup.Identity, ColumnKind.Wrapped, 90, definition => new CellContent(definition.Meaning)),
        new("Window", ColumnGroup.Game, ColumnKind.Text, 22, definition => new CellContent(definition.Window)),
        new("Source", ColumnGroup.Records, ColumnKind.Text, 24, definition => new CellContent(definition.Source)),
    ];

    /// <summary>Fills the sheet.</summary>
    public static void Write(Sheet sheet, ClanReport report)
    {
        var header = SheetFrame.WriteHead(sheet, report, "Definitions", ["What every number and verdict in this workbook means."]);
        SheetFrame.SetUpPage(sheet, report, header);
        sheet.Freeze(header, 1);
        new TableBlock<Definition>(Columns).Write(sheet, header, "Definitions", Definitions.All(report.Settings));
    }
}
