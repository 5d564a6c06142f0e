using System.Globalization;
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

    /// <summary>
    /// Within this time a change of name is submitted, nearly always: for so long before it, a stranger may have borne the old name already.
    /// </summary>
    public const long Unnoticed = 4 * UtcInstant.Day;

    /// <summary>When its bearer was first seen; null if nobody knows. A name others bore too was not borne since always.</summary>
    public long? SeenSince { get; init; }

    /// <summary>When its bearer was last measured under it before letting go of it: until then it was theirs. Null if nobody knows.</summary>
    public long? KnownUntil { get; init; }

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

/// <summary>Every name that is the same without its blanks, with all that decides whom one of them means.</summary>
/// <param name="Name">One of them, standardised: the form without blanks may be what somebody calls themselves on Discord, and is not kept.</param>
/// <param name="Members">Rows of clan_members, in order.</param>
/// <param name="Bearers">What is known of them, as a text that is another one as soon as anything is.</param>
internal sealed record NameFamily(string Name, IReadOnlyList<long> Members, string Bearers);

/// <summary>
/// Says whom a name means at an instant. Names move between people, so who bore it then comes first; whoever alone ever bore it comes second,
/// unless it is proven that they did not bear it then, for a name that was let go is taken by strangers; the form without separators last,
/// only where it fits one member and nobody knows how that name is really written: "noob man" and "noobman" are two players.
/// </summary>
internal sealed class NameIndex
{
    private readonly List<BorneName> _all;
    private readonly Dictionary<string, List<BorneName>> _byName;
    private readonly Dictionary<string, List<BorneName>> _bySquashed;

    public NameIndex(IEnumerable<BorneName> names)
    {
        _all = [.. names];
        _byName = By(_all, PlayerName.Standardise);
        _bySquashed = By(_all, PlayerName.Normalize);
    }

    /// <summary>Whether somebody bears a name now, however it is written.</summary>
    public bool IsBorneNow(string? name) => _bySquashed.TryGetValue(PlayerName.Normalize(name), out var bearers)
        && bearers.Exists(bearer => bearer is { HasSpan: true, To: null });

    /// <summary>What is known, by the form without separators: no name means anything else as long as its family reads the same.</summary>
    public Dictionary<string, NameFamily> Families() => _all
        .GroupBy(name => PlayerName.Normalize(name.Name), StringComparer.Ordinal)
        .Where(family => family.Key.Length > 0)
        .ToDictionary(
            family => family.Key,
            family => new NameFamily(
                family.Select(bearer => PlayerName.Standardise(bearer.Name)).Min(StringComparer.Ordinal)!,
                [.. family.Select(bearer => bearer.MemberId).Distinct().Order()],
                string.Join('|', family.Select(Told).Order(StringComparer.Ordinal))),
            StringComparer.Ordinal);

    /// <summary>The member a name means at an instant; null if it proves nothing.</summary>
    public long? Resolve(string? name, UtcInstant at) => Resolve(
        _byName.GetValueOrDefault(PlayerName.Standardise(name)), _bySquashed.GetValueOrDefault(PlayerName.Normalize(name)), at.Milliseconds);

    /// <summary>What a name means over all time, as stretches in their order without a hole.</summary>
    public IReadOnlyList<NameMeaning> Meanings(string name)
    {
        var exact = _byName.GetValueOrDefault(PlayerName.Standardise(name));
        var squashed = _bySquashed.GetValueOrDefault(PlayerName.Normalize(name));
        var edges = (squashed ?? []).Where(bearer => bearer.HasSpan)
            .SelectMany(bearer => new[] { bearer.From, bearer.From - BorneName.Notice, bearer.To, bearer.To - BorneName.Unnoticed, bearer.KnownUntil + 1 })
            .OfType<long>();
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

    private static string Told(BorneName bearer)
    {
        var name = PlayerName.Standardise(bearer.Name);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name.Length}:{name} {bearer.MemberId} {bearer.From} {bearer.To} {(bearer.HasSpan ? 1 : 0)}{(bearer.IsProven ? 1 : 0)} {bearer.SeenSince} {bearer.KnownUntil}");
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

    private static long? Resolve(List<BorneName>? exact, List<BorneName>? squashed, long at) => MayHavePassedOn(exact, at)
        ? null
        : Bearer(exact, at) ?? Alone(exact, at) ?? (squashed?.Exists(bearer => bearer.IsProven) == false ? Alone(squashed, at) : null);

    /// <summary>The only one who bore a name at an instant.</summary>
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

        return single?.MemberId;
    }

    /// <summary>
    /// Whether a name may have passed to somebody else, a stranger perhaps, before anybody told: changes are submitted late, each by itself,
    /// and a name can be taken the hour it is let go. What was measured under it is proof until then.
    /// </summary>
    private static bool MayHavePassedOn(List<BorneName>? bearers, long at)
    {
        foreach (var bearer in bearers ?? [])
        {
            if (bearer.Covers(at) && MayHavePassedOn(bearer, bearers!, at))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayHavePassedOn(BorneName bearer, List<BorneName> bearers, long at)
    {
        if (!bearer.IsProven || at <= bearer.KnownUntil)
        {
            return false;
        }

        if (bearer.To is { } to && at >= to - BorneName.Unnoticed && !bearers.Exists(next => next.MemberId == bearer.MemberId && next.From == to))
        {
            return true;
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
