using ClanStats.Domain.Report;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>What the clan kills, who leads, and the records; the raids stand below.</summary>
internal static class BossesSheet
{
    private static readonly IReadOnlyList<SheetColumn<RaidTotals>> RaidColumns =
    [
        new("Raid", ColumnGroup.Identity, ColumnKind.Text, 22, raid => new CellContent(raid.Label)),
        new("Normal", ColumnGroup.Game, ColumnKind.Whole, 11, raid => new CellContent(raid.Normal)),
        new("Hard", ColumnGroup.Game, ColumnKind.Whole, 11, raid => new CellContent(raid.Hard)),
        new("Both", ColumnGroup.Records, ColumnKind.Whole, 11, raid => new CellContent(raid.Total)),
        new("Per member", ColumnGroup.Records, ColumnKind.Decimal, 11, raid => new CellContent(raid.PerMember)),
    ];

    /// <summary>Fills the sheet.</summary>
    public static void Write(Sheet sheet, ClanReport report)
    {
        var month = report.Game.BossOfTheMonth is { } boss
            ? $"Boss of the month: {boss.Label}, {NumberText.Whole(boss.Gain)} kills in 30 days."
            : "Boss of the month: none, nothing was gained in 30 days.";
        var header = SheetFrame.WriteHead(sheet, report, "Bosses", ["Kills of current members. A record may be held by somebody who has left.", month]);
        SheetFrame.SetUpPage(sheet, report, header);
        sheet.Freeze(header, 1);
        var records = report.Game.Records.ToDictionary(record => record.Key, StringComparer.Ordinal);
        var last = new TableBlock<BossSummary>(Columns(records)).Write(sheet, header, "Bosses", report.Game.Bosses);

        new TableBlock<RaidTotals>(RaidColumns).Write(sheet, last + 4, "Raids", report.Game.Raids);
        sheet.Page.BreakAfter = last;
        SheetFrame.WriteHeading(sheet, last + 2, "Raids");
        SheetFrame.WriteLine(sheet.Cell(last + 3, 1), "Completions of current members; per member = both modes over members with a snapshot.");
    }

    private static IReadOnlyList<SheetColumn<BossSummary>> Columns(Dictionary<string, BossRecord> records)
    {
        CellContent Record(BossSummary boss, Func<BossRecord, object?> value) =>
            new(records.TryGetValue(boss.Key, out var record) ? value(record) : null);

        return
        [
            new("Boss", ColumnGroup.Identity, ColumnKind.Text, 26, boss => new CellContent(boss.Label)),
            new("Kills 7d", ColumnGroup.Game, ColumnKind.Whole, 11, boss => new CellContent(boss.Gain7)),
            new("Kills 30d", ColumnGroup.Game, ColumnKind.Whole, 13, boss => new CellContent(boss.Gain30)) { Bars = true },
            new("Kills total", ColumnGroup.Records, ColumnKind.Whole, 12, boss => new CellContent(boss.Total)),
            new("Members ranked", ColumnGroup.Records, ColumnKind.Whole, 11, boss => new CellContent(boss.Killers)),
            new("Leader", ColumnGroup.Records, ColumnKind.Text, 22, boss => new CellContent(boss.Leader?.Name)),
            new("Leader's kills", ColumnGroup.Records, ColumnKind.Whole, 11, boss => new CellContent(boss.Leader is null ? null : boss.LeaderKills)),
            new("Record holder", ColumnGroup.Records, ColumnKind.Text, 22, boss => Record(boss, record => record.Holder)),
            new("Record kills", ColumnGroup.Records, ColumnKind.Whole, 11, boss => Record(boss, record => record.Kills)),
            new("Holder is", ColumnGroup.State, ColumnKind.Text, 11, boss => Record(boss, record => record.Former ? "former" : "member")),
        ];
    }
}
