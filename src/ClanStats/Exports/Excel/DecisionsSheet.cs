using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>Where officers answer: who waits for a decision and why, and beside it the cells the next run reads back.</summary>
internal static class DecisionsSheet
{
    /// <summary>The head stays in view, so it must leave room for the rows.</summary>
    private const int FindingsShown = 5;

    private static IReadOnlyList<SheetColumn<DecisionRow>> Columns(UtcInstant now) =>
    [
        new(WorkbookForm.Name, ColumnGroup.Identity, ColumnKind.Text, 22, row => new CellContent(row.Name)),
        new("Rank", ColumnGroup.Identity, ColumnKind.Text, 14, row => new CellContent(row.RoleTitle)),
        new("About", ColumnGroup.State, ColumnKind.Text, 12, row => new CellContent(TitleOf(row.List))),
        new("Suggested", ColumnGroup.State, ColumnKind.Text, 20, row => new CellContent(row.Suggestion)),
        new("Why", ColumnGroup.Identity, ColumnKind.Wrapped, 52, row => new CellContent(row.Why)),
        new("Since", ColumnGroup.State, ColumnKind.Date, 12, row => Day(row.Since)),
        new("State", ColumnGroup.State, ColumnKind.Text, 22, row => new CellContent(row.IsWaiting ? $"▲ {row.State}" : row.State)) { Signs = true },
        new(WorkbookForm.Verdict, ColumnGroup.Records, ColumnKind.Text, 12, row => new CellContent(row.Verdict)) { Writable = true, Choices = OfficerVerdicts.All },
        new(WorkbookForm.LeaveUntil, ColumnGroup.Records, ColumnKind.Date, 13, row => Day(row.LeaveUntil)) { Writable = true },
        new(WorkbookForm.Note, ColumnGroup.Records, ColumnKind.Wrapped, 40, row => new CellContent(row.Note)) { Writable = true },
        new(WorkbookForm.By, ColumnGroup.Records, ColumnKind.Text, 16, row => new CellContent(row.By)) { Writable = true },
        new("Decided at (UTC)", ColumnGroup.State, ColumnKind.Time, 18, row => CellContent.Time(row.DecidedAt)),
        new(WorkbookForm.Id, ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent(IdOf(row))) { Hidden = true },
        new(WorkbookForm.Seal, ColumnGroup.State, ColumnKind.Text, 8, row => new CellContent(SealOf(now, row))) { Hidden = true },
    ];

    /// <summary>Fills the sheet.</summary>
    public static void Write(Sheet sheet, ClanReport report)
    {
        const string Purpose = "What waits for officers, what they decided, and since when. ClanStats reports; officers decide.";
        if (report.Decisions.Content is not { } decisions)
        {
            SheetFrame.WriteUnavailable(sheet, report, Purpose, report.Decisions.Reason);
            return;
        }

        var header = SheetFrame.WriteHead(sheet, report, "Decisions",
        [
            Purpose,
            "Write in the yellow cells and save; the next run reads them back. Verdict: kept, warned, removed, promoted, ignore (leave off this list), or leave with a day in Leave until. Empty a cell to take it back.",
            Regret(decisions.Regret),
            .. decisions.Findings.Take(FindingsShown).Select(finding => $"■ {finding}"),
            .. decisions.Findings.Count > FindingsShown ? [$"■ {decisions.Findings.Count - FindingsShown} more stand in run_summary.json and the log."] : Array.Empty<string>(),
        ]);
        SheetFrame.SetUpPage(sheet, report, header);
        sheet.Freeze(header, 1);
        new TableBlock<DecisionRow>(Columns(report.Now)).Write(sheet, header, "Decisions", decisions.Rows);
    }

    private static string Regret(Section<RegretReport> section) => section.Content is { } regret
        ? $"Looking back: {NumberText.Count(regret.Judged, "decision", "decisions")} on the purge list older than {regret.Days} days, "
            + $"{regret.Wrong} wrong ({regret.Rate:P0}): {regret.Returned} active again, {regret.Rejoined} joined anew."
        : $"Looking back: {section.Reason}.";

    private static string IdOf(DecisionRow row) => $"{NumberText.Plain(row.MemberId)}:{row.List}";

    private static string SealOf(UtcInstant now, DecisionRow row) => WorkbookForm.SealOf(
        now,
        IdOf(row),
        SafeCell.ForWorkbook(row.Name),
        [row.Verdict ?? "", SafeCell.ForWorkbook(row.Note), SafeCell.ForWorkbook(row.By)],
        [WorkbookForm.DayText(row.LeaveUntil)]);

    private static string TitleOf(string list) => list switch
    {
        DecisionLists.Purge => "Purge",
        DecisionLists.Moderation => "Moderation",
        DecisionLists.Promotion => "Promotion",
        _ => "People",
    };

    private static CellContent Day(DateOnly? day) => new(day?.ToDateTime(TimeOnly.MinValue));
}
