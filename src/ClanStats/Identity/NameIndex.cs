using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Identity;

/// <summary>A name somebody bears or bore.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">As people read it.</param>
/// <param name="From">First millisecond; null: since always.</param>
/// <param name="To">First millisecond it no longer holds; null: still borne.</param>
/// <param name="HasSpan">False for a name that is known without its time: it proves who, never when.</param>
internal readonly record struct BorneName(long MemberId, string Name, long? From, long? To, bool HasSpan = true);

/// <summary>A stretch of time over which a name means one member, or nobody.</summary>
/// <param name="From">First millisecond.</param>
/// <param name="To">First millisecond after it.</param>
/// <param name="MemberId">Row of clan_members; null where the name proves nothing.</param>
internal readonly record struct NameMeaning(long From, long To, long? MemberId);

/// <summary>
/// Says whom a name means at an instant. Names move between people, so who bore it then comes first; whoever alone ever bore it comes second;
/// the form without separators last, and only where it fits one member: "noob man" and "noobman" are two players.
/// </summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, List<BorneName>> _byName;
    private readonly Dictionary<string, HashSet<long>> _bySquashed = new(StringComparer.Ordinal);

    public NameIndex(IEnumerable<BorneName> names)
    {
        _byName = names
            .GroupBy(name => PlayerName.Standardise(name.Name), StringComparer.Ordinal)
            .Where(group => group.Key.Length > 0)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        foreach (var name in _byName.Values.SelectMany(list => list))
        {
            var key = PlayerName.Normalize(name.Name);
            if (!_bySquashed.TryGetValue(key, out var members))
            {
                _bySquashed.Add(key, members = []);
            }

            members.Add(name.MemberId);
        }
    }

    /// <summary>The member a name means at an instant; null if it proves nothing.</summary>
    public long? Resolve(string? name, UtcInstant at) =>
        _byName.TryGetValue(PlayerName.Standardise(name), out var bearers)
            ? Covering(bearers, at.Milliseconds) ?? WithoutTime(name, bearers)
            : WithoutTime(name, []);

    /// <summary>What a name means over all time, as stretches in their order without a hole.</summary>
    public IReadOnlyList<NameMeaning> Meanings(string name)
    {
        if (!_byName.TryGetValue(PlayerName.Standardise(name), out var bearers))
        {
            return [new NameMeaning(long.MinValue, long.MaxValue, WithoutTime(name, []))];
        }

        var otherwise = WithoutTime(name, bearers);
        var edges = bearers.Where(bearer => bearer.HasSpan).SelectMany(bearer => new[] { bearer.From, bearer.To }).OfType<long>();
        var cuts = edges.Append(long.MinValue).Append(long.MaxValue).Distinct().Order().ToList();
        var meanings = new List<NameMeaning>();
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var member = Covering(bearers, cuts[i]) ?? otherwise;
            if (meanings.Count > 0 && meanings[^1].MemberId == member)
            {
                meanings[^1] = meanings[^1] with { To = cuts[i + 1] };
            }
            else
            {
                meanings.Add(new NameMeaning(cuts[i], cuts[i + 1], member));
            }
        }

        return meanings;
    }

    private static long? Covering(List<BorneName> bearers, long at) => Single(bearers
        .Where(bearer => bearer.HasSpan && (bearer.From is not { } from || from <= at) && (bearer.To is not { } to || at < to))
        .Select(bearer => bearer.MemberId));

    private long? WithoutTime(string? name, List<BorneName> bearers) =>
        Single(bearers.Select(bearer => bearer.MemberId))
        ?? (_bySquashed.TryGetValue(PlayerName.Normalize(name), out var members) ? Single(members) : null);

    private static long? Single(IEnumerable<long> members)
    {
        long? single = null;
        foreach (var member in members)
        {
            if (single is not null && single != member)
            {
                return null;
            }

            single = member;
        }

        return single;
    }
}
