using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Rules;

/// <summary>What officers wrote in the workbook, as it stands now, by person and list.</summary>
public sealed class OfficersWord
{
    /// <summary>Nobody wrote anything.</summary>
    public static readonly OfficersWord None = new([], new Dictionary<long, long>());

    private readonly Dictionary<(long Person, string List), OfficerStatement> _statements = [];
    private readonly Dictionary<long, OfficerEntry> _leave = [];

    private OfficersWord(IEnumerable<OfficerEntry> entries, IReadOnlyDictionary<long, long> persons)
    {
        foreach (var entry in entries.OrderBy(entry => entry.Id))
        {
            var person = persons.GetValueOrDefault(entry.MemberId, entry.MemberId);
            if (entry.SaysVerdict)
            {
                var key = (person, entry.List);
                var since = _statements.TryGetValue(key, out var before) && before.Verdict == entry.Verdict ? before.Since : entry.At;
                _statements[key] = new OfficerStatement(entry.Verdict, entry.Note, entry.By, since, entry.At);
            }

            if (entry.SaysLeave)
            {
                _leave[person] = entry;
            }
        }
    }

    /// <summary>Reads entries.</summary>
    /// <param name="entries">All entries.</param>
    /// <param name="persons">Row of the main by row of clan_members; who is not in it is a person alone.</param>
    public static OfficersWord From(IEnumerable<OfficerEntry> entries, IReadOnlyDictionary<long, long> persons) => new(entries, persons);

    /// <summary>Everything that stands and says something, by person and list.</summary>
    public IEnumerable<(long PersonId, string List, OfficerStatement Statement)> Standing => _statements
        .Where(pair => pair.Value.Verdict is not null || pair.Value.Note.Length > 0)
        .OrderBy(pair => pair.Key.Person).ThenBy(pair => pair.Key.List, StringComparer.Ordinal)
        .Select(pair => (pair.Key.Person, pair.Key.List, pair.Value));

    /// <summary>What stands about a person on a list; null if nothing does.</summary>
    public OfficerStatement? Of(long personId, string list) => _statements.GetValueOrDefault((personId, list));

    /// <summary>What stands about a person on a list and was said about the listing that began on a day, not about an earlier one.</summary>
    public OfficerStatement? Since(long personId, string list, DateOnly firstListed) =>
        Of(personId, list) is { } statement && (statement.Verdict == OfficerVerdicts.Ignore || statement.At.Date >= firstListed) ? statement : null;

    /// <summary>Why a person is left off a list; null if not.</summary>
    public string? IgnoredBecause(long personId, string list) => Of(personId, list) is { Verdict: OfficerVerdicts.Ignore } statement
        ? $"ignored {(statement.By.Length == 0 ? "by an officer" : $"by {statement.By}")} since {IsoDay.Of(statement.Since.Date)}"
        : null;

    /// <summary>
    /// The last day of a person's leave. Where workbook and people.yaml both speak, the newer word counts: the workbook's for as long as the
    /// file states what it stated when the workbook was read, the file's once that was changed.
    /// </summary>
    /// <param name="personId">The person.</param>
    /// <param name="noted">What people.yaml states now; null: nothing.</param>
    public DateOnly? Leave(long personId, DateOnly? noted) =>
        _leave.TryGetValue(personId, out var entry) && entry.NotedLeave == noted ? entry.LeaveUntil : noted;
}
