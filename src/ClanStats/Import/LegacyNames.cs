using ClanStats.Domain.Identity;
using ClanStats.Storage.LegacyImport;

namespace ClanStats.Import;

/// <summary>
/// Works out from the names snapshots were stored under who bore which name when. The old program wrote names in several spellings, some
/// without separators: a run of one name is recognised without them, and written as the most telling spelling known.
/// </summary>
internal static class LegacyNames
{
    /// <summary>Gives everybody their names.</summary>
    /// <param name="people">Everybody, with snapshots in order of time.</param>
    /// <param name="aliases">Spellings the old program noted.</param>
    public static void Give(IReadOnlyList<LegacyPerson> people, IReadOnlyList<LegacyAlias> aliases)
    {
        var spellings = aliases
            .GroupBy(alias => PlayerName.Normalize(alias.Canonical), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => PlayerName.Canonical(group.Last().Canonical), StringComparer.Ordinal);
        foreach (var person in people)
        {
            person.Names = RunsOf(person, spellings);
        }

        CloseContested(people);
    }

    private static List<LegacyName> RunsOf(LegacyPerson person, Dictionary<string, string> spellings)
    {
        var runs = new List<(string Key, long First, long Last)>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in person.Rows.Where(row => PlayerName.Validate(row.Username) is null))
        {
            var (key, at) = (PlayerName.Normalize(row.Username), row.At?.Milliseconds ?? 0);
            counts[row.Username] = counts.GetValueOrDefault(row.Username) + 1;
            if (runs.Count == 0 || runs[^1].Key != key)
            {
                runs.Add((key, at, at));
            }

            runs[^1] = runs[^1] with { Last = at };
        }

        if (person.Member is { } member && PlayerName.Normalize(member.Username) is { Length: > 0 } own)
        {
            counts[member.Username] = counts.GetValueOrDefault(member.Username) + 1;
            if (runs.Count == 0 || runs[^1].Key != own)
            {
                var since = runs.Count == 0 ? 0 : runs[^1].Last + 1;
                runs.Add((own, since, since));
            }
        }

        string Spell(string key) => spellings.TryGetValue(key, out var noted)
            ? noted
            : PlayerName.Canonical(counts.Where(count => PlayerName.Normalize(count.Key) == key)
                .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).First().Key);
        return [.. runs.Select((run, i) => new LegacyName(
            Spell(run.Key), i == 0 ? null : run.First, i + 1 < runs.Count ? runs[i + 1].First : null))];
    }

    /// <summary>
    /// A name that several people bore means each of them only while their snapshots prove it; otherwise their spans would cover each other and
    /// prove nothing.
    /// </summary>
    private static void CloseContested(IReadOnlyList<LegacyPerson> people)
    {
        var bearers = people
            .SelectMany(person => person.Names.Select(name => (Person: person, Key: PlayerName.Normalize(name.Name))))
            .GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(group => group.Select(pair => pair.Person).Distinct().Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var person in people.Where(person => person.Names.Exists(name => bearers.Contains(PlayerName.Normalize(name.Name)))))
        {
            person.Names = [.. person.Names.Select(name => bearers.Contains(PlayerName.Normalize(name.Name)) ? Proved(person, name) : name)];
        }
    }

    private static LegacyName Proved(LegacyPerson person, LegacyName name)
    {
        var key = PlayerName.Normalize(name.Name);
        var times = person.Rows.Where(row => PlayerName.Normalize(row.Username) == key).Select(row => row.At?.Milliseconds ?? 0)
            .Where(time => (name.From is not { } from || time >= from) && (name.To is not { } to || time < to)).ToList();
        if (times.Count == 0)
        {
            return name;
        }

        var end = person.IsCurrent && name.To is null ? (long?)null : name.To ?? times.Max() + 1;
        return name with { From = name.From ?? times.Min(), To = end };
    }
}
