using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>
/// Of the roster of an earlier instant, who can be judged by what is known of it today: tonight's rule, with whole days for hours, because
/// earlier snapshots are known by their days.
/// </summary>
internal sealed class MeasuredRoster(ClanFacts facts, ReportRequest request, RosterMoves moves)
{
    private readonly ILookup<long, PlayerStay> _stays = moves.Stays.Where(stay => stay.MemberId is not null).ToLookup(stay => stay.MemberId!.Value);

    /// <summary>How many players on the roster at an instant are not measured; null where the roster is not known or nobody was looked at.</summary>
    public long? NotMeasuredAt(UtcInstant at)
    {
        if (moves.MembersAt(at) is not { } all)
        {
            return null;
        }

        var players = facts.Members.Where(member => _stays[member.Id].Any(stay => !(stay.From > at) && !(stay.To <= at))).ToList();
        var looked = players.Where(player => IsFresh(facts.Retention.DaysOf(player.Id).Seen, at)).ToList();
        if (looked.Count == 0)
        {
            return null;
        }

        var unheard = request.DiscordConnected ? Unheard(players, IsRelayRead(at)) : [];

        // An alt's messages are told with its main's: only its game can be unknown.
        return all - looked.Count(player => player.PersonId != player.Id || !unheard.Contains(player.PersonId));
    }

    private static bool IsFresh(IReadOnlyList<int> seen, UtcInstant at) =>
        ActiveDays.FirstFrom(seen, at.PlusHours(-RollingWindow.Month.FreshHours).DayNumber + 1) <= at.DayNumber;

    private bool IsRelayRead(UtcInstant at) =>
        new SourceCoverage(facts.Reads.Where(read => read.From <= at), "relay").Covers(RollingWindow.Month.At(at), request.Settings.FoundingDay);

    /// <summary>Persons whose messages nobody can know: forgotten, or known by no account where the game chat does not tell them either.</summary>
    private static HashSet<long> Unheard(List<MemberFacts> players, bool isRelayRead)
    {
        var told = new HashSet<long>(players.Where(player => player.IsLinked || player.HasNoAccount).Select(player => player.PersonId));
        var unheard = new HashSet<long>();
        foreach (var player in players)
        {
            if (player.IsForgotten || (!isRelayRead && !told.Contains(player.PersonId)))
            {
                unheard.Add(player.PersonId);
            }
        }

        return unheard;
    }
}
