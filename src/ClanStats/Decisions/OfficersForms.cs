using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Decisions;

/// <summary>Reads the officers' cells of one copy: what differs from what the program itself wrote into it, validated row by row.</summary>
internal sealed class OfficersForms(WorkbookFile file, DateOnly today, bool countsFrom1904)
{
    private const int LongestShown = 60;
    private static readonly string[] DecisionHeaders =
        [WorkbookForm.Name, WorkbookForm.Verdict, WorkbookForm.LeaveUntil, WorkbookForm.Note, WorkbookForm.By, WorkbookForm.Id, WorkbookForm.Seal];

    private static readonly SheetTable Decisions = new(WorkbookForm.DecisionsSheet, DecisionHeaders, DecisionHeaders[1..5]);
    private static readonly SheetTable Links = new(
        WorkbookForm.LinksSheet, [WorkbookForm.Member, WorkbookForm.Decide, WorkbookForm.Id, WorkbookForm.Seal], [WorkbookForm.Decide]);

    private static readonly SheetTable Quiet = new(
        WorkbookForm.PurgeSheet, [WorkbookForm.Name, WorkbookForm.DiscordAccount, WorkbookForm.Id, WorkbookForm.Seal], [WorkbookForm.DiscordAccount]);

    private readonly List<Change> _changes = [];
    private readonly List<string> _faults = [];

    /// <summary>Reads a copy.</summary>
    /// <exception cref="UnreadableWorkbookException">It is no workbook, damaged or too large.</exception>
    public static ReadForms Read(WorkbookFile file, Stream content, DateOnly today)
    {
        using var workbook = WorkbookReader.Open(content);
        var forms = new OfficersForms(file, today, workbook.CountsFrom1904);
        forms.Each(workbook, Decisions, forms.ReadDecision);
        forms.Each(workbook, Links, forms.ReadLink);
        forms.Each(workbook, Quiet, forms.ReadAccount);
        return new ReadForms(forms._changes, forms._faults);
    }

    private void Each(WorkbookReader workbook, SheetTable table, Action<TableRow> read)
    {
        var refused = new List<(int Row, string Fault)>();
        foreach (var row in table.Rows(workbook.Read(table.Sheet) ?? [], refused))
        {
            read(row);
        }

        _faults.AddRange(refused.Select(header =>
            $"{file.Name}, sheet {table.Sheet}, row {header.Row}: {header.Fault}, so nothing below it was read; columns may be moved, not removed or renamed."));
    }

    private void ReadDecision(TableRow row)
    {
        var typed = row.Text(WorkbookForm.Verdict);
        var verdict = OfficerVerdicts.All.FirstOrDefault(word => word.Equals(typed, StringComparison.OrdinalIgnoreCase)) ?? typed;
        var (note, by) = (row.Text(WorkbookForm.Note), row.Text(WorkbookForm.By));
        var until = DayOf(row.Cell(WorkbookForm.LeaveUntil));
        var leave = until is { } day ? WorkbookForm.DayText(day) : row.Text(WorkbookForm.LeaveUntil);
        if (Seal(Decisions, row, WorkbookForm.Name, 2, [verdict, leave, note, by]) is not { } seal)
        {
            return;
        }

        var saysVerdict = WorkbookForm.Digest([verdict, note, by]) != seal[1];
        var saysLeave = WorkbookForm.Digest([leave]) != seal[2];
        if ((!saysVerdict && !saysLeave) || !IsOwn(Decisions, row, WorkbookForm.Name, seal))
        {
            return;
        }

        var fault = FaultOf(row, verdict, until, leave, note, saysLeave);
        var id = row.Text(WorkbookForm.Id).Split(':');
        if (id.Length != 2 || Number(id[0]) is not { } member || !DecisionLists.All.Contains(id[1]))
        {
            fault = Fault(Decisions, row.Address(WorkbookForm.Id), row.Text(WorkbookForm.Id), "is no id of this program; take the row from a workbook as it was written");
            member = 0;
        }

        if (fault is not null)
        {
            _faults.Add(fault);
            return;
        }

        var where = $"{file.Name}, sheet {WorkbookForm.DecisionsSheet}, row {row.Number}";
        if (saysVerdict)
        {
            _changes.Add(new VerdictChange(file, seal[^1], where, member, id[1], verdict.Length == 0 ? null : verdict, note, by));
        }

        if (saysLeave)
        {
            _changes.Add(new LeaveChange(file, seal[^1], where, member, id[1], until, by));
        }
    }

    private string? FaultOf(TableRow row, string verdict, DateOnly? until, string leave, string note, bool saysLeave)
    {
        if (verdict.Length > 0 && !OfficerVerdicts.All.Contains(verdict))
        {
            return Fault(Decisions, row.Address(WorkbookForm.Verdict), verdict, $"is no verdict; write {string.Join(", ", OfficerVerdicts.All)}, or empty the cell");
        }

        if (leave.Length > 0 && until is null)
        {
            return Fault(Decisions, row.Address(WorkbookForm.LeaveUntil), leave, "is no date; write the last day of the leave as 2026-12-24");
        }

        if (saysLeave && until < today)
        {
            return Fault(Decisions, row.Address(WorkbookForm.LeaveUntil), leave, "is past; write today or a later day, or empty the cell");
        }

        if (verdict == OfficerVerdicts.Leave && until is null)
        {
            return Fault(Decisions, row.Address(WorkbookForm.LeaveUntil), "", "is empty beside 'leave'; write the last day of the leave as 2026-12-24");
        }

        return note.Length > WorkbookForm.LongestNote
            ? Fault(Decisions, row.Address(WorkbookForm.Note), note, $"is longer than {WorkbookForm.LongestNote} characters; shorten it")
            : null;
    }

    private void ReadLink(TableRow row)
    {
        var typed = row.Text(WorkbookForm.Decide);
        string[] words = ["", WorkbookForm.Confirm, WorkbookForm.Reject, WorkbookForm.NoAccount];
        var word = words.FirstOrDefault(known => known.Equals(typed, StringComparison.OrdinalIgnoreCase)) ?? typed;
        if (Seal(Links, row, WorkbookForm.Member, 1, [word]) is not { } seal || WorkbookForm.Digest([word]) == seal[1] || !IsOwn(Links, row, WorkbookForm.Member, seal))
        {
            return;
        }

        var id = row.Text(WorkbookForm.Id).Split(':');
        if (id.Length != 2 || Number(id[1]) is not { } member || (id[0] != WorkbookForm.NoAccount && Number(id[0]) is null))
        {
            _faults.Add(Fault(Links, row.Address(WorkbookForm.Id), row.Text(WorkbookForm.Id), "is no id of this program; take the row from a workbook as it was written"));
        }
        else if (!words.Contains(word) || (word.Length > 0 && (word == WorkbookForm.NoAccount) != (id[0] == WorkbookForm.NoAccount)))
        {
            _faults.Add(Fault(Links, row.Address(WorkbookForm.Decide), typed, id[0] == WorkbookForm.NoAccount
                ? $"is not understood; leave '{WorkbookForm.NoAccount}' or empty the cell"
                : $"is not understood; write {WorkbookForm.Confirm} or {WorkbookForm.Reject}, or empty the cell"));
        }
        else
        {
            _changes.Add(new LinkWordChange(file, seal[^1], $"{file.Name}, sheet {WorkbookForm.LinksSheet}, cell {row.Address(WorkbookForm.Decide)}", member, id[0], word));
        }
    }

    private void ReadAccount(TableRow row)
    {
        var typed = row.Text(WorkbookForm.DiscordAccount);
        if (Seal(Quiet, row, WorkbookForm.Name, 1, [typed]) is not { } seal || typed.Length == 0 || !IsOwn(Quiet, row, WorkbookForm.Name, seal))
        {
            return;
        }

        if (Number(row.Text(WorkbookForm.Id)) is not { } member)
        {
            _faults.Add(Fault(Quiet, row.Address(WorkbookForm.Id), row.Text(WorkbookForm.Id), "is no id of this program; take the row from a workbook as it was written"));
            return;
        }

        var isNone = typed.Equals(WorkbookForm.NoAccount, StringComparison.OrdinalIgnoreCase);
        _changes.Add(new LinkWordChange(
            file, seal[^1], $"{file.Name}, sheet {WorkbookForm.PurgeSheet}, cell {row.Address(WorkbookForm.DiscordAccount)}", member,
            isNone ? WorkbookForm.NoAccount : typed, isNone ? WorkbookForm.NoAccount : WorkbookForm.Confirm));
    }

    /// <summary>The row's seal; a row that somebody wrote in without one is told.</summary>
    private IReadOnlyList<string>? Seal(SheetTable table, TableRow row, string name, int groups, IReadOnlyList<string> written)
    {
        var seal = WorkbookForm.PartsOf(row.Text(WorkbookForm.Seal), groups);
        if (seal is null && written.Any(text => text.Length > 0))
        {
            _faults.Add($"{file.Name}, sheet {table.Sheet}, row {row.Number} ('{ShortText.Of(row.Text(name), LongestShown)}'): the hidden columns {WorkbookForm.Id} and {WorkbookForm.Seal} "
                + "are empty; rows are added by ClanStats alone. For anybody else use clanstats member NAME --leave-until DATE, or clanstats link.");
        }

        return seal;
    }

    /// <summary>Whether id and name still stand together; where a part of the columns was sorted alone they do not.</summary>
    private bool IsOwn(SheetTable table, TableRow row, string name, IReadOnlyList<string> seal)
    {
        if (WorkbookForm.Digest([row.Text(WorkbookForm.Id), row.Text(name)]) == seal[0])
        {
            return true;
        }

        _faults.Add($"{file.Name}, sheet {table.Sheet}, row {row.Number}: the name '{ShortText.Of(row.Text(name), LongestShown)}' does not belong to the hidden id of its row; "
            + "the name was changed, or a part of the columns was sorted alone. Write the entry again in the next workbook.");
        return false;
    }

    private string Fault(SheetTable table, string address, string value, string what) =>
        $"{file.Name}, sheet {table.Sheet}, cell {address}: '{ShortText.Of(value, LongestShown)}' {what}.";

    private DateOnly? DayOf(SheetCell cell)
    {
        if (cell.Text is not { } text)
        {
            return null;
        }

        if (cell.IsNumber)
        {
            // A day is a number in a workbook: 1 is the first of January 1900, and from March 1900 on the 30th of December 1899 plus that many days.
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 61 and < 2_950_000
                ? DateOnly.FromDateTime(DateTime.FromOADate(Math.Floor(number) + (countsFrom1904 ? 1462 : 0)))
                : null;
        }

        string[] forms = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.fff"];
        return DateTime.TryParseExact(WorkbookForm.Tidy(text), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? DateOnly.FromDateTime(day)
            : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
