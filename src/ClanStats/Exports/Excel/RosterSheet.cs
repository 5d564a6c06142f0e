using ClanStats.Domain.Report;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>
/// Everybody on the roster, one row each. Owners' own formulas look columns up by place, so the header is the first row,
/// columns keep their order and new ones come at the end.
/// </summary>
internal static class RosterSheet
{
    /// <summary>Columns up to State are printed; the rest would make the print too small to read.</summary>
    private const int PrintedColumns = 19;

    private static readonly IReadOnlyList<SheetColumn<(MemberReport Member, int Place)>> Columns =
    [
        Column("#", ColumnGroup.Identity, ColumnKind.Whole, 6, row => new CellContent(row.Place)),
        Column("Name", ColumnGroup.Identity, ColumnKind.Text, 22, row => new CellContent(row.Member.DisplayName)),
        Column("Joined", ColumnGroup.Identity, ColumnKind.Date, 13, row => CellContent.Day(row.Member.JoinedAt)),
        Column("Rank", ColumnGroup.Identity, ColumnKind.Text, 14, row => new CellContent(row.Member.RoleTitle)),
        Column("Msgs 7d", ColumnGroup.Chat, ColumnKind.Whole, 10, row => CellContent.Of(row.Member.Messages.D7)),
        Column("Msgs 30d", ColumnGroup.Chat, ColumnKind.Whole, 11, row => CellContent.Of(row.Member.Messages.D30)) with { Bars = true },
        Column("Msgs 90d", ColumnGroup.Chat, ColumnKind.Whole, 10, row => CellContent.Of(row.Member.Messages.D90)),
        Column("Msgs Total", ColumnGroup.Chat, ColumnKind.Whole, 11, row => CellContent.Of(row.Member.MessagesTotal)),
        Column("XP 7d", ColumnGroup.Game, ColumnKind.Whole, 12, row => CellContent.Of(row.Member.Xp.D7)),
        Column("XP 30d", ColumnGroup.Game, ColumnKind.Whole, 13, row => CellContent.Of(row.Member.Xp.D30)) with { Bars = true },
        Column("XP 90d", ColumnGroup.Game, ColumnKind.Whole, 13, row => CellContent.Of(row.Member.Xp.D90)),
        Column("XP 365d", ColumnGroup.Game, ColumnKind.Whole, 13, row => CellContent.Of(row.Member.Xp.D365)),
        Column("XP Total", ColumnGroup.Records, ColumnKind.Whole, 14, row => new CellContent(row.Member.TotalXp)),
        Column("Boss 7d", ColumnGroup.Game, ColumnKind.Whole, 10, row => CellContent.Of(row.Member.Boss.D7)),
        Column("Boss 30d", ColumnGroup.Game, ColumnKind.Whole, 11, row => CellContent.Of(row.Member.Boss.D30)) with { Bars = true },
        Column("Boss 90d", ColumnGroup.Game, ColumnKind.Whole, 10, row => CellContent.Of(row.Member.Boss.D90)),
        Column("Boss 365d", ColumnGroup.Game, ColumnKind.Whole, 11, row => CellContent.Of(row.Member.Boss.D365)),
        Column("Boss Total", ColumnGroup.Records, ColumnKind.Whole, 11, row => new CellContent(row.Member.TotalBoss)),
        Column("State", ColumnGroup.State, ColumnKind.Text, 17, row => new CellContent(StateText.Of(row.Member.State))) with { Signs = true },
        Column("Marks", ColumnGroup.State, ColumnKind.Text, 16, row => new CellContent(StateText.Marks(row.Member))) with { MaxWidth = 48 },
        Column("Measured at (UTC)", ColumnGroup.State, ColumnKind.Time, 17, row => CellContent.Time(row.Member.MeasuredAt)),
        Column("WOM profile", ColumnGroup.State, ColumnKind.Text, 10, row => new CellContent("profile", Link: Profile(row.Member))),
        Column("Id", ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent(NumberText.Plain(row.Member.Id))) with { Hidden = true },
        Column("Score 7d", ColumnGroup.Records, ColumnKind.Whole, 10, row => new CellContent(row.Member.Score)),
    ];

    /// <summary>Fills the sheet.</summary>
    public static void Write(Sheet sheet, ClanReport report)
    {
        SheetFrame.SetUpPage(sheet, report, 1);
        sheet.Freeze(1, 2);
        var last = new TableBlock<(MemberReport, int)>(Columns)
            .Write(sheet, 1, "Roster", [.. report.Members.Select((member, index) => (member, index + 1))]);
        sheet.Page.Area = CellName.Fixed(1, 1, last, PrintedColumns);
    }

    private static Uri? Profile(MemberReport member) => member.Username.Length == 0
        ? null
        : new Uri("https://wiseoldman.net/players/" + Uri.EscapeDataString(SafeCell.OneLine(member.Username)));

    private static SheetColumn<(MemberReport Member, int Place)> Column(
        string header, ColumnGroup group, ColumnKind kind, double width, Func<(MemberReport Member, int Place), CellContent> cell) =>
        new(header, group, kind, width, cell);
}
