using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>The facts with what officers noted about people laid over them: join dates, alts, and who is hidden.</summary>
/// <param name="Facts">The facts to report on.</param>
/// <param name="Hidden">Rows of clan_members that no public output may name.</param>
internal sealed record NotedPeople(ClanFacts Facts, IReadOnlySet<long> Hidden)
{
    /// <summary>Lays the notes over the facts; one that fits nobody, or several, changes nothing.</summary>
    public static NotedPeople Apply(ClanFacts facts, PeopleNotes notes, UtcInstant? foundingDay)
    {
        var current = new NameMatcher([.. facts.Members.Where(member => member.IsCurrent).Select(Named)]);
        var everybody = new NameMatcher([.. facts.Members.Select(Named)]);
        var joined = Joins(notes, current);
        var mains = Mains(facts.Members, notes, current);
        var members = facts.Members.Select(member => member with
        {
            PersonId = mains.GetValueOrDefault(member.Id, member.PersonId),
            JoinedAt = joined.TryGetValue(member.Id, out var day) ? NotBefore(day, foundingDay) : member.JoinedAt,
            IsJoinNoted = joined.ContainsKey(member.Id),
        });
        var hidden = notes.Hidden.Select(who => current.Find(who) ?? everybody.Find(who)).Where(id => id is not null).Select(id => id!.Value);
        return new NotedPeople(facts with { Members = [.. members] }, hidden.ToHashSet());
    }

    /// <summary>Who is hidden, and who asked to be forgotten, with all their players: nothing of theirs stands where everybody reads it.</summary>
    public IReadOnlySet<long> HiddenAndForgotten()
    {
        var persons = Facts.Members.Where(member => member.IsForgotten || Hidden.Contains(member.Id)).Select(member => member.PersonId).ToHashSet();
        return Facts.Members.Where(member => persons.Contains(member.PersonId)).Select(member => member.Id).ToHashSet();
    }

    /// <summary>The main of each alt that the notes name; nothing of who fits nobody, or several.</summary>
    public static IReadOnlyDictionary<long, long> Mains(IReadOnlyList<MemberFacts> members, PeopleNotes notes) => notes.Alts.Count == 0
        ? new Dictionary<long, long>()
        : Mains(members, notes, new NameMatcher([.. members.Where(member => member.IsCurrent).Select(Named)]));

    /// <summary>When somebody on the roster joined, where the notes say so, by row of clan_members.</summary>
    public static IReadOnlyDictionary<long, UtcInstant> Joins(IReadOnlyList<MemberFacts> members, PeopleNotes notes) => notes.Joined.Count == 0
        ? new Dictionary<long, UtcInstant>()
        : Joins(notes, new NameMatcher([.. members.Where(member => member.IsCurrent).Select(Named)]));

    private static Dictionary<long, UtcInstant> Joins(PeopleNotes notes, NameMatcher current) =>
        Resolve(notes.Joined, current).ToDictionary(join => join.Key, join => UtcInstant.StartOfDay(join.Value));

    private static Dictionary<long, long> Mains(IReadOnlyList<MemberFacts> members, PeopleNotes notes, NameMatcher current)
    {
        var persons = members.ToDictionary(member => member.Id, member => member.PersonId);
        return Resolve(notes.Alts, current)
            .Select(alt => (Alt: alt.Key, Main: current.Find(alt.Value)))
            .Where(alt => alt.Main is { } main && main != alt.Alt)
            .ToDictionary(alt => alt.Alt, alt => persons[alt.Main!.Value]);
    }

    private static Dictionary<long, T> Resolve<T>(IReadOnlyDictionary<string, T> notes, NameMatcher find)
    {
        var resolved = new Dictionary<long, T>();
        foreach (var (who, note) in notes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (find.Find(who) is { } id)
            {
                resolved[id] = note;
            }
        }

        return resolved;
    }

    private static UtcInstant NotBefore(UtcInstant day, UtcInstant? founding) => founding is { } first && day < first ? first : day;

    private static NamedPlayer Named(MemberFacts member) =>
        new(member.Id, member.WomPlayerId, member.Username, member.DisplayName, member.FormerNames);
}
