using System.Security.Cryptography;
using System.Text;
using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>
/// The form in which officers answer in the workbook: sheets, headers, words, and the seal by which a changed cell is told from an untouched
/// one in any copy of the file, however old.
/// </summary>
public static class WorkbookForm
{
    /// <summary>The workbook's name without its ending; copies begin with it.</summary>
    public const string FileStem = "clan_report_full";

    /// <summary>The sheet of decisions.</summary>
    public const string DecisionsSheet = "Decisions";

    /// <summary>The sheet of links.</summary>
    public const string LinksSheet = "Links";

    /// <summary>The sheet of the purge list.</summary>
    public const string PurgeSheet = "Purge";

    /// <summary>Header of the column of ids.</summary>
    public const string Id = "Id";

    /// <summary>Header of the column of seals.</summary>
    public const string Seal = "Seal";

    /// <summary>Header of the column of names.</summary>
    public const string Name = "Name";

    /// <summary>Header of the writable verdict.</summary>
    public const string Verdict = "Verdict";

    /// <summary>Header of the writable last day of a leave.</summary>
    public const string LeaveUntil = "Leave until";

    /// <summary>Header of the writable note.</summary>
    public const string Note = "Note";

    /// <summary>Header of the writable name of who decided.</summary>
    public const string By = "By";

    /// <summary>Header of a link's member.</summary>
    public const string Member = "Member";

    /// <summary>Header of the writable word about a link.</summary>
    public const string Decide = "Decide";

    /// <summary>Header of the writable account of somebody quiet.</summary>
    public const string DiscordAccount = "Discord account";

    /// <summary>The word that makes a link.</summary>
    public const string Confirm = "confirm";

    /// <summary>The word that refuses a link.</summary>
    public const string Reject = "reject";

    /// <summary>The word for a person without an account.</summary>
    public const string NoAccount = "none";

    /// <summary>The longest note that is read.</summary>
    public const int LongestNote = 1000;

    private const char Separator = '-';

    /// <summary>
    /// What a row's writable cells say when it is written: one part for the row itself, so that an id that was moved away from its name is
    /// noticed, one for each group of cells that is decided about together, and when it was written, so that an edit is known again in every
    /// copy of the file it was made in.
    /// </summary>
    /// <param name="written">Business time of the report.</param>
    /// <param name="id">The row's id.</param>
    /// <param name="name">The row's name as the cell holds it.</param>
    /// <param name="groups">The cells' texts, group by group.</param>
    public static string SealOf(UtcInstant written, string id, string name, params IReadOnlyList<string>[] groups) =>
        string.Join(Separator, [Digest([id, name]), .. groups.Select(Digest), $"{written.Milliseconds}"]);

    /// <summary>The parts of a seal: the row, its groups, when it was written; null if a text is none.</summary>
    /// <param name="seal">The text.</param>
    /// <param name="groups">How many groups it must have.</param>
    public static IReadOnlyList<string>? PartsOf(string seal, int groups) =>
        seal.Split(Separator) is var parts && parts.Length == groups + 2 ? parts : null;

    /// <summary>The digest of one group of texts.</summary>
    public static string Digest(IReadOnlyList<string> texts) => Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', texts.Select(Tidy)))), 0, 6);

    /// <summary>A cell's text as it is compared: control characters are blanks, ends trimmed.</summary>
    public static string Tidy(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();

    /// <summary>A day as the seal holds it; empty for none.</summary>
    public static string DayText(DateOnly? day) => IsoDay.Of(day) ?? "";
}
