using System.Globalization;
using ClanStats.Domain.Report;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>Whether newcomers stay: the triangle by month of joining, the first days, and who came back.</summary>
internal static class RetentionSheet
{
    private static readonly IReadOnlyList<SheetColumn<FunnelStep>> StepColumns =
    [
        new("Step", ColumnGroup.Identity, ColumnKind.Text, 24, step => new CellContent(step.Label)),
        new("Known of", ColumnGroup.State, ColumnKind.Whole, 10, step => new CellContent(step.Measured)),
        new("Reached", ColumnGroup.Game, ColumnKind.Whole, 10, step => new CellContent(step.Reached)),
        new("Lost %", ColumnGroup.Game, ColumnKind.Decimal, 10, step => new CellContent(step.LostShare * 100)),
        new("Median days", ColumnGroup.Game, ColumnKind.Decimal, 10, step => new CellContent(step.MedianDays)),
    ];

    private static readonly IReadOnlyList<SheetColumn<WaitingNewcomer>> WaitingColumns =
    [
        new("Newcomer", ColumnGroup.Identity, ColumnKind.Text, 24, row => new CellContent(row.Name)),
        new("Joined on", ColumnGroup.Identity, ColumnKind.Date, 12, row => Day(row.Joined)),
        new("Missing step", ColumnGroup.State, ColumnKind.Text, 12, row => new CellContent(row.Label)),
        new("Since days", ColumnGroup.State, ColumnKind.Whole, 10, row => new CellContent(row.MissingDays)),
    ];

    private static readonly IReadOnlyList<SheetColumn<ReturnedPerson>> ReturnColumns =
    [
        new("Back from a break", ColumnGroup.Identity, ColumnKind.Text, 24, row => new CellContent(row.Name)),
        new("Last active", ColumnGroup.Identity, ColumnKind.Date, 12, row => Day(row.LastActive)),
        new("Back on", ColumnGroup.Identity, ColumnKind.Date, 12, row => Day(row.Back)),
        new("Break days", ColumnGroup.State, ColumnKind.Whole, 10, row => new CellContent(row.BreakDays)),
        new("Active days since", ColumnGroup.Game, ColumnKind.Whole, 10, row => new CellContent(row.ActiveDaysSince)),
        new("Usual break days", ColumnGroup.State, ColumnKind.Decimal, 10, row => new CellContent(row.UsualDays)),
        new("Still active", ColumnGroup.State, ColumnKind.Text, 10, row => new CellContent(row.StillActive switch { true => "yes", false => "no", null => "too early" })),
    ];

    /// <summary>Fills the sheet.</summary>
    public static void Write(Sheet sheet, ClanReport report)
    {
        var row = SheetFrame.WriteHead(sheet, report, "Retention", ["Whether newcomers stay, who comes back, who plays and who talks."]);
        SheetFrame.SetUpPage(sheet, report, null);
        sheet.Freeze(0, 1);
        if (report.Retention.Content is { } retention)
        {
            row = WriteSurvival(sheet, row, retention.Survival);
            row = WriteNewcomers(sheet, row, retention.Newcomers);
            row = WriteBreaks(sheet, row, retention.Breaks);
        }
        else
        {
            row = WriteReason(sheet, row, "Who stays", report.Retention.Reason);
        }

        PresenceBlock.Write(sheet, row, report.Presence);
    }

    private static int WriteSurvival(Sheet sheet, int row, Section<SurvivalReport> section)
    {
        if (section.Content is not { } survival)
        {
            return WriteReason(sheet, row, "How long people stay", section.Reason);
        }

        List<SurvivalRow> rows = [survival.Everybody, .. survival.Cohorts, .. survival.Split];
        row = WriteIntroduction(sheet, row, "How long people stay: % still here by age in days",
            [$"{survival.Stays} stays, {survival.Departures} of them ended. A dash: not known yet.", .. survival.Notes]);
        List<SheetColumn<SurvivalRow>> lead =
        [
            new("Joined", ColumnGroup.Identity, ColumnKind.Text, 24, group => new CellContent(group.Label)),
            new("People", ColumnGroup.Identity, ColumnKind.Whole, 9, group => new CellContent(group.People)),
            new("Still here", ColumnGroup.Identity, ColumnKind.Whole, 10, group => new CellContent(group.StillHere)),
        ];
        row = new TableBlock<SurvivalRow>([.. lead, .. Cells(survival.Ages, ColumnKind.Decimal, cell => cell.Share * 100, "d")]).Write(sheet, row, "Survival", rows);
        row = WriteIntroduction(sheet, row + 2, "95 % band, and how many were watched up to that age", []);
        return 2 + new TableBlock<SurvivalRow>([.. lead, .. Cells(survival.Ages, ColumnKind.Text, Band, "d band")]).Write(sheet, row, "SurvivalBand", rows);
    }

    private static IEnumerable<SheetColumn<SurvivalRow>> Cells(IReadOnlyList<int> ages, ColumnKind kind, Func<SurvivalCell, object?> value, string unit) =>
        ages.Select((age, index) => new SheetColumn<SurvivalRow>(
            $"{NumberText.Plain(age)} {unit}", ColumnGroup.Game, kind, 12, group => new CellContent(value(group.Cells[index]))));

    private static object? Band(SurvivalCell cell) => cell.Low is { } low && cell.High is { } high
        ? string.Create(CultureInfo.InvariantCulture, $"{low * 100:0}–{high * 100:0}, n {cell.AtRisk}")
        : null;

    private static int WriteNewcomers(Sheet sheet, int row, Section<NewcomerReport> section)
    {
        if (section.Content is not { } newcomers)
        {
            return WriteReason(sheet, row, "First days", section.Reason);
        }

        row = WriteIntroduction(sheet, row, $"First {NumberText.Plain(newcomers.Days)} days", newcomers.Notes);
        row = new TableBlock<FunnelStep>(StepColumns).Write(sheet, row, "FirstDays", newcomers.Steps);
        row = WriteIntroduction(sheet, row + 2, "Somebody to greet: who lacks a step", []);
        return 2 + new TableBlock<WaitingNewcomer>(WaitingColumns).Write(sheet, row, "WaitingNewcomers", newcomers.Waiting);
    }

    private static int WriteBreaks(Sheet sheet, int row, Section<BreakReport> section)
    {
        if (section.Content is not { } breaks)
        {
            return WriteReason(sheet, row, "Back from a break", section.Reason);
        }

        var summary = $"{breaks.StillActive} of {breaks.Returns} earlier returns lasted; a break is usually {NumberText.OneDecimal(breaks.TypicalDays)} days long.";
        row = WriteIntroduction(sheet, row, "Back from a break", [summary, .. breaks.Notes]);
        return 2 + new TableBlock<ReturnedPerson>(ReturnColumns).Write(sheet, row, "Returned", breaks.Returned);
    }

    private static int WriteReason(Sheet sheet, int row, string heading, string? reason) => WriteIntroduction(sheet, row, heading, [$"○ Not available: {reason}"]) + 1;

    /// <summary>Writes a heading and the lines below it.</summary>
    /// <returns>The row after them.</returns>
    private static int WriteIntroduction(Sheet sheet, int row, string heading, IEnumerable<string> lines)
    {
        SheetFrame.WriteHeading(sheet, row, heading);
        foreach (var line in lines)
        {
            SheetFrame.WriteLine(sheet.Cell(++row, 1), line);
        }

        return row + 1;
    }

    private static CellContent Day(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue));
}
