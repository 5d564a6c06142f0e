using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;
using ClanStats.Identity;

namespace ClanStats.Decisions;

/// <summary>
/// Lays the changes of all copies beside what stands: the newest change counts, a contradiction is told, and what stands already is not
/// entered again.
/// </summary>
/// <param name="standing">Everything that was entered, oldest first.</param>
/// <param name="listed">Since when somebody stands on a list, by member and list.</param>
/// <param name="facts">Everybody ever known.</param>
/// <param name="notes">What people.yaml states.</param>
/// <param name="now">Business time.</param>
internal sealed class EntryDesk(
    IReadOnlyList<OfficerEntry> standing,
    IReadOnlyDictionary<(long Member, string List), DateOnly> listed,
    LinkFacts facts,
    PeopleNotes notes,
    UtcInstant now)
{
    private readonly Dictionary<long, LinkableMember> _members = facts.Members.ToDictionary(member => member.Id);
    private readonly List<string> _faults = [];
    private readonly List<string> _conflicts = [];

    /// <summary>Lines that could not be taken.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Contradictions and which side counts, one line each.</summary>
    public IReadOnlyList<string> Conflicts => _conflicts;

    /// <summary>What to enter.</summary>
    /// <param name="changes">The changes, those of the oldest copy first.</param>
    public IReadOnlyList<OfficerEntry> Entries(IReadOnlyList<Change> changes)
    {
        var known = changes.Where(IsKnown).ToList();
        var noted = known.OfType<LeaveChange>().Any() ? NotedLeave() : [];
        DateOnly? Noted(LeaveChange change) => noted.TryGetValue(_members[change.MemberId].PersonId, out var day) ? day : null;
        var leaves = Newest(known.OfType<LeaveChange>(), Before)
            .Where(change => Before(change) is not { } before || before.LeaveUntil != change.Until || before.NotedLeave != Noted(change))
            .ToList();
        var verdicts = Newest(known.OfType<VerdictChange>(), Before).Where(change => !Stands(change)).ToList();
        return
        [
            .. verdicts.Select(change => new OfficerEntry
            {
                Id = 0,
                MemberId = change.MemberId,
                List = change.List,
                SaysVerdict = true,
                Verdict = change.Verdict,
                Note = change.Note,
                By = change.By,
                At = now,
                File = change.File.Name,
                SavedAt = change.File.SavedAt,
            }),
            .. leaves.Select(change => new OfficerEntry
            {
                Id = 0,
                MemberId = change.MemberId,
                List = change.List,
                By = change.By,
                SaysLeave = true,
                LeaveUntil = change.Until,
                NotedLeave = Noted(change),
                At = now,
                File = change.File.Name,
                SavedAt = change.File.SavedAt,
            }),
        ];
    }

    /// <summary>One change a key: that of the newest copy, unless what stands was written later still.</summary>
    public IEnumerable<T> Newest<T>(IEnumerable<T> changes, Func<T, OfficerEntry?> before)
        where T : Change
    {
        foreach (var group in changes.GroupBy(change => change.Key, StringComparer.Ordinal))
        {
            var newest = group.Last();
            _conflicts.AddRange(group.Where(change => change.Value != newest.Value)
                .Select(older => $"{older.Where} and {newest.Where} contradict each other; {newest.File.Name} was saved later and counts."));
            if (before(newest) is { } later && later.SavedAt > newest.File.SavedAt)
            {
                _conflicts.Add($"{newest.Where} is older than what was entered on {later.At.ToPeople()}, which counts.");
            }
            else
            {
                yield return newest;
            }
        }
    }

    private bool IsKnown(Change change)
    {
        var member = change is VerdictChange verdict ? verdict.MemberId : change is LeaveChange leave ? leave.MemberId : 0;
        if (_members.ContainsKey(member))
        {
            return true;
        }

        if (change is VerdictChange or LeaveChange)
        {
            _faults.Add($"{change.Where}: nobody has the id {member}; take the row from a workbook of this clan.");
        }

        return false;
    }

    private OfficerEntry? Before(VerdictChange change) =>
        standing.LastOrDefault(entry => entry.SaysVerdict && entry.MemberId == change.MemberId && entry.List == change.List);

    private OfficerEntry? Before(LeaveChange change) => standing.LastOrDefault(entry => entry.SaysLeave && entry.MemberId == change.MemberId);

    /// <summary>Whether the same was said already, about the same listing: a second copy of an edit is no second decision.</summary>
    private bool Stands(VerdictChange change) => Before(change) is { } before && ValueOf(before) == change.Value
        && (!listed.TryGetValue((change.MemberId, change.List), out var since) || before.At.Date >= since);

    private static string ValueOf(OfficerEntry entry) => string.Join('\u001F', entry.Verdict, entry.Note, entry.By);

    /// <summary>The leave that people.yaml states now, by person.</summary>
    private Dictionary<long, DateOnly> NotedLeave()
    {
        var find = new NameMatcher([.. facts.Members.Where(member => member.IsCurrent).Select(member =>
            new NamedPlayer(member.PersonId, member.WomPlayerId, member.Username, member.DisplayName, member.Names))]);
        var noted = new Dictionary<long, DateOnly>();
        foreach (var (who, until) in notes.Leave.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (find.Find(who) is { } person)
            {
                noted[person] = until;
            }
        }

        return noted;
    }
}
