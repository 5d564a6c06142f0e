using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>The officer audit: the plain fact first, a label only behind it.</summary>
internal static class OfficersSheet
{
    private static readonly IReadOnlyList<SheetColumn<OfficerRow>> Columns =
    [
        new("Name", ColumnGroup.Identity, ColumnKind.Text, 22, row => new CellContent(row.Name)),
        new("Rank", ColumnGroup.Identity, ColumnKind.Text, 14, row => new CellContent(row.RoleTitle)),
        new("Tier", ColumnGroup.Identity, ColumnKind.Whole, 7, row => new CellContent(row.Tier)),
        new("Msgs 30d", ColumnGroup.Chat, ColumnKind.Whole, 12, row => CellContent.Of(row.Messages30)) { Bars = true },
        new("XP 30d", ColumnGroup.Game, ColumnKind.Whole, 14, row => CellContent.Of(row.Xp30)) { Bars = true },
        new("Boss 30d", ColumnGroup.Game, ColumnKind.Whole, 12, row => CellContent.Of(row.Boss30)) { Bars = true },
        new("Fact", ColumnGroup.Identity, ColumnKind.Wrapped, 52, row => new CellContent(row.Fact)),
        new("Label", ColumnGroup.State, ColumnKind.Text, 13, row => new CellContent(Label(row.Label))) { Signs = true },
        new("Manages", ColumnGroup.State, ColumnKind.Text, 10, row => new CellContent(YesNo(row.CanManage))),
        new("Kicks", ColumnGroup.State, ColumnKind.Text, 9, row => new CellContent(YesNo(row.CanKick))),
        new("Promotes", ColumnGroup.State, ColumnKind.Text, 10, row => new CellContent(YesNo(row.CanPromote))),
        new("Active hours 30d", ColumnGroup.Chat, ColumnKind.Whole, 10, row => new CellContent(row.ActiveHours)),
        new("Answers", ColumnGroup.Chat, ColumnKind.Whole, 10, row => new CellContent(row.Answers)),
        new("Share of answers", ColumnGroup.Chat, ColumnKind.Text, 10, row => new CellContent(DutyText.Percent(row.AnswerShare))),
        new("Weekends in a row", ColumnGroup.Chat, ColumnKind.Whole, 10, row => new CellContent(row.WeekendsInARow)),
        new("Id", ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent(NumberText.Plain(row.MemberId))) { Hidden = true },
    ];

    /// <summary>Fills the sheet.</summary>
    public static void Write(Sheet sheet, ClanReport report)
    {
        const string Purpose = "How the officers did in 30 days, beside the whole clan.";
        if (report.Officers.Content is not { } officers)
        {
            SheetFrame.WriteUnavailable(sheet, report, Purpose, report.Officers.Reason);
            return;
        }

        var clan = $"Measured members, 30 days: mean messages {NumberText.OneDecimal(officers.ClanMeanMessages)}  ·  " +
            $"median messages {NumberText.OneDecimal(officers.ClanMedianMessages)}  ·  mean XP {NumberText.OneDecimal(officers.ClanMeanXp)}";
        var header = SheetFrame.WriteHead(sheet, report, "Officers", [Purpose, .. officers.Notes, clan, .. DutyText.Lines(officers)]);
        SheetFrame.SetUpPage(sheet, report, header);
        sheet.Freeze(header, 1);
        var last = new TableBlock<OfficerRow>(Columns).Write(sheet, header, "Officers", officers.Officers);
        DutyBlocks.Write(sheet, last, officers);
    }

    private static string Label(string? label) => label is null ? "" : $"▲ {label}";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
