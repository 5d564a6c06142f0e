using ClanStats.Domain.Report;
using ClosedXML.Excel;

namespace ClanStats.Exports.Excel;

/// <summary>Which Discord account is whose: what waits for an officer with its evidence, likely renames, names of nobody, and what is linked.</summary>
internal static class LinksSheet
{
    /// <summary>Fills the sheet.</summary>
    public static void Write(IXLWorksheet sheet, ClanReport report)
    {
        const string Purpose = "Which Discord account is whose, where an officer has to say so: clanstats link confirm ACCOUNT NAME, or reject.";
        if (report.Links.Content is not { } links)
        {
            SheetFrame.WriteUnavailable(sheet, report, Purpose, report.Links.Reason);
            return;
        }

        var header = SheetFrame.WriteHead(sheet, report, "Links", [Purpose, Coverage(links)]);
        SheetFrame.SetUpPage(sheet, report, header);
        sheet.SheetView.Freeze(header, 1);
        var last = new TableBlock<LinkRow>(Columns).Write(sheet, header, "LinksWaiting", links.Waiting);
        last = Block(sheet, last, "Likely renames, never applied before Wise Old Man approves them", "LikelyRenames", Renames, links.Renames);
        last = Block(sheet, last, "Names with the most messages of nobody known", "UnassignedNames", Names, links.Unassigned);
        Block(sheet, last, "Linked", "LinksMade", Columns, links.Linked);
    }

    /// <summary>How much is assigned, in one line.</summary>
    public static string Coverage(LinksReport links) => $"{links.Coverage.ToPeople()}"
        + (links.Coverage.Messages is { } messages ? $" ({NumberText.Whole(links.Coverage.MessagesAttributed)} of {NumberText.Whole(messages)})" : "")
        + $"  ·  {NumberText.Whole(links.Waiting.Count)} waiting  ·  {NumberText.Whole(links.Linked.Count)} linked";

    private static int Block<T>(
        IXLWorksheet sheet, int after, string heading, string name, IReadOnlyList<SheetColumn<T>> columns, IReadOnlyList<T> rows)
    {
        var last = new TableBlock<T>(columns).Write(sheet, after + 3, name, rows);
        SheetFrame.WriteHeading(sheet.Cell(after + 2, 1), heading);
        return last;
    }

    private static readonly IReadOnlyList<SheetColumn<LinkRow>> Columns =
    [
        new("Account shows", ColumnGroup.Chat, ColumnKind.Text, 24, row => new CellContent(row.AccountName)),
        new("Member", ColumnGroup.Identity, ColumnKind.Text, 22, row => new CellContent(row.Member)),
        new("Weight", ColumnGroup.State, ColumnKind.Text, 12, row => new CellContent(NumberText.Weight(row.Weight))),
        new("State", ColumnGroup.State, ColumnKind.Text, 12, row => new CellContent(row.State)),
        new("Why", ColumnGroup.Identity, ColumnKind.Wrapped, 60, row => new CellContent(row.Evidence)),
        new("Since", ColumnGroup.State, ColumnKind.Date, 12, row => CellContent.Day(row.Since)),
        new("Account", ColumnGroup.State, ColumnKind.Text, 22, row => new CellContent(row.Account.ToString())),
        new("Id", ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent($"{row.Account}:{row.MemberId}")) { Hidden = true },
    ];

    private static readonly IReadOnlyList<SheetColumn<RenameRow>> Renames =
    [
        new("Left as", ColumnGroup.Identity, ColumnKind.Text, 24, row => new CellContent(row.OldName)),
        new("Came as", ColumnGroup.Identity, ColumnKind.Text, 22, row => new CellContent(row.NewName)),
        new("Weight", ColumnGroup.State, ColumnKind.Text, 12, row => new CellContent(NumberText.Weight(row.Weight))),
        new("State", ColumnGroup.State, ColumnKind.Text, 12, _ => new CellContent("suggested")),
        new("Why", ColumnGroup.Identity, ColumnKind.Wrapped, 60, row => new CellContent(row.Evidence)),
        new("Since", ColumnGroup.State, ColumnKind.Date, 12, row => CellContent.Day(row.Since)),
    ];

    private static readonly IReadOnlyList<SheetColumn<UnassignedName>> Names =
    [
        new("Name", ColumnGroup.Identity, ColumnKind.Text, 24, row => new CellContent(row.Name)),
        new("Where", ColumnGroup.Chat, ColumnKind.Text, 22, row => new CellContent(row.Kind == "relay" ? "game chat" : "Discord")),
        new("Messages", ColumnGroup.Chat, ColumnKind.Whole, 12, row => new CellContent(row.Messages)),
    ];
}
