using ClanStats.Domain.Identity;

namespace ClanStats.Identity;

/// <summary>Something that speaks for an account being a member's.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="Weight">How strongly.</param>
/// <param name="Evidence">In words.</param>
/// <param name="IsContested">Whether the same name may mean somebody else.</param>
/// <param name="IsPresentName">Whether it is about the member's present name.</param>
internal sealed record LinkEdge(long MemberId, double Weight, string Evidence, bool IsContested, bool IsPresentName = false);

/// <summary>
/// Finds what speaks for accounts being members'. Only names and times that sources told are evidence; a link or a rename that was only
/// guessed never is, so that no guess rests on another.
/// </summary>
internal sealed class LinkEdges
{
    /// <summary>An officer said so.</summary>
    public const double ByOfficer = 1;

    /// <summary>The name shown is the member's present name.</summary>
    public const double PresentName = 0.9;

    /// <summary>The name shown is a former name of the member, or holds their present one among others.</summary>
    public const double FormerName = 0.75;

    /// <summary>The name shown looks like the member's.</summary>
    public const double AlikeName = 0.6;

    /// <summary>The account first wrote when the member joined, under nearly the same name.</summary>
    public const double TimeAndDistance = 0.5;

    private const int DaysAroundJoining = 3;
    private const int FarthestDistance = 2;

    private readonly ILookup<string, LinkableMember> _current;
    private readonly ILookup<string, LinkableMember> _ever;
    private readonly ILookup<string, LinkableMember> _everLoose;
    private readonly ILookup<string, LinkableMember> _shapes;
    private readonly ILookup<long, LinkableMember> _joins;

    public LinkEdges(IReadOnlyCollection<LinkableMember> members)
    {
        var current = members.Where(member => member.IsCurrent).ToList();
        _current = current.ToLookup(member => member.Username, StringComparer.Ordinal);
        _ever = ByName(members, PlayerName.Standardise);
        _everLoose = ByName(members, PlayerName.Normalize);
        _shapes = current.ToLookup(member => LookAlike.Shape(member.Username), StringComparer.Ordinal);
        _joins = current.Where(member => member.JoinedAt is not null).ToLookup(member => member.JoinedAt!.Value.DayNumber);
    }

    /// <summary>What speaks for an account, the strongest for each member.</summary>
    public IReadOnlyList<LinkEdge> Of(DiscordAccount account)
    {
        var found = new Dictionary<long, LinkEdge>();
        var shown = DisplayName.ToPlayerName(account.Name);
        foreach (var edge in ByShownName(shown, account).Concat(ByOtherNames(account)).Concat(ByShape(account)).Concat(ByTime(account)))
        {
            if (!found.TryGetValue(edge.MemberId, out var known) || known.Weight < edge.Weight)
            {
                found[edge.MemberId] = edge;
            }
        }

        return [.. found.Values.OrderByDescending(edge => edge.Weight).ThenBy(edge => edge.MemberId)];
    }

    private static ILookup<string, LinkableMember> ByName(IEnumerable<LinkableMember> members, Func<string, string> form) => members
        .SelectMany(member => member.Names.Append(member.Username).Select(form).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal), (member, name) => (name, member))
        .ToLookup(entry => entry.name, entry => entry.member, StringComparer.Ordinal);

    private IEnumerable<LinkEdge> ByShownName(string shown, DiscordAccount account)
    {
        var loose = _everLoose[PlayerName.Normalize(shown)].ToList();
        foreach (var member in loose)
        {
            var others = loose.Where(other => other.Id != member.Id).ToList();
            var isExact = _ever[shown].Contains(member);
            var contested = others.Exists(other => _ever[shown].Contains(other)) || (others.Count > 0 && (!isExact || !shown.Contains(' ')))
                || member.IsFlagged || ShownBefore(account, member);
            if (member.IsCurrent && member.Username == shown)
            {
                yield return new LinkEdge(member.Id, PresentName, $"shows '{account.Name}', the present name of {member.DisplayName}", contested, true);
            }
            else if (!contested && account.MemberId == member.Id && account.LinkSource == AccountLinks.ByName)
            {
                yield return new LinkEdge(member.Id, PresentName, $"shows '{account.Name}', as it did when that was the name of {member.DisplayName}", false);
            }
            else
            {
                // Without its blanks a name may be a stranger's: "noob man" and "noobman" are two players.
                var isPresent = member.IsCurrent && PlayerName.AreSame(member.Username, shown) && !_current[shown].Any();
                var what = isPresent ? "the present name but for its blanks" : "a former name";
                yield return new LinkEdge(member.Id, FormerName, $"shows '{account.Name}', {what} of {member.DisplayName}", contested, isPresent);
            }
        }
    }

    /// <summary>Whether an account showed the name before the member bore it: then it is likely to be somebody who bore it before.</summary>
    private static bool ShownBefore(DiscordAccount account, LinkableMember member) =>
        account.ShowsSince is { } shown && member.PresentSince is { } borne && shown.Milliseconds < borne.Milliseconds - BorneName.Notice;

    /// <summary>A name within a name, or one that is not shown in the guild, proves less: people put other names beside their own.</summary>
    private IEnumerable<LinkEdge> ByOtherNames(DiscordAccount account)
    {
        foreach (var name in DisplayName.PossibleNames(account.Name))
        {
            foreach (var member in _current[name])
            {
                yield return new LinkEdge(member.Id, FormerName, $"shows '{account.Name}', which holds the present name of {member.DisplayName}", false, true);
            }
        }

        foreach (var name in account.OtherNames)
        {
            foreach (var member in DisplayName.ToPlayerName(name) is { Length: > 0 } key ? _current[key] : [])
            {
                yield return new LinkEdge(member.Id, FormerName, $"is called '{name}' beside what it shows, the present name of {member.DisplayName}", false, true);
            }
        }
    }

    private IEnumerable<LinkEdge> ByShape(DiscordAccount account)
    {
        var bare = DisplayName.Bare(account.Name);
        return _shapes[LookAlike.Shape(bare)]
            .Where(member => LookAlike.AreAlike(bare, member.Username))
            .Select(member => new LinkEdge(member.Id, AlikeName, $"shows '{account.Name}', which looks like {member.DisplayName}", true));
    }

    private IEnumerable<LinkEdge> ByTime(DiscordAccount account)
    {
        if (account.FirstMessage is not { } first)
        {
            yield break;
        }

        var name = DisplayName.Bare(account.Name);
        for (var day = first.DayNumber - DaysAroundJoining; day <= first.DayNumber + DaysAroundJoining; day++)
        {
            foreach (var member in _joins[day])
            {
                if (NameDistance.Between(name, member.Username) is > 0 and <= FarthestDistance and var distance
                    && 2 * distance < PlayerName.Normalize(member.Username).Length)
                {
                    yield return new LinkEdge(
                        member.Id, TimeAndDistance, $"shows '{account.Name}', nearly {member.DisplayName}, and first wrote within {DaysAroundJoining} days of their joining", true);
                }
            }
        }
    }
}
