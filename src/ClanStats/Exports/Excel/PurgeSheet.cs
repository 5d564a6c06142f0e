using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>Who has been gone long enough to make room; those whose Discord account nobody knows stand apart.</summary>
internal static class PurgeSheet
{
    /// <summary>Fills the sheet.</summary>
    public static void Write(Sheet sheet, ClanReport report)
    {
        const string Purpose = "Who has been gone long enough to make room. ClanStats reports; officers decide.";
        if (report.Purge.Content is not { } purge)
        {
            SheetFrame.WriteUnavailable(sheet, report, Purpose, report.Purge.Reason);
            return;
        }

        var header = SheetFrame.WriteHead(sheet, report, "Purge", [Purpose, .. purge.Notes]);
        SheetFrame.SetUpPage(sheet, report, header);
        sheet.Freeze(header, 1);
        var block = new TableBlock<PurgeCandidate>(Columns(purge.ThresholdDays));
        var last = block.Write(sheet, header, "Purge", purge.Candidates);

        new TableBlock<PurgeCandidate>([.. Columns(purge.ThresholdDays), .. Account(report.Now)]).Write(sheet, last + 4, "QuietDiscordUnknown", purge.QuietDiscordUnknown);
        SheetFrame.WriteHeading(sheet, last + 2, "Quiet, Discord unknown");
        SheetFrame.WriteLine(
            sheet.Cell(last + 3, 1),
            "Quiet in game and in the relay, but nobody knows their Discord account: no candidates until that is known. Write the account's name or id in the yellow cell, or none.");
    }

    /// <summary>The one cell an officer writes in, at the end so that the columns above stay where they are.</summary>
    private static IReadOnlyList<SheetColumn<PurgeCandidate>> Account(UtcInstant now) =>
    [
        new(WorkbookForm.DiscordAccount, ColumnGroup.Records, ColumnKind.Text, 24, _ => default) { Writable = true },
        new(WorkbookForm.Seal, ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent(
            WorkbookForm.SealOf(now, NumberText.Plain(row.MemberId), SafeCell.ForWorkbook(row.Name), [""]))) { Hidden = true },
    ];

    private static IReadOnlyList<SheetColumn<PurgeCandidate>> Columns(int days) =>
    [
        new(WorkbookForm.Name, ColumnGroup.Identity, ColumnKind.Text, 22, row => new CellContent(row.Name)),
        new("Rank", ColumnGroup.Identity, ColumnKind.Text, 14, row => new CellContent(row.RoleTitle)),
        new("Status", ColumnGroup.State, ColumnKind.Text, 18, row => new CellContent(Status(row))),
        new("First listed", ColumnGroup.State, ColumnKind.Date, 12, row => new CellContent(row.FirstListed.ToDateTime(TimeOnly.MinValue))),
        new("Days in clan", ColumnGroup.Identity, ColumnKind.Whole, 10, row => new CellContent(row.DaysInClan)),
        new($"Msgs {days}d", ColumnGroup.Chat, ColumnKind.Whole, 11, row => new CellContent(row.Messages)),
        new($"XP {days}d", ColumnGroup.Game, ColumnKind.Whole, 12, row => new CellContent(row.Xp)),
        new($"Boss {days}d", ColumnGroup.Game, ColumnKind.Whole, 11, row => new CellContent(row.Boss)),
        new("Why", ColumnGroup.Identity, ColumnKind.Wrapped, 60, row => new CellContent(row.Reason)),
        new(WorkbookForm.Id, ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent(NumberText.Plain(row.MemberId))) { Hidden = true },
    ];

    private static string Status(PurgeCandidate row) => row.Decision is { } decision
        ? $"{row.Status} ({WorkbookForm.DayText(decision.Since.Date)}{(decision.By.Length == 0 ? "" : $", {decision.By}")})"
        : row.Status;
}
