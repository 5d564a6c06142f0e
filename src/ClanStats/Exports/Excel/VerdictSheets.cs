using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>Moderation and Promotions: one row a verdict, filtered by rule, the sentence first and the member's numbers beside it.</summary>
internal static class VerdictSheets
{
    private const string Severity = "Severity";

    /// <summary>Fills the sheet of moderation.</summary>
    public static void WriteModeration(Sheet sheet, ClanReport report)
    {
        const string Purpose = "Who needs a moderator's eye, over 7 days unless said otherwise.";
        if (report.Moderation.Content is not { } moderation)
        {
            SheetFrame.WriteUnavailable(sheet, report, Purpose, report.Moderation.Reason);
            return;
        }

        Write(sheet, report, "Moderation", Purpose, moderation.Notes,
        [
            ("Leadership slump", moderation.LeadershipSlump), ("Churn risk", moderation.ChurnRisk),
            ("Silent recruits", moderation.SilentRecruits), ("Outliers", moderation.Outliers),
        ],
        withSeverity: true);
    }

    /// <summary>Fills the sheet of promotions.</summary>
    public static void WritePromotions(Sheet sheet, ClanReport report)
    {
        const string Purpose = "Who has earned a look at a higher rank, and why.";
        if (report.Promotions.Content is not { } promotions)
        {
            SheetFrame.WriteUnavailable(sheet, report, Purpose, report.Promotions.Reason);
            return;
        }

        var last = Write(sheet, report, "Promotions", Purpose, [$"Ladder: {promotions.LadderLine}", .. promotions.Notes],
        [
            ("High Velocity", promotions.HighVelocity), ("Social Pillars", promotions.SocialPillars), ("Carry Potential", promotions.CarryPotential),
        ],
        withSeverity: false);
        LadderBlock.Write(sheet, last, promotions.Ladder.Content);
    }

    private static int Write(
        Sheet sheet,
        ClanReport report,
        string name,
        string purpose,
        IReadOnlyList<string> notes,
        IReadOnlyList<(string Title, IReadOnlyList<Verdict> Verdicts)> lists,
        bool withSeverity)
    {
        var counts = string.Join("  ·  ", lists.Select(list =>
            $"{list.Title}: {(list.Verdicts.Count == 0 ? "nobody" : NumberText.Whole(list.Verdicts.Count))}"));
        var header = SheetFrame.WriteHead(sheet, report, name, [purpose, .. notes, counts]);
        SheetFrame.SetUpPage(sheet, report, header);
        sheet.Freeze(header, 1);
        var members = report.Members.ToDictionary(member => member.Id);
        var columns = Columns(members).Where(column => withSeverity || column.Header != Severity);
        return new TableBlock<Verdict>([.. columns]).Write(sheet, header, name, [.. lists.SelectMany(list => list.Verdicts)]);
    }

    private static IReadOnlyList<SheetColumn<Verdict>> Columns(Dictionary<long, MemberReport> members)
    {
        CellContent Of(Verdict verdict, Func<MemberReport, CellContent> cell) =>
            members.TryGetValue(verdict.MemberId, out var member) ? cell(member) : default;

        return
        [
            new("Name", ColumnGroup.Identity, ColumnKind.Text, 22, verdict => new CellContent(verdict.Name)),
            new("Rank", ColumnGroup.Identity, ColumnKind.Text, 14, verdict => new CellContent(verdict.RoleTitle)),
            new("Rule", ColumnGroup.State, ColumnKind.Text, 18, verdict => new CellContent(verdict.Rule)),
            new(Severity, ColumnGroup.State, ColumnKind.Text, 11, verdict => new CellContent(StateText.OfSeverity(verdict.Severity))) { Signs = true },
            new("Why", ColumnGroup.Identity, ColumnKind.Wrapped, 52, verdict => new CellContent(verdict.Reason)),
            new("Values used", ColumnGroup.Identity, ColumnKind.Wrapped, 40, verdict => new CellContent(
                string.Join("  ·  ", verdict.Evidence.Select(evidence => $"{evidence.Label} {evidence.Text}")))),
            new("Msgs 7d", ColumnGroup.Chat, ColumnKind.Whole, 10, verdict => Of(verdict, member => CellContent.Of(member.Messages.D7))),
            new("Msgs 30d", ColumnGroup.Chat, ColumnKind.Whole, 10, verdict => Of(verdict, member => CellContent.Of(member.Messages.D30))),
            new("XP 7d", ColumnGroup.Game, ColumnKind.Whole, 12, verdict => Of(verdict, member => CellContent.Of(member.Xp.D7))),
            new("XP 30d", ColumnGroup.Game, ColumnKind.Whole, 13, verdict => Of(verdict, member => CellContent.Of(member.Xp.D30))),
            new("Boss 7d", ColumnGroup.Game, ColumnKind.Whole, 10, verdict => Of(verdict, member => CellContent.Of(member.Boss.D7))),
            new("Boss 30d", ColumnGroup.Game, ColumnKind.Whole, 10, verdict => Of(verdict, member => CellContent.Of(member.Boss.D30))),
            new("Days in clan", ColumnGroup.Identity, ColumnKind.Whole, 9, verdict => Of(verdict, member => new CellContent(member.DaysInClan))),
            new("Id", ColumnGroup.State, ColumnKind.Text, 8, verdict => new CellContent(NumberText.Plain(verdict.MemberId))) { Hidden = true },
        ];
    }
}
