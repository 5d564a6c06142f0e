using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>One stay in the clan.</summary>
/// <param name="MemberId">Row of clan_members; null for players known from the activity log alone.</param>
/// <param name="Joined">When it began.</param>
/// <param name="Left">When it ended; null if it goes on.</param>
internal sealed record MemberStay(long? MemberId, UtcInstant Joined, UtcInstant? Left);

/// <summary>Works out the stays: from the activity log, and from the roster where the log says nothing.</summary>
internal static class MemberStays
{
    /// <summary>
    /// All stays whose begin is known. A departure followed by a join of the same player within the repair time is no departure: that is how a
    /// roster repaired by hand, or a late change of name, looks in the log.
    /// </summary>
    /// <param name="facts">The facts.</param>
    /// <param name="repairHours">How long a repair may take.</param>
    public static IReadOnlyList<MemberStay> Of(ClanFacts facts, double repairHours)
    {
        var events = facts.Retention.Events.ToLookup(entry => entry.PlayerId);
        var members = facts.Members.Where(member => member.PersonId == member.Id).ToList();
        var alts = facts.Members.Where(member => member.PersonId != member.Id).Select(member => member.WomPlayerId).OfType<long>();
        var known = members.Select(member => member.WomPlayerId).OfType<long>().Concat(alts).ToHashSet();
        return
        [
            .. members.SelectMany(member => OfMember(member, member.WomPlayerId is { } player ? events[player] : [], repairHours)),
            .. events.Where(player => !known.Contains(player.Key)).SelectMany(player => Repaired(FromEvents(null, player), repairHours)),
        ];
    }

    private static List<MemberStay> OfMember(MemberFacts member, IEnumerable<RosterEvent> events, double repairHours)
    {
        var stays = FromRosterAndLog(member, events, repairHours);
        if (member is { IsJoinNoted: true, JoinedAt: { } noted } && stays.FindIndex(stay => !(stay.Left <= noted)) is >= 0 and var place)
        {
            stays[place] = stays[place] with { Joined = noted };
        }

        return stays;
    }

    private static List<MemberStay> FromRosterAndLog(MemberFacts member, IEnumerable<RosterEvent> events, double repairHours)
    {
        var stays = Repaired(FromEvents(member, events), repairHours);
        if (stays.Count == 0)
        {
            return member.JoinedAt is { } joined && !(member.LeftAt < joined) ? [new MemberStay(member.Id, joined, member.LeftAt)] : [];
        }

        var last = stays[^1];
        if (member.IsCurrent && last.Left is { } left)
        {
            // The roster is right: somebody the log last saw leave is here.
            return member.JoinedAt is { } back && back > left ? [.. stays, new MemberStay(member.Id, back, null)] : [.. stays.SkipLast(1), last with { Left = null }];
        }

        return !member.IsCurrent && last.Left is null && member.LeftAt >= last.Joined ? [.. stays.SkipLast(1), last with { Left = member.LeftAt }] : stays;
    }

    private static List<MemberStay> FromEvents(MemberFacts? member, IEnumerable<RosterEvent> events)
    {
        var stays = new List<MemberStay>();
        UtcInstant? open = null;
        var isFirst = true;
        foreach (var entry in events.OrderBy(entry => entry.At).ThenBy(entry => entry.IsJoin))
        {
            if (entry.IsJoin)
            {
                open ??= entry.At;
            }
            else if ((open ?? (isFirst && member?.JoinedAt < entry.At ? member.JoinedAt : null)) is { } joined)
            {
                stays.Add(new MemberStay(member?.Id, joined, entry.At));
                open = null;
            }

            isFirst = false;
        }

        return open is { } last ? [.. stays, new MemberStay(member?.Id, last, null)] : stays;
    }

    private static List<MemberStay> Repaired(List<MemberStay> stays, double repairHours)
    {
        var whole = new List<MemberStay>();
        foreach (var stay in stays)
        {
            if (whole.Count > 0 && whole[^1].Left is { } left && stay.Joined.HoursSince(left) <= repairHours)
            {
                whole[^1] = whole[^1] with { Left = stay.Left };
            }
            else
            {
                whole.Add(stay);
            }
        }

        return whole;
    }
}
