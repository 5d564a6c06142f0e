using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Identity;

/// <summary>A name somebody bears or bore.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">As people read it.</param>
/// <param name="From">First millisecond; null: since always.</param>
/// <param name="To">First millisecond it no longer holds; null: still borne.</param>
/// <param name="HasSpan">False for a name that is known without its time: it proves who, never when.</param>
/// <param name="IsProven">Whether Wise Old Man told the span: then the name was not borne outside of it.</param>
internal readonly record struct BorneName(long MemberId, string Name, long? From, long? To, bool HasSpan = true, bool IsProven = false)
{
    /// <summary>A change of name is submitted some days after it was made; a name that was let go is nobody's for longer than that.</summary>
    public const long Notice = 7 * UtcInstant.Day;

    /// <summary>When its bearer was first seen; null if nobody knows. A name others bore too was not borne since always.</summary>
    public long? SeenSince { get; init; }

    /// <summary>Whether it was borne at an instant.</summary>
    public bool Covers(long at) => HasSpan && (From is not { } from || from <= at) && (To is not { } to || at < to);

    /// <summary>Whether it may have been borne at an instant although nothing says so.</summary>
    public bool MayCover(long at) => !IsProven || !HasSpan || ((From is not { } from || from - Notice <= at) && (To is not { } to || at < to));
}

/// <summary>A stretch of time over which a name means one member, or nobody.</summary>
/// <param name="From">First millisecond.</param>
/// <param name="To">First millisecond after it.</param>
/// <param name="MemberId">Row of clan_members; null where the name proves nothing.</param>
internal readonly record struct NameMeaning(long From, long To, long? MemberId);

/// <summary>
/// Says whom a name means at an instant. Names move between people, so who bore it then comes first; whoever alone ever bore it comes second,
/// unless it is proven that they did not bear it then, for a name that was let go is taken by strangers; the form without separators last,
/// only where it fits one member and nobody knows how that name is really written: "noob man" and "noobman" are two players.
/// </summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, List<BorneName>> _byName;
    private readonly Dictionary<string, List<BorneName>> _bySquashed;

    public NameIndex(IEnumerable<BorneName> names)
    {
        var all = names.ToList();
        _byName = By(all, PlayerName.Standardise);
        _bySquashed = By(all, PlayerName.Normalize);
    }

    /// <summary>The member a name means at an instant; null if it proves nothing.</summary>
    public long? Resolve(string? name, UtcInstant at) => Resolve(
        _byName.GetValueOrDefault(PlayerName.Standardise(name)), _bySquashed.GetValueOrDefault(PlayerName.Normalize(name)), at.Milliseconds);

    /// <summary>What a name means over all time, as stretches in their order without a hole.</summary>
    public IReadOnlyList<NameMeaning> Meanings(string name)
    {
        var exact = _byName.GetValueOrDefault(PlayerName.Standardise(name));
        var squashed = _bySquashed.GetValueOrDefault(PlayerName.Normalize(name));
        var edges = (squashed ?? []).Where(bearer => bearer.HasSpan)
            .SelectMany(bearer => new[] { bearer.From, bearer.From - BorneName.Notice, bearer.To, bearer.To - BorneName.Notice }).OfType<long>();
        var cuts = edges.Append(long.MinValue).Append(long.MaxValue).Distinct().Order().ToList();
        var meanings = new List<NameMeaning>();
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var member = Resolve(exact, squashed, cuts[i]);
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

    private static Dictionary<string, List<BorneName>> By(List<BorneName> names, Func<string?, string> form) => names
        .GroupBy(name => form(name.Name), StringComparer.Ordinal)
        .Where(group => group.Key.Length > 0)
        .ToDictionary(group => group.Key, Bounded, StringComparer.Ordinal);

    private static List<BorneName> Bounded(IEnumerable<BorneName> bearers)
    {
        var all = bearers.ToList();
        return all.TrueForAll(bearer => bearer.MemberId == all[0].MemberId) ? all : [.. all.Select(bearer => bearer with { From = bearer.From ?? bearer.SeenSince })];
    }

    private static long? Resolve(List<BorneName>? exact, List<BorneName>? squashed, long at) =>
        Bearer(exact, at) ?? Alone(exact, at) ?? (squashed?.Exists(bearer => bearer.IsProven) == false ? Alone(squashed, at) : null);

    /// <summary>The only one who bore a name at an instant, unless somebody else took it so soon that nobody can tell.</summary>
    private static long? Bearer(List<BorneName>? bearers, long at)
    {
        BorneName? single = null;
        foreach (var bearer in bearers ?? [])
        {
            if (bearer.Covers(at))
            {
                if (single is { } other && other.MemberId != bearer.MemberId)
                {
                    return null;
                }

                single = bearer;
            }
        }

        return single is { } only && !IsHandedOn(only, bearers!, at) ? only.MemberId : null;
    }

    /// <summary>Whether somebody else's span begins about when this one ends: changes are submitted late, each by itself.</summary>
    private static bool IsHandedOn(BorneName bearer, List<BorneName> bearers, long at)
    {
        if (!bearer.IsProven || bearer.To is not { } to || at < to - BorneName.Notice)
        {
            return false;
        }

        foreach (var other in bearers)
        {
            if (other.MemberId != bearer.MemberId && other.From is { } from && from > at && at >= from - BorneName.Notice)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The only one who ever bore a name, if they may have borne it at an instant.</summary>
    private static long? Alone(List<BorneName>? bearers, long at)
    {
        var mayCover = false;
        foreach (var bearer in bearers ?? [])
        {
            if (bearer.MemberId != bearers![0].MemberId)
            {
                return null;
            }

            mayCover |= bearer.MayCover(at);
        }

        return mayCover ? bearers![0].MemberId : null;
    }
}
