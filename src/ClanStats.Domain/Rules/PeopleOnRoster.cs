using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>The officers' notes, matched with the people on the roster. A note on an alt is a note on the person.</summary>
public sealed class PeopleOnRoster
{
    private readonly Dictionary<long, DateOnly> _leave;
    private readonly Dictionary<long, string> _exempt;
    private readonly Dictionary<long, string> _doNotPromote;
    private readonly Dictionary<long, bool> _withoutAccount;
    private readonly OfficersWord _workbook;
    private readonly SortedSet<string> _unmatched = new(StringComparer.Ordinal);

    private PeopleOnRoster(IReadOnlyList<MemberReport> members, PeopleNotes notes)
    {
        var find = new NameMatcher(
            [.. members.Select(member => new NamedPlayer(member.PersonId, member.WomPlayerId, member.Username, member.DisplayName, member.FormerNames))]);
        _workbook = notes.Workbook;
        _leave = Match(find, notes.Leave);
        _exempt = Match(find, notes.Exempt);
        _doNotPromote = Match(find, notes.DoNotPromote);
        _withoutAccount = Match(find, notes.Links.ToDictionary(link => link.Key, link => link.Value.Count == 0));
    }

    /// <summary>Names and ids that fit nobody on the roster, or more than one person; in order of their text.</summary>
    public IReadOnlyCollection<string> Unmatched => _unmatched;

    /// <summary>
    /// Matches notes with people: a text of digits is WOM's player id; else a current name, then its form without separators,
    /// then a former name, each only where it means one person.
    /// </summary>
    public static PeopleOnRoster Match(IReadOnlyList<MemberReport> members, PeopleNotes notes) => new(members, notes);

    /// <summary>The last UTC day of a person's leave, if it covers <paramref name="now"/>; else null.</summary>
    public DateOnly? LeaveUntil(long personId, UtcInstant now) =>
        _workbook.Leave(personId, NotedLeave(personId)) is { } until && now.Date <= until ? until : null;

    /// <summary>The last day of a person's leave as people.yaml alone states it; null if it states none.</summary>
    public DateOnly? NotedLeave(long personId) => _leave.TryGetValue(personId, out var until) ? until : null;

    /// <summary>Why an officer left a person off a list, one of <see cref="DecisionLists"/>; null if nobody did.</summary>
    public string? IgnoredBecause(long personId, string list) => _workbook.IgnoredBecause(personId, list);

    /// <summary>What an officer said about a person's present listing; null if nothing.</summary>
    public OfficerStatement? SaidSince(long personId, string list, DateOnly firstListed) => _workbook.Since(personId, list, firstListed);

    /// <summary>Why a person is exempt; null if not.</summary>
    public string? ExemptBecause(long personId) => _exempt.GetValueOrDefault(personId);

    /// <summary>Whether an officer asked not to propose a person for promotion.</summary>
    public bool IsNotToBePromoted(long personId) =>
        _doNotPromote.ContainsKey(personId) || _workbook.IgnoredBecause(personId, DecisionLists.Promotion) is not null;

    /// <summary>Whether a person is known to have no Discord account.</summary>
    public bool HasNoAccount(long personId) => _withoutAccount.GetValueOrDefault(personId);

    private Dictionary<long, T> Match<T>(NameMatcher find, IReadOnlyDictionary<string, T> notes)
    {
        var matched = new Dictionary<long, T>();
        foreach (var (who, note) in notes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (find.Find(who) is { } person)
            {
                matched[person] = note;
            }
            else
            {
                _unmatched.Add(who);
            }
        }

        return matched;
    }
}
