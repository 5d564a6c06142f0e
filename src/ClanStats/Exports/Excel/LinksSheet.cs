using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>Which Discord account is whose: what waits for an officer with its evidence, likely renames, names of nobody, and what is linked.</summary>
internal static class LinksSheet
{
    /// <summary>Fills the sheet.</summary>
    public static void Write(Sheet sheet, ClanReport report)
    {
        const string Purpose = "Which Discord account is whose, where an officer has to say so: confirm or reject in the yellow cell, or clanstats link confirm ACCOUNT NAME.";
        if (report.Links.Content is not { } links)
        {
            SheetFrame.WriteUnavailable(sheet, report, Purpose, report.Links.Reason);
            return;
        }

        var header = SheetFrame.WriteHead(sheet, report, "Links", [Purpose, Coverage(links)]);
        SheetFrame.SetUpPage(sheet, report, header);
        sheet.Freeze(header, 1);
        IReadOnlyList<LinkWord> words = report.Decisions.Content?.LinkWords ?? [];
        var columns = Columns(report.Now, words.Where(word => word.Account is not null).ToDictionary(word => (word.Account!.Value, word.MemberId)));
        var last = new TableBlock<LinkRow>(columns).Write(sheet, header, "LinksWaiting", links.Waiting);
        last = Block(sheet, last, "Likely renames, never applied before Wise Old Man approves them", "LikelyRenames", Renames, links.Renames);
        last = Block(sheet, last, "Names with the most messages of nobody known", "UnassignedNames", Names, links.Unassigned);
        last = Block(sheet, last, "Linked", "LinksMade", columns, links.Linked);
        var shown = links.Waiting.Concat(links.Linked).Select(link => (link.Account, link.MemberId)).ToHashSet();
        List<LinkWord> others = [.. words.Where(word => word.Account is not { } account || !shown.Contains((account, word.MemberId)))];
        if (others.Count > 0)
        {
            Block(sheet, last, "Refused, or without an account: empty the yellow cell to take it back", "LinksRefused", Words(report.Now), others);
        }
    }

    /// <summary>How much is assigned, in one line.</summary>
    public static string Coverage(LinksReport links) => $"{links.Coverage.ToPeople()}"
        + (links.Coverage.Messages is { } messages ? $" ({NumberText.Whole(links.Coverage.MessagesAttributed)} of {NumberText.Whole(messages)})" : "")
        + $"  ·  {NumberText.Whole(links.Waiting.Count)} waiting  ·  {NumberText.Whole(links.Linked.Count)} linked";

    private static int Block<T>(
        Sheet sheet, int after, string heading, string name, IReadOnlyList<SheetColumn<T>> columns, IReadOnlyList<T> rows)
    {
        var last = new TableBlock<T>(columns).Write(sheet, after + 3, name, rows);
        SheetFrame.WriteHeading(sheet, after + 2, heading);
        return last;
    }

    private static IReadOnlyList<SheetColumn<LinkRow>> Columns(UtcInstant now, Dictionary<(Snowflake, long), LinkWord> words) =>
    [
        new("Account shows", ColumnGroup.Chat, ColumnKind.Text, 24, row => new CellContent(row.AccountName)),
        new(WorkbookForm.Member, ColumnGroup.Identity, ColumnKind.Text, 22, row => new CellContent(row.Member)),
        new("Weight", ColumnGroup.State, ColumnKind.Text, 12, row => new CellContent(NumberText.Weight(row.Weight))),
        new("State", ColumnGroup.State, ColumnKind.Text, 12, row => new CellContent(row.State)),
        new("Why", ColumnGroup.Identity, ColumnKind.Wrapped, 60, row => new CellContent(row.Evidence)),
        new("Since", ColumnGroup.State, ColumnKind.Date, 12, row => CellContent.Day(row.Since)),
        new("Account", ColumnGroup.State, ColumnKind.Text, 22, row => new CellContent(row.Account.ToString())),
        new(WorkbookForm.Id, ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent($"{row.Account}:{row.MemberId}")) { Hidden = true },
        new(WorkbookForm.Decide, ColumnGroup.Records, ColumnKind.Text, 12, row => new CellContent(WordOf(words.GetValueOrDefault((row.Account, row.MemberId)))))
        {
            Writable = true,
            Choices = [WorkbookForm.Confirm, WorkbookForm.Reject],
        },
        new(WorkbookForm.Seal, ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent(
            SealOf(now, $"{row.Account}:{row.MemberId}", row.Member, words.GetValueOrDefault((row.Account, row.MemberId))))) { Hidden = true },
    ];

    private static IReadOnlyList<SheetColumn<LinkWord>> Words(UtcInstant now) =>
    [
        new("Account shows", ColumnGroup.Chat, ColumnKind.Text, 24, row => new CellContent(row.AccountName)),
        new(WorkbookForm.Member, ColumnGroup.Identity, ColumnKind.Text, 22, row => new CellContent(row.Member)),
        new("Weight", ColumnGroup.State, ColumnKind.Text, 12, _ => new CellContent("")),
        new("State", ColumnGroup.State, ColumnKind.Text, 12, row => new CellContent(row.Kind == "none" ? "no account" : row.Kind == "reject" ? "rejected" : "confirmed")),
        new("Why", ColumnGroup.Identity, ColumnKind.Wrapped, 60, row => new CellContent($"An officer said so ({row.By}).")),
        new("Since", ColumnGroup.State, ColumnKind.Date, 12, row => new CellContent(row.Day.ToDateTime(TimeOnly.MinValue))),
        new("Account", ColumnGroup.State, ColumnKind.Text, 22, row => new CellContent(row.Account?.ToString() ?? "")),
        new(WorkbookForm.Id, ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent(IdOf(row))) { Hidden = true },
        new(WorkbookForm.Decide, ColumnGroup.Records, ColumnKind.Text, 12, row => new CellContent(WordOf(row)))
        {
            Writable = true,
            Choices = [WorkbookForm.Confirm, WorkbookForm.Reject, WorkbookForm.NoAccount],
        },
        new(WorkbookForm.Seal, ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent(SealOf(now, IdOf(row), row.Member, row))) { Hidden = true },
    ];

    private static string IdOf(LinkWord word) => $"{word.Account?.ToString() ?? WorkbookForm.NoAccount}:{word.MemberId}";

    private static string WordOf(LinkWord? word) => word?.Kind switch
    {
        "link" => WorkbookForm.Confirm,
        "reject" => WorkbookForm.Reject,
        "none" => WorkbookForm.NoAccount,
        _ => "",
    };

    private static string SealOf(UtcInstant now, string id, string member, LinkWord? word) =>
        WorkbookForm.SealOf(now, id, SafeCell.ForWorkbook(member), [WordOf(word)]);

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
