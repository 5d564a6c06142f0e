using ClanStats.Domain.Report;

namespace ClanStats.Decisions;

/// <summary>A change in a copy of the workbook: where it stands and what it says.</summary>
/// <param name="File">The copy.</param>
/// <param name="Written">When the program wrote the workbook this is a copy of.</param>
/// <param name="Where">Sheet and row, for people: "Decisions, row 7".</param>
/// <param name="Key">What it is about: two changes with the same key contradict each other.</param>
/// <param name="Value">What it says, for comparison.</param>
internal abstract record Change(WorkbookFile File, string Written, string Where, string Key, string Value)
{
    /// <summary>By what the edit is known again, once it was taken, in every copy of the workbook it was made in.</summary>
    public string Mark => WorkbookForm.Digest([Written, Key, Value]);
}

/// <summary>A verdict with its note and who gave it; an empty verdict takes one back.</summary>
internal sealed record VerdictChange(WorkbookFile File, string Written, string Where, long MemberId, string List, string? Verdict, string Note, string By)
    : Change(File, Written, Where, $"verdict {MemberId}:{List}", string.Join('\u001F', Verdict, Note, By));

/// <summary>A person's leave; no day ends it.</summary>
internal sealed record LeaveChange(WorkbookFile File, string Written, string Where, long MemberId, string List, DateOnly? Until, string By)
    : Change(File, Written, Where, $"leave {MemberId}", WorkbookForm.DayText(Until));

/// <summary>A word about an account and a member.</summary>
/// <param name="File">The copy.</param>
/// <param name="Written">When the program wrote the workbook this is a copy of.</param>
/// <param name="Where">Sheet and cell, for people.</param>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Account">The account as written: an id, or a name; <c>none</c>: no account.</param>
/// <param name="Word">confirm, reject, none; empty takes back what was said.</param>
internal sealed record LinkWordChange(WorkbookFile File, string Written, string Where, long MemberId, string Account, string Word)
    : Change(File, Written, Where, $"link {Account}:{MemberId}", Word);

/// <summary>What was read from one copy.</summary>
/// <param name="Changes">What was changed and is understood.</param>
/// <param name="Faults">What was changed and is not understood, one line each.</param>
internal sealed record ReadForms(IReadOnlyList<Change> Changes, IReadOnlyList<string> Faults);
